"""The settings stamp notices every change, and what is kept does not outlive it."""

from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.resources import stamp
from specify.resources.stamp import remember, settings_stamp
from specify.resources.viewer import Viewer

OLD = "2020-01-01T00:00:00/a"


def made(value: str, calls: list[str]) -> str:
    calls.append(value)
    return value


def test_what_is_kept_is_made_once_for_each_stamp() -> None:
    calls: list[str] = []
    for current in (OLD, OLD, OLD.replace("/a", "/b"), OLD.replace("/a", "/b")):
        remember(current, "key", lambda current=current: made(current, calls))
    assert calls == [OLD, OLD.replace("/a", "/b")]


def test_nothing_is_a_value_like_others() -> None:
    calls: list[str] = []
    for _ in range(2):
        assert remember(OLD, "nothing", lambda: calls.append("made")) is None
    assert calls == ["made"]


@pytest.mark.django_db(databases="__all__")
def test_what_is_younger_than_two_seconds_serves_the_request_that_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "SETTLED", timedelta(days=99_999))
    calls: list[str] = []
    for request in range(2):
        current = settings_stamp()
        for _ in range(3):
            remember(current, "key", lambda request=request: made(f"request {request}", calls))
    assert calls == ["request 0", "request 1"]


def test_a_clock_that_is_ahead_does_not_stop_keeping() -> None:
    assert stamp.is_settled(f"{(datetime.now() + timedelta(hours=2)).isoformat()}/a")
    assert stamp.is_settled("/nothing there")


def test_the_longest_unused_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "MAX_ENTRIES", 2)
    calls: list[str] = []
    for key in ("a", "b", "a", "c", "a", "b"):
        remember(OLD, key, lambda key=key: made(key, calls))
    assert calls == ["a", "b", "c", "b"]


@pytest.mark.django_db(databases="__all__")
def test_one_statement_and_the_same_answer_while_nothing_changes() -> None:
    with CaptureQueriesContext(connections["default"]) as statements:
        first = settings_stamp()
    assert len(statements) == 1
    assert settings_stamp() == first


@pytest.mark.django_db(databases="__all__")
def test_adding_changing_and_deleting_are_noticed(viewer: Viewer) -> None:
    lists = model("picklist").objects
    seen = [settings_stamp()]
    columns = {"isSystem": False, "readOnly": False, "type": 0, "collection_id": viewer.place.collection_id}
    row = lists.create(name="Stamps", timestampCreated=datetime(2020, 1, 1), version=0, **columns)
    seen.append(settings_stamp())
    lists.filter(pk=row.pk).update(version=1)
    seen.append(settings_stamp())
    lists.filter(pk=row.pk).update(timestampModified=datetime.now() + timedelta(seconds=1))
    seen.append(settings_stamp())
    assert len(set(seen)) == 4
    lists.filter(pk=row.pk).delete()
    assert settings_stamp() == seen[0]


@pytest.mark.django_db(databases="__all__")
def test_rules_without_versions_are_told_by_what_they_say() -> None:
    if not present.has("uniquenessrule"):
        return
    before = settings_stamp()
    rule = model("uniquenessrule").objects.create(modelname="Agent", isdatabaseconstraint=False)
    fields = model("uniquenessrulefield").objects
    row = fields.create(fieldpath="lastName", isscope=False, uniquenessrule_id=rule.pk)
    added = settings_stamp()
    fields.filter(pk=row.pk).update(fieldpath="firstName")
    changed = settings_stamp()
    fields.filter(pk=row.pk).update(isscope=True)
    assert len({before, added, changed, settings_stamp()}) == 4
