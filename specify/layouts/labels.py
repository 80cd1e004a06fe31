"""Which label belongs to which cell, and what it says.

In: the rows of one layout or panel, captions. Out: `Binding` and texts. Kept from Specify 7: `labelfor` within the
same rows; a label without it goes to the next cell of its row, or alone in its row to the first cell of the next; a
checkbox's own label comes before its label cell's; texts are tried as message keys. On purpose otherwise: a label
without `labelfor` may also go to a plugin or to a cell without an id, since our ids are our own; a colon at the end
is dropped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext, pgettext

from specify.datamodel.declaring import Table
from specify.layouts.paths import FieldPath, path_of
from specify.layouts.tree import Cell, FieldCell, LabelCell, Row, SubViewCell, UnknownCell

Place = tuple[int, int]


class SchemaItem(Protocol):
    """What the settings say about a field."""

    @property
    def is_hidden(self) -> bool:
        """Whether the field is kept out of lists and automatic forms."""

    @property
    def is_required(self) -> bool:
        """Whether forms demand it."""

    @property
    def format(self) -> str:
        """The name of the format that its values keep to."""

    @property
    def pick_list(self) -> str | None:
        """The pick list of its values."""

    @property
    def web_link(self) -> str:
        """The name of the web link made of its values."""


class Captions(Protocol):
    """The institution's words for tables and fields."""

    def table(self, table_key: str) -> str:
        """The table's name for people."""

    def field(self, table_key: str, field_name: str) -> str:
        """The field's name for people."""

    def description(self, table_key: str, field_name: str) -> str:
        """What the field is for, "" when nobody said."""

    def item(self, table_key: str, field_name: str) -> SchemaItem:
        """The field's settings."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The label cell of each labelled cell, and the places (row, column) of the label cells so used."""

    label_of: Mapping[Place, LabelCell]
    used: frozenset[Place]


def bind_labels(rows: Sequence[Row]) -> Binding:
    """Bind labels to cells; ids are looked for in these rows only, and the first of one id counts."""
    ids: dict[str, Place] = {}
    for at, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell.id and not isinstance(cell, LabelCell):
                ids.setdefault(cell.id, (at, column))
    label_of: dict[Place, LabelCell] = {}
    used: set[Place] = set()
    labels = [(place, cell) for place, cell in _cells(rows) if isinstance(cell, LabelCell)]
    for place, label in sorted(
        labels, key=lambda found: not found[1].label_for
    ):  # named bindings come before positions
        target = ids.get(label.label_for) if label.label_for else _neighbour(rows, place, label)
        if target and target not in label_of:
            label_of[target] = label
            used.add(place)
    return Binding(label_of, frozenset(used))


def _cells(rows: Sequence[Row]) -> list[tuple[Place, Cell]]:
    return [((at, column), cell) for at, row in enumerate(rows) for column, cell in enumerate(row.cells)]


def _neighbour(rows: Sequence[Row], place: Place, label: LabelCell) -> Place | None:
    """The cell that a label without `labelfor` belongs to by position; None when there is none that takes it."""
    at, column = place
    target = (at, column + 1)
    if len(rows[at].cells) == 1:
        target = (at + 1, 0)
    if not (label.label or _names_division(label)) or target[0] >= len(rows) or target[1] >= len(rows[target[0]].cells):
        return None
    cell = rows[target[0]].cells[target[1]]
    if isinstance(cell, FieldCell):
        return None if cell.uitype == "checkbox" else target
    return target if isinstance(cell, SubViewCell | UnknownCell) else None


def _names_division(label: LabelCell) -> bool:
    return label.id.lower() == "divlabel"


def plain_words(text: str) -> str:
    """A literal text of a layout as written: white space made plain, no colon at the end."""
    return " ".join(text.replace("\\n", " ").split()).removesuffix(":").rstrip()


def words(text: str) -> str:
    """A literal text of a layout as shown: as written, translated where we can.

    Message keys have texts of ours; the labels of our own layouts stand in the catalogues under the context "layout",
    so that a curator's own word is never translated by accident of the same letters elsewhere.
    """
    plain = plain_words(text)
    message = _MESSAGES.get(plain)
    if message:
        return gettext(message)
    return pgettext("layout", plain) if plain else ""


def field_label(
    cell: FieldCell | UnknownCell, label: LabelCell | None, path: FieldPath | None, captions: Captions
) -> str:
    """What a field cell is called: by its checkbox, label cell, field's caption, plugin, or raw name."""
    if isinstance(cell, FieldCell) and cell.uitype == "checkbox" and cell.label:
        return words(cell.label)
    if label and label.label:
        return words(label.label)
    if path:
        return path_caption(path, captions)
    if isinstance(cell, FieldCell) and cell.plugin in _PLUGINS:
        return gettext(_PLUGINS[cell.plugin])
    return words(cell.label) or _raw_name(cell)


def _raw_name(cell: FieldCell | UnknownCell) -> str:
    """Whatever name a cell has."""
    name = cell.name if cell.name.lower() != "this" else ""
    plugin = cell.initialize.get("df") or cell.plugin if isinstance(cell, FieldCell) else ""
    return name or cell.id or plugin or gettext("A field without a name")


def path_caption(path: FieldPath, captions: Captions) -> str:
    """The caption of the last field on a path; a raw name when the field is one that only the program computes."""
    if path.member is None and not path.computed:
        return captions.table(path.table)
    if path.member is not None:
        return captions.field(path.table, path.member.name)
    return (
        gettext(_COMPUTED[path.computed]) if path.computed in _COMPUTED else captions.field(path.table, path.computed)
    )


def told_of(path: FieldPath | None, label: str, captions: Captions) -> str:
    """The description of the last field on a path; nothing where it only says the label again."""
    if path is None or path.member is None:
        return ""
    description = captions.description(path.table, path.member.name)
    repeats = {text.casefold() for text in (label, path_caption(path, captions))}
    return "" if description.strip().rstrip(".").casefold() in repeats else description


def unbound_text(label: LabelCell, table: Table, tables: Mapping[str, Table], captions: Captions) -> str:
    """What a label says that labels nothing: its own text, or the division's caption for the id that stands for it."""
    if label.label or not _names_division(label):
        return words(label.label)
    path = path_of(table, "division", tables)
    return path_caption(path, captions) if path else ""


def gettext_noop(message: str) -> str:
    """Mark a text for translation without translating it yet."""
    return message


_ = gettext_noop
_PLUGINS = {
    "LatLonUI": _("Coordinates"),
    "LocalityGoogleEarth": _("Map"),
    "LocalityGeoRef": _("Georeference"),
    "LocalityWorldWind": _("Globe"),
    "PaleoMap": _("Paleo map"),
    "ContainersColObjPlugin": _("Containers"),
    "ContainerPlugin": _("Containers"),
    "ColRelTypePlugin": _("Related object"),
    "CollectionRelOneToManyPlugin": _("Related objects"),
    "HostTaxonPlugin": _("Host"),
}
_COMPUTED = {
    "currentDetermination": _("Current determination"),
    "totalCountAmt": _("Total count"),
    "actualTotalCountAmt": _("Total count present"),
    "actualCountAmt": _("Count present"),
    "isMemberOfCOG": _("In a group"),
    "age": _("Age"),
    "isOnLoan": _("On loan"),
    "isOnGift": _("Given away"),
    "isOnDisposal": _("Disposed of"),
    "isOnExchangeOut": _("Exchanged out"),
    "isOnExchangeIn": _("Exchanged in"),
    "totalPreps": _("Preparations"),
    "totalItems": _("Items"),
    "unresolvedPreps": _("Unresolved preparations"),
    "unresolvedItems": _("Unresolved items"),
    "resolvedPreps": _("Resolved preparations"),
    "resolvedItems": _("Resolved items"),
    "preparationCount": _("Preparations"),
    "collectionObjectCount": _("Collection objects"),
}
_MESSAGES = {
    "SHOW_INTERACTIONS": _("Show interactions"),
    "SHOW_LOANS": _("Show interactions"),
    "ATTACHMENTS": _("Attachments"),
    "IS_ON_LOAN": _("On loan"),
    "COLOBJ": _("Collection object"),
    "CONTNR_COLOBJ": _("Collection objects in the container"),
    "FILENAME": _("File name"),
    "TITLE": _("Title"),
    "DATE_IMAGED": _("Date imaged"),
    "FILE_CREATED_DATE": _("File created"),
    "COPYRIGHT_HOLDER": _("Copyright holder"),
    "COPYRIGHT_DATE": _("Copyright date"),
    "ATTACHMENT_LOCATION": _("Location"),
    "LICENSE": _("License"),
    "CREDIT": _("Credit"),
    "MIME_TYPE": _("MIME type"),
    "REMARKS": _("Remarks"),
    "HEIGHT": _("Height"),
    "WIDTH": _("Width"),
    "RESOLUTION": _("Resolution"),
    "MAGNIFICATION": _("Magnification"),
    "CREATIVE_COMMONS": _("Creative Commons"),
}
