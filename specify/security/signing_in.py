"""How allauth signs people in with Specify's users.

In: a user name and a password. Out: the user, or a sentence that says what is wrong and how many tries are left. Kept
of Specify: names compare as the database compares them, passwords are Specify's. Signing in writes nothing to Specify's
tables. There is no signing up and no mail: accounts are made in Specify's user administration.
"""

import datetime
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.datamodel.tables import Institution, SpecifyUser
from specify.security.passwords import is_plain, refusal_of, verify
from specify.security.throttle import PAUSE, Account, Attempt, address_of, user_named
from specify.security.waiting import keep_promise

_log = logging.getLogger("specify.signin")
SHORTEST = 8
# Something to work on when there is no such user, so that the time taken does not tell.
_DECOY = "010203040506070824F8E98CD832BCD345FA101AEABE5A8D"


class SpecifyBackend(AuthenticationBackend):  # type: ignore[misc]
    """Finds users by name as Specify does, and checks Specify's passwords."""

    def _authenticate_by_username(self, username: str, password: str) -> Any:
        return self._check_password(user_named(username), password)

    def _mitigate_timing_attack(self, password: str) -> None:
        verify(password, _DECOY)


class SpecifyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What differs from allauth's ways: throttling, passwords, no signing up, no mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address the throttle counts by."""
        return address_of(request)

    def get_login_stages(self) -> list[str]:
        """Only a second factor, when it is installed: there are no mails to wait for."""
        return [stage for stage in super().get_login_stages() if stage.startswith("allauth.mfa.")]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The user; ValidationError with a sentence when a pause is on or the password is wrong."""
        name, password = credentials.get("username", ""), credentials.get("password", "")
        address = address_of(request)
        attempt = Attempt.begin(Account.named(name), address)
        if attempt.wait:
            raise ValidationError(paused(attempt.wait), code="paused")
        user = authenticate(request, **credentials)
        if user is None:
            _log.warning("sign-in failed", extra={"data": {"address": address}})
            reason = _("The user name or password is not right.")
            raise ValidationError(wrong(reason, password, attempt), code="wrong")
        attempt.succeeded()
        return user

    def clean_password(self, password: str, user: Any = None) -> str:
        """The password when it may be set; ValidationError with a sentence otherwise."""
        refusal = refusal_of(password)
        shortest = max(SHORTEST, Institution.objects.values_list("minimumPwdLength", flat=True).first() or 0)
        if not refusal and len(password) < shortest:
            refusal = _("Use at least %(number)s characters.") % {"number": shortest}
        if not refusal and user is not None and password.lower() == user.name.lower():
            refusal = _("Choose something else than your user name.")
        if refusal:
            raise ValidationError(refusal, code="refused")
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def set_password(self, user: Any, password: str) -> None:
        """Store the password, touching no other column but those that tell of a change."""
        user.set_password(password)
        # Whole seconds: that is what Specify 6's column keeps.
        now = datetime.datetime.now().replace(microsecond=0)
        version = Coalesce(F("version"), Value(0)) + 1
        rows = SpecifyUser.objects.filter(pk=user.pk)
        rows.update(password=user.password, timestampModified=now, version=version)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the form, which says that it is done."""
        return reverse("security-password")

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> Any:
        """Somebody is in, second factor and all: an identity that waited for them is linked now."""
        answer = super().post_login(request, user, **more)
        keep_promise(request, user)
        return answer

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to say again who one is: a password, a code; for whoever has neither, a provider."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if found or not user.is_authenticated:
            return found
        return [{"id": "provider", "description": "", "url": reverse("security-provider-again")}]

    def add_message(self, request: HttpRequest, level: int, message_template: str, *_args: Any, **_more: Any) -> None:
        """Only what is worth a sentence: that the password was changed."""
        if message_template.endswith("password_changed.txt"):
            messages.success(request, _("Your password has been changed."))


def paused(seconds: int) -> str:
    """The sentence during a pause."""
    return _("Too many wrong passwords. %(again)s") % {"again": again_in(seconds)}


def wrong(reason: str, password: str, attempt: Attempt) -> str:
    """The sentences for a wrong password: why, what accents have to do with it, the tries left or the pause."""
    tries, wait = attempt.failed()
    accents = _(
        "A password with accented letters cannot always be checked, because Specify 6 and Specify 7 keep it in "
        "different ways: ask an administrator of Specify at your institution to set one without."
    )
    said = [reason, "" if is_plain(password) else accents, again_in(wait) if wait else left_told(tries)]
    return " ".join(sentence for sentence in said if sentence)


def left_told(tries: int) -> str:
    """The sentence that says how many tries are left."""
    return ngettext(
        "One more try before a pause of %(minutes)s minutes.",
        "%(number)s more tries before a pause of %(minutes)s minutes.",
        tries,
    ) % {"number": tries, "minutes": PAUSE // 60}


def again_in(seconds: int) -> str:
    """The sentence that says when to try again."""
    minutes = -(-seconds // 60)
    return ngettext("Try again in a minute.", "Try again in %(number)s minutes.", minutes) % {"number": minutes}
