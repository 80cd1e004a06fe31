"""Binds a form to a record: a `Form`, a row and a `Reader` in, the parts of a `BoundForm` out.

Kept from Specify 7: the layout's order, and what stands under which heading. On purpose otherwise, because a page is
read and not filled in: a part begins at each heading and each sub-view; a field without a value is not printed but
named at the end of its part, and so is a sub-view without records; what the reader may not see is named with the
table that is closed; a text that labels nothing is shown even when nothing stands beside it. Pure over `Rows`:
evaluate, load, evaluate again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from specify.datamodel.rows import Row
from specify.layouts.bound import BoundPair, Part, RecordLink, Records, Way
from specify.layouts.form import Command, Form, Heading, Pair, Paragraph, SubForm
from specify.layouts.pairs import bound_pair, interactions_pair, is_left_out, is_shown, linked_pair, shown_items
from specify.layouts.record_tables import TABLE_FITS, table_of
from specify.layouts.values import Reader, closed_table, follow, linked_values, record_value, related_row

_DEEPEST = 2
_LIVE_IN_EACH_OTHER = frozenset({"collectionobject", "collectionobjectgroup"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a form stands on the page: the prefix of its ids, the level of its headings, how deep it is nested."""

    key: str
    level: int = 2
    depth: int = 0
    heading: str = ""
    link: RecordLink | None = None
    back: str = ""
    open: frozenset[tuple[str, str]] = frozenset()

    def is_closed_to(self, sub: SubForm) -> bool:
        """Whether `sub` would stand too deep, or within the records of its own relationship."""
        again = (sub.path.table, sub.relationship.name) in self.open and sub.path.table not in _LIVE_IN_EACH_OTHER
        return again or self.depth > _DEEPEST

    def nested(self, sub: SubForm, key: str) -> "Standing":
        """Where a form inside `sub` stands."""
        opened = self.open | {(sub.path.table, sub.relationship.name)}
        return replace(
            self,
            key=key,
            level=self.level + 1,
            depth=self.depth + 1,
            back=sub.relationship.other or "",
            open=opened,
            heading=sub.label,
            link=None,
        )


@dataclass(slots=True)
class _Writing:
    """A part while it is being written.

    `titled`: by the layout. `of_records`: by a title for the sub-views right below it, and for nothing that follows.
    """

    heading: str
    continued: bool = False
    titled: bool = False
    of_records: bool = False
    texts: list[str] = field(default_factory=list)
    pairs: list[BoundPair] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    withheld: list[tuple[str, str]] = field(default_factory=list)
    unmade: list[str] = field(default_factory=list)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of it would be seen but texts and what is empty."""
        return not (self.pairs or self.withheld or self.unmade)


def bind(reader: Reader, form: Form, row: Row, standing: Standing) -> tuple[Part, ...]:
    """The parts of `form` for `row`, as far as its rows are loaded."""
    heading = standing.heading or reader.captions.table(form.table)
    parts: list[Part] = []
    writing = _Writing(heading)
    for item in shown_items(reader, form, row):
        if isinstance(item, Paragraph):
            writing.texts.append(item.text)
        elif isinstance(item, Heading):
            _close(parts, writing, standing)
            writing = _Writing(item.text or heading, continued=not item.text, titled=bool(item.text))
        elif isinstance(item, Pair) and not is_left_out(reader, item, row, back=standing.back):
            writing = _freed(parts, writing, standing, heading)
            _note_pair(writing, bound_pair(reader, item, row))
        elif isinstance(item, Command) and is_shown(form, item):
            _note_pair(writing, interactions_pair(reader, item, row))
        elif isinstance(item, SubForm):
            part = _placed(writing, bind_sub_form(reader, item, row, standing))
            if part:
                parts.extend(_headed(part, parts, writing, standing))
                writing = _Writing(heading, continued=True)
    _close(parts, writing, standing)
    return tuple(parts)


def _placed(writing: _Writing, bound: BoundPair | Part) -> Part | None:
    """A sub-view that is a part of its own; any other becomes one of the pairs."""
    if isinstance(bound, Part):
        return bound
    writing.of_records = writing.of_records or (writing.titled and writing.says_nothing and not writing.empty)
    _note_pair(writing, bound)
    return None


def _freed(parts: list[Part], writing: _Writing, standing: Standing, heading: str) -> _Writing:
    """The part that a field stands in: not one whose title is for sub-views."""
    if not writing.of_records:
        return writing
    _close(parts, writing, standing)
    return _Writing(heading, continued=True)


def _headed(bound: Part, parts: list[Part], writing: _Writing, standing: Standing) -> Iterable[Part]:
    """A sub-view's part; a heading of the layout right above it becomes its own. Ends the part before it."""
    over = writing.heading if writing.titled and writing.says_nothing else ""
    texts = tuple(writing.texts) if over else ()
    if over:
        writing.texts.clear()
    _close(parts, writing, standing)
    if not over:
        return (bound,)
    name = "" if bound.heading.casefold() == over.casefold() else bound.heading
    return (replace(bound, heading=over, texts=texts, note=", ".join(text for text in (name, bound.note) if text)),)


def _note_pair(writing: _Writing, bound: BoundPair) -> None:
    if bound.withheld:
        writing.withheld.append((bound.label, bound.withheld))
    elif bound.unmade:
        writing.unmade.append(bound.label)
    elif bound.values:
        writing.pairs.append(bound)
    elif bound.label:
        writing.empty.append(bound.label)


def _close(parts: list[Part], writing: _Writing, standing: Standing) -> None:
    """End a part. What only names empty fields joins the part of this record before it."""
    if writing.says_nothing and not writing.empty and not writing.texts:
        return
    previous = next(
        (at for at in reversed(range(len(parts))) if parts[at].records is None and not parts[at].link), None
    )
    if writing.says_nothing and not writing.texts and previous is not None:
        parts[previous] = replace(parts[previous], empty=(*parts[previous].empty, *writing.empty))
        return
    parts.append(
        Part(
            key=f"{standing.key}--{len(parts) + 1}",
            heading=writing.heading,
            level=standing.level,
            continued=writing.continued and previous is not None,
            texts=tuple(writing.texts),
            pairs=tuple(writing.pairs),
            empty=tuple(writing.empty),
            withheld=tuple(writing.withheld),
            unmade=tuple(writing.unmade),
        )
    )


def bind_sub_form(reader: Reader, sub: SubForm, row: Row, standing: Standing) -> BoundPair | Part:
    """A sub-view: a part with its records, or a label with links where it is small, deep, empty or closed."""
    owner = None if closed_table(reader, sub.path) else follow(reader, sub.path, row)
    if owner is None or sub.button or standing.is_closed_to(sub):
        return linked_pair(reader, sub, row)
    if sub.relationship.is_to_many:
        return _to_many(reader, sub, owner, standing) or linked_pair(reader, sub, row)
    found = related_row(reader, (sub.path.table, sub.relationship.name, sub.target), owner)
    return _to_one(reader, sub, found, standing) if found else linked_pair(reader, sub, row)


def _to_one(reader: Reader, sub: SubForm, row: Row, standing: Standing) -> Part:
    key = f"{standing.key}-{sub.key}"
    inside = bind(reader, reader.form_of(sub), row, standing.nested(sub, key))
    return _folded(inside, Part(key, sub.label, standing.level, link=(sub.target, row["id"])))


def _folded(inside: tuple[Part, ...], head: Part) -> Part:
    """One part of a record's parts: its first pairs under `head`, everything else within."""
    if inside and inside[0].heading == head.heading and inside[0].records is None and inside[0].link is None:
        first = inside[0]
        return replace(first, key=head.key, level=head.level, link=head.link, note=head.note, inner=inside[1:])
    return replace(head, inner=inside)


def _to_many(reader: Reader, sub: SubForm, owner: Row, standing: Standing) -> Part | None:
    """The first records behind a to-many relationship; None when there are none."""
    table, name = sub.path.table, sub.relationship.name
    children = reader.rows.children(table, name, owner["id"], limit=reader.rows_shown, order=sub.order or None)
    if not children:
        return None
    key = f"{standing.key}-{sub.key}"
    way = Way(table, owner["id"], name, children.total)
    records = Records(way, len(children))
    if sub.target.endswith("attachment"):
        records = replace(records, links=linked_values(reader, sub, owner)[: len(children)])
    else:
        form = reader.form_of(sub)
        records = table_of(reader, form, children, replace(records, columns=()), back=sub.relationship.other or "")
        if len(records.columns) > TABLE_FITS and sub.shape == "form" and standing.depth < _DEEPEST:
            entries = tuple(
                _entry(reader, sub, child, standing.nested(sub, f"{key}-{child['id']}")) for child in children
            )
            records = Records(way, len(children), entries=entries)
    return Part(key, sub.label, standing.level, note=str(way.total), records=records)


def _entry(reader: Reader, sub: SubForm, row: Row, standing: Standing) -> Part:
    """One record as a block: its pairs under its own title."""
    title = record_value(reader, sub.target, row["id"])
    inside = bind(reader, reader.form_of(sub), row, replace(standing, level=standing.level + 1))
    folded = _folded(inside, Part(standing.key, sub.label, standing.level, link=(sub.target, row["id"])))
    return replace(folded, heading=title.text, latin=title.latin)
