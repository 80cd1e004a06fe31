"""The pages for people who edit layouts: which view sets count here, what is wrong in them, and any view with a record.

In: requests of those who may update view sets. Out: the list of view sets, one view set, one view in any shape and mode
with a sample record: the one asked for, else the first of its table, else an empty one. Nothing can be saved there.
Names of views are any text, so that addresses have them in letters, digits and `~` with two hexadecimal digits.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.datamodel.rows import UNSAVED, Row, Rows, values_of
from specify.datamodel.tables import model
from specify.layouts.choosing import Mode, Shape, mode_of
from specify.layouts.filling.overlaid import new_row
from specify.layouts.finding import Placed
from specify.layouts.previewing import Shown, preview
from specify.layouts.tree import AltView, View, ViewDef
from specify.layouts.volumes import Volume, shadowing, volumes
from specify.records.views import fetch_row, links_for
from specify.resources.lookup import Level
from specify.security.administrators import who_can_help
from specify.security.entering import Visit, in_collection
from specify.security.scoping import in_scope, own_limits
from specify.web.addresses import number_in
from specify.web.budget import render_within
from specify.web.pages import render
from specify.web.pagination import page_of
from specify.web.refusals import forbidden, missing

VIEWS_PER_PAGE = 150
MOST_TOLD = 50
_LONGEST_SEGMENT = 200
_PLAIN = re.compile("[A-Za-z0-9_-]")
_ROWS_SHOWN = (5, 3, 1)
_LEVELS: Mapping[Level, Promise] = {
    Level.PERSONAL: gettext_lazy("for one user"),
    Level.USER_TYPE: gettext_lazy("for a type of users"),
    Level.COLLECTION: gettext_lazy("for the collection"),
    Level.DISCIPLINE: gettext_lazy("for the discipline"),
    Level.COMMON: gettext_lazy("for all disciplines"),
    Level.BACKSTOP: gettext_lazy("of last resort"),
}
_WAYS: Mapping[tuple[Shape, Mode], Promise] = {
    ("form", "view"): gettext_lazy("Form to read"),
    ("form", "edit"): gettext_lazy("Form to edit"),
    ("form", "search"): gettext_lazy("Form to search"),
    ("grid", "view"): gettext_lazy("Table to read"),
    ("grid", "edit"): gettext_lazy("Table to edit"),
    ("grid", "search"): gettext_lazy("Table to search"),
}


@require_safe
@in_collection
def list_view_sets(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All view sets that count here, in their order."""
    _must_edit_layouts(visit)
    return render(request, "records/layouts.html", {"volumes": volumes(visit), **_words()})


@require_safe
@in_collection
def show_view_set(request: HttpRequest, visit: Visit, volume: str) -> HttpResponse:
    """One view set: its views and what is wrong with each."""
    all_found, found = _volume(visit, volume)
    page = page_of(len(found.views), request.GET.get("page"), VIEWS_PER_PAGE)
    context = {
        "volume": found,
        "page": page,
        "page_url": lambda number: f"?page={number}",
        "views": [(view, shadowing(all_found, found, view)) for view in found.views[page.start : page.stop]],
        "problems": found.problems_of_no_view,
        "caption_of": lambda view: _caption(visit, view),
        **_words(),
    }
    return render(request, "records/layouts-set.html", context)


@require_safe
@in_collection
def show_view(request: HttpRequest, visit: Visit, volume: str, view: str) -> HttpResponse:
    """One view with a sample record."""
    all_found, found = _volume(visit, volume)
    chosen = next((one for one in found.views if segment_of(one.name) == view), None)
    if chosen is None or found.placed is None:
        raise missing(_("This view set has no such view."), _("Choose one from the list of its views."))
    context = {
        "volume": found,
        "view": chosen,
        "caption": _caption(visit, chosen),
        "shadow": shadowing(all_found, found, chosen),
        "problems": found.problems_of(chosen),
        "ways": [_way(found.placed, alt_view) for alt_view in chosen.alt_views],
        "ways_of_showing": _WAYS,
        **_words(),
        **links_for(visit),
    }
    table = present.tables().get(chosen.table)
    if table is None:
        return render(request, "records/layouts-view.html", {**context, "shown": None})
    return _with_sample(request, visit, Shown(found.placed, chosen, table, *_wanted(request)), context)


def _with_sample(request: HttpRequest, visit: Visit, shown: Shown, context: Mapping[str, Any]) -> HttpResponse:
    """The page of a view with a record in it, with as many rows of each relationship as there is room for."""
    rows = Rows(own_limits(visit.place))
    row = _sample(request, visit, shown)
    if row["id"] != UNSAVED:
        rows.put(shown.table.key, row)

    def draw(rows_shown: int) -> HttpResponse:
        made = preview(visit, shown, rows, row=row, rows_shown=rows_shown)
        sample = {"shown": shown, "row": row, "preview": made, "form": made.form}
        addresses = {"address_of": lambda **changes: _address(request, shown, changes)}
        return render(request, "records/layouts-view.html", {**context, **sample, **addresses})

    return render_within(_ROWS_SHOWN, draw)


def segment_of(name: str) -> str:
    """Any text as one part of an address; of a very long one only a digest."""
    made = "".join(sign if _PLAIN.fullmatch(sign) else _escaped(sign) for sign in name) or "~"
    if len(made) <= _LONGEST_SEGMENT:
        return made
    return "~~" + hashlib.blake2b(name.encode(), digest_size=16).hexdigest()


def _escaped(sign: str) -> str:
    return "".join(f"~{byte:02X}" for byte in sign.encode())


def _key(volume: Volume) -> str:
    """What a view set is called in addresses: the number of its row, or the way to its file."""
    source = volume.source
    return f"db-{source.ident.rpartition(':')[2]}" if source.source == "db" else segment_of(source.where)


def _volume(visit: Visit, key: str) -> tuple[Sequence[Volume], Volume]:
    """All view sets, and the one of that key, when the person may see them; else a refusal in a sentence."""
    _must_edit_layouts(visit)
    found = volumes(visit)
    for volume in found:
        if _key(volume) == key:
            return found, volume
    raise missing(
        _("No such view set counts in %(collection)s.") % {"collection": visit.place.collection_name},
        _("It may have been deleted, or it is for somebody else. Choose one from the list of layouts."),
    )


def _must_edit_layouts(visit: Visit) -> None:
    if not visit.rights.may_table("spviewsetobj", "update"):
        raise forbidden(
            _("You may not edit layouts in %(collection)s, and so not look at them here.")
            % {"collection": visit.place.collection_name},
            who_can_help(),
        )


def _wanted(request: HttpRequest) -> tuple[Shape, Mode]:
    """The shape and mode that are asked for; a form to read if that is nonsense."""
    shape: Shape = "grid" if request.GET.get("shape") == "grid" else "form"
    return shape, mode_of(request.GET.get("mode", ""))


def _sample(request: HttpRequest, visit: Visit, shown: Shown) -> Row:
    """The record asked for, else the first that may be read, else an empty one."""
    table, asked = shown.table, request.GET.get("record")
    if shown.mode == "search" or asked == "" or not visit.rights.readable(table.key):
        return new_row(table)
    if number := number_in(asked or ""):
        return fetch_row(visit, table, number)
    here = model(table.key).objects.filter(in_scope(table, visit.place)).order_by("pk")
    return values_of(here, table.key).first() or new_row(table)


def _address(request: HttpRequest, shown: Shown, changes: Mapping[str, str]) -> str:
    """The address of the page in another shape or mode, or with another record."""
    asked: dict[str, str] = {"shape": shown.shape, "mode": shown.mode}
    if "record" in request.GET:
        asked["record"] = request.GET["record"]
    return f"?{urlencode({**asked, **changes})}"


@dataclass(frozen=True, slots=True)
class _Way:
    """An altview, its layout if the view set has that, and how to look at it."""

    alt_view: AltView
    view_def: ViewDef | None
    shape: Shape
    mode: Mode


def _way(placed: Placed, alt_view: AltView) -> _Way:
    view_def = placed.view_set.view_defs.get(alt_view.view_def)
    return _Way(alt_view, view_def, "grid" if view_def and view_def.is_grid else "form", mode_of(alt_view.mode))


def _caption(visit: Visit, view: View) -> str:
    """What the table of a view is called; "" when its class is none."""
    return visit.captions.table(view.table) if view.table in present.tables() else ""


def _words() -> dict[str, Any]:
    """What the templates call things, and the keys that they make addresses of."""
    return {
        "levels": _LEVELS,
        "key_of": _key,
        "segment_of": segment_of,
        "kept_in": _kept_in,
        "most_told": MOST_TOLD,
    }


def _kept_in(volume: Volume) -> str:
    """Where a view set is kept, in words."""
    source = volume.source
    if source.source == "disk":
        return source.where
    return _("database, no. %(number)s") % {"number": source.ident.rpartition(":")[2]}
