"""Errors as sentences: what a person is told when something cannot be done.

In: a `Refusal` raised anywhere below a view, a database that is away, Django's own 400, 403, 404 and 500. Out: an error
page with status, what happened and what to do. No raw exception reaches a person; what was unexpected goes to the log.
"""

import errno
import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from specify.web.furniture import bare_furniture
from specify.web.pages import is_htmx

_log = logging.getLogger("specify.refusals")
# What MySQL and MariaDB say when a connection cannot be had or was lost.
AWAY = (2002, 2003, 2005, 2006, 2013, 1040, 1044, 1045, 1049, 1053, 1203, 1226, 1927, 4031)

# The server's disk, or a table of a size that was laid down; and what SQLite and storage engines say of a disk.
FULL = (1021, 1114)
FULL_WORDS = ("disk is full", "No space left")
# What a form is answered with that cannot be taken as it is.
FORM_STATUS = 422


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
        if refusal.status == 503:  # whoever it is, the session cannot be read
            body = render_to_string("web/refusal.html", {"refusal": refusal, **bare_furniture()})
        else:
            body = render_to_string("web/refusal.html", {"refusal": refusal}, request=request)
    except Exception:  # noqa: BLE001 - an error page must come whatever is broken
        _log.exception("the error page itself failed")
        return HttpResponse(f"{refusal.title}. {refusal.sentence} {refusal.remedy}", "text/plain", refusal.status)
    answer = HttpResponse(body, status=refusal.status)
    if refusal.status == FORM_STATUS and is_htmx(request):
        # To htmx that status is a form with its errors, which would take the place of the one that was filled in.
        answer["HX-Retarget"] = "#status-line"
        answer["HX-Reselect"] = ".say,.say+p"
        answer["HX-Reswap"] = "innerHTML"
    return answer


def database_away() -> Refusal:
    """The database does not answer."""
    return Refusal(
        503,
        _("The database does not answer"),
        _("Nothing was changed. The collection's database cannot be reached just now."),
        _("Try again in a minute; if it goes on, tell the person who runs this server."),
    )


def database_busy() -> Refusal:
    """The embedded database is being written by another for longer than we wait."""
    return Refusal(
        503,
        _("The database is busy"),
        _("Nothing was changed. Somebody else has been writing to the database for longer than we could wait."),
        _("Try again in a moment."),
    )


def disk_full() -> Refusal:
    """There is no room left to write."""
    return Refusal(
        503,
        _("The server's disk is full"),
        _("Nothing was changed: there is no room to write it. What was saved before is still there."),
        _("Tell the person who runs this server; when there is room again, do it once more."),
    )


def too_much() -> Refusal:
    """A form of more fields or bytes than may be sent at once."""
    limits = {
        "fields": number_format(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, use_l10n=True, force_grouping=True),
        "size": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20,
    }
    return Refusal(
        413,
        _("Too much at once"),
        _("Nothing was changed: a form may send %(fields)s fields and %(size)s MB at once, and this is more.") % limits,
        _("Go back: what you filled in is still in the form. Send it in several steps."),
    )


class Refusals:
    """Middleware that turns refusals and a database that is away into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a method that an address does not take is told in words too."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            told = respond(
                request, Refusal(405, _("Not done here"), _("This address does not do what was asked of it."))
            )
            told["Allow"] = response.get("Allow", "GET, HEAD")
            return told
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an exception a view raised; None leaves it to Django."""
        refusal = _refusal_for(error)
        return respond(request, refusal) if refusal else None


def _refusal_for(error: BaseException | None) -> Refusal | None:
    """What to tell of an error; None when it is a mistake of ours."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_much()
    if is_away(error):
        _log.error("database away", extra={"data": {"reason": str(error)}})
        return database_away()
    if is_full(error):
        _log.error("disk full", extra={"data": {"reason": str(error)}})
        return disk_full()
    if isinstance(error, OperationalError) and "locked" in str(error):
        return database_busy()
    return None


def is_away(error: BaseException | None) -> bool:
    """Whether the error says that the database cannot be reached."""
    return isinstance(error, InterfaceError) or (
        isinstance(error, OperationalError) and bool(error.args) and error.args[0] in AWAY
    )


def is_full(error: BaseException | None) -> bool:
    """Whether the error says that there is no room to write."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(error, OperationalError):
        return False
    return error.args[:1] in [(code,) for code in FULL] or any(words in str(error) for words in FULL_WORDS)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400; by that it also tells of a session that could not be written, and the cause lies behind."""
    mistake = Refusal(400, _("Not understood"), _("The request could not be understood."))
    error: BaseException | None = exception
    while error and not (refusal := _refusal_for(error)):
        error = error.__context__
    return respond(request, refusal or mistake)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 403."""
    return respond(request, forbidden(_("You may not do this.")))


def page_not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Django's 404."""
    return respond(
        request, missing(_("There is no page at this address."), _("Check the address, or start from the home page."))
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's 500: what failed outside of views; a mistake of ours is in the log with its cause, here only words."""
    mistake = Refusal(
        500,
        _("Something went wrong here"),
        _("The program made an error; it has been noted with its cause. Nothing was half saved."),
        _("Try again; if it happens again, tell the person who runs this server, with the time."),
    )
    return respond(request, _refusal_for(sys.exception()) or mistake)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: cookies off, a very old page, or a foreign site."""
    return respond(
        request,
        forbidden(
            _("This form can no longer be accepted: it was opened in another session, or cookies are switched off."),
            _("Go back, load the page again and send it once more."),
        ),
    )
