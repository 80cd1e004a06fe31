"""What our own templates say of what is hard to say: numbers, places, dates, types, addresses, what is missing."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest

from specify.printing.sheets.known import known, sheet_named
from specify.printing.templates.reading import shipped, template_named
from tests.printing.press import made, pages, picture, text
from tests.printing.rendering.shipped import LOAN, USUAL, record

pytestmark = pytest.mark.one_shape
LABELS = [name for name, one in shipped().items() if one.kind == "label"]
DAY = {"text": "1987-08-14", "year": 1987, "month": 8, "day": 14}
LATER = {"text": "1987-08-16", "year": 1987, "month": 8, "day": 16}
ARIEL = "נחל חרמון"


def labelled(name: str, values: Mapping[str, Any], on: str = "") -> Any:
    """What is made of one label."""
    template = template_named(name)
    sheet = sheet_named(on or template.sheet, template.size)
    filled = record(template.source, values)
    return made(template.source, filled, sheet=replace(sheet, marks=False), least=template.least)


def said(name: str, values: Mapping[str, Any], on: str = "") -> str:
    """The words of one label, without the ends of lines."""
    return " ".join(text(labelled(name, values, on).pdf).split())


def letter(name: str, values: Mapping[str, Any], **changed: Any) -> str:
    """The words of a letter; lists as they are `changed`."""
    source = template_named(name).source
    return " ".join(text(made(source, record(source, values) | changed, kind="report").pdf).split())


def is_whole(pdf: bytes, number: str) -> bool:
    """Whether each letter of a number is painted behind the one before: those that dots stand for have one place."""
    written = pages(pdf)[0].get_textpage()
    start = written.get_text_range().index(number)
    boxes = [written.get_charbox(start + at) for at in range(len(number))]
    return all(left[0] < right[0] and right[0] < right[2] for left, right in pairwise(boxes))


@pytest.mark.parametrize("number", ["000024117", "123456789012", "USNM-2026-0012345678"])
@pytest.mark.parametrize("name", LABELS)
def test_no_number_is_cut(name: str, number: str) -> None:
    assert is_whole(labelled(name, USUAL | {"object.catalognumber": number}).pdf, number)


@pytest.mark.parametrize("number", ["000024117", "123456789012"])
@pytest.mark.parametrize("on", known())
def test_no_number_is_cut_on_any_sheet(on: str, number: str) -> None:
    assert is_whole(labelled("sticker-sheet", USUAL | {"object.catalognumber": number}, on).pdf, number)


@pytest.mark.parametrize("name", ["fish-jar", "herbarium-sheet", "insect-pin"])
def test_places_are_written_with_primes_and_a_minus(name: str) -> None:
    degrees = said(name, USUAL | {"locality.lat1text": "35° 06' 12\" N"}).replace(" ", "")
    assert "35°06′12″N" in degrees
    decimals = said(name, USUAL | {"locality.lat1text": "-39.282717", "locality.long1text": "118-05-30 E"})
    assert "−39.282717" in decimals
    assert "118-05-30" in decimals


@pytest.mark.parametrize("name", ["herbarium-sheet", "insect-pin"])
def test_heights_are_told_with_their_unit(name: str) -> None:
    assert "1200–1350 ft" in said(
        name,
        USUAL
        | {
            "locality.minelevation": "1200",
            "locality.maxelevation": "1350",
            "locality.originalelevationunit": "ft",
            "event.collectors": None,
        },
    )
    assert "77 m" in said(name, USUAL | {"locality.minelevation": "77", "event.collectors": None})


@pytest.mark.parametrize("name", LABELS)
def test_days_from_one_to_another(name: str) -> None:
    short = USUAL | {"event.collectors": None, "locality.lat1text": None, "locality.long1text": None}
    assert "14.viii.1987–16.viii.1987" in said(name, short | {"event.enddate": LATER})
    assert said(name, short | {"event.enddate": DAY}).count("14.viii.1987") == said(name, short).count("14.viii.1987")


@pytest.mark.parametrize("name", ["fish-jar", "herbarium-sheet", "sticker-sheet"])
def test_a_type_is_called_one(name: str) -> None:
    assert "paratype" in said(name, USUAL).lower()


@pytest.mark.parametrize("name", LABELS)
def test_what_is_missing_leaves_nothing_behind(name: str) -> None:
    kept = {"object.catalognumber", "event.stationfieldnumber"}
    told = said(name, {field: value for field, value in USUAL.items() if field in kept})
    assert not set(told) & set(",;:()[]–−′″")
    assert "None" not in told
    assert not {"m", "Alt.", "Leg.", "Det."} & set(told.split())


def test_a_place_keeps_its_order_behind_words_from_right_to_left() -> None:
    values = {"locality.localityname": ARIEL, "locality.lat1text": "33° 06' N"}
    (page,) = pages(labelled("insect-pin", values).pdf)
    written = page.get_textpage()
    words = written.get_text_range()
    hebrew, degrees, north = (written.get_charbox(words.index(one))[0] for one in ("נ", "33°", "N"))
    assert hebrew < degrees < north


def test_accents_of_capitals_are_not_cut_off_with_the_text_below() -> None:
    values = USUAL | {"geography.country": "Česká republika", "locality.localityname": "údolí Berounky " * 40}
    accented, plain = (
        upper_end(labelled("insect-pin", values | {"geography.country": country}).pdf)
        for country in ("Česká republika", "Ceska republika")
    )
    assert accented < plain - 0.15


def upper_end(pdf: bytes) -> float:
    """How far below the upper edge of the first label its text begins, in millimetres."""
    x, y = next(iter(sheet_named("a4", template_named("insect-pin").size).places()))
    dots = 1200 / 25.4
    drawn = picture(pages(pdf)[0], 1200).crop(
        (round(x * dots), round(y * dots), round((x + 14) * dots), round(y * dots) + 200)
    )
    return float(drawn.point(lambda one: 255 if one < 128 else 0).getbbox()[1] / dots)


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("Borrower", {"agents.address.city": "Praha"}),
        ("Entleiher", {"agents.address.city": "Praha"}),
        ("Borrower", {"agents.address.address": None, "agents.address.city": None, "addressofrecord.city": "Praha"}),
    ],
)
def test_a_loan_has_an_address_wherever_it_was_noted(role: str, address: Mapping[str, Any]) -> None:
    values = LOAN | {"agents.role": role, "agents.organization.lastname": "Národní muzeum"} | address
    told = letter("loan-invoice", values)
    assert "Dvořáková-Lee" in told
    assert "Národní muzeum" in told
    assert told.count("Praha") == 1


def test_of_several_people_the_borrower_is_written_to() -> None:
    source = template_named("loan-invoice").source
    people = [
        record(source, LOAN | {"agents.role": role, "agents.agent.lastname": name})["agents"]["rows"][0]
        for role, name in (("Contact", "Nobody"), ("Borrower", "Somebody"))
    ]
    told = letter("loan-invoice", LOAN, agents={"rows": people})
    assert "Somebody" in told
    assert "Nobody" not in told


@pytest.mark.parametrize(("name", "lots"), [("loan-invoice", 0), ("loan-invoice", 1), ("gift-invoice", 0)])
def test_a_letter_counts_its_lots_and_has_no_empty_lines(name: str, lots: int) -> None:
    source = template_named(name).source
    row = record(source, LOAN)["items"]["rows"][0]
    told = letter(name, {"institution.name": "Aldermoor"}, items={"rows": [row] * lots})
    assert ("1 lot 2" if lots else "0 lots 0") in told
    assert not {"Sent", "By", "Parcels", "Until", "Given", "For –"} & set(told.split())
    assert "–" not in told


@pytest.mark.parametrize("name", shipped())
def test_every_font_is_in_the_file_in_part(name: str) -> None:
    template = template_named(name)
    filled = record(template.source, USUAL | LOAN)
    sheet = sheet_named(template.sheet or "a4", template.size if all(template.size) else (60, 40))
    pdf = made(template.source, filled, kind=template.kind, sheet=sheet).pdf
    page = pypdfium2.PdfDocument(pdf)[0]
    fonts = [one.get_font() for one in page.get_objects(max_depth=4) if isinstance(one, pypdfium2.PdfTextObj)]
    assert fonts
    assert all(one.is_embedded and one.get_base_name()[6] == "+" for one in fonts)
