"""The page of the rows behind one relationship: paged and filled in on the draft of the form, and saved with it."""

from typing import Any

import pytest

from specify.records.choosing.ways_back import WayBack, address_back, told, ways_in
from specify.security.entering import Visit
from tests.cast import ACCOUNT, PASSWORD
from tests.page_client import CheckingClient, count_statements, heading, words
from tests.planting import World
from tests.records.filling_in import HTMX, behind, complaints, row, save, saved, shown

pytestmark = pytest.mark.django_db
MANY = 27


@pytest.fixture
def owned(specimen: int, home_world: World) -> list[int]:
    """The ids of its determinations: the two that it has, and 25 more behind them."""
    rows = ({"collectionObject_id": specimen, "remarks": f"no. {at}", "isCurrent": False} for at in range(3, MANY + 1))
    home_world.plant_many("determination", rows)
    return [one["id"] for one in behind("determination", collectionObject=specimen)]


def pressed(client: CheckingClient, address: str, button: str, value: str, **texts: str) -> str:
    """Where a button of the form leads, with that put into it before."""
    data = {**shown(client, address), **{name.replace("__", "."): text for name, text in texts.items()}}
    answer = client.post(address, {**data, button: value})
    assert answer.status_code == 303, words(answer)[:500]
    return str(answer["Location"])


def opened(client: CheckingClient, form: str, **texts: str) -> str:
    """The address of the page of the determinations, as the form leads to it."""
    return pressed(client, form, "_rows", "determinations", **texts).partition("#")[0]


def numbers(answer: Any) -> list[str]:
    """The numbers of the rows on a page, as their headings tell them."""
    return [one.text.split()[1] for one in answer.document.all("//legend[contains(text(), ' of ')]")]


def stands_on(answer: Any) -> str:
    """Which of the rows there are, in the words of the page."""
    return " ".join(answer.document.all("//nav[@aria-labelledby='pages']/p")[0].text.split())


def test_the_form_leads_to_all_rows_and_back_with_what_was_typed(
    curator: CheckingClient, form: str, owned: list[int]
) -> None:
    assert f"All {MANY} of " in words(curator.get(form))
    address = opened(curator, form, remarks="typed in the form")
    page = curator.get(address)
    assert "Determinations" in heading(page)
    assert stands_on(page).endswith(f" of {MANY}")
    name = f"determinations.{owned[4]}.remarks"
    back = pressed(curator, address, "_form", "determinations", **{name: "typed on the page"})
    assert back.endswith("#determinations")
    data = shown(curator, back.partition("#")[0])
    assert (data["remarks"], data[name]) == ("typed in the form", "typed on the page")


def test_every_row_can_be_reached_and_changed_and_only_those_changed_are_written(
    curator: CheckingClient, form: str, specimen: int, owned: list[int]
) -> None:
    before = {one["id"]: one for one in behind("determination", collectionObject=specimen)}
    address, seen = opened(curator, form, remarks="typed in the form"), []
    while True:
        data = shown(curator, address)
        here = [name.split(".")[1] for name in data if name.endswith(".remarks") and name.startswith("determinations.")]
        seen += [int(one) for one in here]
        button = curator.get(address).document.all("//button[@name='_page'][contains(., 'Next')]")
        changed = {f"determinations.{here[0]}.remarks": f"first of its page {len(seen)}"}
        if not button:
            break
        address = pressed(curator, address, "_page", button[0].get("value") or "", **changed).partition("#")[0]
    assert seen == owned
    record = saved(curator, save(curator, address, data, **changed))
    after = {one["id"]: one for one in behind("determination", collectionObject=record)}
    different = [key for key in after if after[key] != before[key]]
    assert len(different) > 1
    assert {after[key]["remarks"][:17] for key in different} == {"first of its page"}
    assert row("collectionobject", record)["remarks"] == "typed in the form"


def test_a_row_is_added_behind_all_and_begun_at_its_first_control(
    curator: CheckingClient, form: str, specimen: int, owned: list[int]
) -> None:
    there = pressed(curator, opened(curator, form), "_add", "determinations")
    address, _, anchor = there.partition("#")
    page = curator.get(address)
    assert anchor in page.document.ids
    assert anchor.startswith("determinations.n1.")
    assert stands_on(page).endswith(f"to {MANY + 1} of {MANY + 1}")
    saved(curator, save(curator, address, shown(curator, address), determinations__n1__remarks="new"))
    assert [one["remarks"] for one in behind("determination", collectionObject=specimen)][-1] == "new"


def test_htmx_swaps_the_form_and_focuses_the_new_row(curator: CheckingClient, form: str, owned: list[int]) -> None:
    address = opened(curator, form)
    answer = curator.post(address, {**shown(curator, address), "_add": "determinations"}, headers=HTMX)
    assert "A new row was put into the form." in answer.document.ids["status-line"].text
    focused = answer.document.all("//*[@autofocus]")
    assert [one.get("id", "").rpartition(".")[0] for one in focused] == ["determinations.n1"]
    assert answer["HX-Push-Url"] == answer.document.ids["edit-form"].get("action")


def test_a_row_taken_out_makes_room_and_is_deleted_with_the_save(
    curator: CheckingClient, form: str, specimen: int, owned: list[int]
) -> None:
    address = opened(curator, form)
    there = pressed(curator, address, "_remove", f"determinations.{owned[3]}").partition("#")[0]
    page = curator.get(there)
    assert stands_on(page).endswith(f" of {MANY - 1}")
    assert f"determinations.{owned[3]}.remarks" not in shown(curator, there)
    saved(curator, save(curator, there, shown(curator, there)))
    left = [one["id"] for one in behind("determination", collectionObject=specimen)]
    assert sorted(left) == sorted(set(owned) - {owned[3]})


def test_a_record_is_found_for_a_row_of_the_page_and_comes_back_to_it(
    curator: CheckingClient, form: str, owned: list[int]
) -> None:
    address = pressed(curator, opened(curator, form), "_page", str(MANY - 3)).partition("#")[0]
    name = f"determinations.{owned[-1]}.taxon"
    found = pressed(curator, address, "_find", name, **{name: "a"}).partition("#")[0]
    page = curator.get(found)
    assert f"determination {MANY}" in heading(page)
    answer = curator.post(found, {"id": str(page.document.all("//button[@name='id']")[0].get("value"))})
    back, _, anchor = answer["Location"].partition("#")
    assert anchor == name
    assert "/edit/rows/" in back
    assert shown(curator, back)[f"{name}.id"] != ""


def test_what_is_wrong_elsewhere_is_told_with_the_way_to_it(
    curator: CheckingClient, form: str, owned: list[int]
) -> None:
    address = opened(curator, form, catalogNumber="no number")
    refused = save(curator, address, shown(curator, address))
    (way,) = complaints(refused).values()
    assert "/edit/?draft=" in way
    assert way.endswith("#catalogNumber")
    assert "catalogNumber" in curator.get(way.partition("#")[0]).document.ids


def test_what_is_wrong_in_a_row_that_the_form_does_not_show_is_told_with_the_way_to_it(
    curator: CheckingClient, form: str, owned: list[int]
) -> None:
    name = f"determinations.{owned[-1]}.determinedDate"
    last = pressed(curator, opened(curator, form), "_page", str(MANY - 3)).partition("#")[0]
    whole = pressed(curator, last, "_form", "determinations", **{name: "no day"}).partition("#")[0]
    refused = save(curator, whole, shown(curator, whole))
    (way,) = complaints(refused).values()
    page = curator.get(way.partition("#")[0])
    assert way.endswith(f"#{name}")
    assert page.document.ids[name].get("value") == "no day"


def test_a_new_record_has_such_a_page_too(curator: CheckingClient, new: str) -> None:
    assert curator.get(f"{new}rows/?name=determinations")["Location"] == new
    address = pressed(curator, new, "_rows", "determinations", catalogNumber="900077").partition("#")[0]
    assert curator.get(address).status_code == 200
    for number in (1, 2):
        address = pressed(curator, address, "_add", "determinations").partition("#")[0]
        texts = {f"determinations.n{number}.remarks": f"row {number}"}
        address = pressed(curator, address, "_update", "1", **texts).partition("#")[0]
    record = saved(curator, save(curator, address, shown(curator, address)))
    assert [one["remarks"] for one in behind("determination", collectionObject=record)][-2:] == ["row 1", "row 2"]
    assert row("collectionobject", record)["catalogNumber"] == "000900077"


@pytest.mark.parametrize(
    "asked",
    [
        "name=nonsense",
        "name=cataloger",
        "name=remarks",
        "name=determinations.n7.determiners",
        "name=determinations.1.determiners",
        "name=determinations..",
        "name=%00",
        "name=collection.collectionObjects",
    ],
)
@pytest.mark.one_shape
def test_what_leads_to_no_rows_of_the_form_is_not_found(curator: CheckingClient, form: str, asked: str) -> None:
    assert curator.get(f"{form}rows/?{asked}").status_code == 404


@pytest.mark.parametrize("asked", ["", "first=9", "name="])
@pytest.mark.one_shape
def test_without_a_name_the_form_is_shown(curator: CheckingClient, form: str, asked: str) -> None:
    assert curator.get(f"{form}rows/?{asked}")["Location"] == form


@pytest.mark.parametrize("first", ["0", "-1", "x", "28", "999999999", "9999999999", "١"])
@pytest.mark.one_shape
def test_any_place_to_begin_with_shows_rows(curator: CheckingClient, form: str, owned: list[int], first: str) -> None:
    page = curator.get(f"{form}rows/?name=determinations&first={first}")
    assert page.status_code == 200
    assert stands_on(page).endswith(f" of {MANY}")


def test_whoever_has_to_sign_in_comes_back_to_the_page(curator: CheckingClient, form: str, owned: list[int]) -> None:
    address = opened(curator, form)
    name = f"determinations.{owned[2]}.remarks"
    data = {**shown(curator, address), name: "typed"}
    curator.post("/accounts/sign-out/")
    answer = curator.post(address, {**data, "_save": "1"})
    answer = curator.post(answer["Location"], {"login": ACCOUNT, "password": PASSWORD})
    assert "/edit/rows/?" in answer["Location"]
    assert shown(curator, answer["Location"])[name] == "typed"


def test_what_was_typed_on_the_page_outlives_a_form_that_a_browser_has_kept(
    curator: CheckingClient, form: str, specimen: int, owned: list[int]
) -> None:
    old = shown(curator, form)
    address = curator.post(form, {**old, "_rows": "determinations"})["Location"].partition("#")[0]
    address = pressed(curator, address, "_remove", f"determinations.{owned[-1]}").partition("#")[0]
    address = pressed(curator, address, "_add", "determinations").partition("#")[0]
    pressed(curator, address, "_update", "1", determinations__n1__remarks="typed")
    saved(curator, save(curator, form, old))
    rows = behind("determination", collectionObject=specimen)
    assert (rows[-1]["remarks"], owned[-1] in [one["id"] for one in rows]) == ("typed", False)


def test_statements_do_not_follow_the_number_of_rows(
    curator: CheckingClient, form: str, specimen: int, home_world: World, owned: list[int]
) -> None:
    def number(asked: str) -> int:
        assert curator.get(f"{form}rows/?name=determinations{asked}").status_code == 200
        with count_statements() as statements:
            curator.get(f"{form}rows/?name=determinations{asked}")
        return len(statements)

    few = number(""), number("&first=20")
    home_world.plant_many("determination", ({"collectionObject_id": specimen, "isCurrent": False} for _ in range(300)))
    assert (number(""), number("&first=20")) == few
    assert number("&first=310") == few[0]


def test_the_way_back_from_another_form_leads_to_the_page(visit: Visit) -> None:
    ways = (WayBack("collectionobject", 5, "a" * 32, "determinations.12.taxon", "determinations"),)
    assert ways_in(told(ways)) == ways
    there = address_back(ways, visit.place)
    assert there.endswith(f"/5/edit/rows/?draft={'a' * 32}&name=determinations&row=12#determinations.12.taxon")
    assert ways_in(told(ways) + "-more") == ()
