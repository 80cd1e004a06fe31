"""What the database says about a user's rights, in one statement, on every shape."""

import pytest

from specify.datamodel import present
from specify.security.rights import enterable, rights_of
from tests.page_client import count_statements
from tests.planting import World
from tests.security.people import grant, let_in, make_administrator, permission_of, principal_of, user_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_one_statement_says_it_all() -> None:
    world = World.create()
    user = user_of(world, "mokafor")
    here = world.ids["collection"]
    let_in(world, user, here)
    with count_statements() as statements:
        mine = rights_of(user.pk, here)
        assert mine.may_enter
        assert mine.may_table("taxon", "update")
    assert len(statements) == 1
    with count_statements() as statements:
        assert enterable(user.pk, [here, 10**6]) == {here}
    assert len(statements) == 1


def test_a_stranger_and_a_deleted_user_may_nothing() -> None:
    world = World.create()
    user = user_of(world, "mokafor")
    here = world.ids["collection"]
    for number in (user.pk, 10**6):
        assert not rights_of(number, here).may_enter
        assert enterable(number, [here]) == set()


def test_an_administrator_is_one_at_the_institutions_level() -> None:
    world = World.create()
    user = user_of(world, "mokafor")
    make_administrator(world, user)
    mine = rights_of(user.pk, None)
    assert mine.is_administrator
    assert mine.may("/permissions/list_admins", "read")


if present.has("userpolicy"):

    def test_a_role_holds_in_its_collection_only() -> None:
        world = World.create()
        first = world.ids["collection"]
        second = world.plant("collection", collectionName="Second")
        user = user_of(world, "mokafor")
        role = world.plant("role", name="Reader", collection_id=first)
        world.plant("rolepolicy", role_id=role, resource="/table/%", action="read")
        world.plant("rolepolicy", role_id=role, resource="/system/sp7/collection", action="access")
        world.plant("userrole", role_id=role, specifyuser_id=user.pk)
        assert rights_of(user.pk, first).readable("taxon")
        assert not rights_of(user.pk, first).may_table("taxon", "update")
        assert not rights_of(user.pk, second).readable("taxon")
        assert not rights_of(user.pk, None).readable("taxon")
        assert enterable(user.pk, [first, second]) == {first}

    def test_a_policy_without_collection_holds_everywhere_and_one_without_user_for_everyone() -> None:
        world = World.create()
        here = world.ids["collection"]
        user = user_of(world, "mokafor")
        grant(world, user, "/table/taxon", "read", None)
        world.plant(
            "userpolicy", specifyuser_id=None, resource="/system/sp7/collection", action="access", collection_id=here
        )
        assert rights_of(user.pk, here).readable("taxon")
        assert rights_of(user.pk, None).readable("taxon")
        assert rights_of(user.pk, here).may_enter
        assert not rights_of(user.pk, here).is_administrator

    def test_anothers_policies_and_another_collections_do_not_count() -> None:
        world = World.create()
        here = world.ids["collection"]
        there = world.plant("collection", collectionName="Second")
        user, other = user_of(world, "mokafor"), user_of(world, "hbrand")
        grant(world, other, "%", "%", here)
        grant(world, user, "%", "%", there)
        assert not rights_of(user.pk, here).may_enter

else:

    def test_permission_rows_take_away() -> None:
        world = World.create()
        here = world.ids["collection"]
        user = user_of(world, "mokafor")
        let_in(world, user, here)
        managers = principal_of(world, user, "GroupPrincipal", here, groupType="Manager", name="Managers")
        permission_of(world, managers, "DO.taxon", "view,add")
        permission_of(world, managers, "Task.Query", "")
        mine = rights_of(user.pk, here)
        assert mine.may_table("taxon", "create")
        assert not mine.may_table("taxon", "update")
        assert mine.may_table("agent", "update")
        assert mine.may("/querybuilder/query", "execute")

    def test_an_administrator_reaches_only_collections_linked() -> None:
        world = World.create()
        here = world.ids["collection"]
        user = user_of(world, "mokafor")
        make_administrator(world, user)
        assert enterable(user.pk, [here]) == set()
        let_in(world, user, here)
        assert enterable(user.pk, [here]) == {here}
        assert rights_of(user.pk, here).is_administrator
