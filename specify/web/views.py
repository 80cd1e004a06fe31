"""Pages that belong to no package: the health check and the help.

In: GET /healthz and /help/. Out: 200 and JSON when both databases answer, else 503; the help page.
"""

from django.db import Error, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from specify import __version__
from specify.web.pages import render


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Whether the program and its databases work."""
    answers = {alias: "ok" if answers_now(alias) else "away" for alias in ("default", "web")}
    well = all(answer == "ok" for answer in answers.values())
    return JsonResponse({"version": __version__, **answers}, status=200 if well else 503)


def answers_now(alias: str) -> bool:
    """Whether the database behind a connection answers. One statement."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to use these pages, their keys, their accessibility."""
    return render(request, "web/help.html", {})
