"""A person's own configuration of simple search: saved as Specify keeps it, read back, given up again."""

from dataclasses import replace

import pytest

from specify.ask.searching.configuration import (
    RESOURCE,
    Configuration,
    Searched,
    configuration,
    read,
    usual,
    written,
)
from specify.ask.searching.configuring import has_own, save_configuration
from specify.datamodel import present, tables
from specify.resources.stamp import forget, settings_stamp
from specify.security.policies import Rights
from specify.web.refusals import Refusal
from tests.ask.searching.conftest import TABLES, Configure, resource
from tests.page_client import CheckingClient, fields, words
from tests.query.small_collection import Small


def now_of(small: Small) -> Configuration:
    """What counts for the person at this moment."""
    forget()
    return configuration(small.visit.viewer, settings_stamp())


def test_what_is_written_is_read_back() -> None:
    ours = replace(usual(), is_ours=False)
    told = read(written(ours), "written")
    assert [replace(one, order=0) for one in told.tables] == [replace(one, order=0) for one in ours.tables]
    assert told.related == ours.related


def test_a_choice_is_kept_as_the_persons_own(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource(TABLES, "10 7"))
    page = curator.get(f"{here}search/configure/")
    sent = fields(page, "Save")
    assert (sent["t-agent"], sent["t-taxon"], sent["r-10"], sent["r-7"], sent["r-6"]) == ("1", "7", "1", "2", "")
    sent |= {"t-taxon": "1", "t-agent": "2", "t-locality": "", "r-10": "", "r-6": "1"}
    assert curator.post(f"{here}search/configure/", sent).status_code == 303
    kept = tables.SpAppResource.objects.get(name=RESOURCE, spAppResourceDir__isPersonal=True)
    directory = kept.spAppResourceDir
    assert (directory.collection_id, directory.specifyUser_id) == (small.visit.place.collection_id, small.visit.user.pk)
    now = now_of(small)
    assert [one.table_key for one in now.tables][:2] == ["taxon", "agent"]
    assert "locality" not in [one.table_key for one in now.tables]
    assert now.related == (6, 7)
    sent = fields(curator.get(f"{here}search/configure/"), "Save")
    assert curator.post(f"{here}search/configure/", {**sent, "t-agent": "1"}).status_code == 303
    assert tables.SpAppResource.objects.filter(name=RESOURCE, spAppResourceDir__isPersonal=True).count() == 1
    logged = tables.SpAuditLog.objects.filter(tableNum=present.tables()["spappresource"].number, recordId=kept.pk)
    assert logged.count() == 1


def test_the_institutions_choice_counts_again(
    curator: CheckingClient, small: Small, here: str, configure: Configure
) -> None:
    configure(resource(TABLES))
    save_configuration(small.visit, replace(usual(), tables=(Searched("loan", ("loanNumber",)),)))
    assert has_own(small.visit)
    sent = fields(curator.get(f"{here}search/configure/"), "Use what the institution has")
    assert curator.post(f"{here}search/configure/", {**sent, "drop": "1"}).status_code == 303
    assert not has_own(small.visit)
    assert "t-taxon" in fields(curator.get(f"{here}search/configure/"), "Save")


def test_fields_of_a_table_are_chosen(curator: CheckingClient, small: Small, here: str, configure: Configure) -> None:
    configure(resource(TABLES))
    address = f"{here}search/configure/agent/"
    assert fields(curator.get(address), "Save")["sought"] == "lastName"
    answer = curator.post(address, {"sought": ["lastName", "firstName", "nonsense"], "shown": ["email", "agentType"]})
    assert answer.status_code == 303
    agent = next(one for one in now_of(small).tables if one.table_key == "agent")
    assert (agent.fields, agent.shown) == (("lastName", "firstName"), ("email", "agentType"))
    assert "jones" in words(curator.get(f"{here}search/", {"q": "Ann Jones"})).lower()


def test_a_table_is_added(curator: CheckingClient, small: Small, here: str, configure: Configure) -> None:
    configure(resource({"Taxon": "fullName"}))
    curator.post(f"{here}search/configure/loan/", {"sought": ["loanNumber"]})
    assert [one.table_key for one in now_of(small).tables] == ["taxon", "loan"]


def test_nothing_to_search_is_refused(curator: CheckingClient, here: str) -> None:
    refused = curator.post(f"{here}search/configure/", {"t-taxon": "", "t-agent": ""})
    assert refused.status_code == 422
    assert "no table is left" in refused.content.decode()
    refused = curator.post(f"{here}search/configure/", {"t-taxon": "1", "t-agent": "first"})
    assert refused.status_code == 422
    assert "“first” is no place" in refused.content.decode()
    refused = curator.post(f"{here}search/configure/taxon/", {"shown": ["fullName"]})
    assert refused.status_code == 422


def test_it_takes_the_right_to_resources(
    curator: CheckingClient, small: Small, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = Rights.may_table
    monkeypatch.setattr(
        Rights,
        "may_table",
        lambda self, key, action: (key, action) != ("spappresource", "create") and may(self, key, action),
    )
    assert curator.get(f"{here}search/configure/").status_code == 403
    assert "Choose where to search" not in curator.get(f"{here}search/").content.decode()
    with pytest.raises(Refusal):
        save_configuration(small.visit, usual())
