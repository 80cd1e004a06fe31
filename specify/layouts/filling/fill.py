"""Fills in a form: a `Form`, a row and a `Writer` in, the parts of a `FilledForm` out.

Kept from Specify 7: the layout's order and shares, panels opened by their conditions, judged here on what was sent so
far; sub-views of records that live and die with this one are entered in its form, others are looked at; a search asks
for no sub-views. On purpose otherwise: a part begins at each heading and each sub-view, as on the page that is read;
what is only read stands side by side; of a new record nothing is looked at; to-one records have their form in place,
also while they do not exist yet; the first rows of a to-many relationship are all open. What the layout offers to do
stands on the page that is read, where nothing typed can be lost. Pure over `Rows`: evaluate, load, evaluate again.
"""

from dataclasses import dataclass, field, replace

from specify.datamodel.declaring import Relationship
from specify.datamodel.rows import UNSAVED, Row
from specify.layouts.bind import Standing
from specify.layouts.bound import Value, Way
from specify.layouts.filling.behind import in_a_sentence, rows_behind
from specify.layouts.filling.filled import Entry, FilledPart, FilledRecords
from specify.layouts.filling.grids import is_table, table_of
from specify.layouts.filling.names import chooser
from specify.layouts.filling.overlaid import judged, new_row
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
    """The parts of `form` for `row`, as far as its rows are loaded."""
    return _fill(Filling(writer), form, row, Standing(""))


def _fill(filling: Filling, form: Form, row: Row, standing: Standing) -> tuple[FilledPart, ...]:
    reader = filling.writer.reader
    shown = judged(filling.writer, reader.tables[form.table], row, standing.key)
    at = Placed(shown, row, standing.key, standing.back, deciding(form.items))
    record = _Record(filling.of(form, row), form, at, standing)
    heading = standing.heading or reader.captions.table(form.table)
    parts: list[FilledPart] = []
    writing = _Writing(heading)
    for item in shown_items(reader, form, shown):
        writing.breaks = writing.breaks or item.starts_row
        if isinstance(item, Paragraph):
            writing.texts.append(item.text)
        elif isinstance(item, Heading):
            _close(parts, writing, standing)
            writing = _Writing(item.text or heading, continued=not item.text, titled=bool(item.text))
        elif isinstance(item, Pair):
            writing = _freed(parts, writing, standing, heading)
            writing.note(entry_at(record.filling, item, at))
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
    row = found or new_row(writer.reader.tables[sub.target])
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
        way=behind.way,
        rest=behind.rest,
        waiting=behind.waiting,
        may_add=may and writer.may(sub.target, "create"),
        may_remove=may and writer.may(sub.target, "delete"),
    )
    part = FilledPart(name, sub.label, record.standing.level, note=str(behind.total or ""))
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
