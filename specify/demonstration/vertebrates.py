"""The collection of fossil vertebrates: bones, teeth, slabs and casts from the formations where they were dug up."""

import random
from datetime import date
from decimal import Decimal

from specify.demonstration.book import Values
from specify.demonstration.subjects import Building, Dealing, Determining, Names, Preparation, Spot, Subject, Taxa

MATRICES = ("Sandstone", "Limestone", "Claystone", "Marl", "Conglomerate", "Phosphorite", "Oil shale", "Loose sand")
METHODS = ("Surface collecting", "Quarrying", "Screen washing", "Excavation", "Exchange of finds")


def _number(made: int, _day: date, _of_year: int) -> str:
    return f"VP {made:06d}"


def _methods(_spot: Spot) -> tuple[str, ...]:
    return METHODS


def _outcrop(chance: random.Random, _spot: Spot, _count: int) -> Values:
    above = chance.randint(0, 4000)
    return {
        "text4": chance.choice(("Quarry", "Sea cliff", "Badlands", "Road cut", "Stream bed", "Cave")),
        "text5": chance.choice(MATRICES),
        "number2": Decimal(above) / 100,
        "number3": Decimal(above + chance.randint(5, 200)) / 100,
    }


def _measures(chance: random.Random, spot: Spot, count: int) -> Values:
    return {
        "text4": chance.choice(spot.elements) if spot.elements else "Fragment",
        "text5": chance.choice(("Left", "Right", "Median", "Unknown")),
        "text8": chance.choice(("Complete", "Nearly complete", "Crushed", "Abraded", "Fragment")),
        "number1": Decimal(chance.randint(15, 9000)) / 10,
        "number2": Decimal(chance.randint(10, 2500)) / 10 if count == 1 else None,
    }


VERTEBRATES = Subject(
    key="vertpaleo",
    share=2,
    names=Names(
        division="Earth sciences",
        abbreviation="EAR",
        discipline="Vertebrate palaeontology",
        collection="Vertebrate palaeontology",
        code="VP",
        description="Fossil fishes, amphibians, reptiles, birds and mammals, with casts of important specimens.",
        object_types=("Fossil", "Cast"),
    ),
    taxa=Taxa(
        tree="Fossil vertebrates",
        sheet="fossils",
        synonyms="fossil_synonyms",
        source="Paleobiology Database",
        kingdom="Animalia",
        phylum="Chordata",
        where="formations",
    ),
    places="formations",
    building=Building("Bone store", ("Main store", "Large bones", "Type room"), "Cabinet", 10, "Drawer", 8),
    preparations=(
        Preparation("Fossil", ("Main store", "Large bones"), "Tray"),
        Preparation("Cast", ("Main store",), "Tray", percent=10),
        Preparation("Thin section", ("Type room",), "Slide box", percent=6),
        Preparation("Mould", ("Large bones",), "Crate", percent=4, is_loanable=False),
        Preparation("CT scan", ("Type room",), "Disk", percent=5, is_loanable=False),
    ),
    determining=Determining(
        methods=(("Comparison", 0), ("Key", 0), ("Tooth pattern", 0), ("Radiograph", 1920), ("CT scan", 1994)),
        types=("Holotype", "Paratype", "Syntype", "Lectotype"),
    ),
    dealing=Dealing(
        conditions="Travels in the foam it came in. No casting, no consolidants, no destructive sampling.",
        permit_number="MIN 2004/112",
        permit_year=2004,
        permit="Excavation of no more than forty square metres; the pit is filled again before the end of the year.",
        project="Teeth in three dimensions",
        contents="Casts of skulls for teaching",
    ),
    catalog_format="CatalogNumberString",
    number=_number,
    methods=_methods,
    circumstances=_outcrop,
    measures=_measures,
    first_year=1842,
    counts=((1, 2, 3, 8, 25), (78, 10, 6, 4, 2)),
    notes=(
        "Prepared with acid in 1983.",
        "Counterpart in exchange.",
        "Glued with shellac; do not warm.",
        "Matrix kept with the specimen for pollen.",
        "Найдено в обнажении у реки.",
        "Βρέθηκε σε λιγνιτοφόρα στρώματα.",
        "採集時に三つに割れた。",
        "产自页岩层。",
        "عُثر عليها في طبقة رملية.",
        "Aus der Sammlung eines Steinbruchbesitzers.",
        "Encontrado por niños de la escuela.",
    ),
    paleo_context_of="collectingevent",
)
