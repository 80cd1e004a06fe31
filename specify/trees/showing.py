"""Answers with a tree: the page, or to htmx the branch that was opened or closed.

In: a request, a visit, a tree, what is wished, and a `Page`: the template that the tree stands in, and what can be done
with its nodes. Out: a response within the budget of a page. A page in a browser is older than what was opened on it
since, so with htmx what it has in its address bar counts, changed as the link says, and is put there anew: in place of
what was there when a branch is opened or closed, else so that one can go back to it. Another page may have a tree to
choose a node from, or two: its variables are kept in every address, and it says which acts stand below the chosen node.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.records.acts import Act
from specify.resources.preferences import preferences
from specify.security.entering import Visit
from specify.text.moments import done_at
from specify.trees.acts import may_have_children, repair_of
from specify.trees.customs import looks_anywhere
from specify.trees.definitions import TreeHere
from specify.trees.drawing import ROOM, Drawing, Twig
from specify.trees.finding import Sought
from specify.trees.levels import Shown
from specify.trees.openings import Pane, Stage, Wish, address, wish_from
from specify.trees.specimens import heading_of
from specify.trees.viewing import View, below, view_branch, view_tree
from specify.web.budget import render_within
from specify.web.pages import is_htmx, render_part
from specify.web.refusals import missing

_BRANCH = re.compile(r"[nm]([1-9][0-9]{0,9})")
_LAST = 2**31


@dataclass(frozen=True, slots=True)
class Page:
    """A page with a tree. `acts` are those on the chosen node; `kept` are variables that every address has.

    `part` is what htmx gets of it; `more` is what else its template is told of what is seen; `room` is how many nodes
    are drawn. `is_two`: the tree stands beside another.
    """

    template: str
    acts: Callable[[Visit, TreeHere, Shown], Sequence[Act]]
    context: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    may_add: bool = False
    is_two: bool = False
    part: str = "trees/_tree.html"
    more: Callable[[View], Mapping[str, Any]] = lambda _view: {}
    room: Sequence[tuple[int, int]] = ROOM


@dataclass(frozen=True, slots=True)
class TreeRequest:
    """Who asks for which tree, and where."""

    request: HttpRequest
    visit: Visit
    tree: TreeHere
    page: Page

    def address(self, wish: Wish) -> str:
        """Where the page shows that."""
        return address(self.request.path, wish, self.page.kept)


def show(asked: TreeRequest, wish: Wish) -> HttpResponse:
    """The tree, or what of it has changed."""
    htmx: Any = getattr(asked.request, "htmx", None)
    if not htmx or htmx.history_restore_request or not htmx.target:
        return _whole(asked, wish)
    now = _in_address_bar(asked.request, wish)
    branch = _BRANCH.fullmatch(htmx.target)
    if branch and int(branch[1]) < _LAST:
        return _part(asked, wish, now, int(branch[1]))
    return _whole(asked, replace(wish, opened=now.opened or wish.opened))


def _whole(asked: TreeRequest, wish: Wish) -> HttpResponse:
    view = view_tree(asked.visit, asked.tree, wish)
    context = {**context_of(asked, view), **asked.page.more(view)}

    def draw(room: int) -> HttpResponse:
        limb = Drawing(view, kept=asked.page.kept, room=asked.page.room[room]).limb()
        return render_part(asked.request, asked.page.template, asked.page.part, {**context, "limb": limb})

    response = render_within(range(len(asked.page.room)), draw)
    if is_htmx(asked.request):
        response["HX-Push-Url"] = asked.address(view.wish)
    return response


def _part(asked: TreeRequest, wish: Wish, now: Wish, node: int) -> HttpResponse:
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
    twig = Drawing(view, kept=asked.page.kept, room=asked.page.room[0]).twig(view.alone[node])
    context = {**context_of(asked, view), "twig": twig, "told": _told_toggled(twig), "both": _both(asked, after)}
    response = render_part(asked.request, "trees/_branch.html", "trees/_branch.html", context)
    response["HX-Replace-Url"] = asked.address(after)
    return response


def _both(asked: TreeRequest, wish: Wish) -> str:
    """What the forms of a page with two trees keep of both."""
    return urlencode({**asked.page.kept, **wish.query}, safe=".") if asked.page.is_two else ""


def _in_address_bar(request: HttpRequest, wish: Wish) -> Wish:
    """What is open on the page that asks, as its address says; what is asked for, if that is another page."""
    try:
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:
        return wish
    return wish_from(dict(parse_qsl(page.query)), wish.pane) if page.path == request.path else wish


def context_of(asked: TreeRequest, view: View) -> dict[str, Any]:
    """What the template of a tree is told besides its limb."""
    visit, tree, chosen, page = asked.visit, asked.tree, view.chosen, asked.page
    wish = view.wish
    return {
        "view": view,
        "tree": tree,
        "wish": wish,
        "pane": wish.pane,
        "mark": mark_of(wish.pane),
        "told": _told_chosen(view),
        "sought": Sought("", anywhere=looks_anywhere(visit)),
        "kept": {},
        "two": "",
        "acts": page.acts(visit, tree, chosen) if chosen else (),
        "may_add": bool(page.may_add and chosen and may_have_children(visit, tree, chosen)),
        "counting": _told_counting(visit, view),
        "repair": repair_of(visit, tree) if view.surveyed.is_valid is False else "",
        "heading": heading_of(tree.key),
        "itself": _("itself"),
        "in_all": _("in all"),
        "closed": asked.address(replace(wish, opened={}, at=None)),
        "filtered": asked.address(replace(wish, only=not wish.only)),
        "stages": [(title, asked.address(replace(wish, stage=stage))) for stage, title in _stages(tree, wish)],
        **page.context,
    }


def mark_of(pane: Pane) -> str:
    """What the ids of nodes begin with on the page."""
    return "m" if pane else "n"


def _stages(tree: TreeHere, wish: Wish) -> Iterator[tuple[Stage, str]]:
    """The other choices of times."""
    titles: Mapping[Stage, str] = {
        "": _("All times"),
        "bio": _("Only biostratigraphy"),
        "chrono": _("Only chronostratigraphy"),
    }
    return ((stage, title) for stage, title in titles.items() if tree.has_stages and stage != wish.stage)


def _told_counting(visit: Visit, view: View) -> str:
    """When what is shown was counted, where that is not now: the number of nodes above the tree, too."""
    surveyed = view.surveyed
    if surveyed.is_small and not (view.is_counted and surveyed.is_awaited):
        return ""
    if surveyed.counted is not None:
        when = done_at(surveyed.counted, datetime.now(), preferences(visit.stamp).date_format)
        told = _("The nodes and what hangs on large branches were counted %(when)s, the rest just now.")
        return (told if view.is_counted else _("The nodes were counted %(when)s.")) % {"when": when}
    if not view.is_counted:
        return ""
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
