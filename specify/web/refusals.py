"""Errors as sentences: what a person is told when something cannot be done.

In: a `Refusal` raised anywhere below a view, a database that is away, Django's own 400, 403, 404 and 500. Out: an error
page with status, what happened and what to do. No raw exception reaches a person; what was unexpected goes to the log.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

_log = logging.getLogger("specify.refusals")
AWAY = (2002, 2003, 2005, 2006, 2013, 1040, 1044, 1045, 1049)


class Refusal(Exception):
    """Something that cannot be done, told in a sentence; `remedy` says what to do instead."""

    def __init__(self, status: int, title: str, sentence: str, remedy: str = "") -> None:
        """Take the HTTP status and the words, already translated."""
        super().__init__(sentence)
        self.status, self.title, self.sentence, self.remedy = status, title, sentence, remedy


def missing(sentence: str, remedy: str = "") -> Refusal:
    """A 404 in a sentence."""
    return Refusal(404, _("Not found"), sentence, remedy)


def forbidden(sentence: str, remedy: str = "") -> Refusal:
    """A 403 in a sentence."""
    return Refusal(403, _("Not allowed"), sentence, remedy)


def respond(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The error page of a refusal; when even that fails, its words alone."""
    try:
        body = render_to_string("web/refusal.html", {"refusal": refusal}, request=request)
    except Exception:  # noqa: BLE001 - an error page must come whatever is broken
        _log.exception("the error page itself failed")
        return HttpResponse(f"{refusal.title}. {refusal.sentence} {refusal.remedy}", "text/plain", refusal.status)
    return HttpResponse(body, status=refusal.status)


def database_away() -> Refusal:
    """The database does not answer."""
    return Refusal(
        503,
        _("The database does not answer"),
        _("Nothing was changed. The collection's database cannot be reached just now."),
        _("Try again in a minute; if it goes on, tell the person who runs this server."),
    )


class Refusals:
    """Middleware that turns refusals and a database that is away into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse everything but the health check while there is no database to speak of."""
        if request.path != "/healthz" and not settings.SHAPE.tables:
            return respond(request, database_away())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an exception a view raised; None leaves it to Django."""
        if isinstance(error, Refusal):
            return respond(request, error)
        if isinstance(error, InterfaceError) or (isinstance(error, OperationalError) and error.args[:1][0] in AWAY):
            _log.error("database away", extra={"data": {"reason": str(error)}})
            return respond(request, database_away())
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400."""
    return respond(request, Refusal(400, _("Not understood"), _("The request could not be understood.")))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 403."""
    return respond(request, forbidden(_("You may not do this.")))


def page_not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Django's 404."""
    return respond(
        request, missing(_("There is no page at this address."), _("Check the address, or start from the home page."))
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's 500: it is in the log with its cause; here only words."""
    return respond(
        request,
        Refusal(
            500,
            _("Something went wrong here"),
            _("The program made an error; it has been noted with its cause. Nothing was half saved."),
            _("Try again; if it happens again, tell the person who runs this server, with the time."),
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: cookies off, a very old page, or a foreign site."""
    return respond(
        request,
        forbidden(
            _("This form can no longer be accepted: it was opened in another session, or cookies are switched off."),
            _("Go back, load the page again and send it once more."),
        ),
    )
