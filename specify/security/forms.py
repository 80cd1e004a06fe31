"""The forms of signing in and of changing one's password.

In: what was typed. Out: allauth's forms with our words, and their problems as pairs of field and sentence, which the
pages show above the heading and at the field.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.core import context
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from specify.security.signing_in import paused, wrong
from specify.security.throttle import Account, Attempt, address_of


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take allauth's arguments."""
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages |= {
            "required": _("Enter your user name."),
            "max_length": _("No user name is that long."),
        }
        self.fields["password"].error_messages["required"] = _("Enter your password.")


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password so far, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take allauth's arguments."""
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].error_messages["required"] = _("Enter the password you have now.")
        self.fields["password1"].error_messages["required"] = _("Enter a new password.")
        self.fields["password2"].error_messages["required"] = _("Enter the new password a second time.")

    def clean_oldpassword(self) -> str:
        """The password so far; guessing it is slowed as at signing in."""
        password: str = self.cleaned_data["oldpassword"]
        check_own_password(self.user, password)
        return password

    def clean_password2(self) -> str:
        """The repetition; said here, so that the sentence stands at its field."""
        repeated: str = self.cleaned_data["password2"]
        if "password1" in self.cleaned_data and repeated != self.cleaned_data["password1"]:
            raise ValidationError(_("The two new passwords differ."), code="differs")
        return repeated

    def save(self) -> None:
        """Store the new password."""
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


def check_own_password(user: Any, password: str) -> None:
    """ValidationError with a sentence unless it is the user's; guessing is slowed as at signing in."""
    attempt = Attempt.begin(Account.of(user), address_of(context.request))
    if attempt.wait:
        raise ValidationError(paused(attempt.wait), code="paused")
    if not user.check_password(password):
        reason = gettext("This is not the password you have now.")
        raise ValidationError(wrong(reason, password, attempt), code="wrong")
    attempt.succeeded()


def problems(form: BaseForm, field: str) -> dict[str, str]:
    """The first problem of each field by the field's name, in order; what concerns the whole form stands at `field`."""
    found: dict[str, str] = {}
    if form.is_bound:
        for name, errors in form.errors.items():
            found.setdefault(field if name == "__all__" else name, str(errors[0]))
    return {name: found[name] for name in form.fields if name in found}
