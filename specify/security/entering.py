"""Entering a collection: from an address to a person with rights at a place.

In: a request whose address begins with `<collection id>-<slug>/`. Out: a `Visit`, handed to the view and kept as
`request.visit`; or the page for signing in, a redirect to the right slug, a refusal in a sentence. Besides session and
user it takes three statements: place and agent, rights, settings stamp. `visit_of` gives the same without a request.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from specify.datamodel.rows import Rows
from specify.datamodel.tables import SpecifyUser
from specify.resources.captions import Captions, captions
from specify.resources.formatting import Formatting
from specify.resources.place import Place
from specify.resources.stamp import settings_stamp
from specify.resources.viewer import Viewer
from specify.security.administrators import who_can_help
from specify.security.agents import no_agent, place_and_agent
from specify.security.looks import look_of, speak
from specify.security.rights import Rights, rights_of
from specify.web.look import Look
from specify.web.pages import is_htmx
from specify.web.refusals import forbidden, missing

P = ParamSpec("P")
KEPT = "kept"
"""Says in the address of the page for signing in that a form that was sent is kept."""


@dataclass(frozen=True)
class Visit:
    """One request of one person in one collection. Without an agent (`agent_id` None) one may only read."""

    place: Place
    viewer: Viewer
    user: SpecifyUser
    rights: Rights
    stamp: str
    agent_id: int | None = None
    agent_name: str = ""
    look: Look = Look()

    @property
    def captions(self) -> Captions:
        """The institution's words for tables and fields, in the person's language."""
        return captions(self.viewer, self.stamp)

    def formatting(self, rows: Rows) -> Formatting:
        """How records and values read, for what the person may read."""
        return Formatting(self.viewer, self.stamp, rows, self.rights.readable)

    def signing_agent(self) -> int:
        """The agent that signs a change; a refusal for a person without one."""
        if self.agent_id is None:
            raise no_agent(self.place, self.user.name)
        return self.agent_id


def in_collection(view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view so that it is handed a `Visit` instead of `collection_id` and `slug`."""

    @wraps(view)
    def entered(request: HttpRequest, collection_id: int, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        visit = enter(request, collection_id)
        if slug != visit.place.slug and request.method in ("GET", "HEAD"):
            return _to_right_slug(request, collection_id, visit.place.slug)
        request.visit = visit  # type: ignore[attr-defined]
        return view(request, visit, *args, **kwargs)

    return entered


def enter(request: HttpRequest, collection_id: int) -> Visit:
    """The visit of the request's user in that collection; a refusal when there is none or no right to enter.

    What the person prefers holds from here on: the language, and how pages are drawn (`request.look`).
    """
    user: Any = request.user
    visit = _visit(user, collection_id, get_language() or "en")
    look = look_of(visit.viewer, visit.stamp, getattr(request, "look", Look()))
    request.look = look  # type: ignore[attr-defined]
    return replace(visit, look=look, viewer=replace(visit.viewer, language=speak(request, look)))


def visit_of(user_id: int, collection_id: int, language: str) -> Visit:
    """The visit of a user without a request, for verbs that run in the worker; refuses as `enter` does.

    One statement more, for the user: whoever started a job may have been deleted since.
    """
    user = SpecifyUser.objects.filter(pk=user_id).first()
    if user is None:
        raise missing(
            _("There is no user with the number %(number)s.") % {"number": user_id},
            _("The account was deleted. Somebody who still has one can do this again."),
        )
    return _visit(user, collection_id, language)


def _visit(user: SpecifyUser, collection_id: int, language: str) -> Visit:
    place, agent = place_and_agent(collection_id, user.pk)
    if place is None:
        raise missing(
            _("There is no collection with the number %(number)s.") % {"number": collection_id},
            _("It may have been deleted. Choose one of the collections you may enter."),
        )
    rights = rights_of(user.pk, collection_id)
    if not rights.may_enter:
        raise forbidden(
            _("The user %(user)s may not enter %(collection)s.")
            % {"user": user.name, "collection": place.collection_name},
            who_can_help(),
        )
    viewer = Viewer(place, user.pk, user.userType or "", language)
    visit = Visit(place, viewer, user, rights=rights, stamp=settings_stamp())
    return replace(visit, agent_id=agent.id, agent_name=agent.name) if agent else visit


def sign_in_first(request: HttpRequest, back: str = "", *, is_kept: bool = False) -> HttpResponse:
    """To the page for signing in, and `back` or here afterwards; it says so if what was sent `is_kept`.

    What is left of a deleted user's session goes.
    """
    if SESSION_KEY in request.session:
        request.session.flush()
    target = QueryDict(mutable=True)
    asked_by_htmx = is_htmx(request)
    if asked_by_htmx:
        target[REDIRECT_FIELD_NAME] = back or _page_shown(request) or request.path
    else:
        target[REDIRECT_FIELD_NAME] = back or request.get_full_path()
    if is_kept:
        target[KEPT] = "1"
    address = f"{reverse('security-sign-in')}?{target.urlencode(safe='/')}"
    return HttpResponseClientRedirect(address) if asked_by_htmx else HttpResponseRedirect(address)


def _page_shown(request: HttpRequest) -> str:
    """Path and query of the page that htmx says it stands in; empty unless that is an address on this site."""
    try:
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:
        return ""
    address = page._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else ""


def _to_right_slug(request: HttpRequest, collection_id: int, slug: str) -> HttpResponse:
    match = request.resolver_match
    if match is None:
        raise missing(_("There is no page at this address."))
    address = reverse(match.view_name, kwargs={**match.kwargs, "collection_id": collection_id, "slug": slug})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
