"""The page of simple search: what was found in each table, in one of them, and what hangs together with it.

In: requests inside a collection, the text behind the `?`. Out: pages. The catalog number of one object, as a scanner
types it into the box at the head of every page, leads straight to the object, unless it can be a date as well; a
reading that is chosen (`how`) keeps the page. Where nothing begins with the text, it is read more and more loosely, and
the page says how. Related searches are links, which htmx replaces by what they lead to. What was found goes on as a
query (`as=query`), from which record sets and files are made.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from specify.ask.addresses import address
from specify.ask.building.usual import begun
from specify.ask.searching.configuration import Configuration, Searched, configuration
from specify.ask.searching.configuring import may_configure
from specify.ask.searching.finding import SECONDS, Hits, all_hits, object_numbered
from specify.ask.searching.following import pivots_of, trails_of
from specify.ask.searching.related import Related, related_searches
from specify.ask.searching.showing import Section, related_section, sections_of
from specify.ask.searching.terms import Reading, Sought, days_meant, looser, sought_of
from specify.ask.searching.wording import readings_of, sentences
from specify.datamodel import present
from specify.query.asked import Line, Operator
from specify.query.asking import Asking
from specify.query.running import ACTION, RESOURCE
from specify.query.specs import ID, Plain, Spec
from specify.records.sets.reading import may
from specify.records.views import links_for
from specify.security.entering import Visit, in_collection
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.pages import is_htmx, render, render_part
from specify.web.pagination import Page, page_of
from specify.web.refusals import missing

ROWS_SHOWN = (10, 5, 3, 1)
"""How many rows of a table the overview shows: the first of these that there is room for."""
_OBJECTS = "collectionobject"
_AS, _QUERY = "as", "query"
_LOOSE_SECONDS = 1
"""So long is looked in another way where nothing was found."""


@dataclass(frozen=True)
class Search:
    """One search of one request."""

    visit: Visit
    asking: Asking
    sought: Sought
    configuration: Configuration

    @property
    def tables(self) -> dict[str, Searched]:
        """The tables that are sought and may be read, by their keys, in the order of results."""
        readable = self.visit.rights.readable
        return {one.table_key: one for one in self.configuration.tables if readable(one.table_key)}

    def address(self, **more: object) -> str:
        """Of this search, or of a part of it."""
        asked = {"q": self.sought.text, "how": self.sought.reading.value, **more}
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('ask-search', kwargs=self.visit.place.way)}?{told}"

    def hits(self, wanted: dict[str, Searched], seconds: float = SECONDS) -> dict[str, Hits]:
        """What is found in these tables, in so much time."""
        return all_hits(self.asking, wanted, self.sought, seconds) if self.sought.terms else {}

    def related(self) -> dict[int, Related]:
        """The related searches that are switched on and may be read, and hang on a table that is sought."""
        known = related_searches()
        chosen = (known[number] for number in self.configuration.related if number in known)
        readable, tables = self.visit.rights.readable, self.tables
        return {one.number: one for one in chosen if all(map(readable, one.tables)) and pivots_of(one, tables)}


@require_safe
@in_collection
def search(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What a text finds; a part of it where the address says so."""
    how = request.GET.get("how", "")
    sought = sought_of(request.GET.get("q", ""), Reading(how) if how in [*Reading] else Reading.BEGIN)
    here = Search(visit, Asking(visit, datetime.now()), sought, configuration(visit.viewer, visit.stamp))
    if sought.terms and "table" in request.GET:
        return _one_table(request, here, request.GET["table"])
    if sought.terms and "related" in request.GET:
        return _one_related(request, here, number_in(request.GET["related"]) or 0)
    numbered = object_numbered(here.asking, sought) if visit.rights.readable(_OBJECTS) else None
    if numbered and "how" not in request.GET and not _may_be_date(here):
        return HttpResponseRedirect(links_for(visit)["link"](_OBJECTS, numbered), status=303)
    return _overview(request, here, numbered)


def _as_query(here: Search, key: str, ids: Iterable[int]) -> HttpResponse:
    """To the query that finds these records of a table."""
    begins = begun(present.tables()[key])
    chosen = Line(Spec(key, (), Plain(ID)), Operator.IN, ",".join(map(str, ids)), is_shown=False, number=2)
    query = replace(begins, lines=(*begins.lines, chosen))
    return HttpResponseRedirect(address(here.visit, "ask-results", query), status=303)


def _may_be_date(here: Search) -> bool:
    pattern = here.asking.preferences.date_format
    return any(days_meant(term.text, pattern) for term in here.sought.terms)


def _overview(request: HttpRequest, here: Search, numbered: int | None) -> HttpResponse:
    hits, asked = here.hits(here.tables), here.sought
    for reading in looser(asked):
        if any(one.ids or one.is_stopped for one in hits.values()):
            break
        loose = replace(here, sought=sought_of(asked.text, reading))
        found_so = loose.hits(here.tables, _LOOSE_SECONDS)
        if any(one.ids for one in found_so.values()):
            here, hits = loose, found_so
    found = [one for one in hits.values() if one.ids]
    sections = sections_of(here.visit, [(one, one.ids[: ROWS_SHOWN[0]]) for one in found])
    follows = [one for one in here.related().values() if any(hits[key].ids for key in pivots_of(one, hits).values())]
    context = {
        **_common(here, hits.values()),
        "loosely": "" if here.sought is asked else here.sought.reading.value,
        "related": [(f"related-{one.number}", one.title, here.address(related=one.number)) for one in follows],
        "opens": _opened(sections, numbered),
        "total": sum(one.total for one in sections),
        "more": any(one.more for one in sections),
        "tables": [here.visit.captions.table(key) for key in here.tables],
        "all_of": lambda section, **more: here.address(table=section.table_key, **more),
        "goes_on": True,
        "may_configure": may_configure(here.visit),
    }

    def draw(rows: int) -> HttpResponse:
        shown = [replace(one, lines=one.lines[:rows]) for one in sections]
        return render(request, "ask/search.html", {**context, "sections": shown})

    return render_within(ROWS_SHOWN, draw)


def _opened(sections: list[Section], numbered: int | None) -> tuple[str, int] | None:
    """The record that is offered first: the object with the number, or the only one that was found."""
    if numbered:
        return _OBJECTS, numbered
    lines = [(one.table_key, line.id) for one in sections for line in one.lines]
    return lines[0] if len(lines) == 1 else None


def _one_table(request: HttpRequest, here: Search, key: str) -> HttpResponse:
    """All that was found in one table, in pages."""
    wanted = {one: searched for one, searched in here.tables.items() if one == key}
    if not wanted:
        raise missing(_("No table called %(name)s is sought here.") % {"name": key[:60]}, _("Search in all tables."))
    hits = here.hits(wanted)[key]
    if hits.ids and request.GET.get(_AS) == _QUERY:
        return _as_query(here, key, hits.ids)
    page = page_of(len(hits.ids), request.GET.get("page"), here.visit.look.rows)
    section = sections_of(here.visit, [(hits, hits.ids[page.start : page.stop])])[0]
    return render(
        request, "ask/search-part.html", {**_part(here, section, page, {"table": key}), **_common(here, [hits])}
    )


def _one_related(request: HttpRequest, here: Search, number: int) -> HttpResponse:
    """What hangs together with what was found; to htmx the first rows, as a part of the overview."""
    related = here.related().get(number)
    if related is None:
        raise missing(_("There is no such related search here."), _("Choose another one below the results."))
    pivots = set(pivots_of(related, here.tables).values())
    hits = here.hits({key: one for key, one in here.tables.items() if key in pivots})
    trails = trails_of(here.asking, related, hits)
    if trails.rows and request.GET.get(_AS) == _QUERY:
        return _as_query(here, related.root, dict.fromkeys(row[0] or 0 for row in trails.rows))
    page = page_of(
        len(trails.rows), request.GET.get("page"), ROWS_SHOWN[0] if is_htmx(request) else here.visit.look.rows
    )
    section = related_section(here.visit, related, trails, trails.rows[page.start : page.stop])
    part = _part(here, section, page, {"related": number})
    context = {**part, **_common(here, hits.values()), "goes_on": is_htmx(request)}
    return render_part(request, "ask/search-part.html", "ask/_search-section.html", context)


def _part(here: Search, section: Section, page: Page, part: dict[str, Any]) -> dict[str, Any]:
    return {
        "goes_on": False,
        "section": section,
        "page": page,
        "page_url": lambda number: here.address(**part, page=number),
        "all_of": lambda _section, **more: here.address(**part, **more),
        "whole": here.address(),
    }


def _common(here: Search, hits: Iterable[Hits]) -> dict[str, Any]:
    """What all pages of a search tell."""
    sought = here.sought
    return {
        "is_part": False,
        "stopped": [here.visit.captions.table(one.searched.table_key) for one in hits if one.is_stopped],
        "seconds": SECONDS,
        "sought": sought,
        "find": sought.text,
        "sentences": list(sentences(sought, here.asking)) if sought.terms else [],
        "may_ask": here.visit.rights.may(RESOURCE, ACTION),
        "may_collect": may(here.visit, "create"),
        "readings": [(how, title, here.address(how=how.value)) for how, title in readings_of(sought).items()],
        **links_for(here.visit),
    }
