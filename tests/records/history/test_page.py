"""The page with the history of a record: what the audit log has about it and its parts, in words."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_hex
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.records.deleting import delete
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient, heading, link, words
from tests.planting import World
from tests.records.changing import changed, made, saved, under
from tests.records.test_contract import ONLY_WITH_POLICIES, allow, here, outsider  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def logged(key: str, row_id: int, action: int, noted: Mapping[str, tuple[str | None, str | None]], **more: Any) -> None:
    """An entry as Specify writes it."""
    moment = more.pop("moment", datetime(2026, 3, 1, 14, 5))
    stamps = {"timestampCreated": moment, "timestampModified": moment, "version": 0}
    log = model("spauditlog").objects.create(
        action=action, tableNum=present.tables()[key].number, recordId=row_id, recordVersion=1, **stamps, **more
    )
    for name, (before, after) in noted.items():
        model("spauditlogfield").objects.create(
            spAuditLog_id=log.pk, fieldName=name, oldValue=before, newValue=after, **stamps
        )


def steps(answer: Any) -> list[list[str]]:
    """The cells of the table, by row."""
    return [[text(cell) for cell in (row.find("th"), *row.iter("td"))] for row in answer.document.all("//tbody/tr")]


def deeds(answer: Any) -> list[str]:
    """What was done, deed by deed: the words for it and each field, set apart by a semicolon."""
    found = answer.document.all("//tbody//td/div")
    return ["; ".join([_begin(one), *(text(field) for field in one.iter("li"))]) for one in found]


def _begin(deed: Any) -> str:
    """What stands before the fields."""
    fields = next(deed.iter("details", "ul"), None)
    return text(deed).removesuffix(text(fields) if fields is not None else "").strip()


@pytest.fixture
def specimen(home_world: World) -> int:
    """An object that the log knows nothing of yet."""
    return home_world.plant("collectionobject", catalogNumber="900700001")


@pytest.fixture
def page(home: str, specimen: int) -> str:
    """The address of its history."""
    return f"{home}collectionobject/{specimen}/history/"


def test_what_was_saved_is_told_newest_first_and_with_its_parts(
    curator: CheckingClient, visit: Visit, home: str, home_world: World
) -> None:
    first, second = (home_world.plant("agent", lastName=name, agentType=1) for name in ("Ahlgren", "Bergius"))
    owner = made("collectionobject", catalogNumber="900700009", remarks="as it came", cataloger=first)
    part = under(owner, "determinations", made("determination", isCurrent=True))
    saved(visit, owner, part)
    model("spauditlog").objects.update(timestampCreated=datetime(2026, 3, 1))
    saved(visit, lambda: changed("collectionobject", owner.id, remarks="as it is", cataloger=second))
    page = curator.get(f"{home}collectionobject/{owner.id}/history/")
    later, earliest, *parts = deeds(page)
    assert later.startswith("Changed")
    assert "Remarks: as it came → as it is" in later
    assert "Ahlgren → Bergius" in later
    assert earliest.startswith("Entered")
    assert any(one.startswith("Entered: Determination") for one in parts)
    assert f"{home}agent/{second}/".encode() in page.content
    record = curator.get(f"{home}collectionobject/{owner.id}/")
    assert link(record, "History") == f"{home}collectionobject/{owner.id}/history/"


def test_values_are_told_as_a_form_tells_them(
    curator: CheckingClient, page: str, specimen: int, home_world: World
) -> None:
    model("collectionobject").objects.filter(pk=specimen).update(catalogedDatePrecision=2)
    agent = home_world.plant("agent", lastName="Ahlgren", agentType=1)
    logged(
        "collectionobject",
        specimen,
        1,
        {
            "catalogeddate": ("1987-08-01", "1987-09-14"),
            "catalogeddateprecision": ("2", "1"),
            "inventorydate": ("", "1990-01-02"),
            "deaccessioned": ("False", "True"),
            "countamt": (None, "4"),
            "catalogerid": (None, str(agent)),
            "version": ("1", "2"),
            "timestampmodified": ("2020-01-01", "2021-01-01"),
            "leftovers": ("old", "new"),
        },
    )
    (told,) = deeds(curator.get(page))
    assert "08/1987 → 1987-09-14" in told
    assert "empty → 1990-01-02" in told
    assert "No → Yes" in told
    assert "Count (on the form: Individuals): empty → 4" in told
    assert "on the form: Cataloged" not in told
    assert "empty → Ahlgren" in told
    assert "leftovers: old → new" in told
    assert "recision" not in told
    assert "2021" not in told


def test_the_log_of_specify_6_reads_the_same(curator: CheckingClient, page: str, specimen: int) -> None:
    logged("collectionobject", specimen, 1, {"deaccessioned": ("false", "true"), "catalogedDate": (None, "2019-05-06")})
    (told,) = deeds(curator.get(page))
    assert "No → Yes" in told
    assert "empty → 2019-05-06" in told


def test_a_deleted_record_is_told_by_its_number(
    curator: CheckingClient, page: str, specimen: int, home_world: World
) -> None:
    gone = home_world.plant("agent")
    logged("collectionobject", specimen, 1, {"cataloger": (str(gone), None)})
    model("agent").objects.filter(pk=gone).delete()
    assert f"Agent {gone}, deleted → empty" in deeds(curator.get(page))[0]


@pytest.mark.parametrize(
    ("action", "noted", "told"),
    [
        (3, {"taxonid": ("taxon", "other")}, "Merged into another; Taxon: Salmo → Trutta"),
        (4, {"parentid": ("taxon", "other")}, "Moved in the tree; Parent: Salmo → Trutta"),
        (
            5,
            {"acceptedid": (None, "other"), "isaccepted": ("True", "False")},
            "Made a synonym; Accepted name: empty → Trutta",
        ),
        (6, {"acceptedid": ("other", None)}, "Made a name of its own again; Accepted name: Trutta → empty"),
        (99, {}, "Something was done that this program does not know (99)"),
    ],
)
def test_what_was_done_in_a_tree_is_told(
    curator: CheckingClient,
    home: str,
    home_world: World,
    action: int,
    noted: dict[str, tuple[str | None, str | None]],
    told: str,
) -> None:
    ids = {
        key: home_world.plant("taxon", fullName=name, name=name, rankId=220)
        for key, name in (("taxon", "Salmo"), ("other", "Trutta"))
    }
    texts = {one: str(row) for one, row in ids.items()}
    put = {
        name: (texts.get(before or "", before), texts.get(after or "", after))
        for name, (before, after) in noted.items()
    }
    logged("taxon", ids["taxon"], action, put)
    (deed,) = deeds(curator.get(f"{home}taxon/{ids['taxon']}/history/"))
    assert deed.startswith(told.format(**ids))


def test_what_one_person_did_at_once_is_one_step(
    curator: CheckingClient, page: str, specimen: int, home_world: World
) -> None:
    part = home_world.plant("determination", collectionObject_id=specimen)
    owner = {"parentTableNum": 1, "parentRecordId": specimen}
    logged("collectionobject", specimen, 1, {"remarks": ("a", "b")})
    logged("determination", part, 1, {"remarks": ("c", "d")}, **owner)
    logged("determination", part, 1, {"remarks": ("d", "e")}, moment=datetime(2026, 3, 2, 9, 0), **owner)
    found = steps(curator.get(page))
    assert [row[0] for row in found] == ["2026-03-02 09:00", "2026-03-01 14:05"]
    assert "a → b" in found[1][2]
    assert "c → d" in found[1][2]


def test_parts_that_were_saved_by_themselves_or_deleted_are_there_too(
    curator: CheckingClient, page: str, specimen: int, visit: Visit, home_world: World
) -> None:
    part = home_world.plant("determination", collectionObject_id=specimen)
    determiner = home_world.plant("determiner", determination_id=part, remarks="of the deleted one")
    logged("determiner", determiner, 1, {"remarks": ("x", "of the deleted one")})
    logged("determination", part, 1, {"remarks": ("by", "itself")}, parentTableNum=23, parentRecordId=4)
    other = home_world.plant("collectionobject")
    logged("collectionobject", other, 1, {"remarks": ("not", "mine")})
    delete(visit, "determination", [part])
    model("spauditlog").objects.filter(recordId=part, action=2).update(parentTableNum=1, parentRecordId=specimen)
    told = sorted(deeds(curator.get(page)))
    assert [one.partition("; ")[0] for one in told] == [
        f"Changed: Determination {part}, deleted",
        f"Changed: Determiner {determiner}, deleted",
        f"Deleted: Determination {part}",
        f"Deleted: Determiner {determiner}",
    ]
    assert "; Remarks: x → of the deleted one" in told[1]
    assert "; Remarks: of the deleted one" in told[3]


def test_a_record_that_is_gone_has_its_history(
    curator: CheckingClient, page: str, specimen: int, visit: Visit, home_world: World
) -> None:
    home_world.plant("determination", collectionObject_id=specimen, remarks="of old")
    delete(visit, "collectionobject", [specimen])
    answer = curator.get(page)
    assert "deleted" in heading(answer)
    told = deeds(answer)
    assert any(one.startswith("Deleted;") and "900700001" in one for one in told)
    assert any(one.startswith("Deleted: Determination") and "of old" in one for one in told)


def test_one_that_belonged_elsewhere_or_never_was_has_none(curator: CheckingClient, home: str, visit: Visit) -> None:
    foreign = World.create()
    specimen, taxon = foreign.plant("collectionobject"), foreign.plant("taxon")
    assert curator.get(f"{home}collectionobject/{specimen}/history/").status_code == 404
    owner = {"parentTableNum": 23, "parentRecordId": foreign.ids["collection"]}
    logged("collectionobject", specimen, 2, {"catalognumber": ("SECRET999", None)}, **owner)
    definition = model("taxon").objects.values_list("definition_id", flat=True).get(pk=taxon)
    logged("taxon", taxon, 2, {"definition": (str(definition), None)})
    for key, row in (("collectionobject", specimen), ("taxon", taxon)):
        model(key).objects.filter(pk=row).delete()
        assert curator.get(f"{home}{key}/{row}/history/").status_code == 404
    assert curator.get(f"{home}collectionobject/99999999999/history/").status_code == 404


def test_a_node_that_is_gone_is_known_by_its_tree(curator: CheckingClient, home: str, visit: Visit) -> None:
    world = World.at(visit.place)
    taxon = world.plant("taxon", fullName="Salmo oblitus", name="oblitus")
    delete(visit, "taxon", [taxon])
    assert "Salmo oblitus" in deeds(curator.get(f"{home}taxon/{taxon}/history/"))[0]


def test_a_long_history_is_told_in_pages_that_lose_nothing(curator: CheckingClient, page: str, specimen: int) -> None:
    for number in range(1, 121):
        noted = {"remarks": (f"r{number}", f"r{number + 1}")}
        logged("collectionobject", specimen, 1, noted, moment=datetime(2026, 3, 1, 1 + number // 60, number % 60))
    found, address = [], page
    while address:
        answer = curator.get(address)
        found += deeds(answer)
        after = answer.document.all("//a[@rel='next']")
        address = f"{page}{after[0].get('href')}" if after else ""
    assert [one.split("→ r")[1] for one in found] == [str(number) for number in range(121, 1, -1)]
    for strange in ("0", "-1", "x", "999999", "٣", "1e3"):
        assert curator.get(page, {"from": strange}).status_code == 200


def test_a_page_takes_no_more_long_texts_than_it_has_room_for(
    curator: CheckingClient, page: str, specimen: int
) -> None:
    for _number in range(30):
        logged("collectionobject", specimen, 1, {"remarks": (token_hex(700), token_hex(700))})
    answer = curator.get(page)
    assert 0 < len(deeds(answer)) < 30
    assert "of 30" in words(answer)


@ONLY_WITH_POLICIES
def test_it_takes_the_right_to_read_the_log_and_tells_nothing_of_closed_tables(
    outsider: CheckingClient,  # noqa: F811
    here: object,  # noqa: F811
    page: str,
    specimen: int,
    home_world: World,
) -> None:
    part = home_world.plant("determination", collectionObject_id=specimen)
    agent = home_world.plant("agent", lastName="Secretus")
    logged("determination", part, 1, {"remarks": ("of wood", "of glass")}, parentTableNum=1, parentRecordId=specimen)
    logged("collectionobject", specimen, 1, {"cataloger": (None, str(agent))}, modifiedByAgent_id=agent)
    allow("outsider", here, "/table/collectionobject", "read")  # type: ignore[arg-type]
    assert outsider.get(page).status_code == 403
    assert "History" not in words(outsider.get(page.removesuffix("history/")))
    for table in ("spauditlog", "spauditlogfield"):
        allow("outsider", here, f"/table/{table}", "read")  # type: ignore[arg-type]
    answer = outsider.get(page)
    assert answer.status_code == 200
    assert "you may not read these" in words(answer)
    for secret in (b"of wood", b"of glass", b"Secretus"):
        assert secret not in answer.content


def test_a_password_is_never_told(curator: CheckingClient, home: str, visit: Visit) -> None:
    logged("specifyuser", visit.user.pk, 1, {"password": ("old-secret", "new-secret"), "name": ("a", "b")})
    answer = curator.get(f"{home}specifyuser/{visit.user.pk}/history/")
    assert b"-secret" not in answer.content
    assert "a → b" in words(answer)


def test_an_empty_history_says_so(curator: CheckingClient, page: str) -> None:
    assert "has nothing about this record" in words(curator.get(page))


def test_statements_do_not_grow_with_entries(curator: CheckingClient, page: str, specimen: int) -> None:
    for number in range(60):
        logged("collectionobject", specimen, 1, {"remarks": (str(number), str(number + 1))})
    curator.measure(page, page="history", at_most=20)
