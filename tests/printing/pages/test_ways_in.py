"""Where one prints: all that hangs on a node of a tree, the node itself, a record that is just being saved."""

import pytest

from specify.datamodel.tables import model
from specify.printing.templates.reading import Template, read, shipped
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.planting import World
from tests.printing.pages.test_printing_pages import numbers_in, objects, pdf
from tests.printing.press import text as printed_text
from tests.records.filling_in import shown as filled_in


def node_of(visit: Visit, tree: str, **condition: str) -> int:
    """A node of a tree that counts here."""
    nodes = model(tree).objects.filter(definition__in=visit.place.tree_definitions[tree], **condition)
    found: int = nodes.order_by("pk").values_list("pk", flat=True)[0]
    return found


@pytest.mark.parametrize(("tree", "name"), [("taxon", "Salmonidae"), ("geography", "Europe")])
def test_all_specimens_of_a_branch_are_printed(
    curator: CheckingClient, home: str, visit: Visit, tree: str, name: str
) -> None:
    node = node_of(visit, tree, name=name)
    page = curator.get(f"{home}trees/{tree}/{node}/specimens/").document
    listed = [text(one).split()[0] for one in page.all("//tbody//th/a")]
    way = page.all("//main//header//a[. = 'Print']")[0].get("href")
    assert curator.get(way).status_code == 200
    made = pdf(curator.get(way.replace("/print/?", "/print/pdf/?") + "&template=sticker-sheet"))
    shown = {int(one) for one in numbers_in(made)}
    assert len(shown) >= len(listed) > 0
    assert {int("".join(filter(str.isdecimal, one))) for one in listed} <= shown
    at_node = curator.get(f"{home}trees/{tree}/?at={node}", follow=True).document
    ways = [one.get("href") for one in at_node.all("//a[starts-with(., 'Print: ')]")]
    assert ways == [way]


def test_a_node_has_a_label_where_there_is_a_template(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = node_of(visit, "taxon", name="Salmonidae")
    page = curator.get(f"{home}trees/taxon/?at={node}", follow=True).document
    assert not page.all("//a[. = 'Print']")
    source = "{# title: Drawer\ntable: taxon\nsize: 60 x 20 mm #}<p>{{ taxon.fullname }}</p>"
    drawer: dict[str, Template] = {**shipped(), "drawer": read("drawer", source)}
    for place in ("pages.offering", "templates.library"):
        monkeypatch.setattr(f"specify.printing.{place}.shipped", lambda: drawer)
    page = curator.get(f"{home}trees/taxon/?at={node}", follow=True).document
    way = page.all("//a[. = 'Print']")[0].get("href")
    assert f"on=taxon&id={node}" in way
    assert "Drawer" in text(curator.get(way).document.all("//select[@name='template']")[0])


def test_saving_can_lead_to_printing(curator: CheckingClient, home: str, visit: Visit) -> None:
    pk = objects(visit, 1)[0][0]
    address = f"{home}collectionobject/{pk}/edit/"
    page = curator.get(address).document
    (button,) = page.all("//button[. = 'Save and print']")
    answer = curator.post(address, {**filled_in(curator, address), "_save": button.get("value")})
    assert answer.status_code == 303
    assert answer["Location"] == f"{home}print/?on=collectionobject&id={pk}"
    assert curator.get(answer["Location"]).status_code == 200
    plain = curator.get(f"{home}referencework/new/").document
    assert not plain.all("//button[. = 'Save and print']")


def test_who_may_not_print_is_offered_no_way_in(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from specify.security.policies import Rights

    may = Rights.may
    monkeypatch.setattr(Rights, "may", lambda rights, one, action: one != "/report" and may(rights, one, action))
    node = node_of(visit, "taxon", name="Salmonidae")
    for address in (f"taxon/{node}/specimens/", f"taxon/?at={node}"):
        page = curator.get(f"{home}trees/{address}", follow=True).document
        assert not page.all("//a[contains(@href, '/print/')]")
    pk = objects(visit, 1)[0][0]
    edit = f"{home}collectionobject/{pk}/edit/"
    assert not curator.get(edit).document.all("//button[. = 'Save and print']")


def test_a_gift_has_its_invoice(curator: CheckingClient, home: str, visit: Visit, home_world: World) -> None:
    kept = model("preparation").objects.filter(collectionMemberId=visit.place.collection_id).order_by("pk").first()
    assert kept is not None
    whose = {"discipline_id": visit.place.discipline_id}
    gift = home_world.plant("gift", giftNumber="2025-G-7", division_id=visit.place.division_id, **whose)
    home_world.plant("giftpreparation", gift_id=gift, preparation_id=kept.pk, quantity=41, **whose)
    agent = home_world.plant("agent", lastName="Sokolova", agentType=1)
    home_world.plant("address", agent_id=agent, city="Novosibirsk", ordinal=0)
    home_world.plant("giftagent", gift_id=gift, agent_id=agent, role="Receiver", **whose)
    page = curator.get(f"{home}gift/{gift}/").document
    way = page.all("//ul[@class='acts']//a[. = 'Print']")[0].get("href")
    assert "Gift invoice" in text(curator.get(way).document.all("//select[@name='template']")[0])
    told = printed_text(pdf(curator.get(way.replace("/print/?", "/print/pdf/?"))))
    for words in ("Gift 2025-G-7", "Sokolova", "Novosibirsk", "41"):
        assert words in told
