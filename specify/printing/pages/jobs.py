"""Printing by a job: for what takes longer than somebody waits.

In: what is to be printed and how, as texts. Out: an outcome with the PDF. The records are those that the person may
see when the job runs.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from specify.printing.pages.asking import as_kept, ids_of, what_of
from specify.printing.pages.keeping import keep
from specify.printing.pages.ordering import ordered, template_to_print
from specify.printing.printing import print_records
from specify.printing.rendering import limits
from specify.printing.templates.reading import Template
from specify.security.entering import visit_of
from specify.tasks.declaring import Outcome, job
from specify.tasks.progress import Progress


@job(_("Print"))
def print_in_background(progress: Progress, *, person: int, collection_id: int, asked: list[list[str]]) -> Outcome:
    """Make the PDF. `asked` has names and texts as an address has them."""
    visit = visit_of(person, collection_id, get_language() or "en")
    pairs = [(name, value) for name, value in asked]
    what = what_of(visit, pairs)
    template = template_to_print(visit, what.table, pairs)
    ids = ids_of(visit, what, limits.LABELS + 1)
    printed = print_records(visit, template, ids, ordered(visit, template, pairs, what.rows), progress=progress)
    for note in printed.notes:
        progress.say(note.sentence)
    keep(visit, template.name, as_kept(what, pairs), printed)
    with NamedTemporaryFile(prefix="specify-", suffix=".pdf", delete=False) as made:
        made.write(printed.pdf)
    told = ngettext("%(number)d was printed: %(title)s.", "%(number)d were printed: %(title)s.", printed.number)
    said = told % {"number": printed.number, "title": template.title}
    return Outcome(said, file=Path(made.name), file_name=file_name(template))


def file_name(template: Template) -> str:
    """What people get the PDF as."""
    return f"{template.title}.pdf"
