"""A file with the rows of a query, made by a job: for what takes long, and for lines that break.

In: a query as texts, a wish. Out: an outcome with the file. The rows are those that the person may see when the job
runs.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from specify.ask.results.columns import in_order, sort_in, with_columns
from specify.ask.taking.files import file_name, write_file
from specify.ask.taking.takings import taking_of
from specify.ask.taking.wishes import Wish
from specify.query.asked import Query
from specify.query.running import LONG, number_of
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit, visit_of
from specify.tasks.declaring import Outcome, job
from specify.tasks.progress import Progress
from specify.web.refusals import Refusal

_TITLE_AT_MOST = 30
"""Results of jobs have short names, and the day is to be in it."""


@job(_("Take rows along"))
def take_along(
    progress: Progress, *, person: int, collection_id: int, said: dict[str, Any], wish: dict[str, Any]
) -> Outcome:
    """Make the file. `said` has the query, its title, its order, and where the addresses of its records begin."""
    visit = visit_of(person, collection_id, get_language() or "en")
    query = with_columns(query_of_pairs([(name, value) for name, value in said["query"]]))
    query, wanted = in_order(query, sort_in(query, said["sort"])), Wish(**{**wish, "ids": tuple(wish["ids"])})
    progress.expect(len(wanted.ids) or _number(visit, query), gettext("Writing rows"))
    taking = taking_of(visit, query, wanted, progress)
    with NamedTemporaryFile(prefix="specify-", delete=False) as made:
        path = Path(made.name)
    try:
        write_file(taking, wanted, path, title=said["title"], records_at=said["records_at"])
    except BaseException:
        path.unlink()
        raise
    name = file_name(said["title"], wanted.format, most=_TITLE_AT_MOST)
    return Outcome(gettext("The file “%(name)s” is there.") % {"name": name}, file=path, file_name=name)


def _number(visit: Visit, query: Query) -> int:
    """How many rows there will be; 0 where counting takes too long."""
    try:
        return number_of(visit, query, seconds=LONG)
    except Refusal:
        return 0
