"""The nodes of a view set as they stand in the file: what `read` makes and `finding` and `resolve` take.

In: nothing. Out: frozen dataclasses. Names and words are the file's own; nothing is looked up here, so a node says
what the curator wrote and on which line. Attribute names are lower-case throughout, as Specify 7 reads them; what a
node does not name stays in `attributes`, so that a layout loses nothing on its way through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a view set that could not be used as written: where it is and what became of it."""

    file: str
    line: int
    view: str
    cell: str
    reason: str

    @property
    def sentence(self) -> str:
        """All of it for people, in English as the reasons are."""
        named = (("", self.file), ("view ", self.view), ("cell ", self.cell), ("line ", self.line))
        return f"{', '.join(f'{word}{name}' for word, name in named if name)}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What all cells have. `span` is in content columns (gaps not counted), `initialize` has lower-case keys."""

    line: int
    id: str = ""
    span: int = 1
    initialize: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The `name` attribute: a field path, a control's or a command's name; "" if there is none."""
        return self.attributes.get("name", "")

    @property
    def label(self) -> str:
        """The `label` attribute as written; "" if there is none or it is blank."""
        return self.attributes.get("label", "").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCell(Cell):
    """A text, for the cell whose id is `label_for` if it names one."""

    label_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCell(Cell):
    """A value of the record. `uitype` is lower-case; `plugin` is the plugin's name when `uitype` is "plugin"."""

    uitype: str = "text"
    plugin: str = ""
    required: bool = False
    read_only: bool = False
    default: str | None = None
    pick_list: str = ""
    ignored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubViewCell(Cell):
    """The related records of a relationship. `shape` is the file's `defaulttype`: table, form, icon or ""."""

    view: str = ""
    shape: str = ""
    button: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCell(Cell):
    """A grid inside a cell; of several `blocks` the record decides which one is shown."""

    blocks: "tuple[Rows, ...]" = ()
    column_text: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeparatorCell(Cell):
    """A rule across the form, with a text or the name of `for_table`."""

    for_table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandCell(Cell):
    """A button that does something with the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankCell(Cell):
    """Nothing, on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCell(Cell):
    """A cell of a type we do not know (`type`, "" if it has none): shown as label and value if it names a field."""

    type: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells."""

    cells: tuple[Cell, ...]
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """A block of rows. `condition` decides in a panel whether it is shown; `column_texts` go before the layout's."""

    rows: tuple[Row, ...]
    line: int
    condition: str = ""
    column_texts: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViewDef:
    """One layout. `kind` is the file's `type` in lower case; `columns` by operating system ("" for none named)."""

    name: str
    table: str
    kind: str
    line: int
    definition: str = ""
    blocks: tuple[Rows, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    rules: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_grid(self) -> bool:
        """Whether it is meant to be drawn as one table row per record."""
        return self.kind == "formtable"

    @property
    def can_be_drawn(self) -> bool:
        """Whether it has rows of its own; an `iconview` has not."""
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class AltView:
    """One way to show a view: a layout's name and the mode (view, edit, search) it is for."""

    name: str
    view_def: str
    mode: str
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """A named form of a table (lower-case key, "" if the class is no table) with its ways of being shown.

    `choosing` are the attributes of the element that holds these ways.
    """

    name: str
    table: str
    alt_views: tuple[AltView, ...]
    line: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    choosing: Mapping[str, str] = field(default_factory=dict)
    description: str = ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """An element that is no part of the language: its name, words and attributes, and where it stands."""

    element: str
    line: int
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViewSet:
    """A file of views and layouts. Of several views or layouts of one name the first stands here."""

    name: str
    file: str
    views: Mapping[str, View]
    view_defs: Mapping[str, ViewDef]
    attributes: Mapping[str, str] = field(default_factory=dict)
    strangers: tuple[Stranger, ...] = ()
