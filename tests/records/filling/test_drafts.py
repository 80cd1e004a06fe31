"""Drafts: kept for one person on one form, found by nobody else, limited, swept."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from django.db import connections, transaction

from specify.datamodel.tables import model
from specify.layouts.filling.sent import Sent
from specify.records.filling import drafts
from specify.records.filling.drafts import LARGEST, Whose, sweep_drafts
from specify.records.models import Draft
from specify.records.tasks import sweep_old_drafts
from specify.security.entering import Visit, visit_of
from specify.tasks.sweeping import sweep_orphans
from specify.web.refusals import Refusal
from tests.cast import ACCOUNT, READER

pytestmark = pytest.mark.django_db


class Subject(NamedTuple):
    """What a form is about."""

    table_key: str
    record_id: int | None


SPECIMEN = Subject("collectionobject", 1)
SENT = Sent(
    {"text1": "Fürstenwalde 💧\r\n\x00 end ", "determinations.n1.taxon": "Salmo", "determinations.n1.taxon.id": ""},
    ("determinations.n1",),
    frozenset({"determinations.7", "preparations.3"}),
)


def visit_as(name: str) -> Visit:
    collection = model("collection").objects.order_by("pk").values_list("pk", flat=True).first()
    user = model("specifyuser").objects.values_list("pk", flat=True).get(name=name)
    return visit_of(int(user), int(collection or 0), "en")


@pytest.fixture
def mine() -> Visit:
    """A visit of the demonstration's administrator."""
    return visit_as(ACCOUNT)


def keep(visit: Visit, subject: Subject, sent: Sent, key: str = "") -> str:
    """The key under which it is kept, by default a new one."""
    key = key or secrets.token_hex(16)
    drafts.keep(whose(visit, subject), sent, key)
    return key


def draft_of(visit: Visit, subject: Subject, key: str) -> Sent:
    """What is kept under that key."""
    return drafts.draft_of(whose(visit, subject), key)


def forget(visit: Visit, subject: Subject, key: str) -> None:
    """Give it up."""
    drafts.forget(whose(visit, subject), key)


def whose(visit: Visit, subject: Subject) -> Whose:
    """Whose form it is."""
    return Whose(visit.user.pk, visit.place.collection_id, *subject)


def refused(visit: Visit, key: str, subject: Subject = SPECIMEN) -> Refusal:
    with pytest.raises(Refusal) as told:
        draft_of(visit, subject, key)
    assert told.value.status == 404
    assert told.value.sentence.endswith(".")
    return told.value


def test_what_was_sent_is_found_again_letter_by_letter(mine: Visit) -> None:
    key = keep(mine, SPECIMEN, SENT)
    assert draft_of(mine, SPECIMEN, key) == SENT
    assert keep(mine, SPECIMEN, replace(SENT, texts={"text1": "b"}), key) == key
    assert draft_of(mine, SPECIMEN, key).texts == {"text1": "b"}
    assert Draft.objects.count() == 1


def test_it_is_written_in_ascii(mine: Visit) -> None:
    keep(mine, SPECIMEN, SENT)
    with connections["web"].cursor() as cursor:
        cursor.execute("SELECT content FROM web_draft")
        assert cursor.fetchone()[0].isascii()


def test_a_password_is_not_written_down(mine: Visit) -> None:
    subject = Subject("specifyuser", 1)
    key = keep(mine, subject, Sent({"name": "demo", "password": "secret", "spAppResources.1.password": "secret"}))
    assert draft_of(mine, subject, key).texts == {"name": "demo"}


def test_a_new_record_has_a_draft_of_its_own(mine: Visit) -> None:
    new = Subject("collectionobject", None)
    key = keep(mine, new, SENT)
    assert draft_of(mine, new, key) == SENT
    refused(mine, key)


def test_another_person_collection_table_or_record_does_not_find_it(mine: Visit) -> None:
    key = keep(mine, SPECIMEN, SENT)
    refused(visit_as(READER), key)
    refused(replace(mine, place=replace(mine.place, collection_id=mine.place.collection_id + 1)), key)
    refused(mine, key, Subject("collectionobject", 2))
    refused(mine, key, Subject("agent", 1))


@pytest.mark.parametrize("key", ["x", "0" * 31, "0" * 5000, "ß" * 32, "💧" * 32, "\x00", "' OR 1=1 --", "%"])
def test_a_made_up_key_finds_nothing(mine: Visit, key: str) -> None:
    keep(mine, SPECIMEN, SENT)
    refused(mine, key)
    with pytest.raises(Refusal):
        keep(mine, SPECIMEN, SENT, key)


def test_another_persons_draft_is_neither_overwritten_nor_forgotten(mine: Visit) -> None:
    key = keep(mine, SPECIMEN, SENT)
    theirs = visit_as(READER)
    with pytest.raises(Refusal):
        keep(theirs, SPECIMEN, Sent({"text1": "theirs"}), key)
    forget(theirs, SPECIMEN, key)
    assert draft_of(mine, SPECIMEN, key) == SENT


def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(mine: Visit) -> None:
    key = keep(mine, SPECIMEN, SENT)
    forget(mine, SPECIMEN, key)
    forget(mine, SPECIMEN, key)
    forget(mine, SPECIMEN, "no key")
    refused(mine, key)


def test_a_draft_that_an_other_version_wrote_is_not_misread(mine: Visit) -> None:
    key = keep(mine, SPECIMEN, SENT)
    Draft.objects.update(version=0)
    refused(mine, key)
    refused(mine, "0" * 32)


def test_the_largest_draft_is_kept_and_a_larger_one_told(mine: Visit) -> None:
    room = LARGEST - len('{"texts": {"remarks": ""}, "added": [], "removed": [], "digests": {}}')
    key = keep(mine, SPECIMEN, Sent({"remarks": "a" * room}))
    assert len(draft_of(mine, SPECIMEN, key).texts["remarks"]) == room
    with pytest.raises(Refusal, match="larger than 2 MB") as told:
        keep(mine, SPECIMEN, Sent({"remarks": "a" * (room + 1)}), key)
    assert told.value.status == 413
    assert len(draft_of(mine, SPECIMEN, key).texts["remarks"]) == room


def test_a_save_that_is_taken_back_takes_no_draft_with_it(mine: Visit) -> None:
    key = keep(mine, SPECIMEN, Sent())
    with transaction.atomic("default"):
        keep(mine, SPECIMEN, SENT, key)
        transaction.set_rollback(True, "default")
    assert draft_of(mine, SPECIMEN, key) == SENT


def test_drafts_that_nobody_came_back_to_are_swept(mine: Visit, settings: Any) -> None:
    now = datetime(2026, 6, 15, 3, 27)
    old, young = keep(mine, SPECIMEN, SENT), keep(mine, SPECIMEN, SENT)
    Draft.objects.filter(key=old).update(changed=now - timedelta(days=31))
    Draft.objects.filter(key=young).update(made=now - timedelta(days=99), changed=now - timedelta(days=29))
    assert sweep_drafts(now) == 1
    assert [draft.key for draft in Draft.objects.all()] == [young]
    settings.KEEP_DRAFTS_DAYS = 28
    assert sweep_drafts(now) == 1


def test_the_worker_sweeps_at_night() -> None:
    nightly = sweep_old_drafts.task_class()
    assert nightly.validate_datetime(datetime(2026, 6, 15, 3, 27))
    assert not nightly.validate_datetime(datetime(2026, 6, 15, 15, 27))


def test_the_drafts_of_a_person_who_is_no_more_are_swept(mine: Visit) -> None:
    key = keep(mine, SPECIMEN, SENT)
    keep(replace(mine, user=type(mine.user)(id=987654)), SPECIMEN, SENT)
    assert sweep_orphans() == {"web_draft": 1}
    assert draft_of(mine, SPECIMEN, key) == SENT


def test_the_newest_draft_of_a_form_is_offered(mine: Visit) -> None:
    assert drafts.unsaved(whose(mine, SPECIMEN)) is None
    old, young = keep(mine, SPECIMEN, SENT), keep(mine, SPECIMEN, SENT)
    keep(mine, Subject("collectionobject", None), SENT)
    Draft.objects.filter(key=old).update(changed=datetime(2026, 1, 1))
    found = drafts.unsaved(whose(mine, SPECIMEN))
    assert found is not None
    assert found.key == young
    assert drafts.unsaved(whose(visit_as(READER), SPECIMEN)) is None


def test_a_person_keeps_the_newest_drafts_only(mine: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = keep(visit_as(READER), SPECIMEN, SENT)
    monkeypatch.setattr(drafts, "MOST_OF_A_PERSON", 3)
    keys = [keep(mine, SPECIMEN, SENT) for _ in range(5)]
    assert set(Draft.objects.values_list("key", flat=True)) == {theirs, *keys[2:]}
    keep(mine, SPECIMEN, replace(SENT, texts={"text1": "b"}), keys[2])
    newest = keep(mine, SPECIMEN, SENT)
    assert set(Draft.objects.values_list("key", flat=True)) == {theirs, keys[2], keys[4], newest}


def test_the_drafts_of_a_person_have_a_size_in_all(mine: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LARGEST_OF_A_PERSON", 5000)
    keys = [keep(mine, SPECIMEN, Sent({"text1": "a" * 2000})) for _ in range(4)]
    assert set(Draft.objects.values_list("key", flat=True)) == set(keys[2:])
