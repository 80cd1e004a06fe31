"""The layouts that Specify ships, against two records of what Specify 7 does with them.

In: the environment, where `SPECIFY_DUMPS` names a folder with `specify7-config/`, `SPECIFY_SPEC` one with
`form-corpus.json`. Out: every difference is listed here with its reason.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.choosing import Mode, choose, is_grid_only
from specify.layouts.finding import find, library_of
from specify.layouts.geometry import column_text, grid_of, shares
from specify.layouts.read import Reading, read_view_set
from specify.layouts.resolve import Surroundings, resolve
from tests.layouts.making import Kept, PlainCaptions

CONFIG = Path(os.environ.get("SPECIFY_DUMPS", "/nowhere")) / "specify7-config"
ORACLE = Path(os.environ.get("SPECIFY_SPEC", "/nowhere")) / "form-corpus.json"
pytestmark = pytest.mark.skipif(
    not (CONFIG.is_dir() and ORACLE.is_file()),
    reason="SPECIFY_DUMPS and SPECIFY_SPEC do not name the shipped layouts and what Specify 7 makes of them.",
)
SHIPPED = "sp7/config/"

# Where Specify 7 lands on a layout that it cannot draw; here the next that can be drawn is taken. None: automatic.
DIFFERENT = {
    ("common/common.views.xml", "CollectionObjectMini"): None,  # its layouts stand in another file
    ("backstop/global.views.xml", "CollectionObjectAttachment"): "CollectionObjectAttachment Form",  # an icon view
    (
        "invertebrate/invertebrate.views.xml",
        "CollectionRelationship",
    ): "CollectionRelationship",  # a definition of nothing
}


# Cells of shipped layouts that lead nowhere: file, cell.
DEAD = {
    ("insect/ento.views.xml", "deaccprep"),  # a field that no Specify has any more: shown as not known here
    ("common/common.views.xml", "this_"),  # on the form of a container: a plugin that works on collection objects only
    ("backstop/global.views.xml", ""),  # MorphBankView: a label without a text for an id that no cell has
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


@pytest.mark.parametrize("file", files())
def test_it_is_read_without_complaint(file: str) -> None:
    assert reading(file).problems == ()


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
                assert DIFFERENT[file, name] == body, name


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
            assert {(p.file, p.cell) for p in made.problems} <= DEAD, table.name
            keys = [item.key for item in made.pairs()]
            assert len(keys) == len(set(keys)), table.name
