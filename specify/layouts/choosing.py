"""Which layout of a view is used: by the wanted shape (form or grid) and the wanted mode (view, edit, search).

In: a `tree.ViewSet` and one of its views. Out: `Choice`. Kept from Specify 7: altviews of the wanted mode, or all
when there is none; the first whose layout has the wanted type, else the first; one hop by `definition`; a grid when a
grid was asked for; the altview's own mode. On purpose otherwise: an altview whose layout is missing or cannot be
drawn (an `iconview`, a `definition` that leads nowhere) is passed over instead of failing, so that a form comes out
wherever the view set has one.
"""

from dataclasses import dataclass
from typing import Literal

from specify.layouts.tree import AltView, View, ViewDef, ViewSet

Shape = Literal["form", "grid"]
Mode = Literal["view", "edit", "search"]
SHAPES: tuple[Shape, ...] = ("form", "grid")
MODES: tuple[Mode, ...] = ("view", "edit", "search")


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout to use: `view_def` as the altview names it, `body` as it is drawn (the same, or one hop further)."""

    alt_view: AltView
    view_def: ViewDef
    body: ViewDef
    shape: Shape
    mode: Mode


def choose(view_set: ViewSet, view: View, shape: Shape, mode: Mode) -> Choice | None:
    """The layout of `view` for `shape` and `mode`; None when the view has none that can be drawn."""
    candidates = _drawable(view_set, tuple(a for a in view.alt_views if a.mode == mode))
    candidates = candidates or _drawable(view_set, view.alt_views)
    if not candidates:
        return None
    kind = "formtable" if shape == "grid" else "form"
    wanted = (candidate for candidate in candidates if candidate[1].kind == kind)
    alt_view, view_def, body = next(wanted, candidates[0])
    return Choice(
        alt_view,
        view_def,
        body,
        "grid" if shape == "grid" or view_def.is_grid else "form",
        "search" if mode == "search" else mode_of(alt_view.mode),
    )


def mode_of(word: str) -> Mode:
    """The mode that a layout calls so; view for what is none."""
    return next((mode for mode in MODES if mode == word), "view")


def body_of(view_set: ViewSet, view_def: ViewDef) -> ViewDef | None:
    """The layout that holds the cells: `view_def` itself, or the one its `definition` names; None: nothing to draw."""
    if view_def.definition:
        view_def = view_set.view_defs.get(view_def.definition, view_def)
    return view_def if view_def.can_be_drawn else None


def is_grid_only(view_set: ViewSet, view: View) -> bool:
    """Whether every way of showing `view` is one and the same grid layout."""
    names = {alt_view.view_def for alt_view in view.alt_views}
    view_def = view_set.view_defs.get(next(iter(names))) if len(names) == 1 else None
    return view_def is not None and view_def.is_grid


def _drawable(view_set: ViewSet, alt_views: tuple[AltView, ...]) -> list[tuple[AltView, ViewDef, ViewDef]]:
    return [
        (alt_view, view_def, body)
        for alt_view in alt_views
        if (view_def := view_set.view_defs.get(alt_view.view_def)) and (body := body_of(view_set, view_def))
    ]
