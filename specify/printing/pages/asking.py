"""What is to be printed, as the address of a page says it.

In: a visit, names and texts. Out: a `What`, the ids of its records; a refusal in a sentence. `on` is the table; then
come the records: an `id` each, a record set as `set`, the lines of a query as `query/texts.py` has them or the digest
of a long one as `kept`, numbers that were typed as `numbers` (the key they are kept under), or the template whose sheet
they wait for as `queue`, or an `each` for every one that waited: its id, and after `*` its copies if they were chosen.
`again` is the number of a printout of the person's, which says what the address does not.
Changed on purpose of Specify 7: whatever can be listed can be printed, all or some of it; no record set has to be made
first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Min
from django.http import QueryDict
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.printing.models import Queued
from specify.printing.pages.keeping import FAILED, WAITED, printout_of
from specify.printing.pages.typed import ids_typed
from specify.printing.queue.waiting import labels_of, waiting_for
from specify.printing.templates.library import template_here, templates_of
from specify.query.kept import KEPT, written_out
from specify.query.running import rows
from specify.query.texts import Pairs, query_of_pairs
from specify.records.sets.reading import items_of, record_set_of, records_here
from specify.records.views import readable_table
from specify.security.entering import Visit
from specify.security.scoping import visible_ids
from specify.web.addresses import number_in
from specify.web.refusals import FORM_STATUS, Refusal

AGAIN, QUEUE, NUMBERS, EACH = "again", "queue", "numbers", "each"
_WHAT = ("on", "id", "set", QUEUE, EACH, NUMBERS, KEPT, "l", "distinct", "series", "count", "synonyms", "as")
_HOW = ("template", "sheet", "start", "copies", "order")
ANSWER = "p."
"""What the names of answers to a report's questions begin with."""


@dataclass(frozen=True, slots=True)
class What:
    """The records of a table that are to be printed: these, those of a set, or those that a query finds.

    Or those whose numbers are kept under the key `typed`; or those that are `waiting` for a sheet, or `waited`.
    """

    table: Table
    ids: tuple[int, ...] = ()
    record_set: int | None = None
    query: Pairs = ()
    typed: str = ""
    waiting: tuple[Queued, ...] | None = None
    waited: tuple[Queued, ...] = ()

    @property
    def rows(self) -> tuple[Queued, ...]:
        """Those that come with their copies: what waits, or waited."""
        return self.waiting or self.waited

    @property
    def is_nothing(self) -> bool:
        """Whether no records are named yet."""
        return not (self.ids or self.query or self.typed or self.rows) and self.record_set is None


def asked_in(visit: Visit, sent: QueryDict) -> Pairs:
    """The names and texts of an address that say what and how; with those of the printout it names. A statement."""
    told = [(name, str(value)) for name in sent if _is_told(name) for value in sent.getlist(name)]
    if "table" in sent and "on" not in sent:
        told.append(("on", sent.get("table", "")))
    if AGAIN not in sent:
        return told
    named = {name for name, _value in told}
    former = printout_of(visit, number_in(sent.get(AGAIN, "")) or 0).asked
    return [*told, *((str(name), str(value)) for name, value in former if name not in (*named, WAITED, FAILED))]


def _is_told(name: str) -> bool:
    return name in (*_WHAT, *_HOW) or name.startswith(ANSWER)


def address_of(asked: Pairs) -> str:
    """Names and texts as they stand behind a `?`."""
    return urlencode(list(asked))


def only_what(asked: Pairs) -> Pairs:
    """What of an address says what is printed, and not how."""
    return [(name, value) for name, value in asked if name in _WHAT]


def what_of(visit: Visit, asked: Pairs) -> What:
    """What is to be printed. Chosen records go before the query they were chosen from."""
    table = readable_table(visit, dict(asked).get("on", ""))
    if not templates_of(visit, table.key):
        raise Refusal(
            FORM_STATUS,
            _("Nothing to print"),
            _("There are no labels or reports of %(table)s.") % {"table": visit.captions.table(table.key)},
            _("Those that there are stand on the page “Labels and reports”."),
        )
    asked = written_out(asked)
    ids = [number for name, value in asked if name == "id" and (number := number_in(value))]
    if ids:
        return What(table, ids=tuple(dict.fromkeys(ids)))
    if any(name == "l" for name, _value in asked):
        return What(table, query=only_what(asked))
    if waited := _waited(visit, table, asked):
        if dict(asked).get("copies", "").strip():
            return What(table, ids=tuple(dict.fromkeys(one.record_id for one in waited)))
        return What(table, waited=waited)
    return _what_else(visit, table, dict(asked))


def _waited(visit: Visit, table: Table, asked: Pairs) -> tuple[Queued, ...]:
    """What waited for a sheet, as it is told when that is printed again; the rows themselves may be gone."""
    names = [one.name for one in templates_of(visit, table.key)]
    wanted = dict(asked).get("template", "")
    told = {"table": table.key, "template": wanted if wanted in names else names[0]}
    pairs = (value.partition("*") for name, value in asked if name == EACH)
    numbers = ((number_in(record), number_in(copies)) for record, _times, copies in pairs)
    return tuple(Queued(record_id=record, copies=copies, **told) for record, copies in numbers if record)


def _what_else(visit: Visit, table: Table, told: Mapping[str, str]) -> What:
    """What waits for a sheet, what was typed, or a set."""
    if QUEUE in told:
        return What(table, waiting=tuple(one for one in waiting_for(visit, told[QUEUE]) if one.table == table.key))
    if told.get(NUMBERS):
        return What(table, typed=told[NUMBERS])
    return What(table, record_set=number_in(told.get("set", "")))


def ids_of(visit: Visit, what: What, most: int) -> Sequence[int]:
    """The ids of the records, each once, in their order; only those that are here, and no more than `most`.

    Of those that waited for a sheet each comes as often as it gets labels.
    """
    if what.ids:
        here = visible_ids(what.table, visit.place, what.ids)
        return [one for one in what.ids if one in here][:most]
    if what.query:
        return _found(visit, what, most)
    if what.rows or what.waiting is not None:
        return labels_of(visit, template_here(visit, what.rows[0].template), what.rows)[:most] if what.rows else ()
    return ids_typed(visit, what.table, what.typed)[:most] if what.typed else _in_set(visit, what, most)


def _in_set(visit: Visit, what: What, most: int) -> Sequence[int]:
    """The records of a set, in its order."""
    if what.record_set is None:
        return ()
    own = record_set_of(visit, what.record_set)
    if own.table is not what.table:
        return ()
    items = items_of(own.id).filter(recordId__in=records_here(visit, what.table)).order_by().values("recordId")
    return list(items.annotate(came=Min("pk")).order_by("came").values_list("recordId", flat=True)[:most])


def _found(visit: Visit, what: What, most: int) -> Sequence[int]:
    """The records of a query's rows, also of those rows that tell several of them."""
    query = replace(query_of_pairs(what.query), is_distinct=False, is_series=False, is_count=False)
    ids: dict[int, None] = {}
    for row in rows(visit, query):
        ids[int(row.id)] = None
        if len(ids) >= most:
            break
    return list(ids)


def as_kept(what: What, asked: Pairs) -> Pairs:
    """What is kept of it when it was printed: what waited is named by its records, since it waits no more then.

    Each has its own copies, and its place among the others.

    A query that is kept under a digest is written out: it may be forgotten before.
    """
    if what.waiting is None:
        return written_out(asked)
    how = [pair for pair in asked if pair[0] in ("on", "template", "sheet", "start") or pair[0].startswith(ANSWER)]
    each = [(EACH, f"{one.record_id}*{one.copies}" if one.copies else str(one.record_id)) for one in what.waiting]
    return [*how, ("order", "given"), *each, (WAITED, " ".join(str(one.pk) for one in what.waiting))]
