"""What the name of a control leads to: through the data model, and through the layouts that place it.

In: a table and a name such as `determinations.12.taxon`; a form. Out: the table at its end with the field or
relationship; the cell. A name comes from an address or a post, so it may be anything: what leads nowhere is None.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from specify.datamodel.declaring import Field, Relationship, Table
from specify.layouts.filling.points import POINT_FIELDS, POINTS
from specify.layouts.filling.sent import joined
from specify.layouts.form import Control, Form, Pair, SubForm
from specify.layouts.geometry import LEAST_LABEL, SHARES
from specify.layouts.pairs import leads_back
from specify.layouts.paths import FieldPath


class Step(NamedTuple):
    """One record on the way to a control: its table, how it is reached, and which of several it is (`12`, `n1`)."""

    table: Table
    way: Relationship | None = None
    row: str = ""


class Member(NamedTuple):
    """What a control is for: a field or relationship of the last of the records on the way."""

    steps: tuple[Step, ...]
    member: Field | Relationship

    @property
    def table(self) -> Table:
        """The table at the end of the way."""
        return self.steps[-1].table

    @property
    def is_place(self) -> bool:
        """Whether it is the number that puts one of several records in order."""
        return bool(self.steps[-1].row) and self.member.name == self.table.order_number


def steps_to(table: Table, record: str, tables: Mapping[str, Table]) -> tuple[Step, ...] | None:
    """The records on the way to the one of that name; "" is the form's own. None where there is no way."""
    steps, words = [Step(table)], record.split(".") if record else []
    while words:
        way = steps[-1].table.relationships.get(words.pop(0))
        row = words.pop(0) if way and way.is_to_many and words else ""
        if way is None or way.target.lower() not in tables or not (_is_row(row) or not way.is_to_many):
            return None
        steps.append(Step(tables[way.target.lower()], way, row))
    return tuple(steps)


def way_to(table: Table, name: str, tables: Mapping[str, Table]) -> Member | None:
    """The way that a control's name describes, from the form's table on; None where there is none."""
    record, _, word = name.rpartition(".")
    steps = steps_to(table, record, tables)
    if steps is None:
        return None
    member = steps[-1].table.fields.get(word) or steps[-1].table.relationships.get(word)
    return Member(steps, member) if member else None


class PlacedPair(NamedTuple):
    """A cell, and the name of the record in whose form it stands."""

    pair: Pair
    record: str


def pairs_at(
    form: Form, name: str, form_of: Callable[[SubForm], Form], record: str = "", *, back: str = ""
) -> Iterator[PlacedPair]:
    """All cells that the control of that name may come from, as a form may place it in several blocks of a panel.

    The way `back` to the record that owns that of the form is none.
    """
    for item in form.pairs():
        if isinstance(item, Pair) and name in _written(item) and not leads_back(item, back):
            yield PlacedPair(item, record)
        if isinstance(item, SubForm) and name == item.relationship.name and not item.path.steps:
            yield PlacedPair(chooser(item, form.table), record)
        inside = f"{item.relationship.name}." if isinstance(item, SubForm) else ""
        if isinstance(item, SubForm) and name.startswith(inside):
            rest, there = name.removeprefix(inside), joined(record, item.relationship.name)
            if item.relationship.is_to_many:
                row, _, rest = rest.partition(".")
                there = joined(there, row)
            yield from pairs_at(form_of(item), rest, form_of, there, back=item.relationship.other or "")


def order_cell(member: Member, label: str) -> Pair | None:
    """A cell for the number that puts records in order: they can be moved also where their layout does not show it."""
    if not member.is_place:
        return None
    return Pair(
        key=member.member.name,
        share=SHARES,
        label=label,
        label_share=LEAST_LABEL,
        value_share=SHARES - LEAST_LABEL,
        path=FieldPath((), member.table.key, member.member),
        control=Control("text"),
        table=member.table.key,
    )


def form_at(form: Form, record: str, form_of: Callable[[SubForm], Form]) -> Form | None:
    """The form in which the record of that name is entered; None where it has none."""
    if not record:
        return form
    for sub in form.pairs():
        name, _, rest = record.partition(".")
        if isinstance(sub, SubForm) and not sub.path.steps and sub.relationship.name == name:
            return form_at(form_of(sub), rest.partition(".")[2] if sub.relationship.is_to_many else rest, form_of)
    return None


def sub_at(form: Form, relationship: str, form_of: Callable[[SubForm], Form]) -> SubForm | None:
    """The sub-view whose records are those behind the relationship of that name; None where there is none."""
    record, _, name = relationship.rpartition(".")
    there = form_at(form, record, form_of)
    subs = (sub for sub in (there.pairs() if there else ()) if isinstance(sub, SubForm) and not sub.path.steps)
    return next((sub for sub in subs if sub.relationship.name == name), None)


def chooser(sub: SubForm, table_key: str) -> Pair:
    """The cell that chooses the one record behind a sub-view in the form of a table."""
    return Pair(
        key=sub.key,
        share=SHARES,
        label=sub.label,
        label_share=LEAST_LABEL,
        value_share=SHARES - LEAST_LABEL,
        path=sub.path,
        control=Control("querycbx", required=sub.relationship.required),
        table=table_key,
    )


def _is_row(word: str) -> bool:
    return word.removeprefix("n").isdecimal() and word.isascii() and len(word) < 10


def _written(pair: Pair) -> Collection[str]:
    """The names that the controls of a cell have in their record."""
    if pair.control.plugin == POINTS:
        return POINT_FIELDS
    path = pair.path
    if path is None or path.member is None:
        return ()
    return (".".join((*(step.name for step in path.steps), path.member.name)),)
