"""Answers with a tree: the page, or to htmx the branch that was opened or closed.

In: a request, a visit, a tree, what is wished, and a `Page`: the template that the tree stands in, and what can be done
with its nodes. Out: a response within the budget of a page. A page in a browser is older than what was opened on it
since, so with htmx what it has in its address bar counts, changed as the link says, and is put there anew. Another page
may have a tree to choose a node from: its variables are kept in every address, its acts stand below the chosen node.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from specify.records.acts import Act
from specify.resources.preferences import preferences
from specify.security.entering import Visit
from specify.text.moments import done_at
from specify.trees.acts import may_have_children, repair_of
from specify.trees.definitions import TreeHere
from specify.trees.drawing import ROOM, Drawing, Twig
from specify.trees.finding import Sought
from specify.trees.levels import Shown
from specify.trees.openings import Wish, address, wish_from
from specify.trees.viewing import View, below, view_branch, view_tree
from specify.web.budget import render_within
from specify.web.pages import is_htmx, render_part
from specify.web.refusals import missing

_BRANCH = re.compile(r"n([1-9][0-9]{0,9})")
_LAST = 2**31
_HEADINGS = {
    "taxon": gettext_lazy("Specimens determined so now"),
    "geography": gettext_lazy("Specimens collected there"),
    "storage": gettext_lazy("Preparations kept there"),
}
_HEADING = gettext_lazy("Specimens from there")


@dataclass(frozen=True, slots=True)
class Page:
    """A page with a tree. `acts` are those on the chosen node; `kept` are variables that every address has."""

    template: str
    acts: Callable[[Visit, TreeHere, Shown], Sequence[Act]]
    context: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    may_add: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which tree, and where."""

    request: HttpRequest
    visit: Visit
    tree: TreeHere
    page: Page

    def address(self, wish: Wish) -> str:
        """Where the page shows that."""
        return address(self.request.path, wish, self.page.kept)


def show(asked: Asked, wish: Wish) -> HttpResponse:
    """The tree, or what of it has changed."""
    htmx: Any = getattr(asked.request, "htmx", None)
    if not htmx or htmx.history_restore_request or not htmx.target:
        return _whole(asked, wish)
    now = _in_address_bar(asked.request, wish)
    branch = _BRANCH.fullmatch(htmx.target)
    if branch and int(branch[1]) < _LAST:
        return _part(asked, wish, now, int(branch[1]))
    return _whole(asked, replace(wish, opened=now.opened or wish.opened))


def _whole(asked: Asked, wish: Wish) -> HttpResponse:
    view = view_tree(asked.visit, asked.tree, wish)
    context = _context(asked, view)

    def draw(room: int) -> HttpResponse:
        limb = Drawing(view, kept=asked.page.kept, room=ROOM[room]).limb()
        told = _told_chosen(view)
        return render_part(
            asked.request, asked.page.template, "trees/_tree.html", {**context, "limb": limb, "told": told}
        )

    response = render_within(range(len(ROOM)), draw)
    if is_htmx(asked.request):
        response["HX-Replace-Url"] = asked.address(view.wish)
    return response


def _part(asked: Asked, wish: Wish, now: Wish, node: int) -> HttpResponse:
    """One branch, opened or closed; everything else as the page has it."""
    if node in wish.opened:
        after = now.opening(node, wish.opened[node])
    else:
        after = now.closing(node, below(asked.tree, [*now.opened, *([now.at] if now.at else [])], node))
    view = view_branch(asked.visit, asked.tree, after, node)
    if node not in view.alone:
        raise missing(
            _("This tree has no node %(number)s. It may have been deleted.") % {"number": node},
            _("Load the page anew."),
        )
    twig = Drawing(view, kept=asked.page.kept).twig(view.alone[node])
    context = {**_context(asked, view), "twig": twig, "told": _told_toggled(twig)}
    response = render_part(asked.request, "trees/_branch.html", "trees/_branch.html", context)
    response["HX-Replace-Url"] = asked.address(after)
    return response


def _in_address_bar(request: HttpRequest, wish: Wish) -> Wish:
    """What is open on the page that asks, as its address says; what is asked for, if that is another page."""
    try:
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:
        return wish
    return wish_from(dict(parse_qsl(page.query))) if page.path == request.path else wish


def _context(asked: Asked, view: View) -> dict[str, Any]:
    visit, tree, chosen, page = asked.visit, asked.tree, view.chosen, asked.page
    wish = view.wish
    return {
        "view": view,
        "tree": tree,
        "wish": wish,
        "sought": Sought(""),
        "acts": page.acts(visit, tree, chosen) if chosen else (),
        "may_add": bool(page.may_add and chosen and may_have_children(visit, tree, chosen)),
        "counting": _told_counting(visit, view),
        "repair": repair_of(visit, tree) if view.surveyed.is_valid is False else "",
        "heading": _HEADINGS.get(tree.key, _HEADING),
        "itself": _("itself"),
        "in_all": _("in all"),
        "closed": asked.address(Wish(wish.definition, only=wish.only)),
        "filtered": asked.address(replace(wish, only=not wish.only)),
        **page.context,
    }


def _told_counting(visit: Visit, view: View) -> str:
    """When what is shown was counted, where that is not now."""
    surveyed = view.surveyed
    if not view.is_counted or (surveyed.is_small and not surveyed.is_awaited):
        return ""
    if surveyed.counted is not None:
        when = done_at(surveyed.counted, datetime.now(), preferences(visit.stamp).date_format)
        return _("Large branches were counted %(when)s, the others just now.") % {"when": when}
    if surveyed.is_awaited:
        return _("What hangs on this tree is being counted; load the page anew in a minute.")
    return _("What hangs on this tree could not be counted.")


def _told_toggled(twig: Twig) -> str:
    if not twig.is_open or twig.limb is None:
        return _("%(name)s is closed.") % {"name": twig.words} if not twig.is_open else ""
    number = twig.limb.total
    told = {"name": twig.words, "number": number_format(number, force_grouping=True)}
    return ngettext("%(number)s child of %(name)s.", "%(number)s children of %(name)s.", number) % told


def _told_chosen(view: View) -> str:
    return _("%(name)s is chosen.") % {"name": view.chosen.full_name} if view.chosen else ""
