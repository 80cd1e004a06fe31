"""Saving queries: what Specify's tables hold of them, what ours keep, and what stays as it was."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from specify.ask.models import FavouriteQuery, OwnQuery
from specify.ask.stored.changing import Called, delete, favour, hand_over, make, rename, rows_of, save_over
from specify.ask.stored.own import own_of
from specify.ask.stored.reading import stored
from specify.datamodel import present
from specify.datamodel.tables import model
from specify.query.asked import Group, Holds, Operator, Query
from specify.query.running import rows
from specify.query.texts import query_of_pairs
from specify.records.writing.changes import NotSaved
from specify.security.entering import Visit
from specify.web.refusals import Refusal
from tests.planting import World
from tests.query.small_collection import Small
from tests.query.test_worked_examples import ASKED, CN, REM, asked, found

pytestmark = pytest.mark.django_db

CALLED = Called("A query", "What for")


def ours(*lines: str, **more: str) -> Query:
    """A query of ours, of objects."""
    return query_of_pairs([("on", "collectionobject"), *(("l", line) for line in lines), *more.items()])


def lines_in(query_id: int) -> list[dict[str, Any]]:
    """The rows of its lines as they are stored."""
    return list(model("spqueryfield").objects.filter(query=query_id).order_by("position", "pk").values())


def query_row(query_id: int) -> dict[str, Any]:
    """Its own row as it is stored."""
    return dict(model("spquery").objects.filter(pk=query_id).values()[0])


@pytest.mark.parametrize(
    ("lines", "expected"), [(lines, rows) for _name, lines, rows in ASKED], ids=[one[0] for one in ASKED]
)
def test_what_is_saved_finds_the_same(small: Small, lines: tuple[str, ...], expected: list[list[Any]]) -> None:
    query = asked(small, lines)
    query_id = make(small.visit, query, CALLED)
    again = stored(small.visit, query_id)
    assert again.query.lines == query.lines
    assert not again.query.is_ours
    assert sorted(found(small, again.query), key=str) == sorted(expected, key=str)
    before = (query_row(query_id), lines_in(query_id))
    save_over(small.visit, query_id, again.query, CALLED)
    assert (query_row(query_id), lines_in(query_id)) == before


def test_columns_are_as_specify_writes_them(visit: Visit) -> None:
    query = ours(
        "1,10,2,3.geography.Country~equal~Norway",
        "1.collectionobject.catalogNumber~asc",
        "1,5-cataloger.agent.cataloger~rel,format:Person",
        as_="specify",
    )
    query_id = make(visit, replace(query, is_ours=False, is_distinct=True), CALLED)
    row = query_row(query_id)
    told = ("name", "remarks", "contextName", "contextTableId", "ordinal", "selectDistinct", "countOnly", "isFavorite")
    assert [row[name] for name in told] == ["A query", "What for", "CollectionObject", 1, 32767, True, False, True]
    assert (row["specifyUser_id"], row["version"], row["createdByAgent_id"]) == (visit.user.pk, 0, visit.agent_id)
    names = ("stringId", "tableList", "fieldName", "isRelFld", "position", "operStart", "startValue", "sortType")
    assert [[line[name] for name in names] for line in lines_in(query_id)] == [
        ["1,10,2,3.geography.Country", "1,10,2,3", "Country", False, 0, 1, "Norway", 0],
        ["1.collectionobject.catalogNumber", "1", "catalogNumber", False, 1, 8, "", 1],
        ["1,5-cataloger.agent.cataloger", "1,5-cataloger", "cataloger", True, 2, 8, "", 0],
    ]
    assert lines_in(query_id)[2]["formatName"] == "Person"
    assert [line["contextTableIdent"] for line in lines_in(query_id)] == [3, 1, 5]


def test_alternatives_have_one_position(small: Small) -> None:
    query = asked(small, (CN, f"{REM} | = | a", f"h {REM} | = | b", "1.collectionobject.text1 | = | c"))
    query_id = make(small.visit, query, CALLED)
    assert [line["position"] for line in lines_in(query_id)] == [0, 1, 1, 2]
    assert not query_row(query_id)["isFavorite"]


def test_a_long_name_of_a_rank_is_cut_where_nobody_reads_it(small: Small) -> None:
    query_id = make(
        small.visit, asked(small, ("1,9-determinations,4.taxon.A very long rank of forty letters Author",)), CALLED
    )
    assert lines_in(query_id)[0]["fieldName"] == "A very long rank of forty letter"
    assert "forty letters Author" in lines_in(query_id)[0]["stringId"]


def test_rows_go_on_and_keep_what_only_specify_6_knows(visit: Visit) -> None:
    query_id = make(visit, ours(f"{CN}~equal~1", f"{REM}~like~a"), CALLED)
    fields = model("spqueryfield").objects.filter(query=query_id)
    fields.update(isPrompt=True, alwaysFilter=True, allowNulls=None, columnAlias="x1", position=7)
    first, second = (line["id"] for line in lines_in(query_id))
    save_over(visit, query_id, ours(f"{REM}~empty", "1.collectionobject.text1", f"{CN}~in~1,2"), CALLED)
    after = lines_in(query_id)
    assert [line["id"] for line in after][::2] == [second, first]
    assert [line["position"] for line in after] == [0, 1, 2]
    assert [line["operStart"] for line in after] == [12, 8, 10]
    kept = [(line["isPrompt"], line["alwaysFilter"], line["columnAlias"]) for line in after]
    assert kept == [(True, True, "x1"), (False, False, None), (False, True, "x1")]  # a value that is not asked for
    copy = make(visit, stored(visit, query_id).query, Called("Copy"), rows_of(query_id))
    assert [line["columnAlias"] for line in lines_in(copy)] == ["x1", None, "x1"]
    assert not {line["id"] for line in lines_in(copy)} & {line["id"] for line in after}


def test_what_specify_cannot_hold_is_kept_beside_it(small: Small) -> None:
    group = Group(Holds.NONE, tuple(asked(small, (f"h {REM} | = | red tag",)).lines))
    query = replace(asked(small, (CN,)), is_ours=True, groups=(group,))
    query_id = make(small.visit, query, CALLED)
    read = stored(small.visit, query_id)
    assert (read.query.is_ours, read.is_set_aside, len(read.query.groups)) == (True, False, 1)
    assert [row[0] for row in found(small, read.query)] == [row[0] for row in found(small, query)] != []
    assert [line["stringId"] for line in lines_in(query_id)] == [CN]
    save_over(small.visit, query_id, replace(query, is_ours=False, groups=()), CALLED)
    assert own_of(query_id) is None


def test_counts_show_specify_the_records(visit: Visit) -> None:
    query = ours(
        f"{CN}",
        "1,9-determinations.determination.determinations~greater,rel,count~2",
        "1,63-preparations.preparation.preparations~hide,greater,rel,count~1",
    )
    query_id = make(visit, query, CALLED)
    told = [(line["stringId"], line["operStart"], line["isRelFld"]) for line in lines_in(query_id)]
    assert told == [(CN, 8, False), ("1,9-determinations.determination.determinations", 8, True)]
    assert stored(visit, query_id).query.lines == query.lines


@pytest.mark.parametrize("change", ["version", "line", "flag", "more"])
def test_ours_is_set_aside_when_specify_changes_the_query(visit: Visit, change: str) -> None:
    query_id = make(visit, ours(CN, f"{REM}~hide,equal,not~a"), CALLED)
    assert stored(visit, query_id).query.is_ours
    if change == "version":
        model("spquery").objects.filter(pk=query_id).update(version=1)
    elif change == "line":
        model("spqueryfield").objects.filter(query=query_id, operStart=1).update(startValue="b")
    elif change == "flag":
        model("spquery").objects.filter(pk=query_id).update(selectDistinct=True)
    else:
        model("spqueryfield").objects.filter(query=query_id, operStart=8).delete()
    read = stored(visit, query_id)
    assert (read.query.is_ours, read.is_set_aside) == (False, True)
    assert own_of(query_id) is not None


def test_a_crash_between_the_two_tables_leaves_what_specify_holds(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    query_id = make(visit, ours(CN, "(any", f"{REM}~equal~a", ")"), CALLED)

    def crash(*_said: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("specify.ask.stored.changing.keep", crash)
    with pytest.raises(RuntimeError):
        save_over(visit, query_id, ours(f"{CN}~equal~7", "(all", f"{REM}~equal~b", ")"), CALLED)
    read = stored(visit, query_id)
    assert (read.is_set_aside, read.query.is_ours, read.query.groups) == (True, False, ())
    assert [(line.operator, line.value) for line in read.query.lines] == [(Operator.EQUAL, "7")]


def test_ours_goes_along_when_only_the_name_changes(visit: Visit) -> None:
    query_id = make(visit, ours(CN), CALLED)
    rename(visit, query_id, Called("Another name"))
    read = stored(visit, query_id)
    assert (read.query.name, read.query.is_ours, query_row(query_id)["remarks"]) == ("Another name", True, None)
    model("spqueryfield").objects.filter(query=query_id).update(sortType=1)
    rename(visit, query_id, Called("A third name"))
    assert stored(visit, query_id).is_set_aside


def test_what_does_not_fit_is_told_with_its_line(visit: Visit) -> None:
    query = ours(CN, "1,9-determinations,4.taxon." + "x" * 600)
    with pytest.raises(NotSaved) as refused:
        make(visit, query, Called(" "))
    told = {problem.change.name: problem.sentence for problem in refused.value.problems}
    assert "500" in told["2"]
    assert "required" in told[""]
    assert not model("spquery").objects.filter(name=" ").exists()


def test_a_changed_query_is_not_overwritten_unseen(visit: Visit) -> None:
    query_id = make(visit, ours(CN), CALLED)
    save_over(visit, query_id, ours(CN, REM), CALLED, version="0")
    with pytest.raises(NotSaved, match="Somebody has changed"):
        save_over(visit, query_id, ours(REM), CALLED, version="0")
    with pytest.raises(NotSaved, match="another table"):
        save_over(visit, query_id, query_of_pairs([("on", "agent"), ("l", "5.agent.lastName")]), CALLED)
    assert len(lines_in(query_id)) == 2


def test_the_same_word_makes_one_query(visit: Visit) -> None:
    first = make(visit, ours(CN), CALLED, once="a" * 32)
    assert make(visit, ours(CN), CALLED, once="a" * 32) == first


def test_the_log_has_what_was_done(visit: Visit) -> None:
    logs = model("spauditlog").objects.order_by("pk")
    last = getattr(logs.last(), "pk", 0)
    query_id = make(visit, ours(CN), CALLED)
    save_over(visit, query_id, ours(f"{CN}~equal~1"), CALLED)
    delete(visit, query_id)
    told = list(logs.filter(pk__gt=last).values_list("action", "tableNum", "parentTableNum"))
    assert told == [(0, 517, None), (0, 518, 517), (1, 517, None), (1, 518, 517), (2, 517, None), (2, 518, 517)]


def test_a_query_is_deleted_with_all_that_is_ours(visit: Visit) -> None:
    query_id = make(visit, ours(CN), CALLED)
    favour(visit, query_id, wanted=True)
    favour(visit, query_id, wanted=True)
    assert FavouriteQuery.objects.filter(query_id=query_id).count() == 1
    delete(visit, query_id)
    assert not model("spqueryfield").objects.filter(query=query_id).exists()
    assert not OwnQuery.objects.filter(pk=query_id).exists()
    assert not FavouriteQuery.objects.filter(query_id=query_id).exists()


def test_a_query_that_is_used_stays(visit: Visit, home_world: World) -> None:
    query_id = make(visit, ours(CN), CALLED)
    home_world.plant("spreport", name="Jar labels", query_id=query_id)
    mapping = home_world.plant("spexportschemamapping", mappingName="GBIF")
    line = lines_in(query_id)[0]["id"]
    home_world.plant("spexportschemaitemmapping", exportSchemaMapping_id=mapping, queryField_id=line)
    with pytest.raises(Refusal, match="“Jar labels”.*“GBIF”"):
        delete(visit, query_id)
    with pytest.raises(NotSaved):
        save_over(visit, query_id, ours(REM), CALLED)
    assert lines_in(query_id)[0]["id"] == line


def test_queries_of_others_are_not_changed(visit: Visit, home_world: World) -> None:
    query_id = make(visit, ours(CN), CALLED)
    other = home_world.plant("specifyuser", name="somebody else")
    with pytest.raises(NotSaved, match="no user"):
        hand_over(visit, query_id, "nobody of that name")
    hand_over(visit, query_id, "somebody else")
    assert query_row(query_id)["specifyUser_id"] == other
    assert stored(visit, query_id).query.is_ours
    plain = replace(
        visit, rights=replace(visit.rights, policies=tuple(replace(one, is_own=False) for one in visit.rights.policies))
    )
    if present.has("userpolicy"):
        verbs: tuple[Callable[[], None], ...] = (
            lambda: delete(plain, query_id),
            lambda: rename(plain, query_id, CALLED),
            lambda: save_over(plain, query_id, ours(REM), CALLED),
            lambda: hand_over(plain, query_id, visit.user.name),
        )
        for verb in verbs:
            with pytest.raises(Refusal, match="belongs to somebody else"):
                verb()
    assert [row.id for row in rows(visit, stored(visit, query_id).query)]


def test_the_name_of_who_asks_stays_a_word(small: Small) -> None:
    query = asked(small, (CN, "h 1,5-cataloger,72.specifyuser.name | = | currentSpecifyUserName"))
    query_id = make(small.visit, query, CALLED)
    assert lines_in(query_id)[1]["startValue"] == "currentSpecifyUserName"
    assert not query_row(query_id)["isFavorite"]
    assert [row[0] for row in found(small, stored(small.visit, query_id).query)] == [1, 3]
