"""Makes many records like a stored one at once: each what a form would be that carries forward and is saved untouched.

In: a visit, and `Wanted`: a record, and how many copies are to get the next numbers, or from which number to which they
go. Out: `Made`. All are made in one transaction, with every rule and the audit log, in portions, so that statements
grow with those; numbers are given and compared under the lock of `numbering`. What is asked for twice under one key is
made once. Kept of Specify 7: numbers that are taken are told, and nothing is made then; a record set of the new records
where one is wanted. On purpose otherwise: any table whose records saving numbers, and not objects alone; what is
carried forward is chosen once, and not again for many; letters in a number are those of the record that is copied.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

from django.db import router, transaction
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows
from specify.layouts.filling.filled import entries_of
from specify.records.copying.cloning import begun_like
from specify.records.copying.copyable import is_copyable
from specify.records.copying.many_numbers import Numbering, numbering_like
from specify.records.copying.ways_on import asking_for
from specify.records.filling.digests import digest, parts_of
from specify.records.filling.once import Sending, earlier, note
from specify.records.filling.opened import Opened
from specify.records.filling.opening import changeable_table
from specify.records.filling.posting import MOST_NEW
from specify.records.filling.submitting import SourceGone, planned_of
from specify.records.models import Saved
from specify.records.numbering.asked_for import tables_numbered
from specify.records.saving import carry_out, saved
from specify.records.sets.changing import ask_for, make_within
from specify.records.views import fetch_row
from specify.records.writing.changes import Change, Problem
from specify.records.writing.uniqueness import tables_compared
from specify.security.entering import Visit
from specify.security.scoping import own_limits
from specify.tasks.progress import SILENT, Progress
from specify.web.refusals import FORM_STATUS, Refusal, missing

_AT_ONCE = 100
"""How many of the copies are judged and written together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, under a `key` of its own: `count` copies, numbered from `first` to `last` if these are told.

    `set_name` is that of the record set that they go into; "" for none.
    """

    key: str
    table: str
    record_id: int
    count: int = 0
    first: str = ""
    last: str = ""
    set_name: str = ""


class Made(NamedTuple):
    """What was made: the records in the order of their numbers, and the record set they are in."""

    ids: Sequence[int]
    numbers: Sequence[str]
    set_id: int | None


@dataclass(frozen=True, slots=True)
class Model:
    """The stored record that all are to be like, how such are numbered, and the form of one more like it."""

    row: Row
    numbering: Numbering
    opened: Opened

    @property
    def table(self) -> Table:
        """Its table."""
        return self.opened.table

    def copied(self) -> tuple[Mapping[str, Change], Sequence[Problem]]:
        """The records that saving one more would make, by their names in the form; and what is wrong with them."""
        try:
            planned, problems = planned_of(self.opened)
        except SourceGone as gone:
            told = _("Nothing was made: what is to be copied has just been changed or deleted.")
            raise Refusal(409, _("Not done"), told, _("Open the record again to see what it is now.")) from gone
        return planned.changes, problems


def model_of(visit: Visit, table_name: str, record_id: int) -> Model:
    """The record to be copied; a refusal where there is none, or where nothing would tell its copies apart."""
    table = changeable_table(visit, table_name, "create")
    row = fetch_row(visit, table, record_id)
    numbering = numbering_like(visit, table, row) if is_copyable(table) else None
    if numbering is None:
        told = _("Records of %(table)s are not numbered here, so that many alike could not be told apart.")
        raise missing(told % {"table": visit.captions.table(table.key)}, _("Clone the record, and change each copy."))
    empty = Opened(visit, table, Rows(own_limits(visit.place)), None)
    begun = begun_like(empty, asking_for(row["id"], is_carried=True))
    controls = [entry for entry in entries_of(begun.filled(MOST_NEW).parts) if entry.kind not in ("read", "several")]
    texts = {name: text for entry in controls for name, text in parts_of(entry)}
    digests = {name: digest(text) for name, text in texts.items()}
    return Model(row, numbering, replace(begun, sent=replace(begun.sent, texts=texts, digests=digests)))


def copy_many(visit: Visit, wanted: Wanted, progress: Progress = SILENT) -> Made:
    """Make all of them, or none. Raises `NotSaved` with what stands in the way, `AlreadySent` when they are there."""
    found = model_of(visit, wanted.table, wanted.record_id)
    texts = _texts(found.numbering, wanted)
    if wanted.set_name:
        ask_for(visit, "create")
    sent = found.opened.sent
    alone = {found.table.key, *tables_numbered(visit, found.table, sent.texts)}
    alone |= tables_compared(visit, found.table, sent, is_new=True)

    def verb() -> Made:
        progress.expect(len(texts), _("Making records of %(table)s") % {"table": visit.captions.table(found.table.key)})
        with transaction.atomic(router.db_for_write(Saved), savepoint=False):
            noted = note(_sending(visit, wanted))
            roots = list(_made(found, texts, progress))
            ids = [root.id or 0 for root in roots]
            set_id = make_within(visit, found.table, wanted.set_name, ids) if wanted.set_name else None
            noted.record_id = set_id or ids[0]
            noted.save(update_fields=["record_id"])
            return Made(ids, [str(root.values[found.numbering.field.name]) for root in roots], set_id)

    return saved(verb, alone)


def made_before(visit: Visit, wanted: Wanted) -> int | None:
    """What was made of it already: the id of the record set, or without one of the first record; None for nothing."""
    if not Saved.objects.filter(once=wanted.key, user_id=visit.user.pk).exists():
        return None
    return earlier(_sending(visit, wanted))


def _sending(visit: Visit, wanted: Wanted) -> Sending:
    content = blake2b(repr(sorted(asdict(wanted).items())).encode("utf-8", "replace"), digest_size=16).hexdigest()
    return Sending(visit, "recordset" if wanted.set_name else wanted.table, wanted.key, content)


def _texts(numbering: Numbering, wanted: Wanted) -> Sequence[str]:
    """What each copy has as its number, or asks for."""
    if not wanted.first:
        return [numbering.asking] * wanted.count
    found = numbering.between(wanted.first, wanted.last)
    if isinstance(found, str):
        raise Refusal(FORM_STATUS, _("Not done"), found, _("Nothing was made. Go back and write other numbers."))
    return found


def _made(found: Model, texts: Sequence[str], progress: Progress) -> Iterator[Change]:
    """The changes of the copies themselves, made; what they own is made with them."""
    copied, problems = found.copied()
    for start in range(0, len(texts), _AT_ONCE):
        several = [_one_more(copied, found.numbering, text) for text in texts[start : start + _AT_ONCE]]
        carry_out(found.numbering.visit, [change for one in several for change in one.values()], problems)
        progress.advance(len(several))
        yield from (one[""] for one in several)


def _one_more(copied: Mapping[str, Change], numbering: Numbering, text: str) -> Mapping[str, Change]:
    """The same records once more, pointing to each other, with that number."""
    more = {name: replace(change, values=dict(change.values)) for name, change in copied.items()}
    for change in more.values():
        change.owner = more[change.owner.name] if change.owner else None
        pointing = {name: more[one.name] for name, one in change.values.items() if isinstance(one, Change)}
        change.values.update(pointing)
    more[""].values[numbering.field.name] = text
    return more
