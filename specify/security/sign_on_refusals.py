"""What a person is told when a single sign-on comes to nothing, and what the log is told.

In: what went wrong, with which provider. Out: a `NotSignedOn` to raise: a sentence, a remedy, a status of 4xx when it
is the person's matter and of 502 when it is the provider's. The log says which provider and why; never a code, a token
or a secret.
"""

import logging

from django.utils.translation import gettext as _

from specify.security.administrators import who_can_help
from specify.security.providers import Provider
from specify.web.refusals import Refusal

_log = logging.getLogger("specify.signin")


class NotSignedOn(Refusal):
    """A single sign-on that came to nothing; `next` is where the person wanted to go."""

    next = ""


def not_offered(key: str) -> Refusal:
    """There is no such provider."""
    return Refusal(
        404,
        _("Not found"),
        _("This server offers no sign-in under the name %(key)s.") % {"key": key},
        _("Go to the page for signing in: it has a button for each way to sign in."),
    )


def no_place_for_links() -> Refusal:
    """A database of Specify 6 has no table that links identities to users."""
    return Refusal(
        404,
        _("Not available here"),
        _("This database has no table for the links between identities and users, which came with Specify 7."),
        _("Sign in with your Specify user name and password."),
    )


def away(provider: Provider, error: Exception) -> NotSignedOn:
    """The provider cannot be reached, or takes too long."""
    _tell(provider, "does not answer", error)
    return NotSignedOn(
        502,
        _("%(provider)s does not answer") % {"provider": provider.title},
        _("You are not signed in: %(provider)s could not be reached, or took too long to answer.")
        % {"provider": provider.title},
        _("Try again in a minute, or sign in with your Specify user name and password."),
    )


def puzzling(provider: Provider, what: str) -> NotSignedOn:
    """The provider answered with something else than OpenID Connect says; `what` is for the log."""
    _tell(provider, what)
    return NotSignedOn(
        502,
        _("%(provider)s could not be understood") % {"provider": provider.title},
        _("You are not signed in: %(provider)s did not answer as it must, or its settings on this server are wrong.")
        % {"provider": provider.title},
        _("Tell the person who runs this server, with the time: the reason stands in the log."),
    )


def not_believed(provider: Provider, reason: str) -> NotSignedOn:
    """The id token does not prove who has signed in; `reason` ends the sentence."""
    _tell(provider, reason)
    return NotSignedOn(
        502,
        _("%(provider)s could not be believed") % {"provider": provider.title},
        _("You are not signed in: the word that %(provider)s sent on who you are proves nothing, for %(reason)s.")
        % {"provider": provider.title, "reason": reason},
        _("Sign in once more. If it happens again, tell the person who runs this server, with the time."),
    )


def cancelled(provider: Provider) -> NotSignedOn:
    """The person or the provider said no."""
    _tell(provider, "access_denied")
    return NotSignedOn(
        403,
        _("%(provider)s did not let you in") % {"provider": provider.title},
        _("You are not signed in: the sign-in was cancelled there, or %(provider)s does not let you use this program.")
        % {"provider": provider.title},
        _("Sign in once more, or with your Specify user name and password."),
    )


def over() -> NotSignedOn:
    """An answer to no question of ours: used already, too old, or asked in another browser."""
    return NotSignedOn(
        400,
        _("This sign-in is over"),
        _("It was finished before, was begun more than ten minutes ago, or in another browser."),
        _("Go to the start: if you are asked to sign in there, do so once more."),
    )


def disabled(provider: Provider) -> NotSignedOn:
    """An administrator has switched the link off."""
    _tell(provider, "the link is disabled")
    return NotSignedOn(
        403,
        _("Not allowed"),
        _("Signing in with this identity of %(provider)s has been switched off.") % {"provider": provider.title},
        _("Sign in with your Specify user name and password, or ask an administrator of Specify at your institution."),
    )


def ambiguous(provider: Provider) -> NotSignedOn:
    """The database links one identity to several users."""
    _tell(provider, "the identity is linked to several users")
    return NotSignedOn(
        409,
        _("Whose identity this is cannot be told"),
        _("In the database this identity of %(provider)s belongs to several users of Specify.")
        % {"provider": provider.title},
        _("Sign in with your Specify user name and password, and ask an administrator to remove all links but one."),
    )


def of_somebody_else(provider: Provider) -> NotSignedOn:
    """The identity is another user's: it is not linked a second time."""
    _tell(provider, "the identity is another user's")
    return NotSignedOn(
        409,
        _("This identity is another user's"),
        _("Nothing was linked: this identity of %(provider)s belongs to another user of Specify already.")
        % {"provider": provider.title},
        _("Sign in at %(provider)s with an identity of your own, or ask: %(help)s")
        % {"provider": provider.title, "help": who_can_help()},
    )


def signed_in_already(provider: Provider, name: str) -> NotSignedOn:
    """Somebody has signed in to this browser meanwhile, in another tab."""
    return NotSignedOn(
        409,
        _("You are signed in already"),
        _("This browser is signed in as %(user)s, and this identity of %(provider)s is not linked to that user.")
        % {"user": name, "provider": provider.title},
        _("Go on as %(user)s; or sign out first; or link the identity to %(user)s.") % {"user": name},
    )


def another_signed_in(provider: Provider) -> NotSignedOn:
    """Who wanted to link an identity is signed in no more, or somebody else is."""
    return NotSignedOn(
        409,
        _("Nothing was linked"),
        _("You wanted to link an identity of %(provider)s; meanwhile you have signed out, or in as another user.")
        % {"provider": provider.title},
        _("Sign in, and link the identity once more."),
    )


def not_said_again(provider: Provider, name: str) -> NotSignedOn:
    """Before a change the provider let in somebody else, or did not ask anew, or did not say when it asked."""
    _tell(provider, "no new sign-in of this user (sub, auth_time)")
    return NotSignedOn(
        403,
        _("Not allowed"),
        _("Nothing was changed: %(provider)s did not say that %(user)s has signed in there just now.")
        % {"provider": provider.title, "user": name},
        _("Try again; if that does not help, ask an administrator of Specify at your institution for a password."),
    )


def _tell(provider: Provider, reason: str, error: Exception | None = None) -> None:
    data = {"provider": provider.key, "reason": reason}
    if error is not None:
        data["error"] = type(error).__name__
    _log.warning("single sign-on failed", extra={"data": data})
