"""Users, as Specify 6 knows them."""

from typing import Any

import pytest

from specify.datamodel.tables import join_model, model
from specify.records.writing.changes import Change
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, deleted, made, refused, row, saved

pytestmark = pytest.mark.django_db


def links(user: int | None) -> list[int]:
    """The principals that a user is linked to."""
    found: Any = join_model("specifyuser_spprincipal")._default_manager.filter(specifyuser_id=user)
    return list(found.values_list("spprincipal_id", flat=True))


def new_user() -> Change:
    """A user who may do what limited users may."""
    return made("specifyuser", name="quentin", userType="LimitedAccess", isLoggedIn=False, isLoggedInReport=False)


def group(world: World, name: str) -> int:
    """A group of principals."""
    return world.plant("spprincipal", groupType=name, groupSubClass="a.GroupPrincipal", name=name)


def test_a_new_user_is_known_to_specify_6_in_each_collection(visit: Visit, home_world: World) -> None:
    theirs, _others = group(home_world, "LimitedAccess"), group(home_world, "Manager")
    new, *_rest = saved(visit, new_user())
    own = model("spprincipal").objects.filter(name="quentin")
    assert set(own.values_list("scope", flat=True)) == set(model("collection").objects.values_list("pk", flat=True))
    assert {(one.priority, one.groupType) for one in own} == {(80, None)}
    assert theirs in links(new.id)
    assert not set(links(new.id)) & set(own.values_list("pk", flat=True))
    assert row("specifyuser", new.id).password.endswith("unusable")


def test_who_is_no_manager_any_more_is_no_administrator_of_specify_6(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("specifyuser", name="quentin", userType="Manager")
    administrators = home_world.plant("spprincipal", name="Administrator", groupSubClass="a.AdminPrincipal")
    others = group(home_world, "Manager")
    for principal in (administrators, others):
        join_model("specifyuser_spprincipal")._default_manager.create(specifyuser_id=stored, spprincipal_id=principal)
    saved(visit, lambda: changed("specifyuser", stored, email="q@example.org"))
    assert links(stored) == [administrators, others]
    saved(visit, lambda: changed("specifyuser", stored, userType="FullAccess"))
    assert links(stored) == [others]


def test_with_a_user_go_the_principals_that_nobody_else_has(visit: Visit) -> None:
    new, *_rest = saved(visit, new_user())
    saved(visit, lambda: deleted("specifyuser", new.id))
    assert not model("spprincipal").objects.filter(name="quentin").exists()
    assert links(new.id) == []


def test_who_owns_what_others_use_does_not_go(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("specifyuser", name="quentin")
    directory = home_world.plant("spappresourcedir", isPersonal=False)
    home_world.plant("spappresource", specifyUser_id=stored, spAppResourceDir_id=directory)
    (problem,) = refused(visit, lambda: deleted("specifyuser", stored))
    assert "settings that others use" in problem.sentence


def test_a_password_is_not_saved_with_a_record(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("specifyuser", name="quentin", password="unusable")
    saved(visit, lambda: changed("specifyuser", stored, password="stolen", email="q@example.org"))
    assert row("specifyuser", stored).password.endswith("unusable")
    assert row("specifyuser", stored).email == "q@example.org"
