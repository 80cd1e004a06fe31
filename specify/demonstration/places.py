"""The localities of a collection, with true names and coordinates, and the paleo contexts of those that have fossils.

In: a `Book`, a `Department`, and the file of places that its subject names. Out: rows, and a `Spot` for each place.
"""

from collections.abc import Mapping
from decimal import Decimal

from specify.demonstration.book import Book, identifier
from specify.demonstration.departments import Department
from specify.demonstration.sheets import rows
from specify.demonstration.strata import PERIODS, ROCKS, plant_ages, plant_rocks
from specify.demonstration.subjects import Spot
from specify.demonstration.trees import plant

Row = Mapping[str, str]


def survey(book: Book, department: Department) -> list[Spot]:
    """Note the trees of ages and rocks and the localities."""
    contexts = _contexts(book, department)
    return [_spot(book, department, row, contexts) for row in rows(department.subject.places)]


def _contexts(book: Book, department: Department) -> dict[str, int]:
    """Note the paleo contexts of a collection of fossils; ids by the keys of their formations."""
    if department.subject.paleo_context_of is None:
        plant(book, department.ages, PERIODS.root)
        plant(book, department.rocks, ROCKS.root)
        return {}
    ages = plant_ages(book, department.ages)
    rocks = plant_rocks(book, department.rocks)
    return {
        row["key"]: book.add(
            "paleocontext",
            paleoContextName=row["place"][:80],
            chronosStrat=ages[row["period"]].id,
            lithoStrat=rocks[row["key"]].id,
            discipline=department.discipline,
            createdByAgent=department.keeper,
        )
        for row in rows(department.subject.places)
    }


def _spot(book: Book, department: Department, row: Row, contexts: Mapping[str, int]) -> Spot:
    within = row.get("region") or row["key"]
    is_sea = within in department.subject.seas
    return Spot(
        id=_locality(book, department, row, is_sea=is_sea),
        within=within,
        depth=int(row.get("depth") or 0),
        is_sea=is_sea,
        habitat=row.get("habitat", ""),
        context=contexts.get(within),
        elements=tuple(element.capitalize() for element in row.get("elements", "").split(";") if element),
    )


def _locality(book: Book, department: Department, row: Row, *, is_sea: bool) -> int:
    name = row.get("name") or row["place"]
    latitude, longitude = Decimal(row["latitude"]), Decimal(row["longitude"])
    elevation = Decimal(row["elevation"]) if row.get("elevation") and not is_sea else None
    locality = book.add(
        "locality",
        localityName=name,
        geography=department.house.places[row["geography"]],
        discipline=department.discipline,
        latitude1=latitude,
        longitude1=longitude,
        lat1text=_in_minutes(latitude, "NS"),
        long1text=_in_minutes(longitude, "EW"),
        latLongType="Point",
        latLongMethod="Map",
        latLongAccuracy=Decimal(50),
        datum="WGS84",
        srcLatLongUnit=2,
        originalLatLongUnit=2,
        minElevation=elevation,
        originalElevationUnit=None if elevation is None else "m",
        namedPlace=row.get("water"),
        guid=identifier("locality", department.subject.key, name),
        createdByAgent=department.keeper,
    )
    _around(book, department, row, locality)
    return locality


def _around(book: Book, department: Department, row: Row, locality: int) -> None:
    """Note what stands beside a locality: its name there, its water, and how its coordinates were found."""
    if row["native"]:
        book.add(
            "localitynamealias",
            locality=locality,
            discipline=department.discipline,
            name=row["native"],
            source="Local name",
        )
    if row.get("water"):
        book.add("localitydetail", locality=locality, waterBody=row["water"])
    book.add(
        "geocoorddetail",
        locality=locality,
        maxUncertaintyEst=Decimal(500),
        maxUncertaintyEstUnit="m",
        geoRefDetBy=department.keeper,
        protocol="Read from a map",
    )


def _in_minutes(degrees: Decimal, letters: str) -> str:
    """Degrees and decimal minutes with a letter for the direction: 60° 44.10' N."""
    whole, minutes = divmod(abs(degrees) * 60, 60)
    return f"{whole}° {minutes:05.2f}' {letters[degrees < 0]}"
