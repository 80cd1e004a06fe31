"""Prints templates of JasperReports, and tries them, by the render process.

In: the bytes of a template, rows by the names of their columns, what else it is filled with. Out: `Printed`; a refusal
in a sentence for what is no template, or takes too long. What of a template cannot be honoured is told with the line,
and the rest is printed. The template's own query is never run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from specify.printing.jrxml_telling import Problem, told
from specify.printing.rendering import limits
from specify.printing.rendering.pool import Work, render
from specify.printing.sheets.geometry import Pair, Sheet, sheet_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Inner:
    """A report within the report: its template, its rows; `by` says which parameter is told by which of its columns."""

    template: bytes
    rows: Sequence[Row]
    by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What a template is filled with besides its rows. Pictures are attachments by their titles.

    What `is_read` becomes no PDF but what it says (`rendering/child/blocks.py`). The first row stands at the place
    `start` of the sheet, if it is one of labels; all is moved by `shift`, in millimetres to the right and down.
    """

    parameters: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    inner: Mapping[str, Inner] = field(default_factory=dict)
    title: str = ""
    language: str = "en"
    seconds: int = limits.BATCH_SECONDS
    is_read: bool = False
    start: int = 1
    shift: Pair = (0, 0)


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF, empty if there is no page; what could not be honoured; which reports within have no rows."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    needs_query: tuple[str, ...]
    blocks: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter that a person is asked for: the last word of its class, what it is for, what is taken otherwise."""

    name: str
    kind: str = "String"
    described: str = ""
    initial: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a template has, what of it cannot be honoured, and what a stored query must supply for it.

    `fields` are those of the fields `used` that are not named as Specify names them. `within` has the reports within by
    their names, each with the parameters that it is given and the fields whose values these are. Pictures are named
    themselves or by fields. Where each label has its place there is a `sheet`; `of_sheet` says what may move
    labels on it, or why there is none.
    """

    elements: int
    expressions: int
    problems: tuple[Problem, ...]
    fields: tuple[str, ...]
    subreports: tuple[str, ...]
    used: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    pictures: tuple[str, ...] = ()
    picture_fields: tuple[str, ...] = ()
    within: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: Sheet | None = None
    of_sheet: Problem | None = None

    @property
    def honoured(self) -> int:
        """How many elements and expressions are printed as they were meant."""
        return self.elements + self.expressions - len(self.problems)


def print_template(template: bytes, name: str, rows: Sequence[Row], given: Given = Given()) -> Printed:
    """Fill the template that is called `name` with rows."""
    inner = {
        one: {"template": _letters(within.template), "rows": _plain(within.rows), "by": dict(within.by)}
        for one, within in given.inner.items()
    }
    asked = {
        "task": "jrxml",
        "template": _letters(template),
        "name": name,
        "rows": _plain(rows),
        "parameters": _plain([given.parameters])[0],
        "now": datetime.now().isoformat(timespec="seconds"),
        "inner": inner,
        "title": given.title or name,
        "language": given.language,
        "is_read": given.is_read,
        "start": given.start,
        "shift": given.shift,
    }
    made = render(Work(asked, given.pictures, given.seconds))
    problems = tuple(told(*one) for one in made.told["problems"])
    needs_query = tuple(made.told["needs_query"])
    return Printed(made.pdf, made.told["pages"], problems, needs_query, made.told.get("blocks", ()))


def check_template(template: bytes, name: str) -> Checked:
    """Try the template with rows that are made up."""
    asked = {"task": "jrxml", "template": _letters(template), "name": name}
    found = render(Work(asked, seconds=limits.PREVIEW_SECONDS)).told
    return Checked(
        elements=found["elements"],
        expressions=found["expressions"],
        problems=tuple(told(*one) for one in found["problems"]),
        asked=tuple(Asked(**one) for one in found["asked"]),
        within=found["within"],
        sheet=sheet_of(found["sheet"]) if found["sheet"] else None,
        of_sheet=told(*found["of_sheet"]) if found["of_sheet"] else None,
        **{name: tuple(found[name]) for name in ("fields", "subreports", "used", "pictures", "picture_fields")},
    )


def _letters(content: bytes) -> str:
    """Bytes as JSON can say them, a letter each."""
    return content.decode("latin-1")


def _plain(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [{name: _value(value) for name, value in row.items()} for row in rows]


def _value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
