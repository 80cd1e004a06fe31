"""What the program puts into rows by itself, and what nobody else may."""

import uuid
from datetime import date

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, made, row, saved, under

pytestmark = pytest.mark.django_db


def test_dependents_belong_to_the_place_too(visit: Visit, home_world: World) -> None:
    loan = made("loan", loanNumber="Q-2")
    line = under(loan, "loanPreparations", made("loanpreparation", quantity=1))
    saved(visit, loan, line)
    assert row("loan", loan.id).discipline_id == visit.place.discipline_id
    assert row("loan", loan.id).division_id is None
    assert row("loanpreparation", line.id).discipline_id == visit.place.discipline_id


def test_what_a_row_cannot_be_without_is_filled_in_too(visit: Visit, home_world: World) -> None:
    book = made("fieldnotebook", ownerAgent=home_world.plant("agent"))
    saved(visit, book)
    found = row("fieldnotebook", book.id)
    assert (found.collection_id, found.discipline_id) == (visit.place.collection_id, visit.place.discipline_id)


def test_ages_belong_to_the_collection_by_a_key(visit: Visit, home_world: World) -> None:
    if not present.has("absoluteagecitation"):
        pytest.skip("Specify 6 has no ages")
    ids = {"absoluteAge": home_world.plant("absoluteage"), "referenceWork": home_world.plant("referencework")}
    new = made("absoluteagecitation", **ids)
    saved(visit, new)
    assert row("absoluteagecitation", new.id).collectionMember_id == visit.place.collection_id


def test_what_belongs_to_an_object_is_not_given_to_a_division(visit: Visit, home_world: World) -> None:
    new = made("conservdescription", collectionObject=home_world.plant("collectionobject"))
    saved(visit, new)
    assert row("conservdescription", new.id).division_id is None


def test_a_programs_own_rows_for_everyone_stay_so(visit: Visit) -> None:
    new = made("spappresourcedir", isPersonal=False, userType="Prefs")
    saved(visit, new)
    found = row("spappresourcedir", new.id)
    assert (found.collection_id, found.discipline_id) == (None, None)


def test_another_collection_cannot_be_claimed(visit: Visit) -> None:
    new = made("collectionobject", catalogNumber="900850001", collectionMemberId=4711)
    saved(visit, new)
    assert row("collectionobject", new.id).collectionMemberId == visit.place.collection_id


def test_a_guid_is_ours_to_give_but_for_taxa(visit: Visit, home_world: World) -> None:
    new = made("collectionobject", catalogNumber="900850002", guid="mine")
    saved(visit, new)
    given = row("collectionobject", new.id).guid
    assert uuid.UUID(given).version == 4
    saved(visit, lambda: changed("collectionobject", new.id, guid="mine", remarks="q"))
    assert row("collectionobject", new.id).guid == given
    saved(visit, lambda: changed("geography", home_world.plant("geography"), guid="mine"))
    assert model("geography").objects.filter(guid="mine").exists()


def test_the_user_behind_an_agent_is_not_saved_with_it(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("agent")
    assert saved(visit, lambda: changed("agent", stored, specifyUser=visit.user.pk)) == ()
    assert row("agent", stored).specifyUser_id is None


def test_precisions_follow_their_dates(visit: Visit, home_world: World) -> None:
    day = date(1987, 8, 14)
    new = made("collectionobject", catalogNumber="900850003", catalogedDate=day)
    saved(visit, new)
    assert row("collectionobject", new.id).catalogedDatePrecision == 1
    saved(visit, lambda: changed("collectionobject", new.id, catalogedDate=None))
    assert row("collectionobject", new.id).catalogedDatePrecision is None
    stored = home_world.plant("collectionobject", catalogedDate=day, catalogedDatePrecision=None)
    saved(visit, lambda: changed("collectionobject", stored, remarks="q"))
    assert row("collectionobject", stored).catalogedDatePrecision is None


def test_versions_and_people(visit: Visit, home_world: World) -> None:
    new = made("locality", localityName="Q")
    saved(visit, new)
    found = row("locality", new.id)
    assert (found.version, found.createdByAgent_id, found.modifiedByAgent_id) == (0, visit.agent_id, None)
    moment = found.timestampCreated
    saved(visit, lambda: changed("locality", new.id, localityName="R"))
    found = row("locality", new.id)
    assert (found.version, found.modifiedByAgent_id, found.timestampCreated) == (1, visit.agent_id, moment)
