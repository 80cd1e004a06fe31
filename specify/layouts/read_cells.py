"""Reads the cells of a view set: the part of `read` that knows the cell types.

In: a layout or panel with `rows`. Out: `tree.Rows` with the cells of `tree`. Kept from Specify 7: types in any case,
`textareabrief` and the like by name, `readonly` absent means editable except for `dsptextfield`. On purpose
otherwise: a type that we do not know becomes an `UnknownCell` instead of a note on the form, so that its value can
still be shown; `iconview` is read as a sub-view.
"""

from collections.abc import Callable
from typing import TypedDict

from lxml import etree

from specify.layouts.elements import (
    Notebook,
    attributes_of,
    children,
    column_texts,
    is_true,
    line_of,
    options_of,
    report_unknown,
    span_of,
    table_key,
)
from specify.layouts.numbers import MOST, is_excessive
from specify.layouts.tree import (
    BlankCell,
    Cell,
    CommandCell,
    FieldCell,
    LabelCell,
    PanelCell,
    Row,
    Rows,
    SeparatorCell,
    SubViewCell,
    UnknownCell,
)

_QUOTED = 40
_READ_ONLY_CONTROLS = frozenset({"dsptextfield"})
_OF_ALL = frozenset({"type", "id", "name", "colspan", "rowspan", "ignore", "initialize", "invisible"})
_OF_TEXTS = frozenset({"label", "labelfor", "desc", "icon", "title", "recordobj", "collapse", "forclass"})
_OF_CONTROLS = frozenset({"uitype", "dspuitype", "isrequired", "readonly", "default", "picklist", "rows", "cols"})
_OF_FORMATS = frozenset({"uifieldformatter", "format", "formatname", "formatter", "formatting"})
_OF_CHECKS = frozenset({"valtype", "validation", "changesonly", "isencrypted", "ispassword", "dsptype"})
_OF_SUB_VIEWS = frozenset({"viewname", "viewsetname", "defaulttype", "single", "class"})
_OF_OTHERS = frozenset({"coldef", "rowdef", "paneltype", "commandtype", "action"})
_KNOWN_ATTRIBUTES = _OF_ALL | _OF_TEXTS | _OF_CONTROLS | _OF_FORMATS | _OF_CHECKS | _OF_SUB_VIEWS | _OF_OTHERS
# The keys of `initialize`, whatever cell they are for: what they do differs little from one to another.
_KNOWN_OPTIONS = frozenset(
    """addadd addsearch adjustquery align alledit bgcolor border bordercolor btn canchangeprecision clonebtn
    collapse cols data default defaultextension defaultprecision df dirsonly displaydlg edit editable editbtn
    editoncreate fg filefilter filefilterdesc forclass forinput fromuifmt geoid hc icon iconsize ispartial
    isrequired latlongtype llid locid many max maxlen maxlength min minlength name newbtn noscrollbars nosep
    nosepmorebtn paneltype relname rightside rows searchbtn searchdlg searchview series size sortfield step
    title tooltip tp transparent type url verticalalign viewbtn vis visible watch weblink whitespacesensitive""".split()
)


class Common(TypedDict):
    """The arguments that all cells take."""

    line: int
    id: str
    span: int
    initialize: dict[str, str]
    attributes: dict[str, str]


def read_blocks(element: "etree._Element", notes: Notebook) -> tuple[Rows, ...]:
    """The `rows` blocks in a layout or a panel."""
    blocks = []
    for rows in children(element, "rows"):
        report_unknown(rows, notes)
        read = tuple(_read_row(row, notes) for row in children(rows, "row"))
        _report_ids_used_twice(read, notes)
        attributes = attributes_of(rows)
        condition = attributes.get("condition", "")
        blocks.append(Rows(read, line_of(rows), condition, column_texts(rows, notes), attributes))
    return tuple(blocks)


def _read_row(element: "etree._Element", notes: Notebook) -> Row:
    report_unknown(element, notes)
    cells = tuple(read_cell(cell, notes) for cell in children(element, "cell"))
    return Row(cells, line_of(element), attributes_of(element))


def _report_ids_used_twice(rows: tuple[Row, ...], notes: Notebook) -> None:
    """Report ids that more than one cell of a block has; labels look for them there."""
    met: set[str] = set()
    for cell in (cell for row in rows for cell in row.cells if cell.id and not isinstance(cell, LabelCell)):
        if cell.id in met:
            notes.add(
                cell.line, f"another cell before it has the id {cell.id}; a label for it goes to the first", cell.id
            )
        met.add(cell.id)


def read_cell(element: "etree._Element", notes: Notebook) -> Cell:
    """The cell that `element` describes."""
    attributes = attributes_of(element)
    mark = attributes.get("id") or attributes.get("name") or attributes.get("label", "")
    report_unknown(element, notes, mark)
    options = options_of(attributes.get("initialize", ""))
    for what, unknown in (
        ("attribute", attributes.keys() - _KNOWN_ATTRIBUTES),
        ("parameter", options.keys() - _KNOWN_OPTIONS),
    ):
        for name in sorted(unknown):
            notes.add(line_of(element), f"the {what} {name[:_QUOTED]} is not known and not used", mark)
    common = Common(
        line=line_of(element),
        id=attributes.get("id", ""),
        span=_span(attributes, line_of(element), notes, mark),
        initialize=options,
        attributes=attributes,
    )
    kind = attributes.get("type", "").lower()
    reader = _READERS.get(kind)
    if reader:
        return reader(common, element, notes)
    notes.add(common["line"], f"the cell type {kind or '(none)'} is not known; shown as label and value", mark)
    return UnknownCell(**common, type=kind)


def _span(attributes: dict[str, str], line: int, notes: Notebook, mark: str) -> int:
    """The cell's span; what is wrong with it and with its number of lines is reported."""
    for name in ("colspan", "rows"):
        if is_excessive(attributes.get(name, "")):
            notes.add(line, f"{name} is more than {MOST}, which is used", mark)
    span = span_of(attributes.get("colspan"))
    if span is None:
        notes.add(line, f"the colspan {attributes['colspan'][:_QUOTED]!r} is no number; 1 is used", mark)
    return span or 1


def _label(common: Common, _element: "etree._Element", _notes: Notebook) -> Cell:
    return LabelCell(**common, label_for=common["attributes"].get("labelfor", ""))


def _field(common: Common, _element: "etree._Element", _notes: Notebook) -> Cell:
    attributes = common["attributes"]
    uitype = attributes.get("uitype", "text").lower()
    read_only = attributes.get("readonly")
    return FieldCell(
        **common,
        uitype=uitype,
        plugin=common["initialize"].get("name", "") if uitype == "plugin" else "",
        required=is_true(attributes.get("isrequired")),
        read_only=uitype in _READ_ONLY_CONTROLS if read_only is None else is_true(read_only),
        default=attributes.get("default"),
        pick_list=attributes.get("picklist", ""),
        ignored=is_true(attributes.get("ignore")),
    )


def _sub_view(common: Common, _element: "etree._Element", _notes: Notebook) -> Cell:
    attributes, options = common["attributes"], common["initialize"]
    return SubViewCell(
        **common,
        view=attributes.get("viewname", ""),
        shape=attributes.get("defaulttype", "").lower(),
        button=is_true(options.get("btn")),
        sort=options.get("sortfield", ""),
    )


def _panel(common: Common, element: "etree._Element", notes: Notebook) -> Cell:
    attributes = common["attributes"]
    return PanelCell(
        **common,
        blocks=read_blocks(element, notes),
        column_text=attributes.get("coldef", ""),
        inline=attributes.get("paneltype", "").lower() == "buttonbar",
    )


def _separator(common: Common, _element: "etree._Element", _notes: Notebook) -> Cell:
    for_class = common["attributes"].get("forclass") or common["initialize"].get("forclass", "")
    return SeparatorCell(**common, for_table=table_key(for_class))


def _command(common: Common, _element: "etree._Element", _notes: Notebook) -> Cell:
    return CommandCell(**common)


def _blank(common: Common, _element: "etree._Element", _notes: Notebook) -> Cell:
    return BlankCell(**common)


_READERS: dict[str, Callable[[Common, "etree._Element", Notebook], Cell]] = {
    "label": _label,
    "field": _field,
    "subview": _sub_view,
    "iconview": _sub_view,
    "panel": _panel,
    "separator": _separator,
    "command": _command,
    "blank": _blank,
}
