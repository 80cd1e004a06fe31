"""Records and values are told as Specify 7's forms tell them, in a number of statements that rows do not change."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel import tables
from specify.datamodel.rows import Rows
from specify.resources.formatting import DEEPEST, MOST_TOLD, Formatting, plain_number
from specify.resources.viewer import Viewer

pytestmark = pytest.mark.django_db(databases="__all__")
STAMPED = {"timestampCreated": datetime(2020, 1, 1), "version": 0}
Tell = Callable[..., str | None]


def formats(*, agent: str = "<field>lastName</field>", more: str = "", aggregators: str = "") -> str:
    """A resource with a formatter for agents and whatever else a test needs."""
    plain = f"<switch><fields>{agent}</fields></switch>" if "<switch" not in agent else agent
    return (
        f'<formatters><format name="Agent" class="x.Agent" default="true">{plain}</format>{more}'
        f"<aggregators>{aggregators}</aggregators></formatters>"
    )


def one_format(table: str, fields: str, name: str = "Usual") -> str:
    return f'<format name="{name}" class="x.{table}"><switch><fields>{fields}</fields></switch></format>'


def agent(last_name: str | None, **columns: Any) -> int:
    return int(tables.Agent.objects.create(**{"agentType": 1, "lastName": last_name, **STAMPED, **columns}).pk)


def address(agent_id: int, text: str, **columns: Any) -> int:
    return int(tables.Address.objects.create(agent_id=agent_id, address=text, **STAMPED, **columns).pk)


@pytest.fixture
def formatting(viewer: Viewer, config: Path, store: Callable[..., int]) -> Callable[..., Formatting]:
    """Formatting with the formatters given, for somebody who may read all tables but those named."""

    def making(
        resource: str = "", *, unreadable: str = "", stamp: str = "2020-01-01T00:00:00/formatting"
    ) -> Formatting:
        store("DataObjFormatters", resource or formats(), "personal")
        return Formatting(viewer, stamp, Rows(), lambda table: table not in unreadable.split())

    return making


def told(formatting: Formatting, ask: Callable[[], str | None]) -> str | None:
    """The answer when all rows are there."""
    answer = ask()
    while formatting.rows.load():
        answer = ask()
    return answer


def record(formatting: Formatting, table: str, number: int, formatter: str | None = None) -> str | None:
    return told(formatting, lambda: formatting.record(table, number, formatter))


def test_a_record_waits_for_its_rows_and_is_then_told(formatting: Callable[..., Formatting]) -> None:
    found, number = formatting(), agent("Agassiz")
    assert found.record("agent", number) is None
    assert found.label("agent", number) == f"{found.captions.table('agent')} {number}"
    assert found.rows.load()
    assert found.record("agent", number) == "Agassiz"
    assert found.label("agent", number) == "Agassiz"
    assert not found.rows.load()


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"lastName": "Last", "firstName": "First", "middleInitial": "M"}, "Last, First M"),
        ({"lastName": "Last", "middleInitial": "M"}, "Last M"),
        ({"firstName": "First", "middleInitial": "M"}, "First M"),
        ({"lastName": "", "middleInitial": "M"}, "M"),
        ({}, ""),
    ],
)
def test_an_empty_field_takes_its_separator_along(
    formatting: Callable[..., Formatting], columns: dict[str, str], text: str
) -> None:
    fields = '<field>lastName</field><field sep=", ">firstName</field><field sep=" ">middleInitial</field>'
    assert record(formatting(formats(agent=fields)), "agent", agent(columns.pop("lastName", None), **columns)) == text


def test_the_very_first_separator_is_written(formatting: Callable[..., Formatting]) -> None:
    found = formatting(formats(agent='<field sep="Dr. ">lastName</field>'))
    assert record(found, "agent", agent("Who")) == "Dr. Who"


def test_a_switch_goes_by_the_raw_value(formatting: Callable[..., Formatting]) -> None:
    cases = '<fields value="0"><field>lastName</field></fields><fields value="1"><field>firstName</field></fields>'
    found = formatting(formats(agent=f'<switch single="false" field="agentType">{cases}</switch>'))
    texts = [record(found, "agent", agent("Last", firstName="First", agentType=kind)) for kind in (0, 1, 3)]
    assert texts == ["Last", "First", "Last"]


def test_a_switch_on_yes_or_no_reads_true_and_false(formatting: Callable[..., Formatting]) -> None:
    cases = '<fields value="true"><field>city</field></fields><fields value="false"><field>address</field></fields>'
    more = f'<format name="A" class="x.Address"><switch field="isCurrent">{cases}</switch></format>'
    found, owner = formatting(formats(more=more)), agent("Owner")
    numbers = [address(owner, "Street", city="Town", isCurrent=current) for current in (True, False, None)]
    assert [record(found, "address", number) for number in numbers] == ["Town", "Street", "Town"]


def test_related_records_are_told_by_name_or_default(formatting: Callable[..., Formatting]) -> None:
    more = one_format("Agent", "<field>firstName</field>", "First") + one_format(
        "Address",
        '<field>address</field><field sep=" of ">agent</field><field sep=" or " formatter="First">agent</field>'
        '<field sep=" or " formatter="Unknown">agent</field><field sep=", ">agent.agentType</field>'
        '<field sep=" / ">nothing.lastName</field>',
    )
    number = address(agent("Last", firstName="First"), "Street")
    assert record(formatting(formats(more=more)), "address", number) == "Street of Last or First or Last, Person"


def test_a_record_within_itself_tells_nothing(formatting: Callable[..., Formatting]) -> None:
    found = formatting(formats(agent='<field>lastName</field><field sep=" of ">organization</field>'))
    one = agent("One")
    other = agent("Other", organization_id=one)
    tables.Agent.objects.filter(pk=one).update(organization_id=other)
    assert record(found, "agent", one) == "One of Other"


def test_formatters_within_each_other_end(formatting: Callable[..., Formatting]) -> None:
    found = formatting(formats(agent='<field>lastName</field><field sep="/">organization</field>'))
    number = None
    for depth in range(DEEPEST + 3):
        number = agent(str(depth), organization_id=number)
    assert number is not None
    assert record(found, "agent", number) == "8/7/6/5/4/3"


def test_what_may_not_be_read_says_so(formatting: Callable[..., Formatting]) -> None:
    fields = '<field>address</field><field sep=": ">agent</field><field sep=", ">agent.lastName</field>'
    more = one_format("Address", fields)
    number = address(agent("Secret"), "Street")
    found = formatting(formats(more=more), unreadable="agent")
    assert record(found, "address", number) == "Street: no permission, no permission"
    assert found.aggregate("agent", "addresses", 1) is None
    assert formatting(unreadable="address").aggregate("agent", "addresses", 1) == "no permission"


def test_rows_that_are_gone_are_empty(formatting: Callable[..., Formatting]) -> None:
    found = formatting()
    assert record(found, "agent", 2**30) == ""
    assert found.label("agent", 2**30).endswith(f" {2**30}")


def test_without_a_formatter_the_main_text_is_told(formatting: Callable[..., Formatting], viewer: Viewer) -> None:
    found = formatting()
    discipline = tables.Discipline.objects.get(pk=viewer.place.discipline_id)
    assert record(found, "discipline", discipline.pk) == discipline.name
    assert record(found, "address", address(agent("Owner"), "Street")) == ""


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ('separator=" / "', "c / a / b"),
        ('separator="; " orderfieldname="city"', "a; b; c"),
        ('separator=", " orderfieldname="city" count="2" ending=" et al."', "a, b et al."),
        ('count="0"', "c; a; b"),
        ('format="City"', "3; 1; 2"),
    ],
)
def test_an_aggregator_tells_records_in_its_order(formatting: Callable[..., Formatting], marks: str, text: str) -> None:
    more = one_format("Address", "<field>address</field>") + one_format("Address", "<field>city</field>", "City")
    owner = agent("Owner")
    for street, city in (("c", "3"), ("a", "1"), ("b", "2")):
        address(owner, street, city=city)
    found = formatting(formats(more=more, aggregators=f'<aggregator name="A" class="x.Address" {marks}/>'))
    assert told(found, lambda: found.aggregate("agent", "addresses", owner)) == text
    nobody = agent("Nobody")
    assert told(found, lambda: found.aggregate("agent", "addresses", nobody)) == ""


def test_an_aggregator_without_a_count_says_that_there_are_more(formatting: Callable[..., Formatting]) -> None:
    more = one_format("Address", "<field>address</field>")
    found, owner = (
        formatting(formats(more=more, aggregators='<aggregator name="A" class="x.Address"/>')),
        agent("Owner"),
    )
    for number in range(MOST_TOLD + 1):
        address(owner, f"{number}")
    text = told(found, lambda: found.aggregate("agent", "addresses", owner))
    assert text is not None
    assert text.endswith("98; 99; …")


def test_statements_do_not_grow_with_rows(formatting: Callable[..., Formatting]) -> None:
    more = one_format("Address", '<field>address</field><field sep=" of ">agent</field>')
    counts = []
    for size in (2, 12):
        found = formatting(formats(more=more), stamp=f"2020-01-01T00:00:00/{size}")
        numbers = [address(agent(f"Owner {one}"), "Street") for one in range(size)]
        found.formatters, found.captions, found.preferences, found.pick_list("agent", "lastName")
        with CaptureQueriesContext(connections["default"]) as statements:
            texts = told(
                found, lambda found=found, numbers=numbers: "|".join(found.label("address", n) for n in numbers)
            )
        assert texts is not None
        assert texts.endswith(f"Street of Owner {size - 1}")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 3


def test_paths_are_followed_in_any_case_and_to_any_depth(formatting: Callable[..., Formatting]) -> None:
    found = formatting()
    number = address(agent("Owner", organization_id=agent("House")), "Street")
    found.rows.get("address", number)
    found.rows.load()
    row = found.rows.get("address", number)
    assert row
    answers = {
        "AGENT.Organization.lastname": "House",
        "Address.address": "Street",
        "agent": "Owner",
        "agent.addresses": "",
        "agent.addresses.address": "Street",
        "id": str(number),
        "addressId": str(number),
        "address.agent": "Owner",
        "postalCode": "",
        "no.such.path": "",
        "postalCode.more": "",
    }
    assert {path: told(found, lambda path=path: found.value("address", path, row)) for path in answers} == answers


def test_values_are_told_by_type(formatting: Callable[..., Formatting], store: Callable[..., int]) -> None:
    tables.SpAppResource.objects.filter(name="preferences").update(name="before")
    store(
        "preferences", "ui.formatting.scrdateformat=dd.MM.yyyy\nui.formatting.scrmonthformat=MM.yyyy", userType="Prefs"
    )
    found = formatting()
    day = date(1897, 3, 7)
    assert [
        found.value("agent", "dateOfBirth", {"dateOfBirth": day, "dateOfBirthPrecision": precision})
        for precision in (1, 2, 3, None)
    ] == ["07.03.1897", "03.1897", "1897", "07.03.1897"]
    assert (
        found.value("agent", "timestampCreated", {"timestampCreated": datetime(2024, 2, 3, 4, 5)}) == "03.02.2024 04:05"
    )
    assert found.value("address", "isCurrent", {"isCurrent": True}) == "Yes"
    assert found.value("address", "isCurrent", {"isCurrent": False}) == "No"
    assert found.value("address", "isCurrent", {"isCurrent": None}) == ""
    assert found.value("locality", "latitude1", {"latitude1": Decimal("12.5000000000")}) == "12.5"
    assert found.value("agent", "agentType", {"agentType": 3}) == "Group"
    assert found.value("agent", "nothing", {}) == ""
    assert found.value("spappresourcedata", "data", {"data": b"bytes"}) == ""


def test_what_is_set_up_for_a_field_decides(formatting: Callable[..., Formatting], viewer: Viewer) -> None:
    chosen = {"isSystem": False, "readOnly": True, "type": 0, "collection_id": viewer.place.collection_id}
    titles = tables.PickList.objects.create(name="Titles of ours", **chosen, **STAMPED)
    tables.PickListItem.objects.create(pickList=titles, title="Doctor", value="dr", **STAMPED)
    discipline = {"discipline_id": viewer.place.discipline_id, "schemaType": 0}
    tables.SpLocaleContainer.objects.filter(name="agent", **discipline).update(schemaType=1)
    marks: dict[str, Any] = {"isHidden": False, "isSystem": False, **STAMPED}
    owner = tables.SpLocaleContainer.objects.create(name="agent", **discipline, **marks)
    items = tables.SpLocaleContainerItem.objects
    items.create(container=owner, name="title", pickListName="Titles of ours", **marks)
    items.create(
        container=owner, name="jobTitle", pickListName="Titles of ours", **marks, format="F", isUIFormatter=True
    )
    found = formatting(formats(agent='<field uifieldformatter="F">title</field>'))
    assert found.value("agent", "title", {"title": "dr"}) == "Doctor"
    assert found.value("agent", "title", {"title": "unknown"}) == "unknown"
    assert found.value("agent", "jobTitle", {"jobTitle": "dr"}) == "dr"
    assert record(found, "agent", agent("Agassiz", title="dr")) == "dr"


@pytest.mark.parametrize(
    ("how", "text"),
    [
        ('format="no. %s!"', "no. 00120!"),
        ('format="%d"', "00120"),
        ('format=" "', ""),
        ('format="(yes)"', "(yes)"),
        ('format="%8.4f"', "00120"),
        ('trimzeros="true"', "120"),
    ],
)
def test_patterns_and_zeros(formatting: Callable[..., Formatting], how: str, text: str) -> None:
    found = formatting(formats(agent=f"<field {how}>lastName</field>"))
    assert record(found, "agent", agent("00120")) == text
    assert record(found, "agent", agent(None)) == ""


def test_what_is_secret_is_told_nowhere(formatting: Callable[..., Formatting]) -> None:
    marks = {"isLoggedIn": False, "isLoggedInReport": False, "userType": "Manager", **STAMPED}
    user = tables.SpecifyUser.objects.create(name="somebody", password="HASH", **marks).pk
    cases = '<fields value="x"><field>name</field></fields><fields value="HASH"><field>userType</field></fields>'
    own = f'<format name="Switched" class="x.SpecifyUser"><switch field="password">{cases}</switch></format>'
    behind = "<field>lastName</field><field>specifyUser.password</field>"
    more = one_format("SpecifyUser", '<field>name</field><field sep="-">password</field>') + own
    found = formatting(formats(agent=behind, more=more))
    assert record(found, "specifyuser", user) == "somebody"
    assert record(found, "agent", agent("Agassiz", specifyUser_id=user)) == "Agassiz"
    assert found.value("specifyuser", "password", {"password": "HASH"}) == ""
    assert record(found, "specifyuser", user, "Switched") == "somebody"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.5000000000"), "12.5"),
        (Decimal("1.2E+2"), "120"),
        (Decimal("-0.00"), "0"),
        (1e-7, "0.0000001"),
        (3.0, "3"),
        (0.1, "0.1"),
        (float("nan"), "nan"),
    ],
)
def test_numbers_are_plain(value: Decimal | float, text: str) -> None:
    assert plain_number(value) == text
