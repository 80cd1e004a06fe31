"""The pages on which a person chooses where simple search looks.

In: requests inside a collection. Out: all tables and related searches with their places in the order of results; the
fields of one table as boxes to tick; the choice stored. Kept of Specify 7: the choice is the person's own, in this
collection; a table without a field to search is not searched. Changed on purpose: fields without an index may be
chosen, with a word on what that costs; tables and related searches stand in one list each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.ask.searching.configuration import (
    MOST_FIELDS,
    SOUGHT_KINDS,
    Configuration,
    Searched,
    configuration,
    shown_of,
    sought_in,
)
from specify.ask.searching.configuring import check_may_configure, drop_configuration, has_own, save_configuration
from specify.ask.searching.related import related_searches
from specify.datamodel import present
from specify.datamodel.declaring import Field, Table
from specify.records.columns import NEVER_SHOWN
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.text.folding import fold
from specify.web.addresses import number_in
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS

_TABLE, _RELATED = "t-", "r-"
_DROP = "drop"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with a place in the order of results: a table, or a related search. `fields` are those that are sought."""

    name: str
    title: str | Promise
    place: str
    key: str = ""
    fields: tuple[str, ...] = ()


class Box(NamedTuple):
    """A field to tick."""

    name: str
    label: str
    is_ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def configure(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Which tables and related searches, in which order."""
    check_may_configure(visit)
    now = configuration(visit.viewer, visit.stamp)
    problems: dict[str, str] = {}
    if request.method == "POST":
        if _DROP in request.POST:
            drop_configuration(visit)
            messages.success(request, _("Searches look where the institution has set them to."))
            return HttpResponseRedirect(request.path, status=303)
        chosen = _chosen(now, request.POST)
        problems = _problems(now, chosen, request.POST)
        if not problems:
            save_configuration(visit, chosen)
            messages.success(request, _("Where to search is saved."))
            return HttpResponseRedirect(request.path, status=303)
    context = {
        "tables": list(_tables(visit, now, request.POST)),
        "related": list(_related(visit, now, request.POST)),
        "more": _other_tables(visit, now),
        "is_own": has_own(visit),
        "problems": problems,
    }
    return render(request, "ask/search-configure.html", context, status=FORM_STATUS if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def configure_table(request: HttpRequest, visit: Visit, table: str) -> HttpResponse:
    """Which fields of a table are sought and shown."""
    check_may_configure(visit)
    known = readable_table(visit, table)
    now = configuration(visit.viewer, visit.stamp)
    searched = next((one for one in now.tables if one.table_key == known.key), Searched(known.key, ()))
    back = reverse("ask-search-configure", kwargs=visit.place.way)
    problems: dict[str, str] = {}
    if request.method == "POST":
        sought = sought_in(known, request.POST.getlist("sought"))
        searched = replace(searched, fields=sought, shown=shown_of(known, request.POST.getlist("shown")))
        if sought:
            save_configuration(visit, _with(now, searched))
            told = _("Where to search in %(table)s is saved.") % {"table": visit.captions.table(known.key)}
            messages.success(request, told)
            return HttpResponseRedirect(back, status=303)
        problems["sought"] = _(
            "Error: no field is ticked to search. Tick one, or leave the table out on the page before."
        )
    quick = {
        known.fields[name].name for names in known.indexes.values() for name in names.split() if name in known.fields
    }
    boxes = list(_boxes(visit, known, searched.fields, _soughts(known)))
    context = {
        "table": known,
        "caption": visit.captions.table(known.key),
        "quick": [one for one in boxes if one.name in quick],
        "slow": [one for one in boxes if one.name not in quick],
        "shown": list(_boxes(visit, known, searched.shown, [*known.fields, *known.relationships])),
        "most": MOST_FIELDS,
        "back": back,
        "problems": problems,
    }
    return render(request, "ask/search-configure-table.html", context, status=FORM_STATUS if problems else 200)


def _with(now: Configuration, searched: Searched) -> Configuration:
    """The same with one table as it is now; a new one comes last."""
    tables = [searched if one.table_key == searched.table_key else one for one in now.tables]
    return replace(now, tables=tuple(tables if searched in tables else [*tables, searched]))


def _chosen(now: Configuration, sent: Mapping[str, str]) -> Configuration:
    """Those that have a place, in the order of their places; of equal ones the former stays the former."""
    tables = {f"{_TABLE}{one.table_key}": one for one in now.tables}
    numbers = {f"{_RELATED}{number}": number for number in [*now.related, *related_searches()]}
    known = related_searches()
    # What this database cannot follow stays as it is: another program may.
    kept = [number for number in now.related if number not in known]
    related = [numbers[name] for name in _in_order(numbers, sent) if numbers[name] in known]
    return Configuration(tuple(tables[name] for name in _in_order(tables, sent)), (*related, *kept))


def _problems(now: Configuration, chosen: Configuration, sent: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, by the control it is wrong in."""
    found = {
        name: _("Error: “%(text)s” is no place. Write a whole number from 1 on, or nothing.") % {"text": text[:20]}
        for name, text in sent.items()
        if name.startswith((_TABLE, _RELATED)) and text.strip() and not number_in(text.strip())
    }
    if not chosen.tables and not found:
        name = f"{_TABLE}{now.tables[0].table_key}"
        found[name] = _("Error: no table is left to search. Give at least one of them a place.")
    return found


def _in_order(names: Iterable[str], sent: Mapping[str, str]) -> list[str]:
    places = {name: place for name in names if (place := number_in(sent.get(name, "").strip()))}
    return sorted(places, key=lambda name: places[name])


def _tables(visit: Visit, now: Configuration, sent: Mapping[str, str]) -> Iterator[Placed]:
    for place, one in enumerate(now.tables, start=1):
        name = f"{_TABLE}{one.table_key}"
        captions = visit.captions
        fields = tuple(captions.field(one.table_key, field) for field in one.fields)
        yield Placed(name, captions.table(one.table_key), sent.get(name, str(place)), one.table_key, fields)


def _related(visit: Visit, now: Configuration, sent: Mapping[str, str]) -> Iterator[Placed]:
    """The related searches, those that are switched on first."""
    known = related_searches()
    active = [number for number in now.related if number in known]
    others = sorted((one for one in known.values() if one.number not in active), key=lambda one: fold(str(one.title)))
    for place, number in enumerate(active, start=1):
        name = f"{_RELATED}{number}"
        yield Placed(name, known[number].title, sent.get(name, str(place)))
    for one in others:
        if all(map(visit.rights.readable, one.tables)):
            name = f"{_RELATED}{one.number}"
            yield Placed(name, one.title, sent.get(name, ""))


def _other_tables(visit: Visit, now: Configuration) -> list[tuple[str, str]]:
    """The tables that can be added, by their names here."""
    there = {one.table_key for one in now.tables}
    keys = [key for key, table in present.tables().items() if key not in there and not table.system]
    found = [(visit.captions.table(key), key) for key in keys if visit.rights.readable(key)]
    return sorted(found, key=lambda pair: fold(pair[0]))


def _soughts(table: Table) -> list[str]:
    return [name for name, one in table.fields.items() if one.kind in SOUGHT_KINDS]


def _boxes(visit: Visit, table: Table, ticked: Iterable[str], names: Iterable[str]) -> Iterator[Box]:
    """The fields that are ticked, in their order, and then all that people see."""
    first, captions = [*ticked], visit.captions
    rest = [name for name in names if name not in first and _is_seen(visit, table, name)]
    rest.sort(key=lambda name: fold(captions.field(table.key, name)))
    for name in [*(one for one in first if one in set(names)), *rest]:
        yield Box(name, captions.field(table.key, name), name in first)


def _is_seen(visit: Visit, table: Table, name: str) -> bool:
    member = table.find(name)
    is_secret = isinstance(member, Field) and (member.secret or member.kind == "blob")
    is_hidden = visit.captions.item(table.key, name).is_hidden
    return member is not None and not is_secret and not is_hidden and name not in NEVER_SHOWN
