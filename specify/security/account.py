"""One's account: agent, rights, the ways to sign in, and preferences.

In: requests. Out: a page inside a collection, where a person has an agent, rights and preferences; and one outside,
for what holds everywhere. The form tells what it showed, so that only what one changes in it is stored.
"""

from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from specify.resources.picklists import built_in
from specify.security.entering import Visit, in_collection
from specify.security.looks import ITEMS, changes, form_values
from specify.security.preferring import save_preferences
from specify.security.rights_in_words import rights_in_words, roles_of
from specify.web.pages import render


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The ways to sign in."""
    return render(request, "security/account.html", {"user": request.user})


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
def account_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who one is here, what one may do, and one's preferences."""
    if request.method == "POST":
        return _save(request, visit)
    return _show(request, visit, form_values(visit.look), {})


def _show(request: HttpRequest, visit: Visit, chosen: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    context = {
        "user_type": _user_type(visit.viewer.user_type),
        "rights": rights_in_words(visit.rights, visit.captions.table),
        "roles": roles_of(visit.viewer.user_id, visit.place.collection_id),
        "languages": settings.LANGUAGES,
        "chosen": chosen,
        "was": form_values(visit.look),
        "problems": problems,
    }
    return render(request, "security/account-page.html", context, status=422 if problems else 200)


def _user_type(stored: str) -> str:
    """The type of user in words; as it is stored when Specify has no words for it."""
    known = built_in("specifyuser", "userType")
    return next((str(item.title) for item in known.items if item.value == stored), stored) if known else stored


def _save(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Store what was changed, and show it; values that the form does not offer are refused."""
    shown = form_values(visit.look)
    chosen = {name: request.POST.get(name, "") for name in ITEMS}
    was = {name: request.POST.get(f"was-{name}", shown[name]) for name in ITEMS}
    problems = {name: _("Choose one of these.") for name, item in ITEMS.items() if chosen[name] not in item.stored}
    if problems:
        return _show(request, visit, chosen, problems)
    save_preferences(visit.viewer, changes(visit.viewer, visit.stamp, was, chosen), visit.agent_id)
    if chosen["plain"] != was["plain"]:  # the preference goes before what this browser wished
        request.look = replace(visit.look, plain_here=None)  # type: ignore[attr-defined]
    with override(chosen["language"] or get_language()):
        messages.success(request, _("Your preferences are saved."))
    return HttpResponseRedirect(request.path, status=303)
