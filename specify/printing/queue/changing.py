"""Changes what waits for a person's sheets: puts records in, takes them out, moves them to one of the ends.

In: a visit, the name of a template, ids of records or numbers of rows. Out: how many it were. Each change is one
transaction on our own table; the same form sent twice adds once, which is noted before, since the note may stand in
another database. Nothing is taken out by printing itself: only the person knows whether the sheet came out well.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Literal

from django.db import router, transaction
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from specify.layouts.filling.sent import Sent
from specify.printing.models import Queued
from specify.printing.rendering.telling import BadTemplate
from specify.printing.reports.sheets import sheet_of_labels
from specify.printing.templates.reading import Template
from specify.records.filling.once import AlreadySent, note, sending_of
from specify.records.models import Saved
from specify.security.entering import Visit
from specify.web.refusals import FORM_STATUS, Refusal

MOST = 2000
"""So many records of a person's may wait in a collection."""
_AT_ONCE = 500
End = Literal["first", "last"]


def add(visit: Visit, template: Template, ids: Sequence[int], *, copies: int | None, once: str) -> None:
    """Put records behind what waits already. `once` is the form's word: what it put in before is not put in again."""
    if told := why_not(visit, template):
        remedy = _("Choose another label, or print it at once.")
        raise Refusal(FORM_STATUS, _("Nothing was added"), told, remedy)
    sending = sending_of(visit, Queued._meta.db_table, once, Sent({"template": template.name}), makes=True)
    try:
        with transaction.atomic(router.db_for_write(Saved)):
            noted = note(sending)
    except AlreadySent:
        return
    try:
        _put_in(visit, template, ids, copies)
    except BaseException:  # whatever it was, the same form may be sent again
        noted.delete()
        raise


def _put_in(visit: Visit, template: Template, ids: Sequence[int], copies: int | None) -> None:
    whose = {"user_id": visit.user.pk, "collection_id": visit.place.collection_id}
    how = {"template": template.name, "table": template.table, "copies": copies, "added": datetime.now()}
    with transaction.atomic(router.db_for_write(Queued)):
        if Queued.objects.filter(**whose).count() + len(ids) > MOST:
            raise _too_many()
        Queued.objects.bulk_create([Queued(record_id=one, **how, **whose) for one in ids], _AT_ONCE)


def take_out(visit: Visit, numbers: Iterable[int]) -> int:
    """Take rows out; how many there were."""
    wanted, gone = list(numbers), 0
    with transaction.atomic(router.db_for_write(Queued)):
        for start in range(0, len(wanted), _AT_ONCE):
            gone += _mine(visit).filter(pk__in=wanted[start : start + _AT_ONCE]).delete()[0]
    return gone


def move(visit: Visit, template: str, numbers: Collection[int], end: End) -> int:
    """Move rows to one end, in the order they have; how many it were.

    What comes to stand behind the others gets new numbers, which are their order: whatever was known of the old ones
    holds for no other row.
    """
    with transaction.atomic(router.db_for_write(Queued)):
        rows = list(_mine(visit).select_for_update().filter(template=template).order_by("pk"))
        chosen = [one for one in rows if one.pk in numbers]
        behind = chosen if end == "last" else [one for one in rows if one.pk not in numbers]
        if chosen and rows[-len(behind) :] != behind:
            Queued.objects.filter(pk__in=[one.pk for one in behind]).delete()
            for one in behind:
                one.pk = None
            Queued.objects.bulk_create(behind, _AT_ONCE)
    return len(chosen)


def can_wait(visit: Visit, template: Template) -> bool:
    """Whether records can wait for sheets of the template."""
    return not why_not(visit, template)


def why_not(visit: Visit, template: Template) -> str:
    """Why records cannot wait for sheets of the template; "" where they can."""
    if template.kind != "label":
        return _("“%(template)s” is not printed label by label on sheets.") % {"template": template.title}
    try:
        if template.is_jrxml:
            sheet_of_labels(visit, template)
    except BadTemplate as bad:
        return bad.told
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _mine(visit: Visit) -> QuerySet[Queued]:
    return Queued.objects.filter(user_id=visit.user.pk, collection_id=visit.place.collection_id)


def _too_many() -> Refusal:
    return Refusal(
        FORM_STATUS,
        _("Nothing was added"),
        _("More than %(most)s records would wait for your sheets.")
        % {"most": number_format(MOST, force_grouping=True)},
        _("Print what waits, or take some of it out. Many labels are better printed at once, from a record set."),
    )
