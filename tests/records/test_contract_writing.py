"""Every table, with every right and without: its forms are opened and saved, its records deleted, or it is refused.

All tables on one shape; twelve of them with each right alone on all shapes. A record of another collection is neither
changed, deleted, copied nor chosen, whatever its table.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from lxml import html

from specify.datamodel import present
from specify.datamodel.declaring import Table
from specify.datamodel.rows import Rows, settled
from specify.datamodel.tables import SpecifyUser, model
from specify.records.copying.copyable import is_copyable
from specify.resources.place import Place
from specify.security.entering import Visit
from tests.cast import ACCOUNT
from tests.planting import World
from tests.records.test_contract import rows_everywhere
from tests.security.people import agent_for, grant, permission_of, principal_of, user_of
from tests.security.test_foreign_rows import SHARED

pytestmark = [pytest.mark.django_db, pytest.mark.every_shape]
ON_ONE_SHAPE = pytest.mark.skipif(present.dialect() != "sqlite", reason="all tables are tried on one shape")
TWELVE = (
    *("accession", "agent", "collectingevent", "collectionobject", "determination", "geography"),
    *("loan", "locality", "preparation", "referencework", "storage", "taxon"),
)
WORDS = {"read": "view", "create": "add", "update": "modify", "delete": "delete"}
RIGHTS = ((), ("read",), ("read", "update"), ("read", "create"), ("read", "delete"), ("create", "update", "delete"))


@pytest.fixture
def place(visit: Visit) -> Place:
    """The demonstration's collection."""
    return visit.place


@pytest.fixture
def manager(db: None) -> Client:
    """Somebody who may do everything; their pages are checked elsewhere."""
    return signed_in(SpecifyUser.objects.get(name=ACCOUNT))


def signed_in(user: SpecifyUser) -> Client:
    """A client that only fetches, since there are very many pages."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def person(place: Place, tables: Collection[str], actions: Collection[str]) -> Client:
    """Somebody who may do this with these tables and nothing with others."""
    world = World.at(place)
    user = user_of(world, "-".join(actions) or "outsider")
    agent_for(world, user, place.division_id)
    if present.has("userpolicy"):
        grant(world, user, "/system/sp7/collection", "access", place.collection_id)
        grant(world, user, "/field/%", "%", place.collection_id)
        for table in tables:
            for action in actions:
                grant(world, user, f"/table/{table}", action, place.collection_id)
        return signed_in(user)
    principal = principal_of(world, user, "UserPrincipal", place.collection_id)
    for table in tables:
        permission_of(world, principal, f"DO.{table}", ",".join(WORDS[action] for action in actions))
    return signed_in(user)


def addresses(home: str, table: str, row: int) -> dict[str, str]:
    """Where a record is changed, copied, deleted, and where one is made."""
    collection, _, slug = home.strip("/").partition("-")
    way = {"collection_id": collection, "slug": slug, "table": table, "record_id": row}
    found = {"edit": f"{home}{table}/{row}/edit/", "like": f"{home}{table}/new/?like={row}"}
    for verb in ("delete", "clone"):
        try:
            found[verb] = reverse(f"records-{verb}", kwargs=way)
        except NoReverseMatch:
            continue
    return {**found, "new": f"{home}{table}/new/"}


def tried(client: Client, addresses: Mapping[str, str], table: str) -> Iterator[tuple[str, Any]]:
    """The answers to all verbs, asked for and sent."""
    for verb, address in addresses.items():
        yield f"{verb} {table}", client.get(address)
        if verb != "like":
            yield f"send {verb} {table}", client.post(address, {"_save": "1", "remarks": "x"})


@ON_ONE_SHAPE
def test_without_a_right_nothing_is_opened_or_done(place: Place, home: str) -> None:
    client = person(place, present.tables(), ())
    wrong = [
        (what, answer.status_code)
        for key, row in list(rows_everywhere(place))
        for what, answer in tried(client, addresses(home, key, row), key)
        if answer.status_code != 403
    ]
    assert wrong == []


@ON_ONE_SHAPE
def test_with_every_right_every_table_is_opened_and_saved(manager: Client, place: Place, home: str) -> None:
    wrong = []
    for key, row in list(rows_everywhere(place)):
        for verb, address in addresses(home, key, row).items():
            answer = manager.get(address)
            is_none = verb == "like" and not is_copyable(present.tables()[key])
            if answer.status_code != (404 if is_none else 200):
                wrong.append((verb, key, answer.status_code))
            elif verb == "edit" and (status := manager.post(address, sent_by(answer)).status_code) != 303:
                wrong.append(("save", key, status))
    assert wrong == []


def sent_by(page: Any) -> dict[str, str]:
    """What the form would send as it stands, to be saved."""
    form = html.fromstring(page.content).get_element_by_id("edit-form")
    return {
        **{name: value.replace("\n", "\r\n") for name, value in form.form_values() if value is not None},
        "_save": "1",
    }


@pytest.mark.parametrize("actions", RIGHTS, ids=lambda some: "-".join(some) or "none")
def test_each_right_opens_its_own(place: Place, home: str, actions: tuple[str, ...]) -> None:
    client, world = person(place, TWELVE, actions), World.at(place)
    for table in TWELVE:
        row = world.plant(table)
        answers = {what: answer.status_code for what, answer in tried(client, addresses(home, table, row), table)}
        may = {action: action in actions and "read" in actions for action in WORDS}
        assert answers[f"edit {table}"] == (200 if may["update"] else 403), table
        assert answers[f"send edit {table}"] == (422 if may["update"] else 403), table
        assert answers[f"new {table}"] == (200 if may["create"] else 403), table
        assert answers[f"send new {table}"] == (422 if may["create"] else 403), table
        assert answers[f"like {table}"] == (200 if may["create"] else 403), table
        assert answers.get(f"delete {table}", 403) == (200 if may["delete"] else 403), table
        assert answers.get(f"send delete {table}", 403) in (403, 422), table
        assert model(table).objects.filter(pk=row).exists()


@ON_ONE_SHAPE
def test_a_record_of_another_collection_is_neither_changed_nor_deleted_nor_copied(manager: Client, home: str) -> None:
    foreign, wrong, count = World.create(), [], 0
    for key, table in present.tables().items():
        if not table.scope or table.name in SHARED:
            continue
        row, count = foreign.ids.get(key) or foreign.plant(key), count + 1
        about = {verb: address for verb, address in addresses(home, key, row).items() if verb != "new"}
        wrong += [
            (what, answer.status_code) for what, answer in tried(manager, about, key) if answer.status_code != 404
        ]
    assert wrong == []
    assert count > 100


def test_a_record_of_another_collection_is_not_chosen(manager: Client, visit: Visit, home: str) -> None:
    world, foreign, count = World.at(visit.place), World.create(), 0
    for table in TWELVE:
        form = f"{home}{table}/{world.plant(table)}/edit/"
        data = sent_by(manager.get(form))
        for name, target in chosen_in(present.tables()[table], data):
            there, count = foreign.plant(target.key), count + 1
            name_there = name_of(visit, target, there)
            sent, control = {f"{name}.id": str(there)}, f"{name}.id"
            if name in data:
                sent, control = {**sent, name: name_there}, name
                texts = manager.get(f"{home}{table}/suggest/", {"_name": name, "_s": name_there}).content
                assert f'value="{name_there}"'.encode() not in texts, (table, name)
            answer = manager.post(form, {**data, **sent})
            assert answer.status_code == 422, (table, name)
            shown = html.fromstring(answer.content).get_element_by_id(control)
            assert shown.get("aria-invalid") == "true", (table, name)
    assert count > 12


def chosen_in(table: Table, data: Collection[str]) -> Iterator[tuple[str, Table]]:
    """The relationships of a form that a record is chosen for, with the tables of what is not shared by all."""
    for name in (name.removesuffix(".id") for name in data if name.endswith(".id")):
        target = present.tables()[way.target.lower()] if (way := table.relationships.get(name)) else None
        if target and target.scope and target.name not in SHARED:
            yield name, target


def name_of(visit: Visit, table: Table, row: int) -> str:
    """What a record is called."""
    rows = Rows()
    return settled(rows, lambda: visit.formatting(rows).label(table.key, row))
