"""How old objects are: what tells it, how it is shown, and which objects a range or a period finds."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.ages import known_paths
from specify.query.asked import Query
from specify.query.refusing import BadQuery
from specify.query.running import number_of, rows
from specify.query.stored import query_of
from specify.security.administrators import first_administrator
from specify.security.entering import Visit, visit_of
from tests.planting import World
from tests.security.people import principal_of

AGE = "1.collectionobject.age"
RANGE, PERIOD, ANY, EQUAL = 16, 17, 8, 1
HAS_AGES = "absoluteAges" in present.tables()["collectionobject"].relationships
PERIODS: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    "Jurassic": ("201.4", "145", "0.2", "0.8"),
    "Cretaceous": ("145", "66", "0.8", "0.05"),
    "Paleogene": ("66", "23.03", "0.05", None),
    "Recent": ("0.0117", None, None, None),
    "Hadean": (None, "4031", None, "3"),
}


@dataclass
class Strata:
    """The ids of periods by name and of objects by what is told of them, and the visit of one who may all."""

    world: World
    visit: Visit
    periods: dict[str, int] = field(default_factory=dict)
    objects: dict[str, int] = field(default_factory=dict)

    def plant_object(self, name: str, **values: Any) -> int:
        self.objects[name] = self.world.plant("collectionobject", **values)
        return self.objects[name]

    def context(self, first: str, last: str | None = None) -> int:
        return self.world.plant(
            "paleocontext", chronosStrat_id=self.periods[first], chronosStratEnd_id=self.periods.get(last or "")
        )

    def found(self, operator: int, value: str, *, strict: bool = False, **more: Any) -> set[str]:
        query = self.asked(operator, value, isstrict=strict, **more)
        names = {record: name for name, record in self.objects.items()}
        told = {names[int(row.id)] for row in rows(self.visit, query)}
        assert number_of(self.visit, query) == len(told)
        return told

    def asked(self, operator: int, value: str, **more: Any) -> Query:
        line = {"stringid": AGE, "operstart": operator, "startvalue": value, "isdisplay": True, "position": 0, **more}
        return query_of({"contexttableid": 1, "fields": [line]})

    def ages(self) -> dict[str, Any]:
        names = {record: name for name, record in self.objects.items()}
        return {names[int(row.id)]: row.cells[0] for row in rows(self.visit, self.asked(ANY, ""))}


@pytest.fixture
def strata(world: World) -> Strata:
    """Periods of the discipline's tree, and nothing that is of their age yet."""
    user = first_administrator()
    assert user is not None
    if not present.has("userpolicy"):
        principal_of(world, model("specifyuser").objects.get(pk=user), "UserPrincipal", world.ids["collection"])
    found = Strata(world, visit_of(user, world.ids["collection"], "en"))
    names = ("startPeriod", "endPeriod", "startUncertainty", "endUncertainty")
    for name, told in PERIODS.items():
        values = {key: one and Decimal(one) for key, one in zip(names, told, strict=True)}
        found.periods[name] = world.plant(
            "geologictimeperiod", name=name, definition_id=world.ids["geologictimeperiodtreedef"], **values
        )
    return found


@pytest.fixture
def contexts(strata: Strata) -> Strata:
    """Objects whose own context, whose event's and whose locality's tells an age."""
    world = strata.world
    strata.plant_object("own", paleoContext_id=strata.context("Jurassic"))
    event = world.plant("collectingevent", paleoContext_id=strata.context("Cretaceous"))
    strata.plant_object("event", collectingEvent_id=event)
    locality = world.plant("locality", paleoContext_id=strata.context("Paleogene", "Recent"))
    event = world.plant("collectingevent", locality_id=locality)
    strata.plant_object("locality", collectingEvent_id=event)
    strata.plant_object("long", paleoContext_id=strata.context("Jurassic", "Cretaceous"))
    strata.plant_object("unknown")
    strata.plant_object("endless", paleoContext_id=strata.context("Recent"))
    return strata


@pytest.fixture
def dated(strata: Strata) -> Strata:
    """Objects that were dated, with and without uncertainty, and some of which the period was told."""
    if not HAS_AGES:
        pytest.skip("this database has no ages of objects")
    world = strata.world

    def absolute(name: str, *told: tuple[str, str | None]) -> None:
        record = strata.plant_object(name)
        for age, by in told:
            world.plant("absoluteage", collectionObject_id=record, absoluteAge=age, ageUncertainty=by)

    absolute("exact", ("100.5", None))
    absolute("about", ("100.5", "3"))
    absolute("twice", ("90", "1"), ("110", "2"))
    absolute("alike", ("50", "1"), ("50", "4"))
    record = strata.plant_object("relative")
    world.plant(
        "relativeage", collectionObject_id=record, ageName_id=strata.periods["Cretaceous"],
        ageNameEnd_id=strata.periods["Paleogene"], ageUncertainty="99",
    )  # fmt: skip
    return strata


def test_ages_are_shown(contexts: Strata) -> None:
    assert contexts.ages() == {
        "own": "201.4 - 145",
        "event": "145 - 66",
        "locality": "66 - 23.03",
        "long": "201.4 - 66",
        "unknown": None,
        "endless": None,
    }


def test_ages_that_were_measured_are_shown(dated: Strata) -> None:
    assert dated.ages() == {
        "exact": "100.5 - 100.5",
        "about": "100.5 - 100.5",
        "twice": "110 - 90",
        "alike": "50 - 50",
        "relative": "145 - 23.03",
    }


@pytest.mark.parametrize(
    ("value", "loose", "strict"),
    [
        ("145, 66", {"own", "event", "locality", "long"}, {"event"}),
        ("201.4,66", {"own", "event", "locality", "long"}, {"own", "event", "long"}),
        ("201.2,145.8", {"own", "event", "long"}, {"own"}),
        ("201.19,145.8", {"own", "event", "long"}, set()),
        ("201.2,145.81", {"own", "long"}, set()),
        ("144,67", {"event", "long"}, set()),
        ("120,100", {"event", "long"}, set()),
        ("13800,0", {"own", "event", "locality", "long"}, {"own", "event", "locality", "long"}),
        ("300,202", set(), set()),
        ("10,0", set(), set()),
        ("66,66", {"event", "locality", "long"}, set()),
    ],
)
def test_ranges_find_what_contexts_tell(contexts: Strata, value: str, loose: set[str], strict: set[str]) -> None:
    assert contexts.found(RANGE, value) == loose
    assert contexts.found(RANGE, value, strict=True) == strict


@pytest.mark.parametrize(
    ("value", "loose", "strict"),
    [
        ("100.5,100.5", {"exact", "about", "twice", "relative"}, {"exact", "about"}),
        ("103.5,102", {"about", "twice", "relative"}, {"about"}),
        ("103.6,103.51", {"twice", "relative"}, set()),
        ("97.5,97", {"about", "twice", "relative"}, {"about"}),
        ("108,91", {"exact", "about", "twice", "relative"}, {"exact", "about", "twice"}),
        ("107.99,91", {"exact", "about", "twice", "relative"}, {"exact", "about"}),
        ("54,53", {"alike", "relative"}, {"alike"}),
        ("54.1,54.01", {"relative"}, set()),
        ("145,23", {"exact", "about", "twice", "alike", "relative"}, {"exact", "about", "twice", "alike", "relative"}),
    ],
)
def test_ranges_find_what_was_dated(dated: Strata, value: str, loose: set[str], strict: set[str]) -> None:
    assert dated.found(RANGE, value) == loose
    assert dated.found(RANGE, value, strict=True) == strict


def test_all_that_tells_an_age_counts_together(dated: Strata) -> None:
    dated.plant_object("mixed", paleoContext_id=dated.context("Jurassic"))
    dated.world.plant("absoluteage", collectionObject_id=dated.objects["mixed"], absoluteAge="20", ageUncertainty="2")
    assert dated.ages()["mixed"] == "201.4 - 20"
    assert "mixed" in dated.found(RANGE, "80,70")
    assert "mixed" in dated.found(RANGE, "201.4,22", strict=True)
    assert "mixed" not in dated.found(RANGE, "201.4,22.01", strict=True)


@pytest.mark.parametrize(
    ("name", "loose", "strict"),
    [
        ("Jurassic", {"own", "event", "long"}, {"own"}),
        ("jurassic ", {"own", "event", "long"}, {"own"}),
        ("Recent", set(), set()),
        ("Hadean", set(), set()),
    ],
)
def test_periods_are_asked_for_by_name(contexts: Strata, name: str, loose: set[str], strict: set[str]) -> None:
    assert contexts.found(PERIOD, name) == loose
    assert contexts.found(PERIOD, name, strict=True) == strict


def test_a_period_of_the_own_tree_comes_before_one_of_another(contexts: Strata) -> None:
    here = contexts.world.ids["geologictimeperiodtreedef"]
    other = World.create()
    other.plant("geologictimeperiod", name="Sculpinian", startPeriod="5", endPeriod="4")
    assert other.ids["geologictimeperiodtreedef"] != here
    assert contexts.found(PERIOD, "Sculpinian") == set()
    ends = {"startPeriod": "149", "endPeriod": "146"}
    contexts.world.plant("geologictimeperiod", name="Sculpinian", definition_id=here, **ends)
    assert contexts.found(PERIOD, "Sculpinian") == {"own", "long"}


def test_not_finds_the_others(contexts: Strata) -> None:
    assert contexts.found(RANGE, "120,100", isnot=True) == {"own", "locality", "unknown", "endless"}


def test_nothing_asked_finds_all(contexts: Strata) -> None:
    assert contexts.found(RANGE, "") == set(contexts.objects)
    assert contexts.found(PERIOD, "") == set(contexts.objects)


def test_ages_put_rows_in_order_and_can_be_hidden(contexts: Strata) -> None:
    ordered = [int(row.id) for row in rows(contexts.visit, contexts.asked(RANGE, "13800,0", sorttype=1))]
    names = {record: name for name, record in contexts.objects.items()}
    assert [names[one] for one in ordered] == ["locality", "event", "own", "long"]
    assert contexts.found(RANGE, "120,100", isdisplay=False) == {"event", "long"}


def test_ages_behind_other_records(contexts: Strata) -> None:
    for name in ("own", "locality"):
        contexts.world.plant("preparation", collectionObject_id=contexts.objects[name])
    line = {"stringid": "63,1.collectionobject.age", "operstart": RANGE, "startvalue": "200,150", "isdisplay": True}
    query = query_of({"contexttableid": 63, "fields": [{**line, "position": 0}]})
    assert [row.cells for row in rows(contexts.visit, query)] == [("201.4 - 145",)]


@pytest.mark.parametrize(
    ("operator", "value", "told"),
    [
        (RANGE, "66,145", "begins at 66 and ends at 145"),
        (RANGE, "145", "two numbers"),
        (RANGE, "145,", "two numbers"),
        (RANGE, "145,66,3", "two numbers"),
        (RANGE, "old, young", "“old” is no number"),
        (RANGE, "1e99, 0", "is no number"),
        (RANGE, "NaN, 0", "is no number"),
        (PERIOD, "Nonsense%", "no geologic time period called “Nonsense%”"),
        (PERIOD, "😀", "no geologic time period"),
        (EQUAL, "66", "as a range, or as the name of a period"),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_line(contexts: Strata, operator: int, value: str, told: str) -> None:
    with pytest.raises(BadQuery, match=told) as refused:
        contexts.found(operator, value)
    assert refused.value.line == 1


def test_a_period_that_ends_before_it_begins_is_told(contexts: Strata) -> None:
    model("geologictimeperiod").objects.filter(pk=contexts.periods["Jurassic"]).update(endPeriod="300")
    with pytest.raises(BadQuery, match="“Jurassic” begins later than it ends"):
        contexts.found(PERIOD, "Jurassic")


def test_the_age_operators_are_for_ages_only(contexts: Strata) -> None:
    line = {"stringid": "1.collectionobject.remarks", "operstart": RANGE, "startvalue": "2,1", "position": 0}
    with pytest.raises(BadQuery, match="for the age of objects only"):
        list(rows(contexts.visit, query_of({"contexttableid": 1, "fields": [line]})))


def test_what_the_database_has_tells_ages() -> None:
    assert len(known_paths()) == (9 if HAS_AGES else 6)
