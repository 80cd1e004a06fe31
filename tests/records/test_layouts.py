"""The pages for people who edit layouts: every view in every mode with its problems, whatever was stored."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote

import pytest

from specify.datamodel import present, tables
from specify.datamodel.tables import model
from specify.layouts.choosing import MODES, SHAPES
from specify.records.layouts import MOST_TOLD, VIEWS_PER_PAGE, segment_of
from specify.resources.lookup import Level
from specify.resources.stamp import forget
from tests.layouts.making import layout, view, view_set
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, link, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_shape]
BORN = datetime(2001, 2, 3)
NAME = '<row><cell type="label" labelfor="1"/><cell type="field" id="1" name="lastName"/></row>'
AGENT = view("Agent", "Agent", ("Agent", "view"), ("Agent", "edit"))
GOOD = view_set(AGENT, layout("Agent", "Agent", NAME), "Curators")
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><viewset name="&b;"><views/><viewdefs/></viewset>'


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What other tests have stored under the same numbers is not remembered."""
    forget()
    yield
    forget()


def agent(rows: str) -> bytes:
    """A view set with one layout of agents, and a name in it."""
    return view_set(AGENT, layout("Agent", "Agent", NAME + rows))


def store(data: bytes, level: Level = Level.COLLECTION, name: str = "Planted") -> str:
    """Store a view set for the first collection; what it is called in addresses."""
    collection = tables.Collection.objects.order_by("pk").values("id", "discipline_id")[0]
    of_collection = {"collection_id": collection["id"], "discipline_id": collection["discipline_id"]}
    placed = of_collection if level is Level.COLLECTION else {}
    directory = tables.SpAppResourceDir.objects.create(isPersonal=False, timestampCreated=BORN, **placed)
    stored = tables.SpViewSetObj.objects.create(name=name, level=0, spAppResourceDir=directory, timestampCreated=BORN)
    tables.SpAppResourceData.objects.create(data=data, spViewSetObj=stored, timestampCreated=BORN)
    return f"db-{stored.pk}"


def first(table: str) -> int:
    return int(model(table).objects.order_by("pk").values_list("pk", flat=True)[0])


def lines(response: object, caption: str) -> list[list[str]]:
    """The texts of a table's rows, by the id of its caption."""
    rows = response.document.all(f"//table[caption/@id='{caption}']/tbody/tr")  # type: ignore[attr-defined]
    return [[text(cell) for cell in row] for row in rows]


def test_the_view_sets_stand_in_the_order_in_which_they_count(curator: CheckingClient, home: str) -> None:
    common, own = store(GOOD, Level.COMMON), store(b"<viewset", name="Broken")
    page = curator.get(f"{home}layouts/")
    told = lines(page, "sets")
    assert told[0][:3] == [f"database, no. {own[3:]}", "for the collection", "Broken"]
    assert told[0][3].startswith("Skipped: The view set was skipped.")
    assert told[1] == [f"database, no. {common[3:]}", "for all disciplines", "Curators", "1", "0"]
    assert told[2][0].startswith("fish/")
    assert int(told[2][3]) > 0
    assert len(lines(curator.get(link(page, told[2][0])), "views")) == int(told[2][3])


def test_each_of_our_view_sets_and_its_first_view_are_shown(curator: CheckingClient, home: str) -> None:
    shown = 0
    for own in curator.get(f"{home}layouts/").document.all("//table//th/a"):
        page = curator.get(own.get("href"))
        assert page.status_code == 200
        address = page.document.all("//table[caption/@id='views']//th/a")[0].get("href")
        for mode, shape in zip(MODES, (*SHAPES, "form"), strict=True):
            assert curator.get(address, {"mode": mode, "shape": shape}).status_code == 200
            shown += 1
    assert shown > 60


def test_who_may_not_edit_layouts_is_told_so_and_sees_no_link(reader: CheckingClient, home: str) -> None:
    for rest in ("", "db-1/", "db-1/Agent/"):
        refused = reader.get(f"{home}layouts/{rest}")
        assert refused.status_code == 403
        assert "You may not edit layouts" in words(refused)
    here = f'href="{home}layouts/"'
    assert here not in reader.get(f"{home}tables/").content.decode()


def test_who_may_has_a_link_on_the_page_of_tables(curator: CheckingClient, home: str) -> None:
    assert link(curator.get(f"{home}tables/"), "Layouts") == f"{home}layouts/"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no XML that can be read"),
        (b"Dear curator,", "no XML that can be read"),
        (b'<?xml version="1.0" encoding="UTF-8"?><viewset name="M\xfcnchen"/>', "no XML that can be read"),
        (b'<?xml version="1.0" encoding="klingon"?><viewset/>', "no XML that can be read"),
        (BOMB, "DOCTYPE"),
    ],
)
def test_a_view_set_that_cannot_be_read_is_named_and_there_is_a_form(
    curator: CheckingClient, home: str, data: bytes, reason: str
) -> None:
    own = store(data)
    assert any(reason in cell for cell in lines(curator.get(f"{home}layouts/"), "sets")[0])
    page = curator.get(f"{home}layouts/{own}/")
    assert "It cannot be read" in words(page)
    assert reason in words(page)
    assert curator.get(f"{home}layouts/{own}/Agent/").status_code == 404
    record = curator.get(f"{home}agent/{first('agent')}/")
    assert record.document.all("//dl")
    assert reason in words(record)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (view_set(AGENT, ""), "the layout Agent is not in the file"),
        (
            view_set(
                AGENT,
                layout("Agent", "Agent", "<definition>B</definition>")
                + layout("B", "Agent", "<definition>B</definition>"),
            ),
            "leads round in a circle",
        ),
        (view_set(view("Agent", "Agnet"), layout("Agent", "Agnet", NAME)), "is no table"),
        (view_set(AGENT, layout("Agent", "Accession", NAME)), "is of another class, accession"),
        (agent('<row><cell type="field" name="lastNaem"/></row>'), "lastNaem is no field of Agent"),
        (
            agent('<row><cell type="field" name="title" uitype="combobox" picklist="Titel"/></row>'),
            "no pick list Titel",
        ),
        (agent("<row>" + "<cell/>" * 1_000_000 + "</row>"), "more than 5,000 cells"),
        (agent('<row><cell type="hologram" name="remarks"/></row>'), "the cell type hologram is not known"),
        (agent('<row><cell type="field" name="remarks" uitype="slider"/></row>'), "the control slider is not known"),
    ],
)
def test_a_problem_of_a_view_stands_beside_it_and_there_is_a_form(
    curator: CheckingClient, home: str, data: bytes, reason: str
) -> None:
    own = store(data)
    for mode in MODES:
        page = curator.get(f"{home}layouts/{own}/Agent/", {"mode": mode})
        told = [row for row in lines(page, "problems") if reason in row[3]]
        assert told
        assert all(int(line) > 0 and where for line, where, *_ in told)
    listed = lines(curator.get(f"{home}layouts/{own}/"), "views")
    assert int(listed[0][2]) >= len(told)
    assert curator.get(f"{home}agent/{first('agent')}/").document.all("//dl")


def test_a_view_set_without_a_view_is_told_as_a_whole(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}layouts/{store(b'<viewset/>')}/")
    assert [row[3] for row in lines(page, "problems")] == ["it has no view in it, so nothing is shown from it"]


AWFUL = (
    "Preparation Table",
    "a/b/../..",
    "..",
    ".",
    "~2E",
    "?record=1#x",
    "%2F%00",
    "naïve 水 𝄞",
    "&lt;script&gt;",
    "new\tline",
    "x" * 3000,
    "",
    "  spaced  ",
)


def test_views_of_awful_names_are_found(curator: CheckingClient, home: str) -> None:
    views = "".join(view("V", "Agent", ("A", "view")).replace('name="V"', f'name="{name}"') for name in AWFUL)
    own = store(view_set(views, layout("A", "Agent", NAME)))
    anchors = curator.get(f"{home}layouts/{own}/").document.all("//table[caption/@id='views']//th/a")
    assert len(anchors) == len(AWFUL)
    for anchor in anchors:
        address = anchor.get("href")
        segments = address.removeprefix(f"{home}layouts/").split("/")
        assert [len(segments), unquote(segments[1])] == [3, segments[1]]
        page = curator.get(address)
        assert heading(page) == f"View {text(anchor)}"
        assert bool(lines(page, "problems")) is (text(anchor) == "(without a name)")  # nobody can ask for that one


def test_names_that_look_alike_have_addresses_of_their_own() -> None:
    assert len({segment_of(name) for name in AWFUL}) == len(AWFUL)
    assert segment_of("a.b") != segment_of("a~2Eb")
    assert segment_of("x" * 3000) != segment_of("x" * 3001)
    assert all(len(segment_of(name)) <= 200 for name in AWFUL)


@pytest.mark.parametrize("rest", ["nothing/", "db-0/", "db-x/", "{own}/", "{own}/Nothing/", "{own}/~/", "{own}/~~/"])
def test_what_is_not_there_is_not_found(curator: CheckingClient, home: str, rest: str) -> None:
    own = store(GOOD)
    answer = curator.get(f"{home}layouts/{rest.format(own=own)}")
    assert answer.status_code == (200 if rest == "{own}/" else 404)


def test_a_view_that_another_hides_is_shown_all_the_same(curator: CheckingClient, home: str) -> None:
    hidden = store(agent('<row><cell type="field" name="remarks"/></row>'), Level.COMMON)
    winner = store(GOOD)
    page = curator.get(f"{home}layouts/{hidden}/Agent/")
    assert f"comes first, in database, no. {winner[3:]}" in words(page)
    assert lines(curator.get(f"{home}layouts/{hidden}/"), "views")[0][3] == f"database, no. {winner[3:]}"
    assert "Remarks" in words(page)
    assert "this one is shown" in words(curator.get(f"{home}layouts/{winner}/Agent/"))
    assert "Remarks" not in words(curator.get(f"{home}layouts/{winner}/Agent/"))


def test_the_altview_that_was_chosen_is_marked(curator: CheckingClient, home: str) -> None:
    ways = (("Agent", "view"), ("Agent", "edit"), ("Agents", "view"), ("Lost", "view"))
    grid = layout("Agents", "Agent", "<definition>Agent</definition>", kind="formtable")
    own = store(view_set(view("Agent", "Agent", *ways), layout("Agent", "Agent", NAME) + grid))
    for mode, shape, chosen in (
        ("view", "form", "Agent view"),
        ("edit", "form", "Agent edit"),
        ("view", "grid", "Agents view"),
    ):
        told = lines(curator.get(f"{home}layouts/{own}/Agent/", {"mode": mode, "shape": shape}), "altviews")
        assert [row[0] for row in told if "Shown below" in row[0]] == [f"{chosen} Shown below"]
    assert told[3][3] == "not in the file"


def test_a_view_of_which_nothing_can_be_used_says_what_is_shown_instead(curator: CheckingClient, home: str) -> None:
    alone = store(view_set(view("Agnet", "Agent", ("Lost", "view")), ""))
    assert "Shown instead: the view Agent of common/" in words(curator.get(f"{home}layouts/{alone}/Agnet/"))


def test_what_is_for_reading_only_says_so_where_it_is_to_be_edited(curator: CheckingClient, home: str) -> None:
    own = store(view_set(view("Agent", "Agent", ("Agent", "view")), layout("Agent", "Agent", NAME)))
    page = curator.get(f"{home}layouts/{own}/Agent/", {"mode": "edit"})
    assert "The altview is for reading only" in words(page)
    assert not page.document.all("//input[@id='lastName']")


def test_a_form_to_edit_is_a_sample_that_is_sent_nowhere(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}layouts/{store(GOOD)}/Agent/", {"mode": "edit"})
    [control] = page.document.all("//main//input[@id='lastName']")
    stored = model("agent").objects.order_by("pk").values_list("lastName", flat=True)[0]
    assert control.get("value") == stored
    assert not any(parent.tag == "form" for parent in control.iterancestors())
    assert "nothing is kept" in words(page)


def test_the_sample_is_the_first_record_or_the_one_asked_for_or_none(curator: CheckingClient, home: str) -> None:
    address = f"{home}layouts/{store(GOOD)}/Agent/"
    one, other = model("agent").objects.exclude(lastName=None).order_by("pk").values_list("pk", "lastName")[:2]
    assert one[1] in words(curator.get(address))
    page = curator.get(address, {"record": other[0]})
    assert other[1] in words(page)
    assert f"record={other[0]}" in link(page, "Form to edit")
    assert "There is no record in it" in words(curator.get(address, {"record": ""}))
    assert "There is no record in it" in words(curator.get(address + link(page, "Without a record")))
    for no_number in ("٣", "99999999999999999999"):
        assert curator.get(address, {"record": no_number}).status_code == 200
    assert curator.get(address, {"record": "999999999"}).status_code == 404


def test_a_form_to_search_asks_for_no_record(curator: CheckingClient, home: str) -> None:
    page = curator.get(f"{home}layouts/{store(GOOD)}/Agent/", {"mode": "search"})
    [control] = page.document.all("//main//input[@id='lastName']")
    assert not control.get("value")
    assert not page.document.all("//input[@name='record']")


def test_a_table_without_records_has_an_empty_sample(curator: CheckingClient, home: str) -> None:
    tables_with_remarks = (table for table in present.tables().values() if "remarks" in table.fields)
    table = next(table for table in tables_with_remarks if not model(table.key).objects.exists())
    own = store(view_set(view("V", table.name), layout("V", table.name, NAME.replace("lastName", "remarks"))))
    assert "There is no record in it" in words(curator.get(f"{home}layouts/{own}/V/"))


def test_many_views_have_pages_and_many_problems_are_cut_with_a_word(curator: CheckingClient, home: str) -> None:
    many = "".join(view(f"V{number}", "Agent", ("A", "view")) for number in range(VIEWS_PER_PAGE + 1))
    dead = "".join(f'<row><cell type="field" name="no{number}"/></row>' for number in range(MOST_TOLD + 7))
    own = store(view_set(many, layout("A", "Agent", NAME + dead)))
    page = curator.get(f"{home}layouts/{own}/", {"page": "2"})
    assert [row[0] for row in lines(page, "views")] == [f"V{VIEWS_PER_PAGE}"]
    page = curator.get(f"{home}layouts/{own}/V0/")
    assert len(lines(page, "problems")) == MOST_TOLD
    assert "7 more: the command check_layouts names them all." in words(page)


def test_the_pages_take_few_statements(curator: CheckingClient, home: str) -> None:
    own = store(GOOD)
    for rest, at_most in (("", 6), (f"{own}/", 6), (f"{own}/Agent/", 7), (f"{own}/Agent/?mode=edit", 7)):
        curator.get(f"{home}layouts/{rest}")
        with count_statements() as statements:
            curator.get(f"{home}layouts/{rest}")
        assert len(statements) <= at_most, statements
