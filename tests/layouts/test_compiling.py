"""Whatever is wrong with layouts, a form comes out, and the problems with it."""

from dataclasses import replace

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.compiling import compile_form
from specify.layouts.finding import Library
from specify.layouts.form import Form
from specify.layouts.resolve import Surroundings
from specify.layouts.tree import PanelCell, Row, Rows
from tests.layouts.making import PlainCaptions, layout, library, view, view_set

pytestmark = pytest.mark.one_shape

GOOD = '<row><cell type="field" name="lastName"/></row>'


def agents(rows: str) -> bytes:
    return view_set(view("Agent", "Agent"), layout("Agent", "Agent", rows))


def compiled(books: Library) -> Form:
    return compile_form(
        books, TABLES["agent"], ("form", "view", ""), Surroundings(TABLES, PlainCaptions(), books.is_grid_view)
    )


def nested(books: Library, depth: int) -> Library:
    """The library with its first layout of agents put into that many panels."""
    placed = books.sets[0]
    view_def = placed.view_set.view_defs["Agent"]
    block = view_def.blocks[0]
    for _ in range(depth):
        block = Rows((Row((PanelCell(line=1, blocks=(block,)),), 1),), 1)
    view_defs = {"Agent": replace(view_def, blocks=(block,))}
    return replace(
        books, sets=(replace(placed, view_set=replace(placed.view_set, view_defs=view_defs)), *books.sets[1:])
    )


@pytest.mark.parametrize("span", ["99999999999999999999", "999999999", "9" * 5000])
def test_a_bad_number_gives_a_form_and_a_problem(span: str) -> None:
    made = compiled(library(agents(f'<row><cell type="field" name="lastName" colspan="{span}"/></row>')))
    assert [pair.key for pair in made.pairs()] == ["lastName"]
    assert [(p.view, p.cell, p.reason) for p in made.problems] == [
        ("Agent", "lastName", "colspan is more than 1000, which is used")
    ]


def test_panels_in_panels_without_end_give_way_to_the_next_layout() -> None:
    made = compiled(nested(library(agents(GOOD), agents(GOOD)), 2000))
    assert made.origin.view_set == "set 2"
    assert [(p.file, p.view, p.reason) for p in made.problems] == [
        ("set 1", "Agent", "the layout cannot be used (RecursionError); the next one is used")
    ]


def test_as_many_panels_as_a_file_can_hold_are_drawn() -> None:
    rows = "<row><cell type='panel'><rows>" * 80 + GOOD + "</rows></cell></row>" * 80
    made = compiled(library(agents(rows)))
    assert [pair.label for pair in made.pairs()] == ["~lastName"]


def test_a_layout_that_nobody_could_look_at_gives_way_and_is_named() -> None:
    made = compiled(library(agents(GOOD * 5001), agents(GOOD)))
    assert made.origin.view_set == "set 2"
    assert [(p.file, p.reason) for p in made.problems] == [
        ("set 1", "the layout has more than 5,000 cells and is not used")
    ]


@pytest.mark.parametrize(
    "rows", ['<row><cell type="field" name="nope"/></row>', '<row><cell type="command" name="Fly"/></row>', "<row/>"]
)
def test_a_layout_of_which_nothing_can_be_shown_gives_way(rows: str) -> None:
    made = compiled(library(agents(rows)))
    assert made.origin.source == "automatic"
    assert made.items
    assert made.problems[-1].sentence == (
        "set 1, view Agent, line 2: nothing of the layout can be shown; the next one is used"
    )
    assert compiled(library(agents(rows), agents(GOOD))).origin.view_set == "set 2"


def test_the_problems_of_other_views_are_not_told() -> None:
    odd = '<row><cell type="field" name="lastName" colspan="x"/></row>'
    others = view_set(view("Taxon", "Taxon"), layout("Taxon", "Taxon", odd))
    made = compiled(library(others, agents(GOOD), agents(odd)))
    assert (made.origin.view_set, made.problems) == ("set 2", ())
