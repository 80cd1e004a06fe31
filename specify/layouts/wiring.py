"""Names in a view set that lead nowhere: layouts, definitions, classes, pick lists, views of sub-views.

In: a view set as read, and what there is. Out: `Problem`s with the file's own lines. What becomes of each is told in
its reason, since a form comes out whatever is wrong.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from specify.layouts.choosing import body_of
from specify.layouts.tree import AltView, Cell, FieldCell, PanelCell, Problem, Rows, SubViewCell, View, ViewDef, ViewSet
from specify.text.folding import fold

SHOWN_OTHERWISE = frozenset({"ObjectAttachment"})  # attachments have a viewer of their own instead of this view


@dataclass(frozen=True, slots=True)
class There:
    """What there is: tables by key, pick lists by folded name (None: nobody knows), and views by name."""

    tables: Collection[str]
    pick_lists: Collection[str] | None
    is_view: Callable[[str], bool]


def dead_ends(view_set: ViewSet, there: There) -> Iterator[Problem]:
    """Every name in `view_set` that leads nowhere."""
    if not view_set.views:
        yield Problem(view_set.file, 0, "", "", "it has no view in it, so nothing is shown from it")
    for view in view_set.views.values():
        yield from _of_view(view_set, view, there)
    for view_def in view_set.view_defs.values():
        yield from _of_layout(view_set, view_def, there)


def _of_view(view_set: ViewSet, view: View, there: There) -> Iterator[Problem]:
    if view.table not in there.tables:
        told = view.attributes.get("class") or "(none)"
        yield Problem(view_set.file, view.line, view.name, "", f"the class {told} is no table; nothing can be shown")
    if not view.alt_views:
        yield Problem(view_set.file, view.line, view.name, "", "it has no altview, and so no layout")
    for alt_view in view.alt_views:
        if reason := _of_alt_view(view_set, view, alt_view):
            yield Problem(view_set.file, alt_view.line, view.name, "", reason)


def _of_alt_view(view_set: ViewSet, view: View, alt_view: AltView) -> str:
    view_def = view_set.view_defs.get(alt_view.view_def)
    if view_def is None:
        return f"the layout {alt_view.view_def or '(none)'} is not in the file; this altview is passed over"
    body = body_of(view_set, view_def)
    if body is None:
        return f"the layout {view_def.name} has no rows to draw; this altview is passed over"
    if alt_view.mode != "search" and body.table not in ("", view.table):
        return f"the layout {body.name} is of another class, {body.table}; it is not used for {view.table}"
    return ""


def _of_layout(view_set: ViewSet, view_def: ViewDef, there: There) -> Iterator[Problem]:
    if view_def.table and view_def.table not in there.tables:
        told = view_def.attributes.get("class", "")
        yield Problem(view_set.file, view_def.line, view_def.name, "", f"the class {told} is no table; it is not used")
    if view_def.definition and (reason := _lost(view_set, view_def)):
        yield Problem(view_set.file, view_def.line, view_def.name, "", reason)
    for cell in _cells(view_def.blocks):
        if reason := _of_cell(cell, there):
            yield Problem(view_set.file, cell.line, view_def.name, cell.id or cell.name, reason)


def _lost(view_set: ViewSet, view_def: ViewDef) -> str:
    """Why the definition gives nothing to draw; "" when it does. Only one is followed, as in Specify."""
    target = view_set.view_defs.get(view_def.definition)
    if target is None:
        end = "its own rows are used" if view_def.can_be_drawn else "it is passed over"
        return f"the definition {view_def.definition} is not in the file; {end}"
    if target.can_be_drawn:
        return ""
    met = {view_def.name}
    while target is not None and target.name not in met:
        met.add(target.name)
        target = view_set.view_defs.get(target.definition)
    if target is not None:
        return f"its definition {view_def.definition} leads round in a circle; it is passed over"
    return f"its definition {view_def.definition} has no rows to draw; it is passed over"


def _of_cell(cell: Cell, there: There) -> str:
    if isinstance(cell, FieldCell) and cell.pick_list and there.pick_lists is not None:
        known = fold(cell.pick_list) in there.pick_lists
        return "" if known else f"there is no pick list {cell.pick_list}; the value is shown and entered as text"
    if isinstance(cell, SubViewCell) and cell.view and cell.view not in SHOWN_OTHERWISE:
        return "" if there.is_view(cell.view) else f"there is no view {cell.view}; the table's own is used"
    return ""


def cells_of(view_set: ViewSet) -> int:
    """How many cells all layouts of the view set have, those in panels and the panels themselves included."""
    return sum(1 for view_def in view_set.view_defs.values() for _ in _cells(view_def.blocks))


def _cells(blocks: tuple[Rows, ...]) -> Iterator[Cell]:
    for block in blocks:
        for row in block.rows:
            for cell in row.cells:
                yield cell
                if isinstance(cell, PanelCell):
                    yield from _cells(cell.blocks)
