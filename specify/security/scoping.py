"""Which rows belong to the collection one works in.

In: a table with its declared scope path, and a place. Out: a `Q` for a query on that table's model. Kept of Specify:
the levels (collection, discipline, division, institution), trees by their definitions, accessions of the whole
institution when it says so, attachments by the level they carry. Changed on purpose: a table that belongs to its owner
only is followed to that owner, so that no row of another collection can be reached by a roundabout way; a row without
an owner belongs to everyone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, Value

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.selecting import Limit
from specify.datamodel.tables import model
from specify.resources.place import Place
from specify.web.addresses import ids_among

# What a row may belong to, and what it is compared with.
_LEVELS = {
    "collection": "collection_id",
    "discipline": "discipline_id",
    "division": "division_id",
    "institution": "institution_id",
}
# The levels an attachment carries as numbers; 10 is everywhere.
_SCOPE_TYPES = {0: "collection", 1: "discipline", 2: "division", 3: "institution"}
_EVERYWHERE = 10
_TREE_DEFINITION = "treedef"


@dataclass(frozen=True)
class _Step:
    """Where the path has come to: the table, the lookup prefix that leads there, whether it may lead nowhere."""

    table: Table
    place: Place
    prefix: str
    may_be_null: bool
    passed: tuple[str, ...]

    def onto(self, way: Relationship, target: Table) -> "_Step":
        """The next step through a relationship."""
        passed = (*self.passed, target.key)
        prefix = f"{self.prefix}{way.name}__"
        return replace(self, table=target, prefix=prefix, may_be_null=self.may_be_null or way.null, passed=passed)


def in_scope(table: Table, place: Place, prefix: str = "") -> Q:
    """The rows of `table` that belong to `place`; `prefix` is the lookup path from the queried model to the table.

    Follows to-one relationships only, so it never multiplies rows. With a prefix, rows that lead to no row of the table
    stay in.
    """
    found = _limit(_Step(table, place, prefix, bool(prefix), (table.key,)))
    return Q() if found is None else found


def visible_ids(table: Table, place: Place, ids: Iterable[int]) -> frozenset[int]:
    """Those of the ids whose rows exist and belong to `place`. One statement."""
    found = model(table.key)._default_manager.filter(in_scope(table, place), pk__in=ids_among(ids))
    return frozenset(found.values_list("pk", flat=True))


def visible_by_table(place: Place, wanted: Mapping[str, Iterable[int]]) -> dict[str, frozenset[int]]:
    """Those of the ids, by table, whose rows exist and belong to `place`. One statement."""
    found: dict[str, set[int]] = {key: set() for key in wanted}
    asked = {key: known for key, ids in wanted.items() if (known := ids_among(ids))}
    keys = [*asked]
    queries = [
        model(key)
        ._default_manager.filter(in_scope(present.tables()[key], place), pk__in=asked[key])
        .order_by()
        .annotate(which=Value(number))
        .values_list("which", "pk")
        for number, key in enumerate(keys)
    ]
    for number, row_id in queries[0].union(*queries[1:], all=True) if queries else ():
        found[keys[number]].add(row_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def own_limits(place: Place) -> dict[str, Limit]:
    """What related rows are held to, for the tables whose rows name their owner themselves.

    A collection's own rows are private to it; what belongs to a discipline or division (an agent, a locality) may be
    named by the records of another, but has its page at home only.
    """
    found = {}
    for key, table in present.tables().items():
        owner = table.find(table.scope) if table.scope else None
        if owner is None or not _is_owner(owner) or (key == "accession" and place.is_accessions_global):
            continue
        if isinstance(owner, Relationship) and not _is_definition(owner):
            level = owner.target.lower()
            found[key] = Limit(f"{owner.name}_id", getattr(place, _LEVELS[level]), is_private=level == "collection")
        elif owner.name == "collectionMemberId":
            found[key] = Limit(owner.name, place.collection_id, is_private=True)
    return found


def _limit(step: _Step) -> Q | None:
    """What limits the rows at this step; None when nothing does, which an empty `Q` could not say inside an OR."""
    if step.table.key == "accession" and step.place.is_accessions_global:
        return None
    if step.table.scope == "tree":
        limit = _of_trees(step, "pk", step.table)
        return limit | Q(**{f"{step.prefix}pk__isnull": True}) if step.may_be_null else limit
    members = [member for name in step.table.scope.split("|") if (member := step.table.find(name))]
    owners = [member for member in members if _is_owner(member)]
    if owners:
        return _first_set(step, owners)
    return _any_of(step, [member for member in members if isinstance(member, Relationship)])


def _is_owner(member: Field | Relationship) -> bool:
    """Whether the member says by itself to what a row belongs."""
    if isinstance(member, Field):
        return member.name in ("collectionMemberId", "scopeType")
    return member.target.lower() in _LEVELS or _is_definition(member)


def _is_definition(way: Relationship) -> bool:
    return way.name in ("definition", "treeDef") and way.target.lower().endswith(_TREE_DEFINITION)


def _first_set(step: _Step, owners: list[Field | Relationship]) -> Q:
    """The first owner that is set decides; a row with none belongs to everyone."""
    first, *rest = owners
    if not rest:
        return _owned(step, first) | _nobodys(step, first)
    return _owned(step, first) | (Q(**{f"{step.prefix}{first.name}__isnull": True}) & _first_set(step, rest))


def _owned(step: _Step, owner: Field | Relationship) -> Q:
    if owner.name == "scopeType":
        return _by_scope_type(step)
    if isinstance(owner, Relationship) and _is_definition(owner):
        return _of_trees(step, owner.name, _target(owner))
    level = "collection" if isinstance(owner, Field) else owner.target.lower()
    return Q(**{f"{step.prefix}{owner.name}": getattr(step.place, _LEVELS[level])})


def _nobodys(step: _Step, owner: Field | Relationship) -> Q:
    """The rows without that owner, where there can be such."""
    return Q(**{f"{step.prefix}{owner.name}__isnull": True}) if step.may_be_null or owner.null else Q()


def _target(way: Relationship) -> Table:
    return present.tables()[way.target.lower()]


def _of_trees(step: _Step, column: str, definition: Table) -> Q:
    tree = definition.key.removesuffix(_TREE_DEFINITION)
    return Q(**{f"{step.prefix}{column}__in": step.place.tree_definitions.get(tree, ())})


def _by_scope_type(step: _Step) -> Q:
    kind, owner = f"{step.prefix}scopeType", f"{step.prefix}scopeID"
    limit = Q(**{f"{kind}__isnull": True}) | Q(**{kind: _EVERYWHERE})
    for number, level in _SCOPE_TYPES.items():
        limit |= Q(**{kind: number, owner: getattr(step.place, _LEVELS[level])})
    return limit


def _any_of(step: _Step, ways: list[Relationship]) -> Q | None:
    """A row that belongs to other records is visible when one of these is, or when it has none of them."""
    limits: list[Q] = []
    for way in ways:
        target = _target(way)
        if target.key in step.passed:
            continue
        limit = _limit(step.onto(way, target))
        if limit is None:
            return None
        limits.append(limit if len(ways) == 1 else limit & Q(**{f"{step.prefix}{way.name}__isnull": False}))
    if not limits:
        return None
    found = limits[0]
    for limit in limits[1:]:
        found |= limit
    return found if len(ways) == 1 else found | Q(**{f"{step.prefix}{way.name}__isnull": True for way in ways})
