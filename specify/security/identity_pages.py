"""The pages of one's identities at the providers of single sign-on: what is linked, linking more, removing one.

In: requests of somebody who is signed in; they see and change only what is their own, and say again who they are before
a change. Out: pages; links changed.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from specify.security.asking_again import make_sure
from specify.security.identities import linked_to, removable, unlink
from specify.security.offering import has_place_for_links, offered
from specify.security.views import see_other
from specify.web.pages import render


@require_safe
@login_required
def identities(request: HttpRequest) -> HttpResponse:
    """The identities that one may sign in with. One statement besides session and user."""
    user: Any = request.user
    context = {"identities": linked_to(user), "providers": offered(), "has_place": has_place_for_links()}
    return render(request, "account/identities.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """A page with the one button; the button."""
    make_sure(request)
    user: Any = request.user
    if request.method != "POST":
        return render(request, "account/remove-identity.html", {"identity": removable(user, number)})
    gone = unlink(user, number)
    names = {"provider": gone.provider, "name": gone.name}
    messages.success(request, _("You can no longer sign in with %(provider)s as %(name)s.") % names)
    return see_other(HttpResponseRedirect(reverse("security-identities")))
