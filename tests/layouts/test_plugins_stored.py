"""Plugins over a database and a configuration folder: web links that are set up, and the border of a collection."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from specify.datamodel.rows import Rows
from specify.datamodel.tables import model
from specify.layouts.render import render_form
from specify.layouts.showing import show_form
from specify.resources import problems
from specify.resources.stamp import forget
from specify.security.scoping import own_limits
from tests.layouts.making import layout, view, view_set
from tests.layouts.test_render import ADDRESSES
from tests.layouts.test_showing import visit

NOW = datetime(2020, 1, 1)
Put = Callable[..., None]


@pytest.fixture
def put(tmp_path: Path, settings: Any) -> Iterator[Put]:
    """Puts a layout, and web links if any, into an empty configuration folder in use."""
    settings.SPECIFY_CONFIG = tmp_path
    folder = tmp_path / "common"
    folder.mkdir()

    def putting(table: str, rows: str, web_links: str = "") -> None:
        (folder / "viewset_registry.xml").write_text('<files><file name="Ours" file="ours.xml"/></files>')
        (folder / "ours.xml").write_bytes(view_set(view(table, table), layout(table, table, rows)))
        (folder / "app_resources.xml").write_text('<files><file name="WebLinks" file="links.xml"/></files>')
        (folder / "links.xml").write_text(web_links)

    forget()
    yield putting
    forget()


def cell(initialize: str, name: str = "this") -> str:
    return f'<row><cell type="field" uitype="plugin" name="{name}" initialize="name={initialize}"/></row>'


def definition(address: str) -> str:
    return f"<vector><weblinkdef><name>Ours</name><baseURLStr>{address}</baseURLStr></weblinkdef></vector>"


def shown(table: str, record: int, rows: Rows | None = None) -> str:
    return str(render_form(show_form(visit(), table, record, rows or Rows()), ADDRESSES))


def agent(last_name: str) -> int:
    return int(model("agent").objects.create(agentType=1, lastName=last_name, timestampCreated=NOW).pk)


@pytest.mark.django_db
def test_a_web_link_of_the_folder_is_shown_with_its_values_escaped(put: Put) -> None:
    put("Agent", cell("WebLinkButton;weblink=ours", "lastName"), definition("x.org/?a=1AMPq=&lt;this&gt;"))
    html = shown("agent", agent("\"><script>alert('1')</script>"))
    assert "<script>" not in html
    assert 'href="https://x.org/?a=1&amp;q=%22%3E%3Cscript%3Ealert%28%271%27%29%3C%2Fscript%3E"' in html
    assert 'rel="noopener external"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "web_links",
    [
        definition("javascript:alert(&lt;this&gt;)"),
        '<!DOCTYPE v [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;">]><vector>&b;</vector>',
        "<vector><weblinkdef><name>Ours</name></weblinkdef></vector>",
    ],
)
def test_a_hostile_definition_leaves_the_value_without_a_link(put: Put, web_links: str) -> None:
    put("Agent", cell("WebLinkButton;weblink=ours", "lastName"), web_links)
    html = shown("agent", agent("Smith"))
    assert "Smith" in html
    assert "noopener" not in html
    assert all("xxxx" not in problem.sentence for problem in problems.under(visit().stamp))


@pytest.mark.django_db
def test_an_object_of_another_collection_is_neither_named_nor_linked(put: Put) -> None:
    here = visit().viewer.place
    other = model("collection").objects.exclude(pk=here.collection_id).order_by("pk").values().first()
    if other is None:
        pytest.skip("There is one collection only.")
    ours, theirs = (
        model("collectionobject").objects.create(
            collection_id=key, collectionMemberId=key, catalogNumber=number, timestampCreated=NOW
        )
        for key, number in ((here.collection_id, "our-number"), (other["id"], "their-number"))
    )
    kind = model("collectionreltype").objects.create(
        name="Host", leftSideCollection_id=here.collection_id, rightSideCollection_id=other["id"], timestampCreated=NOW
    )
    model("collectionrelationship").objects.create(
        leftSide_id=ours.pk, rightSide_id=theirs.pk, collectionRelType_id=kind.pk, timestampCreated=NOW
    )
    put("CollectionObject", cell("ColRelTypePlugin;relname=host"))
    html = shown("collectionobject", ours.pk, Rows(own_limits(here)))
    assert "their-number" not in html
    assert f"an object in the collection {other['collectionName']}" in html
