"""People for the tests of this package: users, agents, rights, in whatever way the shape under test keeps them.

In: a planted `World`. Out: rows. A database of 6.8 has principals where 7 has policies, so `let_in` knows both.
"""

from typing import Any

from specify.datamodel import present
from specify.datamodel.tables import SpecifyUser, join_model
from specify.security.passwords import encrypt
from tests.planting import World

PASSWORD = "gill raker 7"
PRINCIPALS = "edu.ku.brc.af.auth.specify.principal"


def user_of(world: World, name: str, user_type: str = "Manager", password: str = PASSWORD) -> SpecifyUser:
    """A user who may do nothing yet."""
    stored = f"pbe${encrypt(password)}" if password else "pbe$unusable"
    number = world.plant("specifyuser", name=name, password=stored, userType=user_type)
    return SpecifyUser.objects.get(pk=number)


def grant(world: World, user: SpecifyUser, resource: str, action: str, collection_id: int | None) -> None:
    """A policy of the user's own."""
    world.plant("userpolicy", specifyuser_id=user.pk, resource=resource, action=action, collection_id=collection_id)


def principal_of(world: World, user: SpecifyUser, kind: str, scope: int | None, **given: Any) -> int:
    """A principal of that kind, linked to the user."""
    values = {"groupSubClass": f"{PRINCIPALS}.{kind}", "groupType": None, "name": user.name, "scope": scope, **given}
    number = world.plant("spprincipal", **values)
    join_model("specifyuser_spprincipal").objects.create(specifyuser_id=user.pk, spprincipal_id=number)
    return number


def permission_of(world: World, principal: int, name: str, actions: str | None) -> None:
    """A permission row of a principal."""
    number = world.plant("sppermission", name=name, actions=actions, permissionClass="BasicSpPermission")
    join_model("spprincipal_sppermission").objects.create(spprincipal_id=principal, sppermission_id=number)


def let_in(world: World, user: SpecifyUser, collection_id: int) -> None:
    """Everything in one collection, for a user of type Manager."""
    if present.has("userpolicy"):
        grant(world, user, "%", "%", collection_id)
    else:
        principal_of(world, user, "UserPrincipal", collection_id)


def make_administrator(world: World, user: SpecifyUser) -> None:
    """The institution's administrator."""
    if present.has("userpolicy"):
        grant(world, user, "%", "%", None)
    else:
        principal_of(world, user, "AdminPrincipal", None, name="Administrator")


def agent_for(world: World, user: SpecifyUser, division_id: int, first: str = "Ilse", last: str = "Brandt") -> int:
    """An agent behind the user in that division."""
    return world.plant("agent", specifyUser_id=user.pk, division_id=division_id, firstName=first, lastName=last)
