"""What the collections of the demonstration differ in, as data: one `Subject` describes one collection.

In: nothing. Out: the shape of a description; `fishes.py`, `herbarium.py` and `vertebrates.py` fill it in. Whatever is
common to all collections stands in the modules that make rows.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from specify.demonstration.book import Values
from specify.demonstration.trees import Kind, Rank

TAXON_RANKS = (
    Rank(0, "Life", enforced=True),
    Rank(10, "Kingdom", enforced=True),
    Rank(30, "Phylum", enforced=True),
    Rank(60, "Class", enforced=True),
    Rank(100, "Order", enforced=True),
    Rank(140, "Family", enforced=True),
    Rank(180, "Genus", in_name=True, enforced=True),
    Rank(220, "Species", in_name=True),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A locality as its events see it.

    `within` is its region or formation, `depth` that of the water in metres, `context` the id of its paleo context,
    `elements` what is found of a skeleton there.
    """

    id: int
    within: str
    depth: int = 0
    is_sea: bool = False
    habitat: str = ""
    context: int | None = None
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What the parts of the museum are called."""

    division: str
    abbreviation: str
    discipline: str
    collection: str
    code: str
    description: str
    object_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taxa:
    """The taxon tree: its files and ranks. `where` is the column that says where a species lives or is dug up."""

    tree: str
    sheet: str
    synonyms: str
    source: str
    kingdom: str
    phylum: str = ""
    where: str = "regions"
    further_ranks: tuple[Rank, ...] = ()

    @property
    def kind(self) -> Kind:
        """The tree as it is planted."""
        return Kind("taxon", (*TAXON_RANKS, *self.further_ranks), accepted="acceptedTaxon")


@dataclass(frozen=True, slots=True)
class Preparation:
    """A kind of preparation: where it is kept and in what, and how many objects of a hundred have one."""

    name: str
    rooms: tuple[str, ...]
    holder: str
    percent: int = 100
    is_loanable: bool = True


@dataclass(frozen=True, slots=True)
class Building:
    """Where a collection is kept; each room has `cabinets` with `shelves`, called by the words before."""

    name: str
    rooms: tuple[str, ...]
    cabinet: str
    cabinets: int
    shelf: str
    shelves: int


@dataclass(frozen=True, slots=True)
class Determining:
    """How names are found: methods with the year from which they were known, and kinds of types."""

    methods: Sequence[tuple[str, int]]
    types: Sequence[str]


@dataclass(frozen=True, slots=True)
class Dealing:
    """What is said in loans and permits, and how the project is called whose objects are put aside."""

    conditions: str
    permit_number: str
    permit_year: int
    permit: str
    project: str
    contents: str


Measure = Callable[[random.Random, Spot, int], Values]


@dataclass(frozen=True, slots=True)
class Subject:
    """A collection. `key` is the type of its discipline, `share` how many of ten objects are in it.

    `number` makes a catalog number from the ordinal of an object, the day it was cataloged, and its ordinal in that
    year. `circumstances` and `measures` make the attributes of an event and of an object. `seas` are the regions whose
    water is salt, `paleo_context_of` the table whose rows have a paleo context.
    """

    key: str
    share: int
    names: Names
    taxa: Taxa
    places: str
    building: Building
    preparations: Sequence[Preparation]
    determining: Determining
    dealing: Dealing
    catalog_format: str
    number: Callable[[int, date, int], str]
    methods: Callable[[Spot], Sequence[str]]
    circumstances: Measure
    measures: Measure
    first_year: int
    counts: tuple[Sequence[int], Sequence[int]]
    notes: Sequence[str]
    paleo_context_of: str | None = None
    seas: frozenset[str] = frozenset()
