"""The forms in `layouts/` as they come out: every view, in both shapes and every mode, on Specify 7 and on 6.8.

In: the folders that count for a collection of each discipline we have a folder for, and for one without. Out: forms
resolved against the whole schema, and against what of it Specify 6.8 has.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.schema import TABLES
from specify.layouts.choosing import Mode, Shape
from specify.layouts.compiling import compile_form
from specify.layouts.finding import Library, library_of
from specify.layouts.form import Form, Pair, SubForm
from specify.layouts.resolve import Surroundings
from specify.text.xml import parse
from tests.layouts.making import Kept, PlainCaptions

pytestmark = pytest.mark.one_shape

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
FOLDERS = {path.parent.name for path in LAYOUTS.rglob("*.views.xml")} - {"common", "backstop"}
DISCIPLINES = [*sorted(FOLDERS), ""]
MODES: tuple[Mode, ...] = ("view", "edit", "search")
SHAPES: tuple[Shape, ...] = ("form", "grid")
SHOWN_OTHERWISE = {"ObjectAttachment"}  # attachments have a viewer of their own
# Layouts of Specify name these in sub-views without saying that they are grids.
GRIDS = ["Authors", "CollectionObjectSubTable", "Collectors", "ContainerBriefTable", "Determiners", "Extractors"]
GRIDS += ["FundingAgents", "GroupPersons", "PcrPersons", "ProjectSub"]


def without_what_came_later() -> Mapping[str, Table]:
    """The schema as Specify 6.8 has it: tables and members that no migration of Specify 7 added."""
    there = {key for key, table in TABLES.items() if not table.since}
    return {key: _as_before(TABLES[key], there) for key in there}


def _as_before(table: Table, there: set[str]) -> Table:
    members: dict[str, Field | Relationship] = {name: f for name, f in table.fields.items() if not f.since}
    for name, relationship in table.relationships.items():
        if not relationship.since and relationship.target.lower() in there:
            members[name] = relationship
    return table.keeping(members)


BEFORE = without_what_came_later()


@cache
def books_of(discipline: str) -> Library:
    """The view sets on disk for a collection of that discipline, in the order in which they count."""
    kept = []
    for folder in filter(None, (discipline, "common", "backstop")):
        registry = LAYOUTS / folder / "viewset_registry.xml"
        for entry in parse(registry.read_bytes(), registry.name):
            if (name := entry.get("file")) is not None:
                kept.append(Kept((LAYOUTS / folder / name).read_bytes(), f"{folder}/{name}"))
    return library_of(kept)


def views_of(discipline: str) -> dict[str, str]:
    """The views there are for a discipline, each with the key of its table."""
    found: dict[str, str] = {}
    for placed in books_of(discipline).sets:
        for name, view in placed.view_set.views.items():
            found.setdefault(name, view.table)
    return {name: table for name, table in found.items() if name not in SHOWN_OTHERWISE}


def forms_of(discipline: str, view: str, tables: Mapping[str, Table]) -> list[Form]:
    """A view in both shapes and every mode."""
    books = books_of(discipline)
    around = Surroundings(tables, PlainCaptions(), books.is_grid_view)
    table = tables[views_of(discipline)[view]]
    return [compile_form(books, table, (shape, mode, view), around) for shape in SHAPES for mode in MODES]


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_no_view_set_has_a_problem(discipline: str) -> None:
    assert books_of(discipline).problems == ()


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_every_view_gives_a_form_without_a_problem_in_every_mode(discipline: str) -> None:
    for view in views_of(discipline):
        for form in forms_of(discipline, view, TABLES):
            told = f"{view}, {form.shape}, {form.mode}"
            assert [problem.sentence for problem in form.problems] == [], told
            assert form.origin.source != "automatic", told
            assert view in (form.origin.view, f"{form.origin.view}s") or books_of(discipline).is_grid_view(view), told
            assert not [pair.key for pair in form.pairs() if isinstance(pair, Pair) and pair.unknown], told


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_every_field_and_sub_view_has_words_and_a_key_of_its_own(discipline: str) -> None:
    for view in views_of(discipline):
        for form in forms_of(discipline, view, TABLES):
            keys = [item.key for item in form.pairs()]
            assert len(keys) == len(set(keys)), view
            assert all(item.label.strip() for item in form.pairs()), view


@pytest.mark.parametrize("discipline", DISCIPLINES)
def test_what_specify_6_lacks_is_left_out_without_a_word(discipline: str) -> None:
    views = [view for view, table in views_of(discipline).items() if table in BEFORE]
    assert len(views) < len(views_of(discipline))
    for view in views:
        for form in forms_of(discipline, view, BEFORE):
            told = f"{view}, {form.shape}, {form.mode}"
            assert [problem.sentence for problem in form.problems] == [], told
            assert form.origin.source != "automatic", told
            assert not [pair.key for pair in form.pairs() if isinstance(pair, Pair) and pair.unknown], told
            assert all(item.target in BEFORE for item in form.pairs() if isinstance(item, SubForm)), told


@pytest.mark.parametrize("name", GRIDS)
def test_views_that_specify_knows_as_grids_are_grids(name: str) -> None:
    assert books_of("").is_grid_view(name)
    form = forms_of("", name, TABLES)[0]
    assert form.shape == ("form" if form.origin.view != name else "grid")


def test_what_is_searched_has_a_search_form_of_its_own() -> None:
    views = views_of("")
    searched = {name.removesuffix("Search") for name in views if name.endswith("Search")}
    named = {str(table.search_dialog).removesuffix("Search") for table in TABLES.values() if table.search_dialog}
    # These are found by their name alone, or through the record that they belong to.
    unasked = {"AccessionAgent", "Attachment", "Author", "AutoNumberingScheme", "CollectionRelType", "Collector"}
    unasked |= {"DeaccessionAgent", "Determiner", "DisposalAgent", "MorphBankView", "PrepType", "TaxonTreeDefItem"}
    assert named - searched == unasked
    assert {"Agent", "Loan", "Gift", "Borrow", "Taxon", "Storage", "ReferenceWork"} <= searched
    for name in searched:
        form = next(form for form in forms_of("", f"{name}Search", TABLES) if form.mode == "search")
        assert not any(isinstance(item, SubForm) for item in form.pairs()), name


@pytest.mark.parametrize(
    ("discipline", "view", "fields"),
    [
        ("botany", "CollectionObject", ["text1", "description", "exsiccataItems", "projectNumber"]),
        ("botany", "Determination", ["addendum", "nameUsage", "preferredTaxon", "qualifier", "remarks"]),
        ("botany", "Taxon", ["author", "isHybrid", "hybridParent1", "hybridParent2"]),
        ("vertpaleo", "CollectionObjectAttribute", ["bottomDistance", "topDistance", "distanceUnits"]),
        ("vertpaleo", "CollectionObjectAttribute", ["positionState", "direction", *(f"text{n}" for n in range(1, 7))]),
        ("vertpaleo", "CollectingEvent", ["paleoContext", "startTime", "endTime"]),
        ("vertpaleo", "LocalityDetail", ["paleoLat", "paleoLng", "township", "rangeDesc", "section", "sectionPart"]),
        ("vertpaleo", "PaleoContext", ["bioStrat", "chronosStrat", "lithoStrat", "paleoContextName", "text1"]),
    ],
)
def test_what_specify_shows_of_a_discipline_is_not_lost(discipline: str, view: str, fields: list[str]) -> None:
    """An adopted database has values in these fields, named by its captions: Specify's own forms show them."""
    form = forms_of(discipline, view, TABLES)[0]
    shown = {item.path.member.name for item in form.pairs() if item.path and item.path.member}
    shown |= {item.relationship.name for item in form.pairs() if isinstance(item, SubForm)}
    assert set(fields) <= shown
