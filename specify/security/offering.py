"""Which providers people may sign in with.

In: the settings, and whether the database can keep links. Out: the providers in the administrator's order; one of them
by its key, or a refusal. A database of Specify 6 has no table for the links, so nothing is offered there.
"""

from collections.abc import Mapping

from django.conf import settings

from specify.datamodel import present
from specify.security.providers import Provider
from specify.security.sign_on_refusals import no_place_for_links, not_offered


def has_place_for_links() -> bool:
    """Whether the database has the table of Specify 7 that links identities to users."""
    return present.has("spuserexternalid")


def configured() -> Mapping[str, Provider]:
    """What the administrator has written down."""
    providers: Mapping[str, Provider] = settings.SIGN_IN_PROVIDERS
    return providers


def offered() -> list[Provider]:
    """What has a button."""
    return list(configured().values()) if has_place_for_links() else []


def provider_of(key: str) -> Provider:
    """The provider of that key; a refusal when there is none."""
    if key not in configured():
        raise not_offered(key)
    if not has_place_for_links():
        raise no_place_for_links()
    return configured()[key]
