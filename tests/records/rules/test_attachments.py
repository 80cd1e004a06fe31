"""Attachments: to what they belong, and joining rows without one."""

import pytest

from specify.datamodel import present
from specify.records.rules.attachments import joins
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, made, row, saved

pytestmark = pytest.mark.django_db


def belonging(attachment: int | None) -> tuple[int, int, int]:
    """Table, kind of level, and the id there."""
    found = row("attachment", attachment)
    return found.tableID, found.scopeType, found.scopeID


def test_a_new_attachment_belongs_to_the_record_it_is_made_for(visit: Visit) -> None:
    owner = made("collectionobject", catalogNumber="900830001")
    files = [made("attachment", origFilename=f"{number}.jpg") for number in range(2)]
    rows = [made("collectionobjectattachment", collectionObject=owner, attachment=one) for one in files]
    saved(visit, owner, *files, *rows)
    place = visit.place
    assert [belonging(one.id) for one in files] == [(1, 0, place.collection_id)] * 2
    assert [row("collectionobjectattachment", one.id).ordinal for one in rows] == [0, 1]


@pytest.mark.parametrize(
    ("owner", "level"),
    [
        ("agent", (2, "division_id")),
        ("loan", (1, "discipline_id")),
        ("accession", (2, "division_id")),
        ("permit", (3, "institution_id")),
        ("taxon", (1, "discipline_id")),
        ("storage", (3, "institution_id")),
        ("locality", (1, "discipline_id")),
        ("conservevent", (3, "institution_id")),
        ("fieldnotebookpage", (1, "discipline_id")),
        ("preparation", (0, "collection_id")),
    ],
)
def test_it_has_the_level_of_its_record(visit: Visit, home_world: World, owner: str, level: tuple[int, str]) -> None:
    stored = home_world.plant("attachment", tableID=41, scopeType=None, scopeID=None, version=3)
    way = joins()[f"{owner}attachment"]
    tree = {"definition_id": home_world.ids[f"{owner}treedef"]} if owner in ("taxon", "storage") else {}
    record = home_world.plant(owner, **tree)
    saved(visit, made(f"{owner}attachment", **{way: record, "attachment": stored}))
    kind, name = level
    assert belonging(stored) == (present.tables()[owner].number, kind, getattr(visit.place, name))
    assert row("attachment", stored).version == 3


def test_it_is_told_again_whenever_the_joining_row_is_saved(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("attachment", tableID=41, scopeType=3, scopeID=99)
    joining = home_world.plant("agentattachment", attachment_id=stored)
    saved(visit, lambda: changed("agentattachment", joining, remarks="cropped"))
    assert belonging(stored) == (5, 2, visit.place.division_id)


def test_a_joining_row_without_attachment_is_passed_over(visit: Visit, home_world: World) -> None:
    assert saved(visit, made("agentattachment", agent=home_world.plant("agent"))) == ()


def test_an_attachment_that_nothing_joins_names_its_own_table(visit: Visit) -> None:
    new = made("attachment", origFilename="q.jpg")
    saved(visit, new)
    assert row("attachment", new.id).tableID == 41


def test_every_joining_table_knows_the_way_to_its_record() -> None:
    assert len(joins()) >= 27
    for key, way in joins().items():
        owner = present.tables()[key].relationships[way].target.lower()
        assert key.startswith(owner[:8])
