"""What a user may do: Specify 7's policies and roles, read anew on every request, in one statement.

In: a user's id and a collection's (None: the institution's level). Out: `Rights`. Kept of Specify: what counts are a
user's own policies and those of the user's roles in that collection. A database of 6.8 has no policies:
`legacy_rights.py` says what takes their place.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Q

from specify.datamodel import present, tables
from specify.security.legacy_rights import legacy_enterable, legacy_rights_of
from specify.security.policies import ACCESS, Policy, Rights, matches

__all__ = ["ACCESS", "Policy", "Rights", "enterable", "rights_of"]


def rights_of(user_id: int, collection_id: int | None) -> Rights:
    """What the user may do in the collection (None: at the institution's level). One statement."""
    if not present.has("userpolicy"):
        return legacy_rights_of(user_id, collection_id)
    kept = (policy for policy in _policies_of(user_id, collection_id) if policy.collection_id in (None, collection_id))
    return Rights(user_id, collection_id, tuple(kept))


def enterable(user_id: int, collection_ids: Iterable[int]) -> frozenset[int]:
    """Those of the collections that the user may enter. One statement."""
    if not present.has("userpolicy"):
        return legacy_enterable(user_id) & frozenset(collection_ids)
    granting = [policy for policy in _policies_of(user_id, None) if _grants_access(policy)]
    owners = {policy.collection_id for policy in granting}
    return frozenset(number for number in collection_ids if None in owners or number in owners)


def _grants_access(policy: Policy) -> bool:
    return matches(policy.resource, ACCESS[0]) and matches(policy.action, ACCESS[1])


def _policies_of(user_id: int, collection_id: int | None) -> list[Policy]:
    """The user's policies and those of the user's roles; with a collection those for it and for the institution."""
    found = _policies_asked(user_id, collection_id).all()
    return [Policy(resource, action, where, who == user_id) for resource, action, where, who in found]


@lru_cache(maxsize=1024)
def _policies_asked(user_id: int, collection_id: int | None) -> Any:
    """The query alone, never its rows: every page asks it, and to build it takes longer than to ask it."""
    collection = {} if collection_id is None else {"collection_id": collection_id}
    own = Q(specifyuser_id=user_id) | Q(specifyuser_id__isnull=True)
    here = Q(**collection) | Q(collection_id__isnull=True) if collection else Q()
    found: Any = tables.model("userpolicy")._default_manager.filter(own, here)
    found = found.values_list("resource", "action", "collection_id", "specifyuser_id")
    if all(present.has(key) for key in ("role", "rolepolicy", "userrole")):
        roles: Any = tables.model("userrole")._default_manager.filter(specifyuser_id=user_id).values("role_id")
        granted: Any = tables.model("rolepolicy")._default_manager.filter(
            role_id__in=roles, **{f"role__{name}": value for name, value in collection.items()}
        )
        # The role's collection comes with each policy, since it is what the policy is good for.
        found = found.union(granted.values_list("resource", "action", "role__collection_id", "role_id"), all=True)
    return found
