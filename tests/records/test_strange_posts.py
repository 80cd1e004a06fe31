"""Posts that no form of ours sends: each is answered with a sentence or the form, none with an error, none is written.

Fields that are missing, doubled, foreign, oversized, of the wrong kind or encoding; records of other collections;
tokens of other people and forms.
"""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils.http import urlencode

from specify.datamodel import present
from specify.datamodel.tables import model
from tests.page_client import CheckingClient, words
from tests.planting import World
from tests.records.conftest import sign_in
from tests.records.filling_in import shown, with_rows

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ROUNDS = 60
AWKWARD = (
    "\x00",
    "💧" * 300,
    "9" * 400,
    "-1",
    "1e999",
    "NaN",
    "2024-13-45",
    "%s%n",
    "' OR 1=1 --",
    "{{ 7 }}",
    "a\r\n" * 99,
)


def everything() -> int:
    """How many rows there are, and the versions of all: whatever is saved changes one of them."""
    total = 0
    with connection.cursor() as cursor:
        for table in present.tables().values():
            version = table.fields.get("version")
            column = f", SUM({connection.ops.quote_name(version.column)})" if version and version.column else ", 0"
            cursor.execute(f"SELECT COUNT(*){column} FROM {connection.ops.quote_name(table.table)}")
            count, versions = cursor.fetchone()
            total += count + (versions or 0)
    return total


def spoilt(data: dict[str, str], chance: random.Random) -> list[tuple[str, str]]:
    """The fields of a form with one of them made strange, so that it cannot be saved."""
    fields = list(data.items())
    names = [name for name, _text in fields if not name.startswith(("_", "csrf"))]
    name = chance.choice(names)
    at = next(place for place, (one, _text) in enumerate(fields) if one == name)
    other = chance.choice(["version", "collection", "collectionMemberId", "createdByAgent.id", "collection.isEmbedded"])
    kind = chance.randrange(5)
    if kind == 0:
        return fields[:at] + fields[at + 1 :]
    if kind == 1:
        return [*fields, (other, "7")]
    if kind == 2:
        return [*fields[:at], (f"{name}.x{chance.randrange(99)}", "x"), *fields[at + 1 :]]
    if kind == 3:
        return [*fields, (f"determinations.{chance.randrange(9999)}.remarks", "x")]
    first, second = chance.sample(range(len(fields)), 2)
    fields[first], fields[second] = fields[second], fields[first]
    return [*fields, ("zzz", "1")]


def answered(answer: Any) -> None:
    """It is an answer to a person, and not an error."""
    assert answer.status_code in (403, 404, 413, 422), (answer.status_code, answer.get("Location"))
    assert "." in words(answer)


@pytest.mark.one_shape
def test_forms_that_did_not_come_as_they_were_signed(curator: CheckingClient, form: str, new: str) -> None:
    before, chance = everything(), random.Random(5)  # noqa: S311 - the same posts every time
    for address in (form, new):
        address, data = with_rows(curator, address, "determinations", "preparations")
        for _round in range(ROUNDS):
            body = urlencode([*spoilt(data, chance), ("_save", "1")])
            answered(curator.post(address, body, content_type=FORM))
    assert everything() == before


def awkward(data: dict[str, str]) -> Iterator[dict[str, str]]:
    """Whole forms with a value that its field cannot have."""
    for name in ("catalogNumber", "catalogedDate", "cataloger", "determinations.n1.taxon", "preparations.n1.countAmt"):
        for text in AWKWARD:
            yield {**data, "catalogNumber": "12x", name: text}
    for name in ("cataloger.id", "determinations.n1.taxon.id", "preparations.n1.prepType.id", "accession.id"):
        for text in (*AWKWARD, "999999999", "99999999999999999999", "0"):
            yield {**data, "catalogNumber": "12x", name: text}


def test_values_of_the_wrong_kind_are_told(curator: CheckingClient, new: str) -> None:
    before = everything()
    address, data = with_rows(curator, new, "determinations", "preparations")
    for strange in awkward(data):
        answered(curator.post(address, {**strange, "_save": "1"}))
    assert everything() == before


@pytest.mark.parametrize("added", ["determinations.n5", "collectionObjectAttribute.n1", "cataloger.n1", "nothing.n1"])
def test_rows_that_the_form_cannot_have_are_not_made(curator: CheckingClient, new: str, added: str) -> None:
    before = everything()
    data = {**shown(curator, new), "_added": added, "catalogNumber": "12x", "_save": "1"}
    answered(curator.post(new, data))
    assert everything() == before


def test_what_is_not_utf_8_is_told(curator: CheckingClient, form: str) -> None:
    before, data = everything(), shown(curator, form)
    for body in (b"catalogNumber=%ff%fe&_save=1", b"\xff\xfe=1&_save=1", b"%", b"_save=1&" + b"a=1&" * 300):
        answered(curator.post(form, body, content_type=FORM))
    whole = urlencode({**data, "_save": "1"}).replace("catalogNumber=", "catalogNumber=%ff")
    answered(curator.post(form, whole, content_type=FORM))
    assert everything() == before


def test_the_token_of_another_form_or_person_is_refused(
    curator: CheckingClient, form: str, new: str, home: str
) -> None:
    student = sign_in(CheckingClient(), "student", "demonstration")
    agent = model("agent").objects.order_by("pk").values_list("pk", flat=True).first()
    tokens = [shown(student, form), shown(curator, new), shown(curator, f"{home}agent/{agent}/edit/")]
    before, data = everything(), shown(curator, form)
    for other in tokens:
        for sent in ({**data, "_opened": other["_opened"]}, {**other, "csrfmiddlewaretoken": ""}):
            answered(curator.post(form, {**sent, "remarks": "x", "_save": "1"}))
    assert everything() == before


def test_records_of_other_collections_are_not_written(curator: CheckingClient, home: str, form: str) -> None:
    foreign = World.create().plant("collectionobject")
    before, data = everything(), shown(curator, form)
    answered(curator.post(f"{home}collectionobject/{foreign}/edit/", {**data, "_save": "1"}))
    theirs = model("determination").objects.exclude(collectionObject=form.strip("/").split("/")[-2]).first()
    assert theirs is not None
    removed = {**data, "_removed": f"determinations.{theirs.pk}", "_save": "1"}
    assert curator.post(form, removed).status_code in (303, 422)
    assert everything() == before
