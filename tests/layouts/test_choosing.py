"""Which layout of a view is used."""

import pytest

from specify.layouts.choosing import Mode, Shape, choose, is_grid_only
from tests.layouts.making import layout, read, view, view_set

pytestmark = pytest.mark.one_shape

ROW = '<row><cell type="field" name="remarks"/></row>'
LAYOUTS = (
    layout("F", "Agent", ROW)
    + layout("G", "Agent", "<definition>F</definition>", kind="formtable")
    + layout("I", "Agent", "<definition/>", kind="iconview")
    + layout("Odd", "Agent", ROW, kind="rstable")
    + layout("Lost", "Agent", "<definition>Nowhere</definition>", kind="formtable")
)


@pytest.mark.parametrize(
    ("ways", "shape", "mode", "golden"),
    [
        ("F/view F/edit G/view G/edit", "form", "edit", "F F form edit"),
        ("F/view F/edit G/view G/edit", "grid", "view", "G F grid view"),
        ("G/view G/edit F/view F/edit", "form", "view", "F F form view"),
        ("F/view F/edit", "grid", "edit", "F F grid edit"),
        ("G/view G/edit", "form", "edit", "G F grid edit"),
        ("F/view", "form", "edit", "F F form view"),
        ("F/edit", "form", "view", "F F form edit"),
        ("F/view", "form", "search", "F F form search"),
        ("G/view F/edit", "form", "view", "G F grid view"),
        ("I/view F/edit", "form", "view", "F F form edit"),
        ("Missing/view F/view", "form", "view", "F F form view"),
        ("Lost/view F/view", "grid", "view", "F F grid view"),
        ("Odd/view", "form", "view", "Odd Odd form view"),
        ("I/view", "form", "view", None),
        ("Missing/view", "form", "view", None),
    ],
)
def test_the_first_of_mode_and_type_is_used(ways: str, shape: Shape, mode: Mode, golden: str | None) -> None:
    pairs = [(way.partition("/")[0], way.partition("/")[2]) for way in ways.split()]
    found = read(view_set(view("V", "Agent", *pairs), LAYOUTS)).view_set
    choice = choose(found, found.views["V"], shape, mode)
    told = f"{choice.view_def.name} {choice.body.name} {choice.shape} {choice.mode}" if choice else None
    assert told == golden


@pytest.mark.parametrize(
    ("ways", "only"), [(("G", "G"), True), (("G", "F"), False), (("F", "F"), False), (("Missing",), False)]
)
def test_a_view_of_one_grid_layout_is_nothing_but_a_grid(ways: tuple[str, ...], only: bool) -> None:
    modes = [(name, f"m{at}") for at, name in enumerate(ways)]
    found = read(view_set(view("V", "Agent", *modes), LAYOUTS)).view_set
    assert is_grid_only(found, found.views["V"]) is only
