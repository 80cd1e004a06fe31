"""The choice of a collection after signing in.

In: who has signed in. Out: the page of the collections that this person may enter; straight into the only one; or who
can help when there is none. Two statements besides session and user. Other addresses that name no collection, as those
of Specify 7, lead into one of these, too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from specify.datamodel import tables
from specify.security.administrators import who_can_help
from specify.security.entering import sign_in_first
from specify.security.rights import enterable
from specify.web.pages import render


class Choice(NamedTuple):
    """A collection one may enter, with what tells it from others of the same name."""

    id: int
    name: str
    discipline: str
    division: str
    institution: str

    @property
    def slug(self) -> str:
        """As in `Place.slug`."""
        return slugify(self.name) or "collection"

    @property
    def here(self) -> dict[str, Any]:
        """What the addresses inside the collection take."""
        return {"collection_id": self.id, "slug": self.slug}


_COLUMNS = (
    "pk",
    "collectionName",
    "discipline__name",
    "discipline__division__name",
    "discipline__division__institution__name",
)


def choices(user_id: int) -> list[Choice]:
    """The collections that the user may enter, by institution, division, discipline and name."""
    rows = tables.Collection.objects.order_by(*reversed(_COLUMNS)).values_list(*_COLUMNS)
    every = [Choice(pk, *(name or "" for name in names)) for pk, *names in rows]
    open_to = enterable(user_id, [choice.id for choice in every])
    return [choice for choice in every if choice.id in open_to]


def in_some_collection(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of an address that names no collection: it is handed those that the person may enter.

    Who is not signed in does that first; who may enter none is told who can help.
    """

    def shown(request: HttpRequest, **more: Any) -> HttpResponse:
        user: Any = request.user
        if not user.is_authenticated:
            return sign_in_first(request)
        found = choices(user.pk)
        return view(request, found, **more) if found else HttpResponseRedirect(reverse("security-collections"))

    return wraps(view)(shown)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The collections one may enter."""
    user: Any = request.user
    if not user.is_authenticated:
        return sign_in_first(request)
    found = choices(user.pk)
    if len(found) == 1:
        return HttpResponseRedirect(reverse("records-home", kwargs=found[0].here))
    divisions = {choice.division for choice in found}
    context = {"choices": found, "user": user, "tell_division": len(divisions) > 1}
    return render(request, "security/collections.html", {**context, "help": "" if found else who_can_help()})
