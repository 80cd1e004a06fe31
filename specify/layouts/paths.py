"""Field paths: from the name on a cell to the steps through the data model that it means.

In: a table, a name such as `accession.accessionNumber`, and the present tables. Out: `FieldPath`, or None when the
name leads nowhere. Kept from Specify 7: any case, a leading name of the own table, `id` for the primary key, the
`…CBX` aliases and the fields that only the program computes. A path goes through to-one relationships only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from specify.datamodel.declaring import Field, Relationship, Table
from specify.layouts.computed import COMPUTED, ComputedRelationship

_ALIASES = {
    "divisioncbx": "division",
    "typescbx": "type",
    "tablescbx": "tableName",
    "fieldscbx": "fieldName",
    "formattercbx": "formatter",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One to-one relationship followed from `table` to `target` (keys); `computed`: by a rule, not by a column."""

    table: str
    name: str
    target: str
    dependent: bool = False
    computed: bool = False


@dataclass(frozen=True, slots=True)
class FieldPath:
    """The way from a form's table to a value: `steps`, then `member` of `table` or the value `computed` there.

    `table` is the key of the last table; `computed_from` names the tables that a computed value looks at.
    """

    steps: tuple[Step, ...]
    table: str
    member: Field | Relationship | None = None
    computed: str = ""
    computed_from: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """The keys of the tables that must be readable for the value to be shown, beyond the form's own."""
        last = (self.member.target.lower(),) if isinstance(self.member, Relationship) else self.computed_from
        return (*(step.target for step in self.steps), *last)

    @property
    def relationship(self) -> Relationship | None:
        """The relationship the path ends in, if it does."""
        return self.member if isinstance(self.member, Relationship) else None


def path_of(table: Table, name: str, tables: Mapping[str, Table]) -> FieldPath | None:
    """What `name` means on a form of `table`; None for the empty name, `this`, and names that lead nowhere."""
    words = [word.strip() for word in name.split(".")]
    if len(words) > 1 and words[0].lower() == table.key:
        words = words[1:]
    if not all(words):
        return None
    steps: list[Step] = []
    for word in words[:-1]:
        step = _step(table, word)
        if step is None or step.target not in tables:
            return None
        steps.append(step)
        table = tables[step.target]
    found = _ending(table, words[-1], tuple(steps))
    return found if found and all(key in tables for key in found.tables) else None


def member_of(table: Table, name: str) -> Field | Relationship | None:
    """The field or relationship called `name` on a form, its primary key as `id` among them."""
    lower = name.lower()
    if lower in ("id", table.id_name.lower()):
        return Field("id", "integer", table.id_column, null=False)
    return table.find(_ALIASES.get(lower, name))


def _step(table: Table, word: str) -> Step | None:
    member = member_of(table, word)
    if isinstance(member, Relationship) and not member.is_to_many:
        return Step(table.key, member.name, member.target.lower(), member.dependent)
    computed = COMPUTED.get((table.key, word.lower()))
    if isinstance(computed, ComputedRelationship):
        return Step(table.key, computed.name, computed.target, computed=True)
    return None


def _ending(table: Table, word: str, steps: tuple[Step, ...]) -> FieldPath | None:
    member = member_of(table, word)
    if member is not None:
        return FieldPath(steps, table.key, member)
    computed = COMPUTED.get((table.key, word.lower()))
    return FieldPath(steps, table.key, None, computed.name, computed.tables) if computed else None
