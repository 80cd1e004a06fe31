"""Captions follow the institution's words, the reader's language, and a rule where there are none."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel import tables
from specify.resources.captions import Captions, Item, by_rule, captions
from specify.resources.viewer import Viewer

pytestmark = pytest.mark.django_db(databases="__all__")
OLD = "2020-01-01T00:00:00/captions"
STAMPED = {"timestampCreated": datetime(2020, 1, 1), "version": 0}


def container(viewer: Viewer, name: str, **columns: object) -> int:
    """A container that no other of its name stands beside."""
    discipline = {"discipline_id": viewer.place.discipline_id, "schemaType": 0}
    tables.SpLocaleContainer.objects.filter(name=name, **discipline).update(schemaType=1)
    marks = {"isHidden": False, "isSystem": False}
    return tables.SpLocaleContainer.objects.create(name=name, **discipline, **marks, **STAMPED, **columns).pk


def item(owner: int, name: str, **columns: object) -> int:
    marks = {"isHidden": False, "isSystem": False, **columns}
    return tables.SpLocaleContainerItem.objects.create(container_id=owner, name=name, **marks, **STAMPED).pk


def say(text: str, language: str = "en", country: str | None = None, **owner: object) -> None:
    tables.SpLocaleItemStr.objects.create(text=text, language=language, country=country, **owner, **STAMPED)


def read(viewer: Viewer, language: str = "en") -> Captions:
    return captions(replace(viewer, language=language), f"{OLD}-{language}")


def test_two_statements_tell_all_captions_and_then_none(viewer: Viewer) -> None:
    with CaptureQueriesContext(connections["default"]) as statements:
        captions(viewer, OLD)
        captions(viewer, OLD)
    assert len(statements) == 2


def test_texts_are_chosen_by_language(viewer: Viewer) -> None:
    owner = container(viewer, "agent")
    say("Agent", containerName_id=owner)
    say("Akteur", "de", containerName_id=owner)
    say("Akteurin", "de", "at", containerName_id=owner)
    say("Agente", "pt", "br", containerName_id=owner)
    say("Who did it", containerDesc_id=owner)
    names = {
        language: read(viewer, language).table("agent") for language in ("en", "de", "de-AT", "de-ch", "pt", "pt_br")
    }
    assert names == {
        "en": "Agent",
        "de": "Akteur",
        "de-AT": "Akteurin",
        "de-ch": "Akteur",
        "pt": "Agent",
        "pt_br": "Agente",
    }
    assert read(viewer, "fr").description("agent") == "Who did it"


def test_a_field_has_its_name_description_and_settings(viewer: Viewer) -> None:
    owner = container(viewer, "collectionobject", format="CatNo", aggregator="Many")
    settings = {"pickListName": "List", "webLinkName": "Link", "isRequired": True, "format": "F", "isUIFormatter": True}
    field = item(owner, "catalogNumber", **settings)
    say("Cat. no. &lt;&amp;&gt; ", itemName_id=field)
    say("The number", itemDesc_id=field)
    found = read(viewer)
    assert found.field("CollectionObject", "CATALOGNUMBER") == "Cat. no. <&>"
    assert found.description("collectionobject", "catalogNumber") == "The number"
    assert found.item("collectionobject", "catalogNumber") == Item("F", True, "List", "Link", is_required=True)
    assert (found.table_format("collectionobject"), found.table_aggregator("CollectionObject")) == ("CatNo", "Many")


def test_what_nobody_named_is_named_by_rule(viewer: Viewer) -> None:
    item(container(viewer, "collectionobject"), "guid")
    found = read(viewer)
    assert found.table("collectionobject") == "Collection Object"
    assert found.field("collectionobject", "guid") == "GUID"
    assert found.field("collectionobject", "altcatalognumber") == "Alt Catalog Number"
    assert found.field("collectionobject", "noSuchField") == "No Such Field"
    assert found.item("nosuchtable", "field") == Item()
    assert found.table_format("nosuchtable") == ""


def test_of_duplicates_the_first_with_content_counts(viewer: Viewer) -> None:
    container(viewer, "agent")
    discipline = {"discipline_id": viewer.place.discipline_id, "schemaType": 0, "isHidden": False, "isSystem": False}
    for text in ("first", "second"):
        owner = tables.SpLocaleContainer.objects.create(name="Agent", **discipline, **STAMPED).pk
        say(text, containerName_id=owner)
        for name in ("lastName", "lastname"):
            field = item(owner, name)
            say(f"{text} {name}", itemName_id=field)
            say(f"{text} {name} again", itemName_id=field)
    assert read(viewer).table("agent") == "first"
    assert read(viewer).field("agent", "lastName") == "first lastName"


def test_two_fields_are_as_specify_has_them_whatever_is_set_up(viewer: Viewer) -> None:
    item(container(viewer, "attachment"), "tableID", isRequired=True)
    item(container(viewer, "specifyuser"), "password")
    assert not read(viewer).item("attachment", "tableID").is_required
    assert read(viewer).item("specifyuser", "password").is_hidden


@pytest.mark.parametrize(
    ("system_name", "caption"),
    [
        ("catalogedDateVerbatim", "Cataloged Date Verbatim"),
        ("text1", "Text 1"),
        ("guid", "GUID"),
        ("GGBN_absorbanceRatio260_280", "GGBN Absorbance Ratio 260 280"),
        ("webPortalURI", "Web Portal URI"),
        ("DNASequencingRun", "DNA Sequencing Run"),
        ("sraBioProjectID", "SRA Bio Project ID"),
        ("tableID", "Table ID"),
        ("spAppResource", "App Resource"),
        ("igsn", "IGSN"),
        ("url", "URL"),
        ("_", "_"),
    ],
)
def test_a_system_name_is_cut_at_its_capitals(system_name: str, caption: str) -> None:
    assert by_rule(system_name) == caption
