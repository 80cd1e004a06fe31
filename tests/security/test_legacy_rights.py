"""Rights in a database of 6.8: what the conversion would grant, less what a permission row lacks."""

import pytest

from specify.security.legacy_rights import Principal, denials, policies
from specify.security.policies import Rights

HERE, THERE = 4, 5
PRINCIPALS = "edu.ku.brc.af.auth.specify.principal"


def own(user_type: str | None, scope: int | None = HERE, permission: str | None = None, actions: str = "") -> Principal:
    return Principal(user_type, f"{PRINCIPALS}.UserPrincipal", None, "mokafor", scope, permission, actions)


def group(user_type: str, permission: str, actions: str | None, scope: int | None = HERE) -> Principal:
    kind = f"{PRINCIPALS}.GroupPrincipal"
    return Principal(user_type, kind, user_type, "Managers", scope, permission, actions)


def administrator(user_type: str = "Manager") -> Principal:
    return Principal(user_type, f"{PRINCIPALS}.AdminPrincipal", None, "Administrator", None)


def rights(*principals: Principal, where: int | None = HERE) -> Rights:
    return Rights(1, where, policies(principals, where), denials(principals, where))


def test_a_manager_may_do_everything_in_the_collection_and_nothing_to_the_institution() -> None:
    mine = rights(own("Manager"))
    assert mine.may_enter
    assert mine.may_table("spappresource", "delete")
    assert mine.may_field("taxon", "name")
    assert mine.may("/permissions/roles", "create")
    assert not mine.may_at_institution("/export/backup", "execute")
    assert not mine.is_administrator


def test_full_access_is_what_specify_7_makes_of_it() -> None:
    mine = rights(own("FullAccess"))
    assert mine.may_enter
    assert mine.may_table("collectionobject", "delete")
    assert mine.may_table("taxonattachment", "create")
    assert mine.may_table("picklistitem", "update")
    assert mine.may_table("spappresource", "read")
    assert not mine.may_table("spappresource", "update")
    assert mine.may("/tree/edit/taxon", "merge")
    assert mine.may("/report", "execute")
    assert not mine.may("/workbench/dataset", "create")
    assert not mine.may("/permissions/roles", "read")


@pytest.mark.parametrize("user_type", ["LimitedAccess", "Guest"])
def test_others_read(user_type: str) -> None:
    mine = rights(own(user_type))
    assert mine.may_enter
    assert mine.may_table("collectionobject", "read")
    assert mine.may("/querybuilder/query", "execute")
    assert not mine.may_table("collectionobject", "update")
    assert not mine.may_field("collectionobject", "remarks")


@pytest.mark.parametrize("user_type", [None, "", "Admin", "manager"])
def test_an_unknown_type_is_granted_nothing(user_type: str | None) -> None:
    assert not rights(own(user_type)).may_enter


def test_without_the_user_principal_of_the_collection_there_is_no_way_in() -> None:
    assert not rights().may_enter
    assert not rights(own("Manager", THERE)).may_enter
    assert not rights(own("Manager", None)).may_enter
    assert not rights(group("Manager", "DO.taxon", "view,add,modify,delete")).may_enter
    assert not rights(administrator()).may_enter


def test_an_administrator_of_specify_6() -> None:
    assert rights(administrator(), own("Manager")).is_administrator
    assert rights(administrator(), where=None).may("/export/backup", "execute")
    impostor = administrator()._replace(sub_class=f"{PRINCIPALS}.GroupPrincipal")
    assert not rights(impostor, where=None).may("/export/backup", "execute")


def test_an_action_that_a_row_lacks_is_taken_away() -> None:
    mine = rights(own("Manager"), group("Manager", "DO.taxon", "view,add"))
    assert mine.may_table("taxon", "read")
    assert mine.may_table("taxon", "create")
    assert not mine.may_table("taxon", "update")
    assert not mine.may_table("taxon", "delete")
    assert not mine.may_field("taxon", "name")
    assert not mine.may("/tree/edit/taxon", "merge")
    assert mine.may_table("agent", "delete")


@pytest.mark.parametrize("actions", [None, "", "add,modify,delete", "review", "VIEW"])
def test_who_may_not_see_may_do_nothing(actions: str | None) -> None:
    mine = rights(own("Manager"), group("Manager", "DO.CollectionObject", actions))
    assert not any(mine.may_table("collectionobject", one) for one in ("read", "create", "update", "delete"))


def test_in_doubt_less() -> None:
    assert not rights(
        own("Manager", HERE, "DO.agent", "view"), group("Manager", "DO.agent", "view,add,modify,delete")
    ).may_table("agent", "update")
    assert not rights(own("Manager"), group("Manager", "DO.*", "view")).may_table("agent", "update")
    assert not rights(own("Manager"), group("Manager", "DO.agent", "view", None)).may_table("agent", "update")
    assert not rights(administrator(), own("Manager"), group("Manager", "DO.agent", "view")).may_table(
        "agent", "update"
    )


def test_rows_of_another_collection_take_nothing_away_here() -> None:
    assert rights(own("Manager"), group("Guest", "DO.agent", "view", THERE)).may_table("agent", "update")


def test_a_row_never_adds_anything() -> None:
    mine = rights(own("Guest"), group("Guest", "DO.agent", "view,add,modify,delete"))
    assert not mine.may_table("agent", "update")
