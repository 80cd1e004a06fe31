"""An identity that nobody is linked to yet waits in the session until a Specify password says whose it is.

In: a session. Out: the identity that waits in it, for ten minutes; linked, once its person has signed in completely
(the second factor too). It is linked to nobody but the user whose password was typed on its own page: somebody else
who signs in at the same browser does not get it, and signing out, or turning back from that page, ends the waiting.
"""

import time
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.datamodel.tables import SpecifyUser
from specify.security.identities import Identity, link, name_of
from specify.security.offering import configured

_KEPT_IN = "identity-waiting"
SECONDS = 10 * 60


@dataclass(frozen=True)
class Waiting:
    """An identity, the word by which its page knows it, where the person wanted to go, and whose password was right."""

    identity: Identity
    word: str
    next: str
    person: int | None

    @property
    def name(self) -> str:
        """What the person is called at the provider."""
        return name_of(self.identity.claims, self.identity.subject)


def let_wait(request: HttpRequest, identity: Identity, wanted: str) -> None:
    """Keep the identity until its person is known; one that waited before is forgotten."""
    request.session[_KEPT_IN] = {
        "provider": identity.provider.key,
        "subject": identity.subject,
        "claims": identity.claims,
        "word": get_random_string(16),
        "next": wanted,
        "person": None,
        "since": int(time.time()),
    }


def waiting(request: HttpRequest) -> Waiting | None:
    """The identity that waits; None when there is none, it has waited too long, or its provider is offered no more."""
    kept = request.session.get(_KEPT_IN)
    if kept is None or kept["since"] < time.time() - SECONDS or kept["provider"] not in configured():
        return None
    identity = Identity(configured()[kept["provider"]], kept["subject"], kept["claims"])
    return Waiting(identity, kept["word"], kept["next"], kept["person"])


def promise(request: HttpRequest, user: SpecifyUser) -> None:
    """The right password was typed on the page of the identity that waits."""
    request.session[_KEPT_IN] = {**request.session[_KEPT_IN], "person": user.pk}


def keep_promise(request: HttpRequest, user: SpecifyUser) -> None:
    """Somebody has signed in completely: link what was promised to them; what was not is forgotten."""
    found = waiting(request)
    request.session.pop(_KEPT_IN, None)
    if found and found.person == user.pk:
        messages.success(request, told(found.identity, link(found.identity, user)))


def told(identity: Identity, number: int) -> str:
    """The sentences after an identity was linked."""
    names = {"name": name_of(identity.claims, identity.subject), "provider": identity.provider.title, "number": number}
    done = _("From now on you can sign in with %(provider)s as %(name)s.") % names
    if number == 1:
        return done
    many = ngettext("You have %(number)s identity there.", "You have %(number)s identities there.", number) % names
    return f"{done} {many}"
