"""A user's identities at the providers of single sign-on.

In: an identity that a provider vouches for, and a user. Out: whose it is; it linked; it removed. Kept of Specify 7:
links are rows of `spuserexternalid` (the provider's key, `sub`, the claims of the newest id token, enabled), and a user
may have several of one provider. The database neither keeps an identity from having two users nor tells upper from
lower case: here identities are compared exactly, and one that has two users is nobody's. Changed on purpose: a removed
link leaves an empty row, since Specify 7's invitations count on the highest number of a user's links never falling
back. Specify writes no audit log of links; they stand in the program's log.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from specify.datamodel.tables import SpecifyUser, model
from specify.datamodel.transactions import run_verb
from specify.security import sign_on_refusals as refusals
from specify.security.offering import configured, has_place_for_links
from specify.security.providers import Provider
from specify.web.refusals import Refusal, forbidden, missing

if TYPE_CHECKING:  # a database of Specify 6 has no such table, and then there is no such model
    from specify.datamodel.tables import Spuserexternalid

_log = logging.getLogger("specify.signin")
_NAMES = ("name", "preferred_username", "email")


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a provider: `subject` is theirs for ever, the claims are what else the provider says."""

    provider: Provider
    subject: str
    claims: Mapping[str, Any]


@dataclass(frozen=True)
class Linked:
    """An identity that is linked to a user, for showing."""

    id: int
    provider_key: str
    subject: str
    name: str
    enabled: bool

    @property
    def provider(self) -> str:
        """What the provider is called; its key when it is offered no more."""
        known = configured().get(self.provider_key)
        return known.title if known else self.provider_key

    @property
    def is_offered(self) -> bool:
        """Whether one can sign in with it today."""
        return self.enabled and self.provider_key in configured()

    def is_same_as(self, other: "Linked") -> bool:
        """Whether both rows are of one identity: the database does not keep it from having several."""
        return (self.provider_key, self.subject) == (other.provider_key, other.subject)


def name_of(claims: Any, subject: str) -> str:
    """What an identity is called: all its names, for people choose some of them freely; the subject if it has none."""
    given = claims if isinstance(claims, dict) else {}
    names = ["".join(filter(str.isprintable, str(given.get(claim) or ""))).strip()[:200] for claim in _NAMES]
    first, *others = dict.fromkeys(filter(None, names)) or [subject[:200]]
    return f"{first} ({', '.join(others)})" if others else first


def owner_of(identity: Identity) -> SpecifyUser | None:
    """The user that the identity is linked to; None when it is linked to nobody. One statement."""
    rows = _rows(identity.provider.key, identity.subject)
    if len({row.specifyuser_id for row in rows}) > 1:
        raise refusals.ambiguous(identity.provider)
    if not all(row.enabled for row in rows):
        raise refusals.disabled(identity.provider)
    return rows[0].specifyuser if rows else None


def link(identity: Identity, user: SpecifyUser) -> int:
    """Link the user's own identity, or keep its newest claims; how many identities of that provider the user has now.

    Never takes an identity from another user: that is refused.
    """

    def verb() -> int:
        _wait_for_turn(user)
        owner = owner_of(identity)
        if owner is None:
            kept = {"provider": identity.provider.key, "providerid": identity.subject, "idtoken": identity.claims}
            _links().create(specifyuser_id=user.pk, enabled=True, **kept)
        elif owner.pk != user.pk:
            raise refusals.of_somebody_else(identity.provider)
        else:
            _keep_claims(identity)
        return len([one for one in linked_to(user) if one.provider_key == identity.provider.key])

    number = run_verb(verb)
    _log.info("identity linked", extra={"data": {"provider": identity.provider.key, "user": user.pk}})
    return number


def refresh(identity: Identity) -> None:
    """Keep the claims of the newest id token, as Specify 7 does at each sign-in."""
    run_verb(lambda: _keep_claims(identity))


def _links() -> Any:
    return model("spuserexternalid")._default_manager


def _keep_claims(identity: Identity) -> None:
    numbers = [row.pk for row in _rows(identity.provider.key, identity.subject)]
    _links().filter(pk__in=numbers).update(idtoken=identity.claims)


def _wait_for_turn(user: SpecifyUser) -> None:
    # Nothing in the database keeps two changes at once from making an identity's second row, or removing both ways in.
    SpecifyUser.objects.select_for_update().values_list("pk").get(pk=user.pk)


def _rows(key: str, subject: str) -> "list[Spuserexternalid]":
    """The links of exactly this identity; the database finds those that only look alike too."""
    rows = _links().filter(provider=key, providerid=subject).select_related("specifyuser").order_by("pk")
    return [row for row in rows if (row.provider, row.providerid) == (key, subject)]


def linked_to(user: SpecifyUser) -> list[Linked]:
    """The user's identities, oldest first. One statement."""
    if not has_place_for_links():
        return []
    rows = _links().filter(specifyuser_id=user.pk).exclude(providerid="").order_by("pk")
    return [
        Linked(row.pk, row.provider, row.providerid, name_of(row.idtoken, row.providerid), row.enabled) for row in rows
    ]


def removable(user: SpecifyUser, number: int) -> Linked:
    """The user's own link of that number; a refusal when it may not be removed."""
    every = linked_to(user)
    wanted = next((one for one in every if one.id == number), None)
    if wanted is None:
        raise missing(_("No identity of yours has the number %(number)s.") % {"number": number})
    if not all(one.enabled for one in every if one.is_same_as(wanted)):
        raise forbidden(_("An administrator has switched this identity off, so only an administrator may remove it."))
    if not user.has_usable_password() and not any(one.is_offered for one in every if not one.is_same_as(wanted)):
        raise Refusal(
            409,
            _("Your only way in"),
            _("You have no password here, and this is the only identity that you can sign in with."),
            _("Link another identity first, or ask an administrator of Specify at your institution for a password."),
        )
    return wanted


def unlink(user: SpecifyUser, number: int) -> Linked:
    """Remove the user's own identity that has a link of that number; a refusal when it may not be."""

    def verb() -> Linked:
        _wait_for_turn(user)
        gone = removable(user, number)
        numbers = [row.pk for row in _rows(gone.provider_key, gone.subject) if row.specifyuser_id == user.pk]
        _links().filter(pk__in=numbers).update(provider="", providerid="", idtoken=None, enabled=False)
        return gone

    gone = run_verb(verb)
    _log.info("identity removed", extra={"data": {"provider": gone.provider_key, "user": user.pk}})
    return gone
