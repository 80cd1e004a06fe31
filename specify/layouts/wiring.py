"""Names in a view set that lead nowhere: layouts, definitions, classes, views of sub-views, values of conditions.

In: a view set as read, and what there is. Out: `Problem`s with the file's own lines. What becomes of each is told in
its reason, since a form comes out whatever is wrong.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from specify.datamodel.declaring import Table
from specify.layouts.choosing import body_of
from specify.layouts.finding import VIEWS_WITHOUT_LAYOUT
from specify.layouts.names import Names, list_of, lost_names
from specify.layouts.paths import member_of, path_of
from specify.layouts.tree import AltView, Cell, PanelCell, Problem, Rows, SubViewCell, View, ViewDef, ViewSet
from specify.text.folding import fold

_EMPTY = "_EMPTY"
_QUOTED = 60
MOST_CELLS = 20_000
"""How many cells the views of a view set may have in all to be looked at; institutions have a few thousand."""


@dataclass(frozen=True, slots=True)
class There:
    """What there is: tables by key, the tables of the views of a name (None: nobody knows), names of other things."""

    tables: Mapping[str, Table]
    tables_of_views: Callable[[str], Collection[str] | None]
    names: Names


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
    if selector := view.choosing.get("selector"):
        reason = f"records are not told apart by {selector}; the first altview that fits is used"
        yield Problem(view_set.file, view.line, view.name, "", reason)
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
    table = there.tables.get(view_def.table)
    for cell in _cells(view_def.blocks):
        for reason in _of_cell(cell, table, there):
            yield Problem(view_set.file, cell.line, view_def.name, cell.id or cell.name, reason)
    for block in _blocks(view_def.blocks):
        if table and (reason := _of_condition(block.condition, table, there)):
            yield Problem(view_set.file, block.line, view_def.name, "", reason)
    for mark, rule in view_def.rules.items():
        reason = f"the rule {rule[:_QUOTED]!r} is not followed; what it is for can always be entered"
        yield Problem(view_set.file, view_def.line, view_def.name, mark, reason)


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


def _of_cell(cell: Cell, table: Table | None, there: There) -> Iterator[str]:
    path = path_of(table, cell.name or cell.id, there.tables) if table else None
    yield from lost_names(cell, path, there.names)
    if not isinstance(cell, SubViewCell):
        return
    target = there.tables.get(path.relationship.target.lower()) if path and path.relationship else None
    found = there.tables_of_views(cell.view) if cell.view and cell.view not in VIEWS_WITHOUT_LAYOUT else None
    if found is not None and not found:
        yield f"there is no view {cell.view}; the table's own is used"
    elif found and target and target.key not in found:
        yield f"the view {cell.view} is of another class than {target.name}; the table's own is used"
    if cell.attributes.get("type", "").lower() == "iconview":
        yield "an iconview is shown as a sub-view"
    if target and cell.sort and member_of(target, cell.sort.lstrip("-").split(".")[0]) is None:
        yield f"{cell.sort} is no field of {target.name} to sort by; the table's own order is used"


def _of_condition(condition: str, table: Table, there: There) -> str:
    """What is wrong with the value that a condition asks for; that its field is none is told by `resolve`."""
    name, _, value = (part.strip() for part in condition.partition("="))
    path = path_of(table, name, there.tables)
    values = list_of(path, there.names) if path else None
    if not values or value == _EMPTY or fold(value) in values:
        return ""
    return f"no pick list of {name} has the value {value}, which a condition asks for; it is hardly ever met"


def cells_of(view_set: ViewSet) -> int:
    """How many cells all layouts of the view set have, those in panels and the panels themselves included."""
    return sum(1 for view_def in view_set.view_defs.values() for _ in _cells(view_def.blocks))


def few_enough(view_set: ViewSet) -> tuple[View, ...]:
    """The views that are looked at one by one: as many as have `MOST_CELLS` in all, though they share layouts."""
    bodies = {name: body_of(view_set, one) for name, one in view_set.view_defs.items()}
    sizes = {name: sum(1 for _ in _cells(body.blocks)) if body else 0 for name, body in bodies.items()}
    found, left = [], MOST_CELLS
    for view in view_set.views.values():
        left -= 1 + max((sizes.get(one.view_def, 0) for one in view.alt_views), default=0)
        if left < 0:
            break
        found.append(view)
    return tuple(found)


def left_out(view_set: ViewSet, where: str) -> Iterator[Problem]:
    """That not all views are looked at, with the first that is not."""
    left = tuple(view_set.views.values())[len(few_enough(view_set)) :]
    for view in left[:1]:
        reason = f"this view and all after it ({len(left)}) were not checked: the view set is too large; split it"
        yield Problem(where, view.line, view.name, "", reason)


def _cells(blocks: tuple[Rows, ...]) -> Iterator[Cell]:
    for block in _blocks(blocks):
        for row in block.rows:
            yield from row.cells


def _blocks(blocks: tuple[Rows, ...]) -> Iterator[Rows]:
    """The blocks, and those of the panels in them."""
    for block in blocks:
        yield block
        for row in block.rows:
            for cell in row.cells:
                if isinstance(cell, PanelCell):
                    yield from _blocks(cell.blocks)
