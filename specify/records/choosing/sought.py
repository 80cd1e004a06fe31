"""What is looked for when a control of a form asks for it: records of a table, or values of a pick list.

In: an opened form, and the name of one of its controls. Out: `Sought`, with which every page and suggestion looks; or a
refusal in a sentence. Kept of Specify: the search that the cell names, the record formatter of the pick list or else of
that search, the value that a pick list may keep to, and the person's own choice between the beginning of a name and any
part of it, which for trees is any part until they choose. Where another collection is looked in, the person's rights
there count, and its scope.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.rows import Row, Rows, settled
from specify.layouts.filling.choices import list_of
from specify.layouts.filling.controls import entry_of
from specify.layouts.filling.names import Member, PlacedPair, Step, pairs_at, way_to
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.overlaid import begun_row, new_row, overlaid
from specify.layouts.filling.sent import joined
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Pair
from specify.layouts.showing import form_in, library, reader_of
from specify.query.matching import MOST, Found, Search, distinct_values, matching, rows_of, tables_on
from specify.query.naming import shown_so
from specify.query.offering import Around, collection_across, offered
from specify.records.filling.opened import Opened
from specify.records.reading.fields import as_kind
from specify.records.views import readable_table
from specify.resources.formatting import Formatting
from specify.resources.picklists import Kind, PickList
from specify.resources.preferences import user_preference
from specify.resources.type_searches import type_searches
from specify.security.entering import Visit, visit_of
from specify.security.scoping import in_scope, own_limits
from specify.text.folding import fold
from specify.text.typed import Unreadable
from specify.web.addresses import number_in
from specify.web.refusals import Refusal, missing

_NO_TEXTS = ("json", "blob")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a control called `label` may have, as the collection of `visit` has it.

    Records or values of a table are looked for by `search`, records told by `formatter`; `items` are those of a list.
    `has_id`: the control has an id beside its text. `anywhere`: where names are looked into unless somebody says so.
    `options` are the parameters that the cell gives.
    """

    label: str
    visit: Visit
    search: Search | None = None
    formatter: str = ""
    items: tuple[str, ...] = ()
    is_record: bool = True
    has_id: bool = True
    anywhere: bool = False
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asking:
    """A control that something is sought for: by whom, the way to it, its cell, the record that it is filled in for."""

    visit: Visit
    way: Member
    pair: Pair | None
    around: Around

    @property
    def options(self) -> Mapping[str, str]:
        """The parameters that the cell gives."""
        return self.pair.control.options if self.pair else {}

    @property
    def search(self) -> str:
        """The name of the type search that the cell gives."""
        return self.options.get("name", "")

    def elsewhere(self, way: Relationship) -> int | None:
        """The other collection in which records for the relationship are looked for; None where it is this one."""
        across = collection_across(self.around, way, self.pair.control.plugin if self.pair else "", self.options)
        return None if across == self.visit.place.collection_id else across


def sought_for(opened: Opened, name: str) -> Sought:
    """What is looked for by the control of that name; a refusal where there is nothing, or one may not look."""
    way = way_to(opened.table, name, present.tables())
    if way is None:
        raise _nothing(opened, name)
    visit, books = opened.visit, library(opened.visit)
    reader = reader_of(visit, opened.rows, books, "edit")
    writer = writer_of(visit, Writer(reader, sent=opened.sent))
    around = _around(opened, writer, way.steps, name)
    if isinstance(way.member, Relationship):
        readable_table(visit, way.member.target.lower())
    placed = pairs_at(form_in(books, visit, opened.table, ("form", "edit", "")), name, reader.form_of)
    pair = next((one.pair for one in placed if _is_entered(writer, one, around, name)), None)
    if pair is None:
        raise _nothing(opened, name)
    asking = Asking(visit, way, pair, around)
    found = list_of(writer, pair, around.row)
    if isinstance(way.member, Relationship) and way.member.column:
        return _records(asking, way.member, found)
    sought = None if found is None or isinstance(way.member, Relationship) else values_sought(asking, found)
    if sought is None:
        raise _nothing(opened, name)
    return sought


def _is_entered(writer: Writer, placed: PlacedPair, around: Around, name: str) -> bool:
    """Whether the cell gives the control of that name, and it is one that this person fills in."""
    at = around
    for _step in placed.pair.path.steps if placed.pair.path else ():
        at = at.outer or at
    entry = settled(writer.reader.rows, lambda: entry_of(writer, placed.pair, at.row, placed.record))
    inner = (entry.inner or (entry,)) if entry else ()
    return any(one.kind != "read" and one.name.removesuffix(".id") == name for one in inner)


def records_found(sought: Sought, text: str, *, anywhere: bool, limit: int = MOST) -> Found:
    """The records that the text may mean: by the fields that are searched, else by the words they are shown by."""
    if sought.search is None:
        return Found()
    found = matching(sought.search, text, anywhere=anywhere, limit=limit)
    if found.ids or found.more or not text:
        return found
    ids = shown_so(sought.search, _formatting(sought), text, sought.formatter)
    return Found(ids[:limit], len(ids) > limit)


def values_found(sought: Sought, text: str, *, anywhere: bool, limit: int = MOST) -> tuple[str, ...]:
    """The values that begin with the text, or have it anywhere."""
    if sought.search:
        return distinct_values(sought.search, text, anywhere=anywhere, limit=limit)
    key = fold(text)
    fitting = (item for item in sought.items if (key in fold(item) if anywhere else fold(item).startswith(key)))
    return tuple(fitting)[:limit]


def words_of(sought: Sought, ids: Iterable[int]) -> dict[int, str]:
    """The words that the records are shown by."""
    formatting = _formatting(sought)
    while True:
        key = sought.search.table.key if sought.search else ""
        words = {one: formatting.label(key, one, sought.formatter) for one in ids}
        if not formatting.rows.load():
            return words


def words_offered(sought: Sought, value: str) -> str | None:
    """The words of the record of that id; None for one that is not offered."""
    record = number_in(value)
    if sought.search is None or record is None:
        return None
    is_there = rows_of(sought.search).filter(pk=record).exists()
    return words_of(sought, [record])[record] if is_there else None


def not_offered(label: str) -> Refusal:
    """The refusal of what was chosen for the field of that label and is not offered."""
    return missing(
        _("What you have chosen for %(field)s is not there to be chosen.") % {"field": label},
        _("It may have been deleted meanwhile. Go back and look again."),
    )


def _formatting(sought: Sought) -> Formatting:
    return sought.visit.formatting(Rows(own_limits(sought.visit.place)))


def _records(asking: Asking, way: Relationship, found: PickList | None) -> Sought:
    """The records that may be chosen for a relationship."""
    rows, visit = asking.around.rows, asking.visit
    across = settled(rows, lambda: asking.elsewhere(way))
    if across is not None:
        visit = visit_of(visit.user.pk, across, visit.viewer.language)
    within = settled(rows, lambda: offered(asking.around, way, visit.place, search=asking.search))
    return records_sought(replace(asking, visit=visit), way, found, within)


def records_sought(asking: Asking, way: Relationship, found: PickList | None, within: Q) -> Sought:
    """The records that may be chosen for a relationship, where it is known `within` what; `found` is its pick list."""
    target = way.target.lower()
    table = readable_table(asking.visit, target)
    if found is None or found.kind is not Kind.TABLE or found.table_key != target:
        return _of_table(asking, Search(table, (), within), asking.search)
    sought = _of_table(asking, Search(table, (), within & _listed(table, found)), asking.search)
    return replace(sought, formatter=found.formatter)


def _listed(table: Table, found: PickList) -> Q:
    """The rows that have the value which a list of a table's rows keeps to; one that names no field keeps to none."""
    field = table.find(found.filter_field) if found.filter_field and found.filter_value else None
    if not isinstance(field, Field):
        return Q()
    try:
        return Q(**{field.name: as_kind(table, field, found.filter_value)})
    except Unreadable:
        return Q(pk__in=())


def _of_table(asking: Asking, rows: Search, name: str = "") -> Sought:
    """The rows by the search of that name, or the table's own, as far as it looks into what may be read."""
    table, visit = rows.table, asking.visit
    main = visit.formatting(asking.around.rows).main_field(table)
    how = type_searches(visit.viewer, visit.stamp).search_for(table, name, main)
    paths = tuple(path for path in how.fields if visit.rights.all_readable(tables_on(table, path)))
    search = replace(rows, paths=paths)
    sought = Sought(_label(asking), visit, search, how.formatter, options=asking.options)
    return replace(sought, anywhere=_anywhere(visit, table))


def values_sought(asking: Asking, found: PickList) -> Sought | None:
    """The values of a pick list, or the records that one of a table has; None for a list of what nobody may see."""
    visit = asking.visit
    if found.id is not None:
        readable_table(visit, "picklist")
    values = Sought(_label(asking), visit, is_record=False, has_id=False)
    if found.kind is Kind.ITEMS:
        return replace(values, items=tuple(str(item.title) for item in found.items))
    table = readable_table(visit, found.table_key)
    rows = Search(table, (), in_scope(table, visit.place))
    if found.kind is Kind.TABLE:
        listed = replace(rows, within=rows.within & _listed(table, found))
        return replace(_of_table(asking, listed), formatter=found.formatter, has_id=False)
    field = table.find(found.field_name)
    if not isinstance(field, Field) or field.secret or field.kind in _NO_TEXTS:
        return None
    return replace(values, search=replace(rows, paths=(field.name,)))


def _label(asking: Asking) -> str:
    captions, way = asking.visit.captions, asking.way
    return (asking.pair.label if asking.pair else "") or captions.field(way.table.key, way.member.name)


def _anywhere(visit: Visit, table: Table) -> bool:
    """Whether this person looks for names by any part of them."""
    key = "treeSearchAlgorithm" if table.is_tree else "searchAlgorithm"
    told = user_preference(visit.viewer, visit.stamp, "form", "queryComboBox", key)
    return told.startswith("contains") if isinstance(told, str) else table.is_tree


def _around(opened: Opened, writer: Writer, steps: Sequence[Step], name: str) -> Around:
    """The record that the control is filled in for, within those whose form it stands in."""
    stored = opened.row or begun_row(opened.sent, opened.table, "")
    around, key = Around(opened.table, overlaid(writer, opened.table, stored, ""), opened.rows), ""
    for step in steps[1:]:
        if step.way is None or not opened.visit.rights.readable(step.table.key):
            raise _nothing(opened, name)
        key = joined(key, f"{step.way.name}.{step.row}".rstrip("."))
        inside = _behind(opened.rows, step, stored)
        if inside is None:
            raise _nothing(opened, name)
        inside = {**inside, **opened.sent.copies.get(key, {})}
        stored, around = inside, Around(step.table, overlaid(writer, step.table, inside, key), opened.rows, around)
    return around


def _behind(rows: Rows, step: Step, owner: Row) -> Row | None:
    """The stored row behind a relationship of `owner`, an empty one while there is none; None for a foreign one."""
    way = step.way
    if way is None or step.row.startswith("n"):
        return new_row(step.table)
    key = int(step.row) if step.row else owner.get(f"{way.name}_id")
    if not key:
        return new_row(step.table)
    row = rows.get(step.table.key, key)
    if row is None and rows.load():
        row = rows.get(step.table.key, key)
    is_its_own = row and (not step.row or row.get(f"{way.other}_id") == owner["id"])
    return row if is_its_own else None


def _nothing(opened: Opened, name: str) -> Refusal:
    return missing(
        _("The form of %(table)s has no field called %(name)s for which something could be found.")
        % {"table": opened.visit.captions.table(opened.table.key), "name": name[:100]},
        _("Go back to the form and use one of its buttons."),
    )
