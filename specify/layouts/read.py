"""Reads a view set: bytes in, `tree.ViewSet` and the list of `Problem`s out.

Kept from Specify 7: of two ways of showing a view with one name the last is used. On purpose otherwise: of two views
or layouts with one name the first is taken whoever asks; nothing stops the reading but text that is no XML
(`BadXml`): what we do not know is reported with its line and carried along; a layout with more cells than anybody
could look at is reported and has nothing to draw.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from lxml import etree

from specify.layouts.choosing import MODES
from specify.layouts.elements import (
    Notebook,
    attributes_of,
    children,
    column_texts,
    line_of,
    report_unknown,
    table_key,
)
from specify.layouts.read_cells import read_blocks
from specify.layouts.tree import AltView, Problem, View, ViewDef, ViewSet
from specify.text.xml import parse

Node = TypeVar("Node", View, ViewDef)
_KINDS = frozenset({"form", "formtable", "iconview", "rstable", "table", "field"})
MOST_CELLS = 5000
"""The most cells, rows and blocks of rows of a layout that is drawn; the largest shipped one has 55 cells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A view set as read, and what in it could not be used as written."""

    view_set: ViewSet
    problems: tuple[Problem, ...]


def read_view_set(data: bytes, name: str) -> Reading:
    """The view set in `data`, in the encoding it declares; `name` stands in problem reports. Raises `BadXml`."""
    root = parse(data, name)
    notes = Notebook(name)
    attributes = attributes_of(root)
    report_unknown(root, notes)
    view_set = ViewSet(
        name=attributes.get("name", ""),
        file=name,
        views=_first_by_name((_read_view(e, notes) for e in _within(root, "views", "view", notes)), notes),
        view_defs=_first_by_name(
            (_read_view_def(e, notes) for e in _within(root, "viewdefs", "viewdef", notes)), notes
        ),
        attributes=attributes,
    )
    return Reading(replace(view_set, strangers=tuple(notes.strangers)), tuple(notes.problems))


def _within(root: "etree._Element", group: str, name: str, notes: Notebook) -> "Iterator[etree._Element]":
    for element in children(root, group):
        report_unknown(element, notes)
        yield from children(element, name)


def _first_by_name(nodes: Iterable[Node], notes: Notebook) -> Mapping[str, Node]:
    by_name: dict[str, Node] = {}
    for node in nodes:
        if node.name in by_name:
            notes.view = node.name
            notes.add(node.line, "there is another of this name before it, which is used")
        else:
            by_name[node.name] = node
    return by_name


def _read_view(element: "etree._Element", notes: Notebook) -> View:
    attributes = attributes_of(element)
    notes.view = attributes.get("name", "")
    report_unknown(element, notes)
    alt_views: dict[str, AltView] = {}
    choosing: dict[str, str] = {}
    for group in children(element, "altviews"):
        choosing.update(attributes_of(group))
        report_unknown(group, notes)
        for child in children(group, "altview"):
            alt_view = _read_alt_view(child, notes)
            if alt_view.name in alt_views:
                notes.add(alt_view.line, f"there is another altview {alt_view.name} before it; the last one is used")
            alt_views[alt_view.name] = alt_view  # as in Specify 7, the last of one name, in the place of the first
    return View(
        name=notes.view,
        table=table_key(attributes.get("class", "")),
        alt_views=tuple(alt_views.values()),
        line=line_of(element),
        attributes=attributes,
        choosing=choosing,
        description=_text_of(element, "desc"),
    )


def _read_alt_view(element: "etree._Element", notes: Notebook) -> AltView:
    report_unknown(element, notes)
    attributes = attributes_of(element)
    if attributes.get("mode", "view") not in MODES:
        notes.add(line_of(element), f"the mode {attributes['mode']} is not known; it is taken for view")
    return AltView(
        name=attributes.get("name", ""),
        view_def=attributes.get("viewdef", ""),
        mode=attributes.get("mode", "view"),
        line=line_of(element),
        attributes=attributes,
    )


def _read_view_def(element: "etree._Element", notes: Notebook) -> ViewDef:
    attributes = attributes_of(element)
    notes.view = attributes.get("name", "")
    report_unknown(element, notes)
    return ViewDef(
        name=notes.view,
        table=table_key(attributes.get("class", "")),
        kind=_kind(element, attributes, notes),
        line=line_of(element),
        definition=_text_of(element, "definition"),
        blocks=read_blocks(element, notes) if _can_be_looked_at(element, notes) else (),
        columns=column_texts(element, notes),
        attributes=attributes,
        description=_text_of(element, "desc"),
        rules=_rules(element, notes),
    )


def _kind(element: "etree._Element", attributes: Mapping[str, str], notes: Notebook) -> str:
    kind = attributes.get("type", "form").lower()
    if kind not in _KINDS:
        notes.add(line_of(element), f"the type {kind} is not known; it is taken for a form")
    return kind


def _can_be_looked_at(element: "etree._Element", notes: Notebook) -> bool:
    for name, told in (("cell", "cells"), ("row", "rows"), ("rows", "blocks of rows")):
        if sum(1 for _ in islice(element.iter(name), MOST_CELLS + 1)) > MOST_CELLS:
            notes.add(line_of(element), f"the layout has more than {MOST_CELLS:,} {told} and is not used")
            return False
    return True


def _rules(element: "etree._Element", notes: Notebook) -> dict[str, str]:
    found = {}
    for group in children(element, "enableRules"):
        report_unknown(group, notes)
        for rule in children(group, "rule"):
            report_unknown(rule, notes)
            found[attributes_of(rule).get("id", "")] = (rule.text or "").strip()
    return found


def _text_of(element: "etree._Element", name: str) -> str:
    return next(((child.text or "").strip() for child in children(element, name)), "")
