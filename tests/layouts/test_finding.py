"""Which view set and view win."""

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.finding import find, library_of, view_name_of
from tests.layouts.making import Kept, form_of, layout, library, view, view_set

pytestmark = pytest.mark.one_shape

ROW = '<row><cell type="field" name="remarks"/></row>'


def a_set(name: str, table: str, kind: str = "form", rows: str = ROW) -> bytes:
    return view_set(view(name, table, (name, "view")), layout(name, table, rows, kind=kind), name=f"{name} {kind}")


def where(books: object, table: str, **more: str) -> str | None:
    found = find(books, TABLES[table], "form", "view", **more)  # type: ignore[arg-type]
    return found.origin.view_set if found else None


def test_the_first_set_with_the_view_wins() -> None:
    books = library(a_set("Agent", "Agent"), a_set("Taxon", "Taxon"), a_set("Taxon", "Taxon"))
    assert where(books, "taxon") == "set 2"


def test_view_names_are_exact_and_tables_may_have_another_name() -> None:
    assert view_name_of(TABLES["collectingtrip"]) == "CollectingTripForm"
    books = library(a_set("taxon", "Taxon"), a_set("CollectingTripForm", "CollectingTrip"))
    assert where(books, "taxon") is None
    assert where(books, "collectingtrip") == "set 2"


def test_a_named_view_that_is_nowhere_gives_way_to_the_tables_own() -> None:
    books = library(a_set("Agent", "Agent"))
    assert where(books, "agent", view="AgentSpecial") == "set 1"
    assert where(books, "taxon", view="TaxonSpecial") is None


def test_a_set_that_cannot_be_read_is_named_and_skipped() -> None:
    books = library_of([Kept(b"<viewset", where="database no. 3"), Kept(a_set("Agent", "Agent"), where="next")])
    assert where(books, "agent") == "next"
    assert [(p.file, "skipped" in p.reason) for p in books.problems] == [("database no. 3", True)]


def test_skipped_sets_are_told_apart_from_cells_that_are_odd() -> None:
    odd = a_set("Agent", "Agent", rows='<row><cell type="field" colspan="x" name="remarks"/></row>')
    books = library_of([Kept(b"<viewset", where="broken"), Kept(odd, where="odd")])
    assert len(books.problems) == 2
    assert [problem.file for problem in books.skipped] == ["broken"]


def test_a_view_that_cannot_be_drawn_gives_way_to_a_later_set() -> None:
    books = library(a_set("Agent", "Agent", kind="iconview", rows="<definition/>"), a_set("Agent", "Agent"))
    assert where(books, "agent") == "set 2"


def test_a_layout_of_another_table_gives_way() -> None:
    odd = view_set(view("Agent", "Agent"), layout("Agent", "Taxon", ROW))
    assert where(library(odd, a_set("Agent", "Agent")), "agent") == "set 2"


def test_a_view_that_is_nothing_but_a_grid_takes_its_form_from_the_tables_own() -> None:
    books = library(a_set("Collectors", "Collector", kind="formtable"), a_set("Collector", "Collector"))
    assert where(books, "collector", view="Collectors") == "set 2"
    found = find(books, TABLES["collector"], "grid", "view", view="Collectors")
    assert found is not None
    assert (found.origin.view_set, found.choice.shape) == ("set 1", "grid")


def test_attachments_never_show_the_layout_that_is_called_for_them() -> None:
    books = library(a_set("ObjectAttachment", "Attachment"), a_set("AgentAttachment", "AgentAttachment"))
    assert where(books, "agentattachment") == "set 2"


def test_no_layout_at_all_gives_the_automatic_form() -> None:
    assert form_of(library(), "agent").origin.source == "automatic"


def test_the_same_contents_have_the_same_digest_and_others_another() -> None:
    one, same, other = (
        library(a_set("Agent", "Agent")),
        library(a_set("Agent", "Agent")),
        library(a_set("Taxon", "Taxon")),
    )
    assert one.digest == same.digest != other.digest
