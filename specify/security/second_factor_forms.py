"""The forms of the second factor: a code at signing in, a code or the password again before a change, the first code.

In: what was typed. Out: forms with our words. Wrong codes are slowed like wrong passwords, with a count of their own.
"""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from specify.security.forms import check_own_password
from specify.security.second_factor import accept
from specify.security.signing_in import again_in, left_told
from specify.security.throttle import Account, Attempt, address_of
from specify.web.refusals import Refusal


def counted(user: Any, code: str) -> Authenticator:
    """What the code is of; ValidationError with a sentence when a pause is on or the code does not count."""
    account = Account.of_codes(user)
    attempt = Attempt.begin(account, address_of(context.request))
    if attempt.wait:
        told = gettext("Too many wrong codes. %(again)s") % {"again": again_in(attempt.wait)}
        raise ValidationError(told, code="paused")
    try:
        found = accept(user.pk, code)
    except Refusal:
        attempt.given_up()
        raise
    if found is None:
        tries, wait = attempt.failed()
        reason = gettext("This code does not count: it is wrong, too old, or was used before.")
        raise ValidationError(f"{reason} {again_in(wait) if wait else left_told(tries)}", code="wrong")
    attempt.succeeded()
    return found


class CountedCode(BaseForm):
    """A form with the field `code`, which is looked at by `counted`."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take allauth's arguments."""
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = _("Enter a code.")

    def clean_code(self) -> str:
        """The code, if it counts."""
        code: str = self.cleaned_data["code"]
        self.authenticator = counted(self.user, code)
        return code


class SignInCodeForm(CountedCode, AuthenticateForm):  # type: ignore[misc]
    """A code at signing in."""


class CodeAgainForm(CountedCode, ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code before a change."""


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password before a change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take allauth's arguments."""
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = _("Enter your password.")

    def clean_password(self) -> str:
        """The password, if it is the user's."""
        password: str = self.cleaned_data["password"]
        check_own_password(self.user, password)
        return password
