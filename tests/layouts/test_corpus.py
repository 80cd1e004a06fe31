"""The layouts that Specify ships, against two records of what Specify 7 does with them.

In: the environment, where `SPECIFY_DUMPS` names a folder with `specify7-config/`, `SPECIFY_SPEC` one with
`form-corpus.json`. Of the record's files those of Specify 7 lie there, and two of Specify 6 that are the same to the
byte. Out: every difference stands in the tables below with its reason; there is none in the grids.
"""

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.choosing import Mode, Shape, choose, is_grid_only
from specify.layouts.compiling import compile_form
from specify.layouts.finding import find, library_of
from specify.layouts.form import Item, Pair, Panel
from specify.layouts.geometry import SHARES, column_text, grid_of, shares
from specify.layouts.read import Reading, read_view_set
from specify.layouts.resolve import Surroundings, resolve
from tests.layouts.making import Kept, PlainCaptions

CONFIG = Path(os.environ.get("SPECIFY_DUMPS", "/nowhere")) / "specify7-config"
ORACLE = Path(os.environ.get("SPECIFY_SPEC", "/nowhere")) / "form-corpus.json"
pytestmark = [
    pytest.mark.one_shape,
    pytest.mark.skipif(
        not (CONFIG.is_dir() and ORACLE.is_file()),
        reason="SPECIFY_DUMPS and SPECIFY_SPEC do not name the shipped layouts and what Specify 7 makes of them.",
    ),
]
SHIPPED = "sp7/config/"

# By file and view: the layout taken here (None: none, so that the automatic form is shown) where Specify 7 lands on one
# that it cannot draw, and why it cannot.
DIFFERENT = {
    ("common/common.views.xml", "CollectionObjectMini"): (None, "its layouts stand in another file"),
    ("backstop/global.views.xml", "CollectionObjectAttachment"): (
        "CollectionObjectAttachment Form",
        "an icon view has no rows, and its grid is not in the file",
    ),
    ("invertebrate/invertebrate.views.xml", "CollectionRelationship"): (
        "CollectionRelationship",
        "its grid is not in the file",
    ),
}
# By file and view: ways in which the layout that Specify 7 takes is not shown here, and why.
NOT_SHOWN = {
    ("backstop/global.views.xml", "ObjectAttachment"): (
        "form grid",
        "attachments have a viewer of their own, there too",
    ),
    ("backstop/search.views.xml", "ImageDateSearch"): ("form grid", "its two names are no fields of an attachment"),
    ("common/common.views.xml", "Collection Object Search"): ("form grid", "its layout is of no table"),
    ("common/common.views.xml", "DisposalAgent"): ("grid", "its layout is of another table, DeaccessionAgent"),
    ("common/common.views.xml", "Extractors"): ("grid", "its layout is of another table, PcrPerson"),
    ("common/common.views.xml", "LocalityMapper"): ("form grid", "its layout is of no table"),
}
# What is complained of while the files are read: file, line, and what it is; Specify 7 passes over it in silence.
COMPLAINTS = {
    ("backstop/global.views.xml", 2702): "an id that another cell has as well, so that a label has no cell left",
    ("common/common.views.xml", 5897): "an id that another cell has as well",
}
# Cells of shipped layouts that lead nowhere: file and cell, and why.
DEAD = {
    ("insect/ento.views.xml", "deaccprep"): "a field that no Specify has any more: shown as not known here",
    ("common/common.views.xml", "this_"): "on the form of a container: a plugin that works on collection objects only",
    ("backstop/global.views.xml", ""): "MorphBankView: a label without a text for an id that no cell has left",
}


@cache
def oracle() -> dict[str, Any]:
    """What Specify 7 does, by file."""
    files = json.loads(ORACLE.read_text())["files"]
    return {each["file"].removeprefix(SHIPPED): each for each in files if each["file"].startswith(SHIPPED)}


@cache
def reading(file: str) -> Reading:
    """A shipped view set."""
    return read_view_set((CONFIG / file).read_bytes(), file)


def files() -> list[str]:
    return sorted(str(file.relative_to(CONFIG)) for file in CONFIG.glob("*/*.views.xml"))


def test_the_record_is_of_these_files_and_of_all_that_is_in_them() -> None:
    assert files() == sorted(oracle())
    for file, told in oracle().items():
        found = reading(file).view_set
        assert sorted(told["sp7_resolution"]) == sorted(told["view_names"]) == sorted(found.views), file
        assert sorted(told["sp7_grid"]) == sorted(n for n, one in found.view_defs.items() if one.can_be_drawn), file


@pytest.mark.parametrize("file", files())
def test_it_is_read_without_any_other_complaint(file: str) -> None:
    assert {(file, problem.line) for problem in reading(file).problems} == {one for one in COMPLAINTS if one[0] == file}


@pytest.mark.parametrize("file", files())
def test_every_grid_is_that_of_specify_7(file: str) -> None:
    for name, golden in oracle()[file]["sp7_grid"].items():
        view_def = reading(file).view_set.view_defs[name]
        block = view_def.blocks[0]
        text = column_text(block.column_texts, view_def.columns)
        grid = grid_of(text, block.rows)
        assert (list(grid.columns), list(grid.row_spans)) == (golden["columns"], golden["row_spans"]), name
        assert sum(shares(text, block.rows)) in (0, 24) or len(grid.columns) > 24, name


@pytest.mark.parametrize("file", files())
def test_every_choice_is_that_of_specify_7_or_a_layout_that_can_be_drawn(file: str) -> None:
    found = reading(file).view_set
    for name, golden in oracle()[file]["sp7_resolution"].items():
        view = found.views[name]
        assert is_grid_only(found, view) is golden["grid_only"], name
        for wanted, theirs in golden.items():
            if wanted == "grid_only":
                continue
            shape, _, mode = wanted.partition("/")
            choice = choose(found, view, "grid" if shape == "formTable" else "form", _mode(mode))
            body = choice.body.name if choice else None
            if theirs["usable"]:
                assert choice is not None
                ours = [choice.alt_view.name, choice.view_def.name, body, choice.shape, choice.mode]
                told = [theirs[key] for key in ("altview", "viewdef", "body")]
                assert ours == [*told, "grid" if theirs["type"] == "formTable" else "form", theirs["mode"]], name
            else:
                assert DIFFERENT[file, name][0] == body, name


@pytest.mark.parametrize("file", files())
def test_every_layout_that_specify_7_takes_is_the_one_that_is_shown(file: str) -> None:
    books = library_of([Kept((CONFIG / file).read_bytes(), file)])
    around = Surroundings(TABLES, PlainCaptions(), books.is_grid_view)
    elsewhere: dict[tuple[str, str], set[str]] = {}
    for name, golden in oracle()[file]["sp7_resolution"].items():
        view = reading(file).view_set.views[name]
        for wanted in ("form/view", "form/edit", "formTable/view", "formTable/edit"):
            shape: Shape = "grid" if wanted.startswith("formTable") else "form"
            takes_form_elsewhere = golden["grid_only"] and shape == "form"
            if view.table not in TABLES or not golden[wanted]["usable"] or takes_form_elsewhere:
                continue
            form = compile_form(books, TABLES[view.table], (shape, _mode(wanted.partition("/")[2]), name), around)
            if (form.origin.view_set, form.origin.view) != (file, name):
                elsewhere.setdefault((file, name), set()).add(shape)
    assert elsewhere == {key: set(told.split()) for key, (told, _why) in NOT_SHOWN.items() if key[0] == file}


@pytest.mark.parametrize("file", files())
def test_no_row_is_wider_than_the_grid(file: str) -> None:
    books = library_of([Kept((CONFIG / file).read_bytes(), file)])
    around = Surroundings(TABLES, PlainCaptions(), books.is_grid_view)
    for name, view in reading(file).view_set.views.items():
        if view.table not in TABLES:
            continue
        made = compile_form(books, TABLES[view.table], ("form", "edit", name), around)
        wide = [row for row in _rows_of_pairs(made.items) if sum(pair.share for pair in row) > SHARES]
        assert not wide or made.origin.source == "automatic", (name, wide)  # an automatic form has no rows of its own


def _rows_of_pairs(items: Iterable[Item]) -> Iterator[list[Pair]]:
    """The pairs of a block row by row, those of panels apart."""
    row: list[Pair] = []
    for item in items:
        if isinstance(item, Panel):
            for block in item.blocks:
                yield from _rows_of_pairs(block.items)
        if item.starts_row:
            yield row
            row = []
        if isinstance(item, Pair):
            row.append(item)
    yield row


def _mode(word: str) -> Mode:
    return "edit" if word == "edit" else "view"


@pytest.mark.parametrize("discipline", [file for file in files() if file.split("/")[0] not in ("common", "backstop")])
def test_every_name_in_the_forms_of_a_discipline_leads_somewhere(discipline: str) -> None:
    order = (discipline, "common/common.views.xml", "backstop/system.views.xml", "backstop/global.views.xml")
    books = library_of([Kept((CONFIG / file).read_bytes(), file) for file in order])
    around = Surroundings(TABLES, PlainCaptions(), books.is_grid_view)
    for table in TABLES.values():
        found = find(books, table, "form", "view")
        if found:
            made = resolve(found.choice, table, found.origin, around)
            assert {(p.file, p.cell) for p in made.problems} <= DEAD.keys(), table.name
            keys = [item.key for item in made.pairs()]
            assert len(keys) == len(set(keys)), table.name
