"""Fills in a form: a `Form`, a row and a `Writer` in, the parts of a `FilledForm` out.

Kept from Specify 7: the layout's order and shares, panels opened by their conditions, judged here on what was sent so
far; sub-views of records that live and die with this one are entered in its form, others are looked at; a search asks
for no sub-views. On purpose otherwise: a part begins at each heading and each sub-view, as on the page that is read;
what is only read stands side by side; of a new record nothing is looked at; to-one records have their form in place,
also while they do not exist yet; the first rows of a to-many relationship are all open. What the layout offers to do
stands on the page that is read, where nothing typed can be lost. Pure over `Rows`: evaluate, load, evaluate again.
"""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext

from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import UNSAVED, Row
from specify.layouts.bind import Standing
from specify.layouts.bound import Value, Way
from specify.layouts.filling.behind import Behind, in_a_sentence, rows_behind
from specify.layouts.filling.filled import Entry, FilledPart, FilledRecords
from specify.layouts.filling.grids import is_table, table_of
from specify.layouts.filling.names import chooser
from specify.layouts.filling.order import Order, order_of
from specify.layouts.filling.overlaid import begun_row, judged
from specify.layouts.filling.placing import Filling, Placed, Withheld, deciding, entry_at
from specify.layouts.filling.sent import joined
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Form, Heading, Pair, Paragraph, SubForm
from specify.layouts.geometry import LEAST_LABEL, SHARES
from specify.layouts.pairs import shown_items
from specify.layouts.values import closed_table, follow, linked_values, related_row


@dataclass(slots=True)
class _Writing:
    """A part while it is being written; `breaks` when the next entry begins a row.

    `titled`: by the layout. `of_records`: by a title for the sub-views right below it, and for nothing that follows.
    """

    heading: str
    continued: bool = False
    titled: bool = False
    of_records: bool = False
    breaks: bool = False
    texts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    withheld: list[tuple[str, str]] = field(default_factory=list)

    def note(self, made: Entry | Withheld | None) -> None:
        """Take what a cell has become."""
        if isinstance(made, Withheld):
            self.withheld.append((made.label, made.table))
        elif made is not None:
            is_beside = not self.entries or made.kind == self.entries[-1].kind == "read"
            self.entries.append(replace(made, starts_row=True) if self.breaks and not is_beside else made)
            self.breaks = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands under the layout's title yet."""
        return self.titled and not (self.entries or self.withheld)


@dataclass(frozen=True, slots=True)
class _Record:
    """One record while its form is filled in; `standing.key` is its name."""

    filling: Filling
    form: Form
    at: Placed
    standing: Standing

    @property
    def is_new(self) -> bool:
        """Whether it is not stored yet."""
        return bool(self.at.stored["id"] == UNSAVED)

    def name(self, sub: SubForm) -> str:
        """The name of the records behind a sub-view."""
        return joined(self.standing.key, sub.relationship.name)


def fill(writer: Writer, form: Form, row: Row) -> tuple[FilledPart, ...]:
    """The parts of `form` for `row`, as far as its rows are loaded; with a window the one part of its records."""
    if writer.window is None:
        return _fill(Filling(writer), form, row, Standing(""))
    found = _behind(_record(Filling(writer), form, row, Standing("")), writer.window.name)
    return (_to_many(*found),) if found else ()


def order_at(writer: Writer, form: Form, row: Row, name: str) -> Order | None:
    """All records behind the relationship that `name` leads to; None where the form does not enter any, or not yet."""
    found = _behind(_record(Filling(writer), form, row, Standing("")), name)
    return order_of(writer, found[1], found[0].at.stored, name) if found else None


def _record(filling: Filling, form: Form, row: Row, standing: Standing) -> _Record:
    shown = judged(filling.writer, filling.writer.reader.tables[form.table], row, standing.key)
    at = Placed(shown, row, standing.key, standing.back, deciding(form.items))
    return _Record(filling.of(form, row), form, at, standing)


def _behind(record: _Record, name: str) -> tuple[_Record, SubForm] | None:
    """The sub-view of records that `name` leads to, and the record in whose form it stands."""
    writer, (word, _, rest) = record.filling.writer, name.removeprefix(f"{record.standing.key}.").partition(".")
    for sub in shown_items(writer.reader, record.form, record.at.row):
        if not isinstance(sub, SubForm) or sub.relationship.name != word or not _is_entered(record, sub):
            continue
        if not rest:
            return (record, sub) if sub.relationship.is_to_many else None
        row, inside = _row_at(record, sub, rest)
        if row:
            nested = replace(record.standing.nested(sub, inside), level=record.standing.level)
            return _behind(_record(record.filling, writer.reader.form_of(sub), row, nested), name)
    return None


def _is_entered(record: _Record, sub: SubForm) -> bool:
    """Whether the records of a sub-view are entered in the form of the record."""
    reader = record.filling.writer.reader
    is_own = record.filling.writer.owns(sub.path.table, sub.relationship) and not sub.target.endswith("attachment")
    return is_own and not sub.path.steps and not closed_table(reader, sub.path)


def _row_at(record: _Record, sub: SubForm, rest: str) -> tuple[Row | None, str]:
    """The row of the record of a sub-view that `rest` begins with, None while there is none, and the record's name."""
    reader, name, way = record.filling.writer.reader, record.name(sub), sub.relationship
    sent, table = record.filling.writer.sent, reader.tables[sub.target]
    if not way.is_to_many:
        found = related_row(reader, (sub.path.table, way.name, sub.target), record.at.stored)
        return found or begun_row(sent, table, name), name
    word = rest.partition(".")[0]
    inside = joined(name, word)
    if not (word.isascii() and word.isdecimal()):
        return begun_row(sent, table, inside) if inside in sent.added else None, inside
    row = reader.rows.get(sub.target, int(word))
    return row if row and row.get(f"{way.other}_id") == record.at.stored["id"] else None, inside


def _fill(filling: Filling, form: Form, row: Row, standing: Standing) -> tuple[FilledPart, ...]:
    reader, record = filling.writer.reader, _record(filling, form, row, standing)
    heading = standing.heading or reader.captions.table(form.table)
    parts: list[FilledPart] = []
    writing = _Writing(heading)
    for item in shown_items(reader, form, record.at.row):
        writing.breaks = writing.breaks or item.starts_row
        if isinstance(item, Paragraph):
            writing.texts.append(item.text)
        elif isinstance(item, Heading):
            _close(parts, writing, standing)
            writing = _Writing(item.text or heading, continued=not item.text, titled=bool(item.text))
        elif isinstance(item, Pair):
            writing = _freed(parts, writing, standing, heading)
            writing.note(entry_at(record.filling, item, record.at))
        elif isinstance(item, SubForm) and filling.writer.mode != "search":
            part = _placed(writing, _sub_form(record, item))
            if part:
                parts.append(_headed(part, parts, writing, standing))
                writing = _Writing(heading, continued=True)
    _close(parts, writing, standing)
    return tuple(parts)


def _placed(writing: _Writing, made: Entry | Withheld | FilledPart | None) -> FilledPart | None:
    """A sub-view that is a part of its own; any other becomes one of the entries."""
    if isinstance(made, FilledPart):
        return made
    writing.of_records = writing.of_records or writing.is_bare
    writing.note(made)
    return None


def _freed(parts: list[FilledPart], writing: _Writing, standing: Standing, heading: str) -> _Writing:
    """The part that a field stands in: not one whose title is for sub-views."""
    if not writing.of_records:
        return writing
    _close(parts, writing, standing)
    return _Writing(heading, continued=True, breaks=writing.breaks)


def _headed(made: FilledPart, parts: list[FilledPart], writing: _Writing, standing: Standing) -> FilledPart:
    """A sub-view's part; a heading of the layout right above it becomes its own. Ends the part before it."""
    if not writing.is_bare:
        _close(parts, writing, standing)
        return made
    name = "" if made.heading.casefold() == writing.heading.casefold() else made.heading
    note = ", ".join(text for text in (name, made.note) if text)
    return replace(made, heading=writing.heading, texts=tuple(writing.texts), note=note)


def _close(parts: list[FilledPart], writing: _Writing, standing: Standing) -> None:
    """End a part, if there is anything in it."""
    if writing.entries or writing.withheld or writing.texts:
        is_again = writing.continued and any(part.key.startswith(f"{standing.key}--") for part in parts)
        parts.append(
            FilledPart(
                key=f"{standing.key}--{len(parts) + 1}",
                heading=writing.heading,
                level=standing.level,
                continued=is_again,
                texts=tuple(writing.texts),
                entries=tuple(writing.entries),
                withheld=tuple(writing.withheld),
            )
        )


def _sub_form(record: _Record, sub: SubForm) -> Entry | Withheld | FilledPart | None:
    """A sub-view: a part where its records are entered or named, or a count behind a button."""
    writer, standing, way = record.filling.writer, record.standing, sub.relationship
    closed = closed_table(writer.reader, sub.path)
    if closed:
        return Withheld(sub.label, closed)
    if way.name == standing.back and not sub.path.steps:
        return None
    if sub.button or standing.is_closed_to(sub):
        return _counted(record, sub)
    if sub.path.steps or sub.target.endswith("attachment"):
        return _looked_at(record, sub)
    if not writer.owns(sub.path.table, way):
        return _looked_at(record, sub) if way.is_to_many else _chosen(record, sub)
    if not record.filling.takes((record.name(sub),)):
        return _looked_at(record, sub)
    return (_to_many if way.is_to_many else _to_one)(record, sub)


def _counted(record: _Record, sub: SubForm) -> Entry | None:
    """How many records there are, with the way to all; the one record itself."""
    reader = record.filling.writer.reader
    owner = follow(reader, sub.path, record.at.stored)
    values: tuple[Value, ...] = ()
    if owner and sub.relationship.is_to_many:
        table, name = sub.path.table, sub.relationship.name
        found = reader.rows.children(table, name, owner["id"], limit=1, order=sub.order or None)
        if found:
            values = (Value(str(found.total), "all", way=Way(table, owner["id"], name, found.total)),)
    elif owner:
        values = linked_values(reader, sub, owner)
    if not values and record.is_new:
        return None
    return Entry(
        name=record.name(sub), label=sub.label, kind="read", share=SHARES // 2, label_share=LEAST_LABEL, values=values
    )


def _looked_at(record: _Record, sub: SubForm) -> FilledPart | None:
    """The records of a sub-view as links."""
    reader = record.filling.writer.reader
    owner = follow(reader, sub.path, record.at.stored)
    links = linked_values(reader, sub, owner) if owner else ()
    if not links and record.is_new:
        return None
    name = f"{record.name(sub)}--{sub.key}"  # the same records may stand on a form twice
    records = FilledRecords(name, in_a_sentence(reader.captions.table(sub.target)), links=links)
    return FilledPart(name, sub.label, record.standing.level, records=records)


def _chosen(record: _Record, sub: SubForm) -> Withheld | FilledPart | None:
    """The one record that is not part of this one: a control to choose another, unless the form has one anyway."""
    if any(isinstance(one, Pair) and _is_for(one, sub.relationship) for one in record.form.pairs()):
        return _looked_at(record, sub)
    entry = entry_at(record.filling, chooser(sub, record.form.table), record.at)
    if not isinstance(entry, Entry):
        return entry
    return FilledPart(f"{record.name(sub)}--", sub.label, record.standing.level, entries=(entry,))


def _is_for(pair: Pair, way: Relationship) -> bool:
    path = pair.path
    return bool(path and not path.steps and path.relationship == way and not pair.invisible)


def _to_one(record: _Record, sub: SubForm) -> FilledPart | None:
    """The form of the one record that belongs to this one, in place."""
    writer, standing = record.filling.writer, record.standing
    found = related_row(writer.reader, (sub.path.table, sub.relationship.name, sub.target), record.at.stored)
    if not found and (writer.mode == "view" or not writer.may(sub.target, "create")):
        return _looked_at(record, sub)
    row = found or begun_row(writer.sent, writer.reader.tables[sub.target], record.name(sub))
    inside = _fill(record.filling, writer.reader.form_of(sub), row, standing.nested(sub, record.name(sub)))
    return _folded(inside, FilledPart(record.name(sub), sub.label, standing.level))


def _folded(inside: tuple[FilledPart, ...], head: FilledPart) -> FilledPart:
    """One part of a record's parts: its first entries under `head`, everything else within."""
    inside = _under(inside, head.heading)
    if not inside or inside[0].heading or inside[0].records or inside[0].inner:
        return replace(head, inner=inside)
    first = inside[0]
    return replace(head, texts=first.texts, entries=first.entries, withheld=first.withheld, inner=inside[1:])


def _under(inside: tuple[FilledPart, ...], heading: str) -> tuple[FilledPart, ...]:
    """The parts of a record that stands under `heading`, which is not repeated."""
    return tuple(replace(part, heading="") if part.heading == heading and not part.records else part for part in inside)


def _counted_rows(behind: Behind) -> str:
    """How many rows there are; on their own page also which of them are shown."""
    if len(behind.rows) in (0, behind.total) or behind.rest or behind.waiting:
        return str(behind.total or "")
    place = {"first": behind.rows[0][0].number, "last": behind.rows[-1][0].number, "total": behind.total}
    return gettext("%(first)d to %(last)d of %(total)d") % place


def _may_renumber(writer: Writer, table_key: str, field: str) -> bool:
    return writer.may(table_key, "update") and writer.may_change(table_key, field)


def _to_many(record: _Record, sub: SubForm) -> FilledPart:
    """The first records behind a to-many relationship: as a table where it fits, else each in a form."""
    writer, name = record.filling.writer, record.name(sub)
    behind = rows_behind(writer, sub, record.at.stored, name)
    filling = record.filling.with_sent(behind.sent)
    form = writer.reader.form_of(sub)
    may = "view" not in (writer.mode, form.mode)
    records = FilledRecords(
        name,
        in_a_sentence(writer.reader.captions.table(sub.target)),
        total=behind.total,
        rest=behind.rest,
        waiting=behind.waiting,
        may_add=may and writer.may(sub.target, "create"),
        may_remove=may and writer.may(sub.target, "delete"),
        may_move=may and bool(behind.field) and _may_renumber(writer, sub.target, behind.field),
    )
    part = FilledPart(name, sub.label, record.standing.level, note=_counted_rows(behind))
    if sub.shape == "grid" or is_table(form, sub.relationship.other or ""):
        alone = replace(filling, names=set())  # nothing is taken by a table that turns out too wide
        made = table_of(alone, form, behind.rows, records, back=sub.relationship.other or "")
        if made is not None:
            return replace(part, records=made[0], withheld=made[1])
    rows = []
    for head, row in behind.rows:
        inside = replace(record.standing.nested(sub, head.name), level=record.standing.level + 2)
        rows.append(replace(head, parts=_under(_fill(filling, form, row, inside), sub.label)))
    return replace(part, records=replace(records, rows=tuple(rows)))
