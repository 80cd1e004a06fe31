"""The trees of ages and rocks: the International Chronostratigraphic Chart, and formations where fossils are found.

In: a `Book`, tree definitions, and the files `chronostratigraphy` and `formations`. Out: rows; the nodes by name and by
the key of a formation. Ages are in millions of years, as Specify keeps them.
"""

from decimal import Decimal

from specify.demonstration.book import Book
from specify.demonstration.sheets import rows
from specify.demonstration.trees import FROM_LEAF, Definition, Kind, Node, Rank, plant

CHART = "International Chronostratigraphic Chart"
PERIODS = Kind(
    "geologictimeperiod",
    (
        Rank(0, "Time", enforced=True),
        Rank(50, "Eonothem"),
        Rank(100, "Erathem"),
        Rank(200, "System"),
        Rank(250, "Subsystem"),
        Rank(300, "Series", in_name=True),
        Rank(400, "Stage", in_name=True),
    ),
    separator=", ",
    direction=FROM_LEAF,
    accepted="acceptedGeologicTimePeriod",
)
ROCKS = Kind(
    "lithostrat",
    (
        Rank(0, "Surface", enforced=True),
        Rank(100, "Super group"),
        Rank(200, "Litho group", in_name=True),
        Rank(300, "Formation", in_name=True),
        Rank(400, "Member", in_name=True),
    ),
    separator=", ",
    direction=FROM_LEAF,
    accepted="acceptedLithoStrat",
)
PLATES = Kind(
    "tectonicunit",
    (
        Rank(0, "Root", enforced=True),
        Rank(10, "Superstructure"),
        Rank(20, "Tectonic domain", in_name=True),
        Rank(30, "Tectonic subdomain", in_name=True),
        Rank(40, "Tectonic unit", in_name=True),
    ),
    separator=", ",
    accepted="acceptedTectonicUnit",
)
PARTS = (("supergroup", "Super group"), ("group", "Litho group"), ("formation", "Formation"), ("member", "Member"))


def plant_ages(book: Book, definition: Definition) -> dict[str, Node]:
    """Note the chart; its nodes by name."""
    root = PERIODS.root
    nodes: dict[str, Node] = {}
    for row in rows("chronostratigraphy"):
        above = nodes[row["within"]] if row["within"] else root
        nodes[row["name"]] = above.child(
            row["rank"],
            row["name"],
            startPeriod=Decimal(row["start"]),
            endPeriod=Decimal(row["end"]),
            standard=CHART,
        )
    plant(book, definition, root)
    return nodes


def plant_rocks(book: Book, definition: Definition) -> dict[str, Node]:
    """Note the rocks; the lowest node of each row of the file by its key."""
    root = ROCKS.root
    nodes: dict[str, Node] = {}
    for row in rows("formations"):
        node = root
        for column, rank in PARTS:
            node = node.child(rank, row[column]) if row[column] else node
        nodes[row["key"]] = node
    plant(book, definition, root)
    return nodes
