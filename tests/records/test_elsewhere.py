"""Nothing is told of records of other places whose ids somebody puts into a form."""

from collections.abc import Iterator

import pytest

from specify.datamodel import tables
from specify.resources.stamp import forget
from tests.layouts.making import layout, view, view_set
from tests.page_client import CheckingClient, words
from tests.planting import World
from tests.records.choosing.test_page import here, world  # noqa: F401 - fixtures
from tests.records.filling_in import shown
from tests.records.test_layouts import BORN, first, store

pytestmark = pytest.mark.django_db
FIELD = '<row><cell type="label" labelfor="{0}"/><cell type="field" id="{0}" name="{1}" uitype="{2}"/></row>'
LOCALITY = FIELD.format(1, "locality", "querycbx")
PANEL = (
    '<row><cell type="panel" id="9" colspan="3"><rows condition="locality.localityName=Cave">'
    '<row><cell type="label" labelfor="3" label="In the cave"/>'
    '<cell type="field" id="3" name="stationFieldNumber"/></row>'
    '</rows><rows condition="always"><row><cell type="label" labelfor="4" label="Elsewhere"/>'
    '<cell type="field" id="4" name="remarks"/></row></rows></cell></row>'
)


@pytest.fixture(autouse=True)
def _settings_read_anew() -> Iterator[None]:
    forget()
    yield
    forget()


def shelve(table: str, rows: str) -> None:
    names = (table, "view"), (table, "edit")
    store(view_set(view(table, table, *names), layout(table, table, rows, columns="100px,2px,200px")))


def with_sent(client: CheckingClient, form: str, **texts: str) -> str:
    """What the form says after that was put into it."""
    data = {**shown(client, form), **{name.replace("__", "."): text for name, text in texts.items()}}
    return words(client.get(client.post(form, {**data, "_update": "1"})["Location"]))


def test_a_condition_follows_what_was_chosen_to_records_of_this_place_only(
    curator: CheckingClient,
    home: str,
    world: World,  # noqa: F811
) -> None:
    shelve("CollectingEvent", LOCALITY + PANEL)
    ours = world.plant("locality", localityName="Cave")
    theirs = World.create().plant("locality", localityName="Cave")
    form = f"{home}collectingevent/{world.plant('collectingevent')}/edit/"
    assert "In the cave" in with_sent(curator, form, locality__id=str(ours))
    told = with_sent(curator, form, locality__id=str(theirs))
    assert "Elsewhere" in told
    assert "In the cave" not in told


def test_a_stored_record_of_another_place_still_counts(
    curator: CheckingClient,
    home: str,
    world: World,  # noqa: F811
) -> None:
    shelve("CollectingEvent", LOCALITY + PANEL)
    theirs = World.create().plant("locality", localityName="Cave")
    form = f"{home}collectingevent/{world.plant('collectingevent', locality_id=theirs)}/edit/"
    assert "In the cave" in with_sent(curator, form, stationFieldNumber="x")


def test_the_ranks_and_parents_of_other_trees_say_nothing(
    curator: CheckingClient,
    home: str,
    world: World,  # noqa: F811
) -> None:
    cells = FIELD.format(1, "definition", "querycbx") + FIELD.format(2, "parent", "querycbx")
    shelve("Taxon", FIELD.format(3, "name", "text") + cells + FIELD.format(4, "definitionItem", "combobox"))
    other = World.create()
    definition = other.ids["taxontreedef"]
    other.plant("taxontreedefitem", rankId=10, name="Hidden rank", title="Hidden rank", treeDef_id=definition)
    parent = other.plant("taxon", name="Hidden", fullName="Hidden", rankId=215, definition_id=definition)
    form = f"{home}taxon/new/"
    ours = world.plant("taxon", name="Zyxus", fullName="Zyxus", rankId=215, definition_id=world.ids["taxontreedef"])
    bare = with_sent(curator, form, name="x")
    assert "Hidden rank" not in with_sent(curator, form, name="x", definition__id=str(definition))
    assert with_sent(curator, form, name="x", parent__id=str(parent)) == bare
    assert with_sent(curator, form, name="x", parent__id=str(ours)) != bare


def test_a_web_link_is_made_of_what_is_stored(
    curator: CheckingClient,
    home: str,
    world: World,  # noqa: F811
) -> None:
    directory = tables.SpAppResourceDir.objects.create(
        isPersonal=False,
        timestampCreated=BORN,
        collection_id=world.ids["collection"],
        discipline_id=world.ids["discipline"],
    )
    resource = tables.SpAppResource.objects.create(
        name="WebLinks",
        level=0,
        spAppResourceDir=directory,
        timestampCreated=BORN,
        specifyUser_id=first("specifyuser"),
    )
    data = b"<vector><weblinkdef><name>L</name><baseURLStr>https://x.org/&lt;locality.localityName&gt;</baseURLStr>"
    tables.SpAppResourceData.objects.create(
        data=data + b"<args/></weblinkdef></vector>", spAppResource=resource, timestampCreated=BORN
    )
    link = FIELD.format(2, "stationFieldNumber", 'plugin" initialize="name=WebLinkButton;weblink=L')
    shelve("CollectingEvent", LOCALITY + link)
    stored, chosen = (world.plant("locality", localityName=name) for name in ("Stored", "Chosen"))
    event = world.plant("collectingevent", stationFieldNumber="Q1", locality_id=stored)
    form = f"{home}collectingevent/{event}/edit/"
    data_sent = {**shown(curator, form), "locality.id": str(chosen), "_update": "1"}
    page = curator.get(curator.post(form, data_sent)["Location"]).content.decode()
    assert "https://x.org/Stored" in page
    assert "https://x.org/Chosen" not in page
