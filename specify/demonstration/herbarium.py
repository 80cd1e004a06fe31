"""The herbarium: plants pressed and mounted on sheets, with their fruits in boxes and their leaves in silica gel."""

import random
from datetime import date
from decimal import Decimal

from specify.demonstration.book import Values
from specify.demonstration.subjects import Building, Dealing, Determining, Names, Preparation, Spot, Subject, Taxa
from specify.demonstration.trees import Rank

SOILS = ("Loam", "Sand", "Peat", "Chalk", "Granite", "Basalt", "Serpentine", "Gravel of a river")
LIFE_FORMS = ("Herb", "Herb", "Shrub", "Tree", "Climber", "Water plant")
STATES = ("In flower", "In flower", "In fruit", "In bud", "Sterile", "In flower and fruit")
COLOURS = ("white", "yellow", "pale blue", "purple", "pink", "greenish", "red with a white throat")


def _number(_made: int, day: date, of_year: int) -> str:
    return f"{day:%Y}-{of_year:05d}"


def _methods(_spot: Spot) -> tuple[str, ...]:
    return ("By hand", "By hand", "Pole pruner", "Climbing", "Water rake", "Grown from seed")


def _site(chance: random.Random, spot: Spot, _count: int) -> Values:
    return {
        "text4": spot.habitat[:100] or None,
        "text5": chance.choice(SOILS),
        "number1": Decimal(chance.randint(0, 45)),
        "text6": chance.choice(("N", "NE", "E", "SE", "S", "SW", "W", "NW")),
    }


def _measures(chance: random.Random, _spot: Spot, _count: int) -> Values:
    return {
        "text4": chance.choice(STATES),
        "text5": chance.choice(LIFE_FORMS),
        "text8": f"Flowers {chance.choice(COLOURS)}" if chance.random() < 0.5 else None,
        "number1": Decimal(chance.randint(3, 3000)) / 100,
    }


HERBARIUM = Subject(
    key="botany",
    share=3,
    names=Names(
        division="Botany",
        abbreviation="BOT",
        discipline="Botany",
        collection="Herbarium",
        code="HERB",
        description="Vascular plants and their allies on sheets, since the first sheet of 1821.",
        object_types=("Herbarium specimen", "Seed collection"),
    ),
    taxa=Taxa(
        tree="Plants",
        sheet="plants",
        synonyms="plant_synonyms",
        source="Plants of the World Online",
        kingdom="Plantae",
        further_ranks=(
            Rank(230, "Subspecies", in_name=True, before="subsp. "),
            Rank(240, "Variety", in_name=True, before="var. "),
            Rank(260, "Forma", in_name=True, before="f. "),
        ),
    ),
    places="plant_places",
    building=Building("Herbarium hall", ("Ground floor", "Gallery", "Carpological room"), "Case", 12, "Hole", 6),
    preparations=(
        Preparation("Sheet", ("Ground floor", "Gallery"), "Folder"),
        Preparation("Fruit or seed", ("Carpological room",), "Box", percent=9),
        Preparation("Leaf in silica gel", ("Carpological room",), "Bag", percent=8),
        Preparation("Spirit", ("Carpological room",), "Jar", percent=3),
        Preparation("Scan", ("Gallery",), "Disk", percent=12, is_loanable=False),
    ),
    determining=Determining(
        methods=(("Key", 0), ("Comparison", 0), ("Monograph", 0), ("Chromosome count", 1934), ("Barcoding", 2006)),
        types=("Holotype", "Isotype", "Lectotype", "Syntype", "Isosyntype", "Neotype"),
    ),
    dealing=Dealing(
        conditions="Sheets stay flat and dry. Nothing is taken from a sheet without a written permit.",
        permit_number="NP 1994/7",
        permit_year=1995,
        permit="Vascular plants outside the core zone, one specimen of each kind with duplicates, no uprooting.",
        project="The flora of the Aldermoor hills",
        contents="One hundred duplicates of mountain plants",
    ),
    catalog_format="CatalogNumberByYear",
    number=_number,
    methods=_methods,
    circumstances=_site,
    measures=_measures,
    first_year=1821,
    counts=((1, 2, 3), (92, 6, 2)),
    notes=(
        "Mounted anew in 1978; the first label is in the pocket.",
        "Duplicates sent out.",
        "Scent of aniseed when fresh.",
        "Растёт на сырых лугах, обильно.",
        "Σε ασβεστολιθικά βράχια, σπάνιο.",
        "林縁の湿った場所。花は淡紫色。",
        "采于石灰岩山坡。",
        "نُبات على حافة الوادي.",
        "נאסף בצד הדרך.",
        "ดอกสีขาว กลีบบาง",
        "Auf Kalkmagerrasen, mehrere hundert Pflanzen.",
        "Orilla de camino, común.",
    ),
)
