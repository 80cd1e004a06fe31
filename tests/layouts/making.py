"""Small makings for the tests of the form language: view sets from a few words, rows and captions without a database.

In: fragments of layouts, rows by table and id. Out: view sets, libraries, forms, readers. `PlainRows` counts the
statements that real rows would have cost.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from specify.datamodel.rows import NO_ROW, Children, Question, Row, Rows
from specify.datamodel.schema import TABLES
from specify.layouts.automatic import automatic_form
from specify.layouts.bind import Standing, bind
from specify.layouts.bound import BoundForm, Part
from specify.layouts.finding import Library, find, library_of
from specify.layouts.form import Form, SubForm
from specify.layouts.read import Reading, read_view_set
from specify.layouts.resolve import Surroundings, resolve
from specify.layouts.values import Reader

CLASSES = "edu.ku.brc.specify.datamodel."


def view_set(views: str, view_defs: str, name: str = "Ours") -> bytes:
    """The bytes of a view set."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<viewset name="{name}"><views>{views}</views>'
        f"<viewdefs>{view_defs}</viewdefs></viewset>"
    ).encode()


def view(name: str, table: str, *ways: tuple[str, str]) -> str:
    """A view with its ways of being shown, each a layout's name and a mode."""
    alt_views = "".join(f'<altview name="{d} {m}" viewdef="{d}" mode="{m}"/>' for d, m in ways or ((name, "view"),))
    return f'<view name="{name}" class="{CLASSES}{table}"><altviews>{alt_views}</altviews></view>'


def layout(name: str, table: str, rows: str, *, columns: str = "100px,2px,200px", kind: str = "form") -> str:
    """A layout; `rows` are `<row>` elements, or a `<definition>`."""
    inner = rows if rows.startswith("<definition") else f"<columnDef>{columns}</columnDef><rows>{rows}</rows>"
    return f'<viewdef name="{name}" class="{CLASSES}{table}" type="{kind}">{inner}</viewdef>'


def read(data: bytes) -> Reading:
    """The view set read."""
    return read_view_set(data, "ours.views.xml")


@dataclass(frozen=True)
class Kept:
    """A place where a view set is kept."""

    data: bytes
    where: str = "ours.views.xml"
    level: str = "COMMON"
    source: str = "db"

    def load(self) -> bytes:
        """The bytes."""
        return self.data


def library(*sets: bytes) -> Library:
    """The view sets in the order in which they count."""
    return library_of([Kept(data, f"set {at}") for at, data in enumerate(sets, start=1)])


@dataclass(frozen=True)
class PlainItem:
    """Nothing set up but what a test says."""

    is_hidden: bool = False
    is_required: bool = False
    format: str = ""
    pick_list: str = ""
    web_link: str = ""


class PlainCaptions:
    """Captions that are the system names with a word in front, so that a test sees where a text comes from."""

    def __init__(self, hidden: Iterable[str] = ()) -> None:
        self.hidden = set(hidden)

    def table(self, table_key: str) -> str:
        return f"Table {TABLES[table_key].name}"

    def field(self, table_key: str, field_name: str) -> str:
        return f"~{field_name}"

    def description(self, table_key: str, field_name: str) -> str:
        return ""

    def item(self, table_key: str, field_name: str) -> PlainItem:
        return PlainItem(is_hidden=field_name in self.hidden)


def form_of(books: Library, table: str, name: str = "", shape: Any = "form", captions: Any = None) -> Form:
    """The form that a library gives for a table."""
    words = captions or PlainCaptions()
    found = find(books, TABLES[table], shape, "view", view=name)
    if found is None:
        return automatic_form(TABLES[table], TABLES, words, shape=shape)
    return resolve(found.choice, TABLES[table], found.origin, Surroundings(TABLES, words, books.is_grid_view))


def form(table: str, rows: str, columns: str = "100px,2px,200px") -> Form:
    """The form of one layout given as rows."""
    name = TABLES[table].view or TABLES[table].name
    return form_of(
        library(view_set(view(name, TABLES[table].name), layout(name, TABLES[table].name, rows, columns=columns))),
        table,
    )


class PlainRows(Rows):
    """Rows from a mapping of tables to rows by id; children are found by their keys."""

    def __init__(self, kept: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> None:
        super().__init__()
        self.kept = {table: {i: {"id": i, **row} for i, row in rows.items()} for table, rows in kept.items()}
        self.statements = 0

    def _load_rows(self, table: str, ids: set[int]) -> None:
        if ids:
            self.statements += 1
        for row_id in ids:
            self._rows[table][row_id] = self.kept.get(table, {}).get(row_id, NO_ROW)

    def _load_children(self, question: Question, ids: set[int]) -> None:
        self.statements += 1
        relationship = TABLES[question.table].relationships[question.relationship]
        key = f"{relationship.other}_id"
        for parent in ids:
            found: list[Row] = [
                r for r in self.kept.get(relationship.target.lower(), {}).values() if r.get(key) == parent
            ]
            children = Children(found[: question.limit])
            children.total = len(found)
            self._children[question][parent] = children

    def may_list(self, table: str) -> bool:
        return not table.startswith("preparation")

    def _load_whole(self, table: str, most: int) -> None:
        self.statements += 1
        self._whole[table, most] = Children(list(self.kept.get(table, {}).values())[:most])


class PlainFormatting:
    """A record is called by its number or name, a value is itself."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def record(self, table_key: str, record_id: int, formatter: str | None = None) -> str | None:
        row = self.rows.get(table_key, record_id)
        if row is None:
            return None
        names = ("fullName", "lastName", "name", "catalogNumber", "localityName", "title")
        return next((str(row[name]) for name in names if row.get(name)), "")

    def value(self, table_key: str, field_name: str, row: Row) -> str:
        value = row.get(field_name)
        if isinstance(value, bool):
            return "Ja" if value else "Nein"
        return "" if value is None else str(value)


def reader(rows: Rows, books: Library | None = None, readable: Callable[[str], bool] = lambda _key: True) -> Reader:
    """Who reads, with the forms of a library for sub-views."""
    shelf = books or library()

    def sub_form(sub: SubForm) -> Form:
        return form_of(shelf, sub.target, sub.view, sub.shape)

    return Reader(rows, PlainFormatting(rows), PlainCaptions(), TABLES, readable, sub_form)


def bound(form: Form, rows: PlainRows, record_id: int = 1, **more: Any) -> BoundForm:
    """The form bound to a record until nothing is missing."""
    who = reader(rows, **more)
    parts: tuple[Part, ...] = ()
    while True:
        row = rows.get(form.table, record_id)
        parts = bind(who, form, row, Standing("f")) if row else ()
        if not rows.load():
            return BoundForm("f", form.table, record_id, parts)


def texts(part: Part) -> dict[str, str]:
    """The pairs of a part as label and text."""
    return {pair.label: "; ".join(value.latin + value.text for value in pair.values) for pair in part.pairs}
