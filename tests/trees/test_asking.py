"""Queries that begin at a node of a tree find what is counted under it."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from specify.datamodel.tables import model
from specify.query.running import rows
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from tests.page_client import CheckingClient


@pytest.mark.parametrize("tree", ["taxon", "geography", "storage"])
def test_a_query_finds_what_hangs_on_a_node(curator: CheckingClient, visit: Visit, tree: str) -> None:
    kept = {"preparations__collectionMemberId": visit.place.collection_id}
    condition = {"name": {"taxon": "Salmonidae", "geography": "Europe"}[tree]} if tree != "storage" else kept
    nodes = model(tree).objects.filter(definition__in=visit.place.tree_definitions[tree], **condition)
    node = nodes.order_by("pk").first()
    assert node is not None
    home = f"/{visit.place.collection_id}-{visit.place.slug}/"
    page: Any = curator.get(f"{home}trees/{tree}/?at={node.pk}", follow=True)
    address = page.document.all("//a[. = 'Query from here']")[0].get("href") or ""
    found = {row.id for row in rows(visit, query_of_pairs(parse_qsl(urlsplit(address).query)))}
    counted = curator.get(f"{home}trees/{tree}/{node.pk}/specimens/").document
    shown = counted.all("//tbody//th/a")
    assert len(found) >= len(shown) > 0
    assert {int((one.get("href") or "").rstrip("/").rpartition("/")[2]) for one in shown} <= found
