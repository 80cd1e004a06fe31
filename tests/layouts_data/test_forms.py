"""The forms in `layouts/`: registered files are there and read without complaint, all names in them lead somewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.schema import TABLES
from specify.layouts.read import Reading, read_view_set
from specify.layouts.tree import Cell, FieldCell, PanelCell, SubViewCell, ViewDef
from specify.text.xml import parse

pytestmark = pytest.mark.one_shape

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
FOLDERS = sorted({path.parent.name for path in LAYOUTS.rglob("*.views.xml")})
PLUGINS = {"PartialDateUI", "LatLonUI", "LocalityGeoRef", "LocalityGoogleEarth", "PaleoMap", "WebLinkButton"}
# The tables a collections manager meets; their main view must be ours, not the automatic one.
MAIN = [
    "AbsoluteAge",
    "Accession",
    "AccessionAgent",
    "Address",
    "Agent",
    "Author",
    "Borrow",
    "BorrowAgent",
    "BorrowMaterial",
    "BorrowReturnMaterial",
    "CollectingEvent",
    "CollectingEventAttribute",
    "CollectingTrip",
    "Collection",
    "CollectionObject",
    "CollectionObjectAttribute",
    "CollectionObjectCitation",
    "CollectionObjectGroup",
    "CollectionObjectGroupJoin",
    "CollectionObjectGroupType",
    "CollectionObjectType",
    "CollectionRelType",
    "CollectionRelationship",
    "Collector",
    "ConservDescription",
    "ConservEvent",
    "Container",
    "DNAPrimer",
    "DNASequence",
    "DNASequencingRun",
    "Deaccession",
    "Determination",
    "DeterminationCitation",
    "Discipline",
    "Disposal",
    "Division",
    "ExchangeIn",
    "ExchangeOut",
    "Exsiccata",
    "ExsiccataItem",
    "FieldNotebook",
    "FieldNotebookPage",
    "FieldNotebookPageSet",
    "GeoCoordDetail",
    "Geography",
    "GeographyTreeDef",
    "GeologicTimePeriod",
    "Gift",
    "GiftAgent",
    "GiftPreparation",
    "InfoRequest",
    "Institution",
    "Journal",
    "LithoStrat",
    "Loan",
    "LoanAgent",
    "LoanPreparation",
    "LoanReturnPreparation",
    "Locality",
    "LocalityDetail",
    "OtherIdentifier",
    "PaleoContext",
    "Permit",
    "PickList",
    "PickListItem",
    "PrepType",
    "Preparation",
    "PreparationAttribute",
    "Project",
    "RecordSet",
    "ReferenceWork",
    "RelativeAge",
    "Shipment",
    "SpecifyUser",
    "Storage",
    "Taxon",
    "TaxonTreeDef",
    "TaxonTreeDefItem",
    "TectonicUnit",
    "TreatmentEvent",
    "VoucherRelationship",
]


def view_set_files() -> list[Path]:
    return sorted(LAYOUTS.rglob("*.views.xml"))


def readings() -> dict[Path, Reading]:
    return {path: read_view_set(path.read_bytes(), path.name) for path in view_set_files()}


READINGS = readings()
VIEWS = {name: view for reading in READINGS.values() for name, view in reading.view_set.views.items()}


def cells_of(file: str) -> Iterator[tuple[str, Table, Cell]]:
    """Every cell of the layouts of that file, with where it is and the table its names belong to."""
    for path, reading in READINGS.items():
        for view_def in reading.view_set.view_defs.values() if path.name == file else ():
            for cell in cells(view_def):
                yield f"{file}: {view_def.name}: {cell.name}", TABLES[view_def.table], cell


def cells(view_def: ViewDef) -> Iterator[Cell]:
    waiting = list(view_def.blocks)
    while waiting:
        for row in waiting.pop().rows:
            for cell in row.cells:
                yield cell
                if isinstance(cell, PanelCell):
                    waiting += cell.blocks


FILES = [path.name for path in READINGS]


def resolve(table: Table, path: str) -> Field | Relationship | None:
    """What `path` leads to from `table`; None when a step of it is unknown."""
    found: Field | Relationship | None = None
    for step in path.split("."):
        found = table.find(step)
        if found is None:
            return None
        if isinstance(found, Relationship):
            table = TABLES[found.target.lower()]
    return found


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("registry", ["app_resources.xml", "viewset_registry.xml"])
def test_registries_list_files_that_are_there_and_all_of_them(folder: str, registry: str) -> None:
    listed = {entry.get("file") for entry in parse((LAYOUTS / folder / registry).read_bytes(), registry)}
    assert all((LAYOUTS / folder / str(name)).is_file() for name in listed)
    if registry == "viewset_registry.xml":
        assert listed == {path.name for path in (LAYOUTS / folder).glob("*.views.xml")}


def test_view_sets_are_read_without_a_problem() -> None:
    assert [problem for reading in READINGS.values() for problem in reading.problems] == []


def test_no_view_has_two_owners_in_one_folder() -> None:
    for folder in FOLDERS:
        names = [name for path, r in READINGS.items() if path.parent.name == folder for name in r.view_set.views]
        assert sorted(names) == sorted(set(names))


def test_every_alternative_names_a_layout_of_its_file() -> None:
    for path, reading in READINGS.items():
        view_set = reading.view_set
        for view in view_set.views.values():
            modes = {alternative.mode for alternative in view.alt_views}
            wanted = {"search"} if view.name.endswith("Search") else {"view", "edit"}
            assert wanted <= modes, f"{path.name}: {view.name}"
            assert all(a.view_def in view_set.view_defs for a in view.alt_views), f"{path.name}: {view.name}"
        for view_def in view_set.view_defs.values():
            assert not view_def.definition or view_def.definition in view_set.view_defs, view_def.name


def test_every_layout_is_used() -> None:
    for path, reading in READINGS.items():
        view_set = reading.view_set
        used = {a.view_def for view in view_set.views.values() for a in view.alt_views}
        used |= {view_def.definition for view_def in view_set.view_defs.values()}
        assert set(view_set.view_defs) == used - {""}, path.name


@pytest.mark.parametrize("file", FILES)
def test_every_field_is_in_the_schema_and_fits_its_control(file: str) -> None:
    for where, table, cell in cells_of(file):
        if not isinstance(cell, FieldCell) or cell.name == "this":
            continue
        found = resolve(table, cell.name)
        assert found is not None, f"{where} is not in the schema"
        if cell.uitype == "querycbx":
            assert isinstance(found, Relationship), where
            assert not found.is_to_many, where
        if cell.uitype == "checkbox":
            assert isinstance(found, Field), where
            assert found.kind == "boolean", where


@pytest.mark.parametrize("file", FILES)
def test_every_plugin_is_known_and_its_dates_are_in_the_schema(file: str) -> None:
    for where, table, cell in cells_of(file):
        if isinstance(cell, FieldCell) and cell.uitype == "plugin":
            assert cell.plugin in PLUGINS, where
            assert all(table.find(cell.initialize[key]) for key in ("df", "tp") if key in cell.initialize), where


@pytest.mark.parametrize("file", FILES)
def test_every_sub_view_shows_the_table_its_relationship_leads_to(file: str) -> None:
    for where, table, cell in cells_of(file):
        if not isinstance(cell, SubViewCell):
            continue
        relationship = resolve(table, cell.name)
        assert isinstance(relationship, Relationship), where
        assert cell.view in VIEWS, f"{where}: no view {cell.view}"
        shown = TABLES[VIEWS[cell.view].table]
        # The rows of an attachment join table are shown as the files they lead to.
        assert relationship.target == shown.name or shown.name == "Attachment", where
        if cell.shape == "table":
            kinds = {a.view_def.rpartition(" ")[2] for a in VIEWS[cell.view].alt_views}
            assert "Grid" in kinds, f"{where}: {cell.view} has no grid"


def test_every_label_belongs_to_a_cell_and_every_field_of_a_form_has_one() -> None:
    for reading in READINGS.values():
        for view_def in reading.view_set.view_defs.values():
            ids = [cell.id for cell in cells(view_def) if cell.id]
            assert len(ids) == len(set(ids)), view_def.name
            labelled = {cell.attributes["labelfor"] for cell in cells(view_def) if "labelfor" in cell.attributes}
            assert labelled <= set(ids), view_def.name
            if not view_def.name.endswith(" Line"):
                assert {cell.id for cell in cells(view_def) if isinstance(cell, FieldCell)} <= labelled, view_def.name


@pytest.mark.parametrize("name", MAIN)
def test_the_main_view_of_every_common_table_is_ours(name: str) -> None:
    table = TABLES[name.lower()]
    assert VIEWS[table.view or table.name].table == table.key
