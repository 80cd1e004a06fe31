"""Stored templates: what Specify's tables hold of them, who may do what, and that no version is lost."""

from dataclasses import replace

import pytest

from specify.datamodel.tables import model
from specify.printing.models import TemplateDraft
from specify.printing.rendering.telling import BadTemplate
from specify.printing.stored import drafts
from specify.printing.stored.changing import (
    COLLECTION,
    DISCIPLINE,
    PERSON,
    WHOSE,
    delete,
    free_title,
    make,
    rename,
    save,
)
from specify.printing.stored.reading import Own, own_named, own_now
from specify.printing.stored.versions import compared, keep, version_of, versions_of
from specify.printing.templates.library import template_here, templates_here
from specify.records.writing.changes import NotSaved
from specify.resources.stamp import settings_stamp
from specify.security.entering import Visit
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.patience import within
from tests.planting import World

pytestmark = pytest.mark.django_db

SOURCE = "{# table: collectionobject\nsize: 40 x 20 mm #}\n<p>{{ object.catalognumber }}</p>"
OTHER = SOURCE.replace("<p>", "<p>No. \N{FISH} ")


def fresh(visit: Visit) -> Visit:
    """The same visit a moment later."""
    return replace(visit, stamp=settings_stamp())


def stored(visit: Visit, number: int) -> Own:
    """What is stored under that number."""
    return own_now(visit, number)


def with_policies(visit: Visit, *granted: tuple[str, str]) -> Visit:
    """The visit of somebody with these rights only."""
    policies = tuple(Policy(resource, action) for resource, action in granted)
    return replace(visit, rights=Rights(visit.user.pk, visit.place.collection_id, policies))


@pytest.mark.parametrize("whose", WHOSE)
def test_a_template_stands_beside_specifys_resources(visit: Visit, whose: str) -> None:
    number = make(visit, "Täglich 日", SOURCE, whose)
    row = model("spappresource").objects.filter(pk=number).values().get()
    assert (row["name"], row["mimeType"], row["level"]) == ("Täglich 日", "html/label", 0)
    assert row["specifyUser_id"] == visit.user.pk
    directory = model("spappresourcedir").objects.filter(pk=row["spAppResourceDir_id"]).values().get()
    assert directory["discipline_id"] == visit.place.discipline_id
    assert directory["collection_id"] == (None if whose == DISCIPLINE else visit.place.collection_id)
    assert directory["isPersonal"] is (whose == PERSON)
    assert stored(visit, number).source == SOURCE
    assert template_here(fresh(visit), f"own-{number}").size == (40, 20)
    again = make(visit, "Another", SOURCE, whose)
    other = model("spappresource").objects.values_list("spAppResourceDir_id", flat=True).get(pk=again)
    assert other == row["spAppResourceDir_id"]


def test_it_is_used_where_specify_would_use_it(visit: Visit, home_world: World) -> None:
    numbers = {whose: make(visit, whose, SOURCE, whose) for whose in WHOSE}
    place = visit.place
    elsewhere = replace(visit, stamp="", place=replace(place, collection_id=place.collection_id + 1000))
    other = replace(visit, stamp="", user=model("specifyuser").objects.exclude(pk=visit.user.pk).order_by("pk")[0])
    foreign = replace(visit, stamp="", place=replace(place, discipline_id=place.discipline_id + 1000))
    expected = ((elsewhere, {DISCIPLINE}), (other, {DISCIPLINE, COLLECTION}), (foreign, set()))
    for seen, kinds in expected:
        assert {whose for whose, number in numbers.items() if f"own-{number}" in templates_here(seen)} == kinds


def test_the_same_form_makes_one_template(visit: Visit) -> None:
    first = make(visit, "Once", SOURCE, once="a" * 32)
    assert make(visit, "Once", SOURCE, once="a" * 32) == first
    assert versions_of(first).count() == 1


def test_titles_are_told_apart(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    for title in ("jar", "", "x" * 65):
        with pytest.raises(NotSaved) as refused:
            make(visit, title, SOURCE)
        assert {problem.field for problem in refused.value.problems} == {"name"}
    assert free_title(visit, "Jar") == "Jar (2)"
    rename(visit, number, "Vial")
    rename(visit, number, "Vial")
    assert stored(visit, number).title == "Vial"
    make(visit, "Jar", SOURCE)
    with pytest.raises(NotSaved):
        rename(visit, number, "Jar")


def test_every_version_is_kept(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    save(visit, number, OTHER, version=stored(visit, number).version)
    save(visit, number, OTHER)
    assert [(one.number, one.source) for one in versions_of(number)] == [(2, OTHER), (1, SOURCE)]
    data = model("spappresourcedata").objects.filter(spAppResource=number)
    data.update(data=b"<p>from elsewhere</p>", version=9)
    save(visit, number, SOURCE)
    told = [(one.source, one.user_id) for one in versions_of(number)]
    assert told[:2] == [(SOURCE, visit.user.pk), ("<p>from elsewhere</p>", None)]
    assert version_of(number, 2).source == OTHER
    with pytest.raises(Refusal):
        version_of(number, 5)
    keep(number, SOURCE, None)
    assert versions_of(number).count() == 4


def test_who_comes_second_is_told(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    before = stored(visit, number).version
    save(visit, number, OTHER, version=before)
    mine = SOURCE.replace("<p>", "<p>My ")
    with pytest.raises(NotSaved):
        save(visit, number, mine, version=before)
    assert stored(visit, number).source == OTHER
    save(visit, number, OTHER, version=before)  # the same sent twice
    assert versions_of(number).count() == 2
    save(visit, number, mine, version=stored(visit, number).version)
    assert stored(visit, number).source == mine


def test_the_kind_goes_along(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    save(visit, number, SOURCE.replace("size: 40 x 20 mm", "kind: report"))
    assert model("spappresource").objects.get(pk=number).mimeType == "html/report"
    assert template_here(fresh(visit), f"own-{number}").kind == "report"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<p>no head</p>", 0),
        ("{# table: nothing #}", 1),
        ("{# table: collectionobject #}\n{% if x %}", 2),
        ("{# table: collectionobject #}\n\n{{ object.catalogumber }}", 3),
    ],
)
def test_what_cannot_be_read_is_not_stored(visit: Visit, source: str, line: int) -> None:
    number = make(visit, "Jar", SOURCE)
    for refused in (lambda: make(visit, "Bad", source), lambda: save(visit, number, source)):
        with pytest.raises(BadTemplate) as told:
            refused()
        assert told.value.line == line
    assert stored(visit, number).source == SOURCE
    assert model("spappresource").objects.filter(name="Bad").count() == 0


def test_what_another_program_broke_is_told(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    model("spappresourcedata").objects.filter(spAppResource=number).update(data=b"\xff nothing", version=9)
    own = own_named(fresh(visit), f"own-{number}")
    assert own.template is None
    assert "says nothing of itself" in own.problem
    assert f"own-{number}" not in templates_here(fresh(visit))
    save(visit, number, SOURCE)


def test_a_deleted_template_takes_along_what_is_ours(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    drafts.keep(visit, stored(visit, number), OTHER, "")
    delete(visit, number)
    assert not model("spappresourcedata").objects.filter(spAppResource=number).exists()
    assert not versions_of(number).exists()
    assert not TemplateDraft.objects.filter(resource=number).exists()
    for verb in (lambda: save(visit, number, OTHER), lambda: rename(visit, number, "x"), lambda: delete(visit, number)):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.status == 404


def test_rights_are_those_of_specify(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    resource, data = "/table/spappresource", "/table/spappresourcedata"
    read = ("/table/%", "read"), ("/report", "execute"), ("/querybuilder/%", "%")
    verbs = {
        "make": lambda who: make(who, "Another", SOURCE),
        "save": lambda who: save(who, number, OTHER),
        "rename": lambda who: rename(who, number, "Vial"),
        "delete": lambda who: delete(who, number),
    }
    needs = {
        "make": ((resource, "create"), (data, "create")),
        "save": ((data, "update"), ("/field/spappresourcedata/data", "update")),
        "rename": ((resource, "update"), ("/field/spappresource/name", "update")),
        "delete": ((resource, "delete"), (data, "delete")),
    }
    for name, verb in verbs.items():
        for missing in needs[name]:
            granted = [one for one in needs[name] if one != missing]
            with pytest.raises(Refusal) as refused:
                verb(with_policies(visit, *read, *granted))
            assert refused.value.status == 403
        verb(with_policies(visit, *read, *needs[name]))


def test_the_audit_log_tells_what_was_saved(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    save(visit, number, OTHER)
    rename(visit, number, "Vial")
    delete(visit, number)
    log = model("spauditlog").objects
    assert list(log.filter(tableNum=514, recordId=number).order_by("pk").values_list("action", flat=True)) == [0, 1, 2]
    told = model("spauditlogfield").objects.filter(fieldName="data", spAuditLog__tableNum=515).order_by("pk")
    assert (told[0].oldValue, told[0].newValue) == (SOURCE, OTHER.replace("\N{FISH}", "\ufffd"))


def test_what_differs_is_told_by_lines() -> None:
    before = "\n".join(f"line {number}" for number in range(20))
    lines = compared(before, before.replace("line 10", "another"))
    assert [one.sign for one in lines] == [" ", " ", "-", "+", " ", " "]
    assert [(one.number, one.text) for one in lines if one.sign != " "] == [(11, "line 10"), (11, "another")]
    assert not compared(before, before)


def test_lines_that_stand_everywhere_do_not_take_minutes_to_compare() -> None:
    blank = "\n" * 10_000
    with within(5):
        assert [(one.sign, one.text) for one in compared(blank, "first" + blank) if one.text] == [("+", "first")]
