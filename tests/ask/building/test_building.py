"""The builder: what its buttons do to the query in the address, what it refuses, how little it asks for."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from specify.ask.building.checking import problems_of
from specify.ask.building.page import may_ask
from specify.ask.models import KeptQuery
from specify.datamodel.tables import model
from specify.query.asked import Operator
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from specify.security.policies import Policy, Rights
from specify.security.preferring import save_preferences
from specify.web.refusals import Refusal
from tests.ask.building.form import form_of, lines_at, press
from tests.page_checks import text
from tests.page_client import CheckingClient, heading, words

pytestmark = pytest.mark.django_db
NUMBER = "1.collectionobject.catalogNumber"
REMARKS = "1.collectionobject.remarks"
COUNTRY = "1,10,2,3.geography.Country"
TYPE = "1,9-determinations.determination.typeStatusName"
YEAR = "1,10.collectingevent.startDateNumericYear"
DATE = "1,10.collectingevent.startDate"


def builder(home: str, *lines: str, more: str = "") -> str:
    return f"{home}query/?on=collectionobject{''.join(f'&l={line}' for line in lines)}{more}"


def test_without_a_query_a_table_is_chosen(curator: CheckingClient, home: str) -> None:
    answer = curator.get(f"{home}query/")
    assert answer["Location"] == f"{home}query/new/"
    page = curator.get(answer["Location"])
    chosen = next(link for link in page.document.all("//main//a") if text(link) == "Collection object")
    page = curator.get(chosen.get("href"))
    assert heading(page) == "New Query on Collection object"
    assert form_of(page)["p"] == [NUMBER]
    assert "Storage Tree Def" in words(curator.get(f"{home}query/new/?all=1"))


def test_the_form_says_the_query_again(curator: CheckingClient, home: str) -> None:
    lines = (
        f"{NUMBER}~in,not,asc~1, 10-12",
        f"{REMARKS}~contains,prompt~red ~ tag",
        f"{REMARKS}~equal,hide~x",
        "1,5-cataloger.agent.cataloger~rel",
        "1,9-determinations.determination.determinations~rel,count,desc",
        "(any",
        f"{TYPE}~equal,hide~Holotype",
        "(none~1,63-preparations",
        ")",
        ")",
    )
    answer = press(
        curator, builder(home, *lines, more="&distinct=1"), "do", "update", f2__op="11", distinct=["1"], synonyms=["1"]
    )
    assert answer.status_code == 303
    again = lines_at(answer["Location"])
    assert again == list(lines)
    assert parse_qs(urlsplit(answer["Location"]).query)["synonyms"] == ["1"]


def test_texts_are_compared_for_who_prefers_it(curator: CheckingClient, home: str, visit: Visit) -> None:
    comparing = {int(one) for one in (Operator.GREATER, Operator.LESS, Operator.GREATER_OR_EQUAL)}

    def offered(line: str) -> set[int]:
        page = curator.get(builder(home, line)).document
        return {int(one.get("value") or 0) for one in page.ids["f1-op"].findall("option")}

    assert Operator.BETWEEN in offered(REMARKS)
    assert not comparing & offered(REMARKS)
    assert comparing <= offered(NUMBER)
    assert Operator.GREATER in offered(f"{REMARKS}~greater~m"), "what a line has stays"
    path = ("queryBuilder", "behavior", "showComparisonOperatorsForString")
    save_preferences(visit.viewer, {path: True}, visit.agent_id)
    assert comparing <= offered(REMARKS)
    assert not comparing & offered("1.collectionobject.yesNo1")


@pytest.mark.parametrize(
    ("lines", "more"),
    [
        ((f"{NUMBER}~equal,format:Other~1", f"{NUMBER}~equal,hide,format:Other~2"), ""),
        ((f"{REMARKS}~equal,prompt~1", f"{REMARKS}~equal,hide,prompt~2"), ""),
        (("1.collectionobject.age~age-period,strict~Eocene", "1.collectionobject.age~age-period,hide,strict~Mio"), ""),
        (("(any", f"{REMARKS}~equal,hide~a", f"{REMARKS}~equal,hide,prompt~b", ")"), ""),
        (("1,5-cataloger.agent.cataloger~contains,rel~x",), "&as=specify"),
    ],
    ids=lambda one: str(one)[:40],
)
@pytest.mark.one_shape
def test_nothing_of_an_alternative_is_lost(
    curator: CheckingClient, home: str, lines: tuple[str, ...], more: str
) -> None:
    answer = press(curator, builder(home, *lines, more=more), "do", "update")
    assert lines_at(answer["Location"]) == list(lines)


@pytest.mark.one_shape
def test_an_alternative_is_told_as_the_first(curator: CheckingClient, home: str) -> None:
    at = builder(home, f"{NUMBER}~equal,format:Other~1", f"{NUMBER}~equal,hide,format:Other~2")
    answer = press(curator, at, "do", "update", f1__how="Third")
    assert [line.split("~")[1] for line in lines_at(answer["Location"])] == [
        "equal,format:Third",
        "equal,hide,format:Third",
    ]


@pytest.mark.one_shape
def test_the_hands_stay_where_they_were(curator: CheckingClient, home: str) -> None:
    at = builder(home, NUMBER, f"{REMARKS}~equal~a", f"{REMARKS}~equal,hide~b", TYPE)
    assert press(curator, at, "out", "3")["Location"].endswith("#f2-op")
    assert press(curator, at, "out", "2")["Location"].endswith("#f2-op")
    assert press(curator, at, "out", "4")["Location"].endswith("#f3-op")
    assert press(curator, builder(home, NUMBER), "out", "1")["Location"].endswith("#add-field")
    boolean = builder(home, "1.collectionobject.yesNo1~true")
    assert press(curator, boolean, "or", "1")["Location"].endswith("#f2-op"), "there is no value to type"


@pytest.mark.one_shape
def test_the_group_that_is_filled_stays_chosen(curator: CheckingClient, home: str) -> None:
    at = builder(home, NUMBER, "(any", ")")
    for button, value in (("do", "group"), ("do", "add"), ("do", "update"), ("or", "1")):
        answer = press(curator, at, button, value, into="1")
        assert parse_qs(urlsplit(answer["Location"]).query)["into"] == ["1"], (button, value)


@pytest.mark.one_shape
def test_a_field_is_added_moved_and_taken_out(curator: CheckingClient, home: str) -> None:
    answer = press(curator, builder(home, NUMBER), "do", "add", field=COUNTRY)
    assert answer["Location"].endswith("#f2-v")
    assert lines_at(answer["Location"]) == [NUMBER, f"{COUNTRY}~equal"]
    answer = press(curator, answer["Location"].partition("#")[0], "or", "2", f2__v="Norway")
    assert answer["Location"].endswith("#f3-v")
    assert lines_at(answer["Location"]) == [NUMBER, f"{COUNTRY}~equal~Norway", f"{COUNTRY}~equal,hide"]
    answer = press(curator, answer["Location"].partition("#")[0], "move", "2-up", f3__v="Sweden")
    told = [f"{COUNTRY}~equal~Norway", f"{COUNTRY}~equal,hide~Sweden", NUMBER]
    assert lines_at(answer["Location"]) == told
    assert answer["Location"].endswith("#f1-op")
    page = curator.get(answer["Location"].partition("#")[0])
    assert "whose Country is Norway or Sweden." in words(page)
    alone = press(curator, answer["Location"].partition("#")[0], "out", "2")
    assert lines_at(alone["Location"]) == [told[0], NUMBER]
    both = press(curator, answer["Location"].partition("#")[0], "out", "1")
    assert lines_at(both["Location"]) == [NUMBER]
    down = press(curator, answer["Location"].partition("#")[0], "move", "1-down")
    assert lines_at(down["Location"]) == [NUMBER, *told[:2]]


@pytest.mark.one_shape
def test_groups_hold_lines_and_groups(curator: CheckingClient, home: str) -> None:
    answer = press(curator, builder(home, NUMBER), "do", "group", group="any")
    assert lines_at(answer["Location"]) == [NUMBER, "(any", ")"]
    at = answer["Location"].partition("#")[0]
    answer = press(curator, at, "do", "add", field=REMARKS, into="1")
    assert lines_at(answer["Location"]) == [NUMBER, "(any", f"{REMARKS}~equal,hide", ")"]
    at = answer["Location"].partition("#")[0]
    answer = press(curator, at, "do", "group", group="none-there", rows="1,9-determinations", into="1")
    told = [NUMBER, "(any", f"{REMARKS}~equal,hide", "(none~1,9-determinations", ")", ")"]
    assert lines_at(answer["Location"]) == told
    at = answer["Location"].partition("#")[0]
    browse = press(curator, at, "do", "browse", into="2")
    assert parse_qs(urlsplit(browse["Location"]).query)["at"] == ["1,9-determinations"]
    answer = press(curator, at, "do", "add", field=REMARKS, into="2")
    assert lines_at(answer["Location"]) == told, "remarks of objects are none of determinations"
    answer = press(curator, at, "ungroup", "2")
    assert lines_at(answer["Location"]) == [NUMBER, "(any", f"{REMARKS}~equal,hide", ")"]


def test_who_collected_can_be_asked_at_once(curator: CheckingClient, home: str) -> None:
    page = curator.get(builder(home, NUMBER))
    offered = [one.get("value") for one in page.document.all("//select[@id='rows']/option")]
    assert "1,10,30-collectors" in offered
    assert len(offered) == len(set(offered))


@pytest.mark.one_shape
def test_a_query_in_the_meaning_of_specify_is_offered_no_groups(curator: CheckingClient, home: str) -> None:
    page = curator.get(builder(home, NUMBER, more="&as=specify"))
    assert "add-group" not in page.document.ids
    assert "It means what it means in Specify 7." in words(page)
    answer = press(curator, builder(home, NUMBER, more="&as=specify"), "do", "update")
    assert answer["Location"].endswith("&as=specify")


def test_running_leads_to_the_rows(curator: CheckingClient, home: str) -> None:
    answer = press(curator, builder(home, NUMBER, COUNTRY), "do", "run", f2__op="1", f2__v="Norway")
    assert answer["Location"].startswith(f"{home}query/results/?")
    assert curator.get(answer["Location"]).status_code == 200
    answer = press(curator, builder(home, NUMBER), "do", "count")
    assert answer["Location"].startswith(f"{home}query/count/?")
    answer = press(curator, builder(home, NUMBER), "do", "save")
    assert answer["Location"].startswith(f"{home}query/save/?")


def test_what_cannot_be_asked_is_told_all_at_once(curator: CheckingClient, home: str) -> None:
    at = builder(home, NUMBER, YEAR, DATE, f"{YEAR.replace('Year', 'Month')}")
    answer = press(
        curator, at, "do", "run", f2__op="1", f2__v="long ago", f3__op="2", f3__v="never", f4__op="9", f4__v="1"
    )
    assert answer.status_code == 422
    assert text(answer.document.all("//title")[0]).startswith("Error:")
    told = [text(item) for item in answer.document.all("//div[@id='errors']//li")]
    assert len(told) == 3
    assert {link.get("href") for link in answer.document.all("//div[@id='errors']//a")} == {
        "#f2-v",
        "#f3-v",
        "#f4-v",
    }
    held = form_of(answer)
    assert (held["f2-v"], held["f3-v"], held["f4-v"]) == (["long ago"], ["never"], ["1"])
    for number in (2, 3, 4):
        control = answer.document.ids[f"f{number}-v"]
        assert control.get("aria-invalid") == "true"
        assert f"f{number}-e" in (control.get("aria-describedby") or "")


@pytest.mark.parametrize(("typed", "kept"), [("17 May 1998", "1998-05-17"), ("today - 2 weeks", "today - 2 weeks")])
@pytest.mark.one_shape
def test_dates_are_written_as_people_do(curator: CheckingClient, home: str, typed: str, kept: str) -> None:
    answer = press(curator, builder(home, DATE), "do", "update", f1__op="2", f1__v=typed)
    assert lines_at(answer["Location"]) == [f"{DATE}~greater~{kept}"]


@pytest.mark.one_shape
def test_to_htmx_the_form_is_the_answer(curator: CheckingClient, home: str) -> None:
    sent = form_of(curator.get(builder(home, NUMBER)))
    answer = curator.post(
        builder(home, NUMBER), {**sent, "do": "add", "field": COUNTRY}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert lines_at(answer["HX-Push-Url"]) == [NUMBER, f"{COUNTRY}~equal"]
    assert [one.get("id") for one in answer.document.all("//*[@autofocus]")] == ["f2-v"]
    assert text(answer.document.ids["status-line"]) == "The field was added."
    run = curator.post(builder(home, NUMBER), {**sent, "do": "run"}, headers={"HX-Request": "true"})
    assert run["HX-Redirect"].startswith(f"{home}query/results/?")


@pytest.mark.parametrize(
    "change",
    [
        {"p": "'; DROP TABLE agent; --"},
        {"f1-v": "x" * 1_000_000},
        {"set": "99999999999999999999"},
        *(
            pytest.param(change, marks=pytest.mark.one_shape, id=str(change)[:60])
            for change in (
                {"p": "1,2,3"},
                {"p": "1.collectionobject.nonsense"},
                {"p": "999.x.y"},
                {"p": ["(any"] * 20},
                {"p": [")"]},
                {"p": "(none~1,999-x"},
                {"p": [NUMBER] * 2000},
                {"p": "4.taxon.fullName"},
                {"on": "nonsense"},
                {"on": ""},
                {"f1-op": "99"},
                {"f1-op": "drop"},
                {"move": "9-up"},
                {"move": "-"},
                {"out": "0"},
                {"or": "x"},
                {"ungroup": "1"},
                {"do": "add", "field": "1.collectionobject.password"},
                {"do": "add", "field": "72.specifyuser.password"},
                {"do": "add", "field": NUMBER, "into": "9"},
                {"do": "group", "group": "any~1,9-nonsense"},
                {"do": "group", "group": "nonsense"},
                {"do": "nonsense"},
            )
        ),
    ],
    ids=lambda change: str(change)[:60],
)
def test_hostile_forms_are_answered_in_a_sentence(curator: CheckingClient, home: str, change: dict[str, Any]) -> None:
    sent = {**form_of(curator.get(builder(home, NUMBER))), **change}
    answer = curator.post(builder(home, NUMBER), sent)
    assert answer.status_code in (303, 404, 422)
    if answer.status_code == 303:
        assert curator.get(answer["Location"], follow=True).status_code in (200, 422)


@pytest.mark.one_shape
def test_a_megabyte_of_lines_is_refused(curator: CheckingClient, home: str) -> None:
    answer = curator.post(builder(home, NUMBER), {"on": "collectionobject", "p": [NUMBER] * 10_000})
    assert answer.status_code in (413, 422)


def test_a_long_query_is_kept_under_a_digest(curator: CheckingClient, home: str) -> None:
    numbers = ", ".join(str(number) for number in range(1, 1000))
    answer = press(curator, builder(home, NUMBER), "do", "update", f1__op="10", f1__v=numbers)
    assert "kept=" in answer["Location"]
    assert KeptQuery.objects.count() == 1
    page = curator.get(answer["Location"])
    assert form_of(page)["f1-v"] == [numbers]
    answer = press(curator, answer["Location"], "do", "add", field=COUNTRY)
    assert answer.status_code == 303


def test_twelve_lines_are_a_light_page_with_few_statements(curator: CheckingClient, home: str) -> None:
    lines = [NUMBER, COUNTRY, f"{COUNTRY}~hide", REMARKS, TYPE, YEAR, DATE, f"{DATE}NumericMonth"]
    lines += [
        "1,9-determinations,4.taxon.Family",
        "1,9-determinations,4.taxon.fullName",
        "1,10,2.locality.localityName",
    ]
    lines += ["1,5-cataloger.agent.cataloger~rel", "1,10.collectingevent.collectors~rel"]
    response = curator.measure(builder(home, *lines), page="query builder", at_most=9)
    assert len(response.document.all("//ol[@class='lines']/li")) == 12


def test_who_may_not_run_queries_builds_none(visit: Visit) -> None:
    here = visit.place.collection_id
    allowed = (Policy("/table/%", "read", here),)
    with pytest.raises(Refusal, match="You may not run queries"):
        may_ask(replace(visit, rights=Rights(visit.user.pk, here, allowed)))


def test_tables_that_may_not_be_read_are_told(visit: Visit) -> None:
    here = visit.place.collection_id
    allowed = (Policy("/querybuilder/query", "execute", here), Policy("/table/collectionobject", "read", here))
    query = query_of_pairs([("on", "collectionobject"), ("l", NUMBER), ("l", TYPE)])
    problems = problems_of(replace(visit, rights=Rights(visit.user.pk, here, allowed)), query)
    assert ["Determination" in one.sentence for one in problems] == [True]


def test_every_stored_query_opens_and_runs_as_it_is(curator: CheckingClient, home: str) -> None:
    for number, name in model("spquery").objects.values_list("pk", "name"):
        page = curator.get(f"{home}query/{number}/")
        assert page.status_code == 200, name
        assert heading(page) == f"Query {name}"
        assert "It means what it means in Specify 7." in words(page)
        answer = curator.post(f"{home}query/{number}/", {**form_of(page), "do": "update"})
        assert answer["Location"].endswith(f"&as=specify&of={number}")
        again = curator.get(answer["Location"])
        assert form_of(again) == form_of(page), name
        run = curator.post(f"{home}query/{number}/", {**form_of(page), "do": "run"})
        assert run.status_code == 303, words(run)[:500]


def test_the_way_to_the_other_meaning_is_there(curator: CheckingClient, home: str) -> None:
    number = model("spquery").objects.values_list("pk", flat=True).first()
    page = curator.get(f"{home}query/{number}/")
    assert f"{home}query/{number}/meaning/" in [link.get("href") for link in page.document.all("//main//a")]
