"""What the page of the builder draws of a query: blocks of lines, groups of blocks, and the controls in them.

In: a visit, a query, what stands in its way. Out: dataclasses for templates. Operators are those that make sense for a
field, and as in Specify 7 those that compare texts only for who prefers to have them; the value of a field with a pick
list is chosen, or suggested where the list is long or more than one value may be said; names of a tree are suggested as
one types.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext as _

from specify.ask.building.checking import Problem
from specify.ask.building.editing import runs_of
from specify.ask.values import pick_list_of
from specify.ask.wording import Kind, field_words, kind_of, operators_for, path_words, takes_value, way_words
from specify.query.asked import Group, Holds, Line, Operator, Query
from specify.query.specs import Gathered, Spec, Told
from specify.query.texts import line_text, path_text
from specify.resources.formatters import Formatters, formatters
from specify.resources.preferences import user_preference
from specify.security.entering import Visit

MOST_OPTIONS = 50
_COMPARES_TEXTS = ("queryBuilder", "behavior", "showComparisonOperatorsForString")
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """The control for a value: `options` to choose from, `suggested` ones for a text, `tree` whose names are offered.

    Not `is_there`: nothing is to be said.
    """

    is_there: bool = True
    options: Choices = ()
    suggested: Choices = ()
    tree: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number, what its hidden field says, its controls, what is wrong with it.

    If it `is_here` its controls say how it is asked, else all of it is said by the hidden field.
    """

    number: int
    text: str
    line: Line
    operators: Choices = ()
    value: Value = Value()
    problems: tuple[str, ...] = ()
    is_here: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A line with its alternatives, and what they are about. `place` is counted from 1, 0 in a group."""

    rows: tuple[Row, ...]
    title: str
    way: str
    place: int = 0
    is_last: bool = False
    formats: Choices = ()
    is_age: bool = False

    @property
    def is_here(self) -> bool:
        """Whether any of its lines is drawn with its controls."""
        return any(row.is_here for row in self.rows)


@dataclass(frozen=True, slots=True)
class Box:
    """A group: its number, what its hidden field says, what it asks in words, and what is in it."""

    number: int
    text: str
    words: str
    parts: "tuple[Block | Box, ...]"

    @property
    def is_here(self) -> bool:
        """Whether any of its lines is drawn with its controls, or there are none."""
        return not self.parts or any(part.is_here for part in self.parts)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The query as the page has it."""

    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]

    @property
    def has_boxes_here(self) -> bool:
        """Whether any group is drawn."""
        return any(box.is_here for box in self.boxes)


def drawn(visit: Visit, query: Query, here: range, problems: Iterable[Problem] = ()) -> Drawn:
    """The blocks and boxes of a query, with controls for the lines with these numbers."""
    told: dict[int, tuple[str, ...]] = {}
    for problem in problems:
        told[problem.line] = (*told.get(problem.line, ()), problem.sentence)
    compares_texts = user_preference(visit.viewer, visit.stamp, *_COMPARES_TEXTS) is True
    drawing = _Drawing(visit, query, here, told, compares_texts)
    runs = runs_of(query.lines)
    blocks = (drawing.block(run, place, is_last=place == len(runs)) for place, run in enumerate(runs, start=1))
    return Drawn(tuple(blocks), tuple(drawing.boxes(query.groups, count(1))))


def boxes_in(boxes: Iterable[Box]) -> Iterator[Box]:
    """All boxes, those within others behind these."""
    for box in boxes:
        yield box
        yield from boxes_in(part for part in box.parts if isinstance(part, Box))


def controls_of(made: Drawn) -> Mapping[int, str]:
    """For the number of each line with controls the id of that in which it is put right."""
    blocks = [*made.blocks, *(part for box in boxes_in(made.boxes) for part in box.parts if isinstance(part, Block))]
    rows = [row for block in blocks for row in block.rows if row.is_here]
    return {row.number: f"f{row.number}-v" if row.value.is_there else f"f{row.number}-op" for row in rows}


def group_words(visit: Visit, base: str, group: Group) -> str:
    """What a group asks, as its legend."""
    if not group.rows:
        return {
            Holds.ANY: _("Any of these"),
            Holds.ALL: _("All of these"),
            Holds.NONE: _("None of these"),
        }[group.holds]
    records = path_words(visit.captions, base, group.rows)
    if group.holds is Holds.NONE:
        return _("There is none among %(records)s for which all of this holds") % {"records": records}
    if group.holds is Holds.ANY:
        return _("There is one among %(records)s for which any of this holds") % {"records": records}
    return _("There is one among %(records)s for which all of this holds") % {"records": records}


@dataclass(frozen=True)
class _Drawing:
    visit: Visit
    query: Query
    here: range
    told: Mapping[int, tuple[str, ...]]
    compares_texts: bool

    def block(self, run: list[Line], place: int = 0, *, is_last: bool = False) -> Block:
        spec = run[0].spec
        return Block(
            rows=tuple(map(self.row, run)),
            title=field_words(self.visit.captions, spec),
            way=way_words(self.visit.captions, spec),
            place=place,
            is_last=is_last,
            formats=formats_for(self.visit, spec) if run[0].is_shown or run[0].format else (),
            is_age=kind_of(spec) is Kind.AGE,
        )

    def row(self, line: Line) -> Row:
        if line.number not in self.here:
            return Row(line.number, line_text(line), line, is_here=False)
        about = line_text(Line(line.spec))
        offered = operators_for(line, is_ours=self.query.is_ours, compares_texts=self.compares_texts)
        operators = tuple((str(int(one)), words) for one, words in offered)
        return Row(line.number, about, line, operators, self.value(line), self.told.get(line.number, ()))

    def boxes(self, groups: Iterable[Group], numbers: Iterator[int]) -> Iterator[Box]:
        for group in groups:
            number = next(numbers)
            behind = f"~{path_text(self.query.base, group.rows)}" if group.rows else ""
            words = group_words(self.visit, self.query.base, group)
            yield Box(number, f"({group.holds}{behind}", words, tuple(self.parts(group, numbers)))

    def parts(self, group: Group, numbers: Iterator[int]) -> Iterator[Block | Box]:
        """What is in a group, in its order."""
        waiting: list[Line] = []
        for part in group.parts:
            if isinstance(part, Line):
                waiting.append(part)
                continue
            yield from map(self.block, runs_of(waiting))
            waiting = []
            yield from self.boxes([part], numbers)
        yield from map(self.block, runs_of(waiting))

    def value(self, line: Line) -> Value:
        kind, operator = kind_of(line.spec), line.operator
        if not takes_value(line, is_ours=self.query.is_ours):
            return Value(is_there=False)
        hint = _hint(kind, operator)
        found = pick_list_of(self.visit, line.spec)
        if found is None:
            return Value(hint=hint, tree=line.spec.table.key if _is_name_of_node(line.spec) else "")
        items = tuple((item.value, str(item.title)) for item in found.items)
        chooses = operator in (Operator.EQUAL, Operator.ANY) and len(items) <= MOST_OPTIONS
        if chooses and (not line.value or line.value in dict(items)):
            return Value(options=items, hint=hint)
        return Value(suggested=items[: 4 * MOST_OPTIONS], hint=hint)


def formats_for(visit: Visit, spec: Spec) -> Choices:
    """The ways of telling related records that a line may choose from, where there is more than one."""
    if isinstance(spec.end, Told):
        found = [one for one in _formatters(visit).formats if one.table_key == spec.table.key]
        named = [(one.name, one.title) for one in found]
    elif isinstance(spec.end, Gathered):
        key = spec.table.relationships[spec.end.relationship].target.lower()
        named = [(one.name, one.title) for one in _formatters(visit).aggregators if one.table_key == key]
    else:
        return ()
    named = [(name, title or name) for name, title in dict(named).items() if name]
    return tuple(named) if len(named) > 1 else ()


def _formatters(visit: Visit) -> Formatters:
    return formatters(visit.viewer, visit.stamp)


def _is_name_of_node(spec: Spec) -> bool:
    return kind_of(spec) is Kind.TEXT and spec.table.is_tree and getattr(spec.end, "name", "") in ("name", "fullName")


def _hint(kind: Kind, operator: Operator) -> str:
    if operator is Operator.BETWEEN and kind is Kind.DATE:
        return _("Two dates with a comma between them: 1990-01-01, 1999-12-31")
    if operator in (Operator.BETWEEN, Operator.AGE_RANGE):
        return _("Two values with a comma between them: 10, 20")
    if operator is Operator.IN:
        return (
            _("Values with commas between them; numbers also as 10-12")
            if kind is Kind.NUMBERED
            else _("Values with commas between them")
        )
    if operator is Operator.LIKE:
        return _("% stands for any letters, _ for one")
    return _("As 2026-11-21, or today - 2 weeks") if kind is Kind.DATE else ""
