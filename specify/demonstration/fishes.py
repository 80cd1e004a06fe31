"""The collection of fishes: kept in alcohol, as skeletons and as tissue, from all waters."""

import random
from datetime import date
from decimal import Decimal

from specify.demonstration.book import Values
from specify.demonstration.subjects import Building, Dealing, Determining, Names, Preparation, Spot, Subject, Taxa
from specify.demonstration.trees import Rank

FRESH = ("Gill net", "Electrofishing", "Seine", "Angling", "Dip net", "Trap")
SALT = ("Trawl", "Gill net", "Hand spear", "Angling", "Fish market", "Seine")
HABITATS = {True: ("Shallow sea", "Reef", "Brackish water"), False: ("Lake", "River")}
BOTTOMS = ("Sand", "Mud", "Gravel", "Rock", "Sea grass", "Boulders with weed", "Reeds")


def _number(made: int, _day: date, _of_year: int) -> str:
    return f"{made:09d}"


def _methods(spot: Spot) -> tuple[str, ...]:
    return SALT if spot.is_sea else FRESH


def _water(chance: random.Random, spot: Spot, _count: int) -> Values:
    depth = chance.randint(1, max(2, spot.depth))
    return {
        "text4": chance.choice(HABITATS[spot.is_sea]),
        "text5": chance.choice(BOTTOMS),
        "number1": Decimal(chance.randint(20, 260)) / 10,
        "number2": Decimal(depth),
        "number3": Decimal(depth + chance.randint(0, 20)),
        "number4": Decimal(chance.randint(60, 385)) / 10 if spot.is_sea else None,
    }


def _measures(chance: random.Random, _spot: Spot, count: int) -> Values:
    least = chance.randint(22, 460)
    return {
        "text4": "Mixed" if count > 3 else chance.choice(("Female", "Male", "Unknown")),
        "text5": chance.choice(("Juvenile", "Adult", "Adult", "Mixed", "Larva")),
        "number1": Decimal(least),
        "number2": Decimal(least + chance.randint(0, 140)) if count > 1 else None,
        "number3": Decimal(least * least) / 250 if count == 1 else None,
    }


FISHES = Subject(
    key="fish",
    share=5,
    names=Names(
        division="Zoology",
        abbreviation="ZOO",
        discipline="Ichthyology",
        collection="Fishes",
        code="FISH",
        description="Fishes of all waters, kept in alcohol, as skeletons and as tissue samples.",
        object_types=("Fish",),
    ),
    taxa=Taxa(
        tree="Fishes",
        sheet="fishes",
        synonyms="synonyms",
        source="Eschmeyer's Catalog of Fishes",
        kingdom="Animalia",
        phylum="Chordata",
        further_ranks=(Rank(230, "Subspecies", in_name=True),),
    ),
    places="places",
    building=Building(
        "Spirit building", ("Spirit room 1", "Spirit room 2", "Dry room", "Cold room"), "Bay", 6, "Shelf", 5
    ),
    preparations=(
        Preparation("Ethanol", ("Spirit room 1", "Spirit room 2"), "Jar"),
        Preparation("Skeleton", ("Dry room",), "Box", percent=16),
        Preparation("Tissue", ("Cold room",), "Vial", percent=16),
        Preparation("Cleared and stained", ("Spirit room 1", "Spirit room 2"), "Jar", percent=16),
        Preparation("Photograph", ("Dry room",), "Folder", percent=3, is_loanable=False),
    ),
    determining=Determining(
        methods=(("Key", 0), ("Comparison", 0), ("Gill rakers", 0), ("Radiograph", 1948), ("Barcoding", 2004)),
        types=("Holotype", "Paratype", "Syntype", "Topotype"),
    ),
    dealing=Dealing(
        conditions="Keep in 70 % ethanol. Dissection only after asking.",
        permit_number="FFB 1987/31",
        permit_year=1987,
        permit="Up to two hundred chars from Lake Mjøsa and its tributaries, by gill net and electrofishing.",
        project="Fishes on show",
        contents="Duplicates from Lake Tanganyika, in alcohol",
    ),
    catalog_format="CatalogNumberNumeric",
    number=_number,
    methods=_methods,
    circumstances=_water,
    measures=_measures,
    first_year=1886,
    counts=((1, 2, 3, 6, 12, 40, 130), (40, 18, 12, 12, 9, 6, 3)),
    seas=frozenset(("an", "ar", "ba", "ca", "co", "ip", "me", "ne", "nw", "ps", "wa")),
    # What people of many places wrote on their labels; all of it real writing, none of it translated here.
    notes=(
        "Caudal fin torn.",
        "Gonads removed and kept as slides.",
        "Label partly unreadable: the year may be a guess.",
        "Из старой коллекции, этикетка переписана в 1952 году.",
        "Συλλέχθηκε με δίχτυα το ξημέρωμα.",
        "標本ラベルは鉛筆書き。",
        "التُقطت العينة قرب الشاطئ.",
        "נאסף סמוך לחוף.",
        "ตัวอย่างจากตลาดปลา",
        "Mage geöffnet: Reste von Kleinkrebsen.",
        "Colour in life: back green, flanks silver with 9–11 dark bars.",
    ),
)
