"""The figures of a collection: what is counted, and the statements that count it.

In: a place. Out: `Figures`. Everything is counted by the database, in a fixed number of statements that read each row
once; what it groups by taxon and by place is folded up to orders, species and countries over node numbers. A synonym
counts with what it names: its accepted taxon is followed, since the preferred taxon that Specify notes beside a
determination is not kept up when a name is sunk by other means. Nothing here is personal: the figures are the
collection's, and the page leaves out what its reader may not read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import Max

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.layouts.latin import GENUS
from specify.nodes.branches import Branches, branches_of
from specify.resources.place import Place
from specify.security.scoping import in_scope
from specify.text.moments import months_before

COUNTED = ("preparation", "collectingevent", "locality", "taxon", "agent", "accession", "loan")
MONTHS = 12
BRANCHES_SHOWN = 6
COUNTRY, ORDER, FAMILY, SPECIES = 200, 100, 140, 220
# Herbaria are arranged by families, other collections by orders.
BY_FAMILY = ("botany", "paleobotany")

_TYPES = """
SELECT COUNT(DISTINCT CollectionObjectID) FROM determination WHERE CollectionMemberID = %s AND TypeStatusName > ''
"""
_DETERMINED = """
SELECT COUNT(DISTINCT CollectionObjectID) FROM determination
WHERE CollectionMemberID = %s AND IsCurrent = 1 AND TaxonID IS NOT NULL
"""
# Objects by accepted taxon, with the species that a lower taxon belongs to. Of an object one determination counts: the
# current one where it is wanted, else the latest wanted one. The grouping comes first, so that names are looked up once
# for each taxon and not once for each determination.
_BY_TAXON = """
SELECT t.TaxonTreeDefID, t.NodeNumber, counted.objects, CASE
    WHEN t.RankID < %s THEN NULL WHEN up.RankID = %s THEN up.TaxonID WHEN above.RankID = %s THEN above.TaxonID
    ELSE t.TaxonID END
FROM (
    SELECT d.TaxonID AS named, COUNT(*) AS objects FROM (
        SELECT COALESCE(MAX(CASE WHEN IsCurrent = 1 THEN DeterminationID END), MAX(DeterminationID)) AS id
        FROM determination WHERE CollectionMemberID = %s AND TaxonID IS NOT NULL AND {wanted}
        GROUP BY CollectionObjectID
    ) one
    JOIN determination d ON d.DeterminationID = one.id
    GROUP BY d.TaxonID
) counted
JOIN taxon n ON n.TaxonID = counted.named
LEFT JOIN taxon a ON a.TaxonID = n.AcceptedID
JOIN taxon t ON t.TaxonID = COALESCE(a.AcceptedID, n.AcceptedID, n.TaxonID)
LEFT JOIN taxon up ON up.TaxonID = t.ParentID
LEFT JOIN taxon above ON above.TaxonID = up.ParentID
"""
_CURRENT, _TYPE = _BY_TAXON.format(wanted="IsCurrent = 1"), _BY_TAXON.format(wanted="TypeStatusName > ''")
_BY_PLACE = """
SELECT g.GeographyTreeDefID, g.NodeNumber, counted.objects, counted.placed
FROM (
    SELECT l.GeographyID AS named, COUNT(*) AS objects,
        SUM(CASE WHEN l.Latitude1 IS NOT NULL AND l.Longitude1 IS NOT NULL THEN 1 ELSE 0 END) AS placed
    FROM collectionobject c
    JOIN collectingevent e ON e.CollectingEventID = c.CollectingEventID
    JOIN locality l ON l.LocalityID = e.LocalityID
    WHERE c.CollectionMemberID = %s GROUP BY l.GeographyID
) counted
LEFT JOIN geography n ON n.GeographyID = counted.named
LEFT JOIN geography g ON g.GeographyID = COALESCE(n.AcceptedID, n.GeographyID)
"""
_BY_MONTH = """
SELECT SUBSTR(CatalogedDate, 1, 7), COUNT(*) FROM collectionobject
WHERE CollectionMemberID = %s AND CatalogedDate >= %s AND CatalogedDate < %s GROUP BY SUBSTR(CatalogedDate, 1, 7)
"""


class BranchCount(NamedTuple):
    """How many objects, and how many types among them, belong to a branch of the taxon tree."""

    taxon_id: int
    name: str
    objects: int
    types: int


class MonthCount(NamedTuple):
    """How many objects were catalogued in a month, written 2025-12."""

    month: str
    objects: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a collection holds. `rank` and `rank_id` say where `branches` begin; the rest of them are `others`.

    `elsewhere` are the objects that hang on no branch: not determined, or not so far down.
    """

    objects: int
    determined: int
    types: int
    species: int
    countries: int
    placed: int
    last_cataloged: str
    months: tuple[MonthCount, ...]
    rank: str
    rank_id: int
    branches: tuple[BranchCount, ...]
    others: BranchCount
    others_number: int
    tables: dict[str, int]

    @property
    def elsewhere(self) -> int:
        """The objects on no branch of that rank."""
        return max(0, self.objects - self.others.objects - sum(branch.objects for branch in self.branches))

    def as_json(self) -> dict[str, Any]:
        """What is stored of it."""
        return asdict(self)


def figures_from(stored: dict[str, Any] | None) -> Figures | None:
    """The figures as they were stored; None when another version of the program stored others."""
    if stored is None or stored.keys() != {one.name for one in fields(Figures)}:
        return None
    told = {
        "months": tuple(MonthCount(*one) for one in stored["months"]),
        "branches": tuple(BranchCount(*one) for one in stored["branches"]),
        "others": BranchCount(*stored["others"]),
    }
    return Figures(**{**stored, **told})


def steps(place: Place, today: date) -> Iterator[dict[str, Any]]:
    """The figures by name, a few at each step; together they make `Figures`. `STEPS` says how many there are."""
    here = place.collection_id
    objects = model("collectionobject").objects.filter(in_scope(present.tables()["collectionobject"], place))
    last = objects.aggregate(last=Max("catalogedDate"))["last"]
    yield {"objects": objects.count(), "last_cataloged": last.isoformat() if last else ""}
    yield {"determined": _rows(_DETERMINED, here)[0][0], "types": _rows(_TYPES, here)[0][0]}
    yield _by_taxon(place)
    yield _by_place(place)
    yield {"months": _by_month(here, today)}
    yield {"tables": {key: _count(place, key) for key in COUNTED}}


STEPS = 6


def _rows(sql: str, *parameters: int | str) -> Sequence[tuple[Any, ...]]:
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, parameters)
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
        return found


def _count(place: Place, key: str) -> int:
    rows: Any = model(key)._default_manager.filter(in_scope(present.tables()[key], place))
    return int(rows.count())


def _by_taxon(place: Place) -> dict[str, Any]:
    current = _rows(_CURRENT, SPECIES, SPECIES, SPECIES, place.collection_id)
    types = _rows(_TYPE, SPECIES, SPECIES, SPECIES, place.collection_id)
    found: dict[str, Any] = {"species": len({species for *_, species in current if species is not None})}
    rank_id, rank, branches = _chosen_rank(place, current)
    objects, type_objects = _folded(branches, current), _folded(branches, types)
    counted = [
        BranchCount(*branch, objects.get(branch, 0), type_objects.get(branch, 0))
        for branch in objects.keys() | type_objects.keys()
    ]
    counted.sort(key=lambda one: (-one.objects, one.name, one.taxon_id))
    shown, rest = tuple(counted[:BRANCHES_SHOWN]), counted[BRANCHES_SHOWN:]
    others = BranchCount(0, "", sum(one.objects for one in rest), sum(one.types for one in rest))
    return {
        **found,
        "rank": rank,
        "rank_id": rank_id,
        "branches": shown,
        "others": others,
        "others_number": len(rest),
    }


def _chosen_rank(place: Place, counted: Sequence[tuple[Any, ...]]) -> tuple[int, str, Branches]:
    """The rank to tell the holdings by: the first wanted one on which at least half of the objects hang."""
    definitions = place.tree_definitions.get("taxon", ())
    items = model("taxontreedefitem").objects.filter(treeDef_id__in=definitions, rankId__gt=0)
    titles: dict[int, str] = {}
    for number, title, name in items.order_by("rankId", "pk").values_list("rankId", "title", "name"):
        titles.setdefault(number, title or name)
    first = (FAMILY, ORDER) if place.discipline_type in BY_FAMILY else (ORDER, FAMILY)
    total = sum(row[2] for row in counted)
    for rank in (*(rank for rank in first if rank in titles), *(rank for rank in titles if rank <= GENUS)):
        branches = branches_of("taxon", dict.fromkeys(definitions, rank))
        if total and 2 * sum(_folded(branches, counted).values()) >= total:
            return rank, titles[rank], branches
    return 0, "", Branches(())


def _folded(branches: Branches, counted: Iterable[tuple[Any, ...]]) -> dict[tuple[int, str], int]:
    """The counts summed up by branch, by its id and name."""
    found: dict[tuple[int, str], int] = defaultdict(int)
    for definition, number, objects, *_ in counted:
        if branch := branches.of(definition, number):
            found[branch.id, branch.name] += objects
    return found


def _by_place(place: Place) -> dict[str, Any]:
    counted = _rows(_BY_PLACE, place.collection_id)
    countries = branches_of("geography", dict.fromkeys(place.tree_definitions.get("geography", ()), COUNTRY))
    return {"countries": len(_folded(countries, counted)), "placed": int(sum(row[3] for row in counted))}


def _by_month(collection_id: int, today: date) -> tuple[MonthCount, ...]:
    """The last twelve months, this one included, oldest first; also those in which nothing was catalogued."""
    first, after = months_before(today, MONTHS - 1), months_before(today, -1)
    found = dict(_rows(_BY_MONTH, collection_id, first.isoformat(), after.isoformat()))
    every = [f"{months_before(today, back):%Y-%m}" for back in reversed(range(MONTHS))]
    return tuple(MonthCount(month, found.get(month, 0)) for month in every)
