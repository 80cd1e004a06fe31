"""The page on which the record, or the value, for a control is found; and what is suggested while one types in it.

In: requests inside a collection, with the name of a control of a form and a text. Out: the matches, twenty a page, each
with a button; the button puts its record into the draft of the form and leads back to the control. Without script this
is how a record is chosen; with it the matches follow what is typed, and the form itself suggests some. Kept of Specify:
where is looked and how, see `sought.py`. On purpose otherwise: choosing is a page, which needs no window and can be
left by going back.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from specify.datamodel.tables import model
from specify.nodes.tree_tables import tree_tables
from specify.query.matching import MOST, tables_on, typed
from specify.query.naming import with_id
from specify.records.choosing.returning import chosen_in, way_to_new, ways_with
from specify.records.choosing.sought import (
    Sought,
    not_offered,
    records_found,
    sought_for,
    values_found,
    words_of,
    words_offered,
)
from specify.records.choosing.ways_back import NAME as BACK
from specify.records.choosing.whose import whose
from specify.records.filling.digests import ID
from specify.records.filling.opened import Opened
from specify.records.filling.opening import open_form
from specify.records.filling.posting import new_rows_in
from specify.records.filling.saved_meanwhile import led_on_when_saved
from specify.records.filling.windows import NAME as ROWS
from specify.records.filling.windows import window_around
from specify.records.listing import Column, Shown, choosing
from specify.records.sets.walking import NAME as WALK
from specify.security.entering import Visit, in_collection
from specify.text.folding import fold
from specify.web.addresses import number_in
from specify.web.pages import render_part
from specify.web.pagination import Page, page_of
from specify.web.refusals import missing

PER_PAGE = 20
SUGGESTED = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One match: what its button sends, what it is called, the texts of its columns."""

    value: str
    label: Shown
    cells: tuple[Shown, ...] = ()

    @property
    def words(self) -> str:
        """Its name as plain text."""
        return self.label.latin + self.label.rest


@dataclass(frozen=True, slots=True)
class Matches:
    """A page of matches; `columns` begins with the name's own. `more`: there are others than the pages have."""

    page: Page
    columns: tuple[Column, ...]
    choices: tuple[Choice, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as it stands in the address."""

    name: str
    text: str
    anywhere: bool
    page: str | None


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
@led_on_when_saved
def find(request: HttpRequest, visit: Visit, table: str, record_id: int | None = None) -> HttpResponse:
    """The page of matches for a control, and what its buttons do."""
    asked = request.GET
    ways = {"back": asked.get(BACK, ""), "walk": asked.get(WALK, "")}
    opened = open_form(visit, table, record_id, key=asked.get("draft", ""), **ways)
    name = asked.get("name", "")
    opened = replace(opened, window=window_around(asked.get(ROWS, ""), name))
    sought = sought_for(opened, name)
    if request.method == "POST":
        return _choose(request, opened, sought, _asked(request, sought, name))
    return _page(request, opened, sought, _asked(request, sought, name))


@require_safe
@in_collection
def suggest(request: HttpRequest, visit: Visit, table: str) -> HttpResponse:
    """A few texts that the line of a control may have, as its list; the control's text is sent under its name.

    Whatever else is asked goes by names with `_` before them, which no control has.
    """
    asked = request.GET
    opened = open_form(visit, table, number_in(asked.get("_id", "")), key=asked.get("_draft", ""))
    name = asked.get("_name") or next((key for key in asked if not key.startswith("_")), "")
    text = typed(asked.get("_s", asked.get(name, "")))
    sought = sought_for(opened, name)
    texts = _suggested(sought, text) if text else ()
    context = {"name": name, "label": sought.label, "text": text, "texts": texts, "opened": opened}
    response = render_part(request, "records/suggest.html", "records/_suggested.html", context)
    response["HX-Reswap"] = "outerHTML"
    return response


def _asked(request: HttpRequest, sought: Sought, name: str) -> Asked:
    """A box that is not ticked sends nothing, so a hidden field beside it says that somebody was asked."""
    ticks = request.GET.getlist("any")
    anywhere = ticks[-1] == "1" if ticks else sought.anywhere
    return Asked(name, typed(request.GET.get("s", "")), anywhere, request.GET.get("page"))


def _page(request: HttpRequest, opened: Opened, sought: Sought, asked: Asked) -> HttpResponse:
    matches = _records(sought, asked) if sought.is_record else _values(sought, asked)
    captions = sought.visit.captions
    chosen = chosen_in(opened, sought, asked.name) if opened.is_kept else None
    context = {
        "opened": opened,
        "headline": opened.headline(),
        "sought": sought,
        "whose": whose(opened, asked.name),
        "asked": asked,
        "matches": matches,
        "title": captions.table(sought.search.table.key) if sought.search and sought.is_record else sought.label,
        "searched": _searched(sought),
        "page": matches.page,
        "most": MOST,
        "back": f"{opened.address}#{asked.name}",
        "chosen": chosen,
        "ways": ways_with(opened, sought, asked.name, chosen.id) if chosen else None,
        "new": way_to_new(opened, sought, asked.name, "" if chosen and asked.text == chosen.words else asked.text),
        "action": _address(request, opened, asked),
        "page_url": partial(_address, request, opened, asked),
    }
    return render_part(request, "records/find.html", "records/_found.html", context)


def _address(request: HttpRequest, opened: Opened, asked: Asked, page: int | None = None) -> str:
    ways = {BACK: opened.way_back, WALK: opened.walk}
    form = {"draft": opened.key if opened.is_kept else "", **ways, "name": asked.name}
    form[ROWS] = opened.window.name if opened.window else ""
    query = {**form, "s": asked.text, "any": "1" if asked.anywhere else "0"}
    told = {key: value for key, value in query.items() if value} | ({"page": str(page)} if page else {})
    return f"{request.path}?{urlencode(told)}"


def _searched(sought: Sought) -> str:
    """What the fields are called that are looked into; the control itself where values are looked for."""
    if sought.search is None or not sought.is_record or not sought.search.paths:
        return sought.label
    table, captions = sought.search.table, sought.visit.captions
    names = [
        captions.field((table.key, *tables_on(table, path))[-1], path.rpartition(".")[2])
        for path in sought.search.paths
    ]
    return get_text_list(list(dict.fromkeys(names)), _("or"))


def _records(sought: Sought, asked: Asked) -> Matches:
    """A page of records with a few columns."""
    found = records_found(sought, asked.text, anywhere=asked.anywhere)
    page = page_of(len(found.ids), asked.page, PER_PAGE)
    if sought.search is None:
        return Matches(page, (), (), found.more)
    shown = found.ids[page.start : page.stop]
    listing = choosing(sought.visit, sought.search.table, shown, sought.formatter)
    choices = tuple(Choice(str(line.id), line.label, line.cells) for line in listing.lines)
    return Matches(page, listing.columns, choices, found.more)


def _values(sought: Sought, asked: Asked) -> Matches:
    """A page of values, under one column."""
    values = values_found(sought, asked.text, anywhere=asked.anywhere, limit=MOST + 1)
    page = page_of(min(len(values), MOST), asked.page, PER_PAGE)
    choices = tuple(Choice(value, Shown("", value)) for value in values[page.start : page.stop])
    return Matches(page, (Column(sought.label, None, None, numeric=False),), choices, len(values) > MOST)


def _choose(request: HttpRequest, opened: Opened, sought: Sought, asked: Asked) -> HttpResponse:
    """Put the choice into the draft, and go back to the control."""
    name, value = asked.name, request.POST.get("id", "")
    if opened.is_kept and not set(new_rows_in(name)) <= set(opened.sent.added):
        raise missing(
            _("The row for which you have chosen %(field)s is no longer in the form.") % {"field": sought.label},
            _("It was taken out on another page. Go back to the form and add it again."),
        )
    text = words_offered(sought, value) if sought.is_record else _value_text(sought, asked, value)
    if text is None:
        raise not_offered(sought.label)
    chosen = {name: text, name + ID: value} if sought.has_id else {name: value}
    kept = replace(opened, sent=replace(opened.sent, texts={**opened.sent.texts, **chosen})).kept()
    return HttpResponseRedirect(f"{kept.address}#{name}", status=303)


def _value_text(sought: Sought, asked: Asked, value: str) -> str | None:
    """The value, if it is one of those that the page showed: values of any kind are compared as they are told."""
    return value if value in values_found(sought, asked.text, anywhere=asked.anywhere, limit=MOST) else None


def _suggested(sought: Sought, text: str) -> tuple[tuple[str, str], ...]:
    """A few texts that the line may have, and what is said beside; two of the same words say which of them is meant."""
    if not sought.is_record:
        values = values_found(sought, text, anywhere=sought.anywhere, limit=SUGGESTED)
        return tuple((value, "") for value in values)
    # Twice as many, so that a record says which it is also where its double is not shown.
    found = records_found(sought, text, anywhere=sought.anywhere, limit=2 * SUGGESTED).ids
    words = words_of(sought, found)
    if not sought.has_id:
        return tuple((str(record), "") for record in found[:SUGGESTED])
    beside = _synonyms(sought, found[:SUGGESTED])
    times = Counter(fold(told) for told in words.values())
    told = ((record, words[record]) for record in found[:SUGGESTED])
    return tuple(
        (with_id(text, record) if times[fold(text)] > 1 else text, beside.get(record, "")) for record, text in told
    )


def _synonyms(sought: Sought, found: Sequence[int]) -> dict[int, str]:
    """Of what those of the nodes found are synonyms that are. One statement, of trees only."""
    tree = tree_tables().get(sought.search.table.key) if sought.search else None
    if tree is None or not found:
        return {}
    name = f"{tree.accepted}__fullName"
    rows: Any = model(tree.key)._default_manager.filter(pk__in=found, **{f"{name}__isnull": False})
    return {node: _("synonym of %(name)s") % {"name": accepted} for node, accepted in rows.values_list("pk", name)}
