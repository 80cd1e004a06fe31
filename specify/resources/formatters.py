"""Record formatters and aggregators: how a record is told in one line (Specify's resource `DataObjFormatters`).

In: the resource's XML. Out: frozen `Format`s and `Aggregator`s and the choice among them. Kept of Specify 7: formats
of the backstop are added for tables that the winning resource has none for, aggregators are not; the choice follows
the order of its forms (name, then what is set up for the table, then the table's default, then any), not that of its
queries, since that is the one people set up. Changed on purpose: a name counts only among the formats of the record's
own table, since another table's would find no fields.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from specify.resources.lookup import backstop, parsed
from specify.resources.viewer import Viewer
from specify.text.xml import flag, number, parse

RESOURCE = "DataObjFormatters"
SEPARATOR = "; "
AUTOMATIC_COUNT = 4


@dataclass(frozen=True)
class FormatField:
    """One field of a format: a path from the record, and what is put before and made of it."""

    path: str
    separator: str = ""
    formatter: str = ""
    aggregator: str = ""
    field_format: str = ""
    pattern: str = ""
    trims_zeros: bool = False


@dataclass(frozen=True)
class Case:
    """The fields for one value of the field a format switches on; without a switch the value is empty."""

    value: str
    fields: tuple[FormatField, ...]


@dataclass(frozen=True)
class Format:
    """A record formatter. One whose work is done by a Java class has no cases, and tells nothing."""

    name: str
    title: str
    table_key: str
    is_default: bool = False
    switch: str = ""
    cases: tuple[Case, ...] = ()

    def case_for(self, value: str) -> Case | None:
        """The case for a raw value of the switch, else the first."""
        return next((case for case in self.cases if case.value == value), self.cases[0] if self.cases else None)


@dataclass(frozen=True)
class Aggregator:
    """How several records are told in one line. A count of 0 means all."""

    name: str
    title: str
    table_key: str
    is_default: bool = False
    separator: str = SEPARATOR
    ending: str = ""
    count: int = 0
    format: str = ""
    order: str = ""


@dataclass(frozen=True)
class Formatters:
    """The formats and aggregators of one resource, in its order."""

    formats: tuple[Format, ...] = ()
    aggregators: tuple[Aggregator, ...] = ()

    def format_for(self, table_key: str, name: str = "", set_up: str = "") -> Format | None:
        """The format for records of a table: the one named, else the one set up for the table, its default, or any."""
        return _choose([one for one in self.formats if one.table_key == table_key], name, set_up)

    def aggregator_for(self, table_key: str, name: str = "", set_up: str = "") -> Aggregator:
        """The aggregator for a table, chosen as a format is; where there is none, a plain one for four records."""
        ours = [one for one in self.aggregators if one.table_key == table_key]
        return _choose(ours, name, set_up) or Aggregator("", "", table_key, count=AUTOMATIC_COUNT)


Chosen = TypeVar("Chosen", Format, Aggregator)


def formatters(viewer: Viewer, stamp: str) -> Formatters:
    """The formatters that count for `viewer`, with the backstop's for tables they leave out."""
    ours = parsed(viewer, stamp, RESOURCE, read) or Formatters()
    fallback = backstop(stamp, RESOURCE, read) or Formatters()
    tables = {one.table_key for one in ours.formats}
    added = tuple(one for one in fallback.formats if one.table_key not in tables)
    return Formatters(ours.formats + added, ours.aggregators)


def read(data: bytes, name: str) -> Formatters:
    """The formats and aggregators in a `DataObjFormatters` resource."""
    root = parse(data, name)
    return Formatters(
        tuple(_format(element) for element in root.findall("format")),
        tuple(_aggregator(element) for element in root.iter("aggregator")),
    )


def _choose(ours: Sequence[Chosen], name: str, set_up: str) -> Chosen | None:
    for wanted in (name, set_up):
        for one in ours:
            if wanted and one.name == wanted:
                return one
    return next((one for one in ours if one.is_default), ours[0] if ours else None)


def _table(element: "etree._Element") -> str:
    return (element.get("class") or "").strip().rpartition(".")[2].lower()


def _format(element: "etree._Element") -> Format:
    name, switch = element.get("name") or "", element.find("switch")
    cases = switch.findall("fields") if switch is not None else []
    return Format(
        name=name,
        title=element.get("title") or name,
        table_key=_table(element),
        is_default=flag(element, "default"),
        switch=(switch.get("field") or "").strip() if switch is not None else "",
        cases=tuple(Case((case.get("value") or "").strip(), _fields(case)) for case in cases),
    )


def _fields(case: "etree._Element") -> tuple[FormatField, ...]:
    return tuple(
        FormatField(
            path=(element.text or "").strip(),
            separator=element.get("sep") or "",
            formatter=element.get("formatter") or "",
            aggregator=element.get("aggregator") or "",
            field_format=element.get("uifieldformatter") or "",
            pattern=element.get("format") or "",
            trims_zeros=flag(element, "trimzeros"),
        )
        for element in case.findall("field")
        if (element.text or "").strip()
    )


def _aggregator(element: "etree._Element") -> Aggregator:
    name, separator = element.get("name") or "", element.get("separator")
    return Aggregator(
        name=name,
        title=element.get("title") or name,
        table_key=_table(element),
        is_default=flag(element, "default"),
        separator=SEPARATOR if separator is None else separator,
        ending=element.get("ending") or "",
        count=max(number(element, "count"), 0),
        format=element.get("format") or "",
        order=(element.get("orderfieldname") or "").strip(),
    )
