"""Two trees beside each other: what each keeps of the other, what can be done with the two nodes, and the way back."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from specify.datamodel.tables import model
from specify.nodes.repairing import renumber
from specify.nodes.tree_tables import tree_tables
from specify.trees.openings import OPEN_AT_MOST
from specify.trees.panes import panes_in
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, link, words
from tests.trees.planted import Planted

pytestmark = pytest.mark.django_db
FURNITURE, OF_TWO_TREES, OF_THE_OFFERS = 6, 7, 9


class Two:
    """Two families with a genus each, and the page on which both are open."""

    def __init__(self, home: str, taxa: Planted) -> None:
        """Plant them."""
        self.home, self.root, self.definition = home, taxa.root, taxa.definition
        self.one, self.other = (taxa.node(140, taxa.root, name) for name in ("Firstidae", "Secondidae"))
        self.genus = taxa.node(180, self.one, "Testes")
        self.species = taxa.node(220, self.genus, "communis", fullName="Testes communis")
        self.second = taxa.node(180, self.other, "Testoides")
        renumber(tree_tables()["taxon"])
        self.opened = f"open={self.root}.{self.one}&open2={self.root}.{self.other}"

    def address(self, more: str = "") -> str:
        return f"{self.home}taxon/beside/?{self.opened}{more}"


@pytest.fixture
def two(home: str, taxa: Planted) -> Two:
    return Two(home, taxa)


def pane(response: object, number: str = "") -> list[str]:
    """The names in one of the trees."""
    found = response.document.all(f"//div[@id='results{number}']//li/p/span/a[1]")  # type: ignore[attr-defined]
    return [text(one) for one in found]


def offers(response: object) -> dict[str, str]:
    """What is offered, with the address; what is not, with what stands in the way."""
    found = response.document.all("//div[@id='offers']/ul/li")  # type: ignore[attr-defined]
    told = {}
    for one in found:
        links = one.xpath("a")
        title, _colon, problem = text(one).partition(": ")
        told[title] = links[0].get("href") if links else problem
    return told


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def htmx(target: str, current: str) -> dict[str, str]:
    return {
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_TARGET": target,
        "HTTP_HX_CURRENT_URL": f"http://testserver{current}",
    }


def test_each_tree_keeps_what_is_open_in_the_other(curator: CheckingClient, two: Two) -> None:
    page = curator.get(two.address(f"&at={two.genus}"))
    assert "Two trees: Taxon" in heading(page)
    assert [text(one) for one in page.document.all("//section/h2")] == ["What goes", "Where it goes"]
    assert "Testes" in pane(page)
    assert "Testes" not in pane(page, "2")
    assert "Testoides" in pane(page, "2")
    close = page.document.all(f"//li[@id='m{two.other}']/p/a")[0].get("href")
    closed = curator.get(f"{two.home}taxon/beside/{close.partition('#')[0]}")
    assert "Testes" in pane(closed)
    assert "Testoides" not in pane(closed, "2")
    assert closed.document.all("//a[@aria-current='true']")
    chosen = page.document.all(f"//li[@id='m{two.second}']/p/span/a")[0].get("href")
    asked = query(chosen)
    assert (asked["at"], asked["at2"]) == (str(two.genus), str(two.second))


def test_two_trees_are_reached_from_the_tree_as_it_is_open(curator: CheckingClient, two: Two) -> None:
    page = curator.get(f"{two.home}taxon/?open={two.root}.{two.one}&at={two.genus}")
    asked = query(link(page, "Two trees"))
    assert asked == {
        "open": f"{two.root}.{two.one}",
        "at": str(two.genus),
        "open2": f"{two.root}.{two.one}",
    }
    assert "Choose a node in each tree" in words(curator.get(link(page, "Two trees")))


def test_what_can_be_done_with_the_two_is_offered(curator: CheckingClient, two: Two) -> None:
    found = offers(curator.get(two.address(f"&at={two.genus}&at2={two.other}")))
    assert set(found) == {
        "Move Testes under Secondidae",
        "Merge Testes into Secondidae",
        "Make Testes a synonym of Secondidae",
    }
    ask = curator.get(found["Move Testes under Secondidae"])
    assert heading(ask) == "Move Testes under Secondidae"
    assert "has nodes below it" in found["Make Testes a synonym of Secondidae"]


def test_what_stands_in_the_way_is_told_instead(curator: CheckingClient, two: Two) -> None:
    found = offers(curator.get(two.address(f"&at={two.other}&at2={two.second}")))
    assert "would stand below itself" in found["Move Secondidae under Testoides"]
    assert not [one for one in found.values() if one.startswith("/")]
    itself = offers(curator.get(two.address(f"&at={two.other}&at2={two.other}")))
    assert "cannot be merged into itself" in itself["Merge Secondidae into Secondidae"]


def test_after_a_move_both_are_as_they_were(curator: CheckingClient, two: Two) -> None:
    asked = offers(curator.get(two.address(f"&at={two.genus}&at2={two.other}")))["Move Testes under Secondidae"]
    ask = curator.get(asked)
    assert curator.get(link(ask, "Cancel")).status_code == 200
    form = ask.document.all("//form[.//input[@name='sealed']]")[0]
    sealed = form.xpath(".//input[@name='sealed']")[0].get("value")
    done = curator.post(form.get("action"), {"sealed": sealed})
    assert done.status_code == 303
    assert done["Location"].endswith(f"#n{two.genus}")
    page = curator.get(done["Location"].partition("#")[0])
    assert model("taxon").objects.get(pk=two.genus).parent_id == two.other
    assert "Testes" in pane(page)
    assert pane(page, "2").index("Testes") > pane(page, "2").index("Secondidae")
    assert text(page.document.all("//div[@id='results']//*[@aria-current='true']")[0]) == "Testes"
    again = curator.post(form.get("action"), {"sealed": sealed})
    assert again["Location"] == done["Location"]


def test_a_way_back_to_a_tree_that_is_not_here_is_not_taken(curator: CheckingClient, two: Two) -> None:
    address = f"{two.home}taxon/{two.genus}/move/?{urlencode({'beside': f'tree={2**30}&at=1', 'target': two.other})}"
    ask = curator.get(address)
    assert curator.get(link(ask, "Cancel").partition("#")[0], follow=True).status_code == 200
    (sealed,) = (one.get("value") for one in ask.document.all("//input[@name='sealed']"))
    done = curator.post(address, {"sealed": sealed})
    assert curator.get(done["Location"].partition("#")[0], follow=True).status_code == 200
    assert model("taxon").objects.get(pk=two.genus).parent_id == two.other


def test_after_a_merge_the_node_is_no_longer_chosen(curator: CheckingClient, two: Two) -> None:
    asked = offers(curator.get(two.address(f"&at={two.genus}&at2={two.second}")))["Merge Testes into Testoides"]
    form = curator.get(asked).document.all("//form[.//input[@name='sealed']]")[0]
    sealed = form.xpath(".//input[@name='sealed']")[0].get("value")
    done = curator.post(form.get("action"), {"sealed": sealed})
    page = curator.get(done["Location"].partition("#")[0])
    assert page.status_code == 200
    assert "may have been deleted" not in words(page)
    assert "Testoides communis" in pane(page, "2")


def test_a_target_is_chosen_anew_and_the_way_back_stays(curator: CheckingClient, two: Two) -> None:
    asked = offers(curator.get(two.address(f"&at={two.other}&at2={two.second}")))
    assert not [one for one in asked.values() if one.startswith("/")]
    page = curator.get(f"{two.home}taxon/{two.genus}/move/?beside=at%3D5&name=Secondidae", follow=False)
    assert page.status_code == 302
    assert query(page["Location"]) == {"target": str(two.other), "beside": "at=5"}


def test_a_name_is_looked_for_in_one_of_them(curator: CheckingClient, two: Two) -> None:
    page = curator.get(two.address(f"&at={two.genus}"))
    for number, mark in (("", "n"), ("2", "m")):
        form = page.document.all(f"//form[.//input[@id='name{number}']]")[0]
        sent = {one.get("name"): one.get("value") or "" for one in form.xpath(".//input[@type='hidden']")}
        found = curator.get(form.get("action"), {**sent, "name": "Testoides"})
        assert found["Location"].endswith(f"#{mark}{two.second}")
        after = curator.get(found["Location"].partition("#")[0])
        assert text(after.document.all(f"//div[@id='results{number}']//*[@aria-current='true']")[0]) == "Testoides"
        assert "Testes" in pane(after)
        several = curator.get(form.get("action"), {**sent, "name": "Test"})
        assert query(link(several, "Testoides"))[f"at{number}"] == str(two.second)
        suggested = curator.get(f"{two.home}taxon/suggest/", {**sent, "name": "Testo"})
        assert suggested.document.all(f"//datalist[@id='names{number}']/option")


def test_htmx_gets_one_of_them(curator: CheckingClient, two: Two) -> None:
    current = two.address(f"&at={two.genus}")
    address = f"{two.home}taxon/beside/?open2={two.root}.{two.other}.{two.second}"
    branch = curator.get(address, **htmx(f"m{two.second}", current))  # type: ignore[arg-type]
    assert [text(one) for one in branch.document.all("//p/span/a")] == ["Testoides"]
    assert query(branch["HX-Replace-Url"]) == {
        **query(current),
        "open2": f"{two.root}.{two.other}.{two.second}",
    }
    assert [one.get("id") for one in branch.document.all("//input")] == ["beside", "beside2"]
    address = f"{two.home}taxon/beside/?open2=1&at2={two.other}"
    part = curator.get(address, **htmx("results2", current))  # type: ignore[arg-type]
    assert part.document.all("//div[@id='results2']")
    assert not part.document.all("//div[@id='results']")
    assert "Move Testes under Secondidae" in offers(part)
    assert query(part["HX-Push-Url"]) == {**query(current), "at2": str(two.other)}


def test_the_sides_can_be_exchanged(curator: CheckingClient, two: Two) -> None:
    page = curator.get(link(curator.get(two.address(f"&at={two.genus}&at2={two.other}")), "Exchange the two trees"))
    assert "Testes" in pane(page, "2")
    assert "Move Secondidae under Testes" in offers(page)


def test_it_takes_few_statements(curator: CheckingClient, two: Two) -> None:
    address = two.address()
    curator.get(address)
    with count_statements() as statements:
        curator.get(address)
    assert len(statements) <= FURNITURE + OF_TWO_TREES, "\n".join(statements)
    with count_statements() as statements:
        curator.get(f"{address}&at={two.genus}&at2={two.other}")
    assert len(statements) <= FURNITURE + OF_TWO_TREES + OF_THE_OFFERS, "\n".join(statements)


def test_two_long_levels_have_room_on_a_page(curator: CheckingClient, two: Two, taxa: Planted) -> None:
    for number in range(130):
        taxa.node(220, two.genus, f"species{number * 7919 % 1009}", author=f"{number * 6011 % 997}, {1758 + number}")
    both = f"open={two.root}.{two.one}.{two.genus}&open2={two.root}.{two.one}.{two.genus}"
    page = curator.get(f"{two.home}taxon/beside/?{both}")
    assert 20 < len(pane(page)) < 40
    assert 20 < len(pane(page, "2")) < 40
    further = curator.get(f"{two.home}taxon/beside/{link(page, 'Next 25 of 131 Testes')}")
    assert "species0" not in pane(further)
    assert "Next 25 of 131" in words(further)


def test_all_that_is_open_of_a_long_level_is_drawn(curator: CheckingClient, two: Two, taxa: Planted) -> None:
    genera = [taxa.node(180, two.one, f"Genus{number:02}") for number in range(40)]
    for genus in (genera[2], genera[30]):
        taxa.node(220, genus, "communis")
    page = curator.get(f"{two.home}taxon/beside/?open={two.root}.{two.one}.{genera[2]}.{genera[30]}")
    assert {"Genus02", "Genus30"} <= set(pane(page))
    assert "Genus39" not in pane(page)


@pytest.mark.parametrize("tree", ["geography", "storage"])
def test_other_trees_stand_beside_each_other(curator: CheckingClient, home: str, tree: str) -> None:
    one, other = model(tree).objects.filter(parent__isnull=False).order_by("pk").values_list("pk", flat=True)[:2]
    found = offers(curator.get(f"{home}{tree}/beside/?at={one}&at2={other}"))
    assert len(found) == (4 if tree == "storage" else 3)


def test_each_definition_has_its_own(curator: CheckingClient, two: Two) -> None:
    others = model("taxontreedef").objects.exclude(pk=two.definition).values_list("pk", flat=True)
    for other in others:
        assert curator.get(f"{two.home}taxon/beside/?tree={other}").status_code in (200, 404)
    page = curator.get(f"{two.home}taxon/beside/?tree={two.definition}&at={two.genus}")
    assert query(link(page, "Testes"))["tree"] == str(two.definition)


@pytest.mark.parametrize(
    "asked",
    ["?open2=x&at2=y", "?at=999999999&at2=999999998", "?open=1-9.2&open2=0-5", "?beside=%ff&pane=3", "?at2=2147483648"],
)
def test_strange_addresses_show_two_trees(curator: CheckingClient, home: str, asked: str) -> None:
    page = curator.get(f"{home}taxon/beside/{asked}")
    assert page.status_code == 200
    assert pane(page)
    assert pane(page, "2")


def test_addresses_stay_as_short_as_servers_read_them(curator: CheckingClient, two: Two) -> None:
    many = ".".join(str(2_000_000_000 + number) for number in range(200))
    page = curator.get(f"{two.home}taxon/beside/?open={many}&open2={many}&at={two.genus}&at2={two.other}")
    assert max(len(one.get("href")) for one in page.document.all("//main//a")) < 4000
    panes = panes_in({"open": many, "open2": many})
    assert len(panes.first.opened) + len(panes.second.opened) == OPEN_AT_MOST
    assert len(urlencode({**panes.kept, "target": 2_000_000_000})) < 4000


@pytest.mark.parametrize("back", ["", "%00", "x", "at=7&open=8&at2=javascript:1", "https://elsewhere.example/"])
def test_a_strange_way_back_leads_nowhere_else(curator: CheckingClient, two: Two, back: str) -> None:
    page = curator.get(f"{two.home}taxon/{two.genus}/move/", {"beside": back, "target": two.other})
    assert link(page, "Cancel").startswith(f"{two.home}taxon/")


def test_who_may_change_nothing_only_looks(reader: CheckingClient, two: Two) -> None:
    page = reader.get(two.address(f"&at={two.genus}&at2={two.other}"))
    assert page.status_code == 200
    assert not offers(page)
    assert "not change it" in words(page)
    assert not reader.get(f"{two.home}taxon/").document.all("//a[text()='Two trees']")
