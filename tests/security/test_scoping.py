"""Which rows belong to a collection; that no foreign row is seen is in `test_foreign_rows.py`."""

from dataclasses import replace

import pytest
from django.db.models import Q

from specify.datamodel import present
from specify.datamodel.declaring import Relationship
from specify.datamodel.tables import model
from specify.resources.place import Place, place_of
from specify.security.scoping import in_scope, visible_by_table, visible_ids
from tests.page_client import count_statements
from tests.planting import World

pytestmark = pytest.mark.django_db(databases="__all__")


def place_in(world: World) -> Place:
    found = place_of(world.ids["collection"])
    assert found is not None
    return found


def sees(key: str, place: Place, row: int) -> bool:
    return bool(visible_ids(present.tables()[key], place, [row]))


def test_every_table_can_be_asked_and_no_row_comes_twice() -> None:
    here = place_in(World.create())
    for key, table in present.tables().items():
        query = model(key).objects.filter(in_scope(table, here))
        assert query.count() == query.values("pk").distinct().count(), key


def test_every_table_can_be_asked_through_a_relationship() -> None:
    here = place_in(World.create())
    for table in present.tables().values():
        for name, way in table.relationships.items():
            if way.column:
                target = present.tables()[way.target.lower()]
                model(table.key).objects.filter(in_scope(target, here, f"{name}__")).exists()


def test_every_step_of_a_scope_is_one_that_can_be_followed() -> None:
    for table in present.tables().values():
        for step in filter(None, table.scope.split("|")):
            member = table.find(step)
            assert step == "tree" or member is not None, f"{table.name} is scoped by {step}, which it does not have."
            if isinstance(member, Relationship):
                assert not member.is_to_many, f"{table.name} is scoped by {step}, which leads to many."


def test_a_path_takes_rows_that_lead_nowhere() -> None:
    world = World.create()
    here = place_in(world)
    specimen = world.plant("collectionobject", collection_id=here.collection_id, accession=None)
    accessions = present.tables()["accession"]
    found = model("collectionobject").objects.filter(in_scope(accessions, here, "accession__"), pk=specimen)
    assert found.exists()


def test_a_row_without_an_owner_belongs_to_everyone() -> None:
    world = World.create()
    here = place_in(world)
    assert sees("agent", here, world.plant("agent", division_id=None))
    assert not sees("agent", here, world.plant("agent", division_id=World.create().ids["division"]))
    assert sees("address", here, world.plant("address", agent_id=None))


def test_a_row_follows_the_record_it_belongs_to() -> None:
    world, foreign = World.create(), World.create()
    here = place_in(world)
    for one, expected in ((world, True), (foreign, False)):
        agent = one.plant("agent", division_id=one.ids["division"])
        assert sees("agentvariant", here, one.plant("agentvariant", agent_id=agent)) is expected
        locality = one.plant("locality", discipline_id=one.ids["discipline"])
        detail = one.plant("localitydetail", locality_id=locality)
        assert sees("localitydetail", here, detail) is expected


def test_accessions_of_the_division_or_of_the_whole_institution() -> None:
    world, foreign = World.create(), World.create()
    here = place_in(world)
    number = foreign.plant("accession", division_id=foreign.ids["division"])
    person = foreign.plant("accessionagent", accession_id=number, repositoryAgreement_id=None)
    by_division, by_institution = replace(here, is_accessions_global=False), replace(here, is_accessions_global=True)
    assert not sees("accession", by_division, number)
    assert not sees("accessionagent", by_division, person)
    assert sees("accession", by_institution, number)
    assert sees("accessionagent", by_institution, person)
    assert in_scope(present.tables()["accession"], by_institution) == Q()


def test_the_nearest_owner_that_is_set_decides() -> None:
    world = World.create()
    here = place_in(world)
    beside = world.plant("collection", collectionName="Beside")
    folder = {"isPersonal": False, "discipline_id": here.discipline_id, "collection_id": None}
    assert sees("spappresourcedir", here, world.plant("spappresourcedir", **folder))
    assert not sees("spappresourcedir", here, world.plant("spappresourcedir", **{**folder, "collection_id": beside}))
    assert sees("spappresourcedir", here, world.plant("spappresourcedir", **{**folder, "discipline_id": None}))
    foreign = {**folder, "discipline_id": World.create().ids["discipline"]}
    assert not sees("spappresourcedir", here, world.plant("spappresourcedir", **foreign))


def test_a_link_between_two_records_is_seen_from_both_sides() -> None:
    world, foreign = World.create(), World.create()
    ours = world.plant("collectionobject", collection_id=world.ids["collection"])
    theirs = foreign.plant("collectionobject", collection_id=foreign.ids["collection"])
    link = world.plant("collectionrelationship", leftSide_id=ours, rightSide_id=theirs)
    third = World.create()
    assert sees("collectionrelationship", place_in(world), link)
    assert sees("collectionrelationship", place_in(foreign), link)
    assert not sees("collectionrelationship", place_in(third), link)


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        (None, None, True),
        (10, None, True),
        (0, "collection_id", True),
        (1, "discipline_id", True),
        (2, "division_id", True),
        (3, "institution_id", True),
        (0, None, False),
        (7, "collection_id", False),
    ],
)
def test_an_attachment_carries_its_level(kind: int | None, level: str | None, expected: bool) -> None:
    world = World.create()
    here = place_in(world)
    number = world.plant("attachment", scopeType=kind, scopeID=getattr(here, level) if level else None)
    assert sees("attachment", here, number) is expected
    if level and kind != 3:
        other = world.plant("attachment", scopeType=kind, scopeID=getattr(here, level) + 10**6)
        assert not sees("attachment", here, other)


def test_visible_ids_takes_one_statement() -> None:
    world = World.create()
    here = place_in(world)
    row = world.plant("agent", division_id=here.division_id)
    with count_statements() as statements:
        assert visible_ids(present.tables()["agent"], here, [row, 10**6]) == {row}
    assert len(statements) == 1


def test_what_can_be_no_id_is_not_visible() -> None:
    world = World.create()
    here = place_in(world)
    row = world.plant("agent", division_id=here.division_id)
    ids = [row, 0, -1, 2**31, 10**30]
    assert visible_ids(present.tables()["agent"], here, ids) == {row}
    assert visible_by_table(here, {"agent": ids, "locality": [10**30]}) == {"agent": {row}, "locality": frozenset()}
