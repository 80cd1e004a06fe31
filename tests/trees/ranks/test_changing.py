"""Ranks are added, changed and deleted on pages that first tell what follows, and it is done once."""

import pytest

from specify.datamodel.tables import model
from specify.security.policies import Rights
from specify.tasks.models import Job, State
from specify.tasks.progress import SILENT
from specify.trees.ranks import change_page
from specify.trees.ranks.rank_changes import RANK_CHANGES
from specify.trees.ranks.rank_jobs import change_ranks
from specify.trees.ranks.sealed_form import SealedWish
from tests.nodes.growing import RANKS, Grove
from tests.page_client import CheckingClient, link, words
from tests.tasks.here import run_next
from tests.trees.ranks.conftest import Ranks, sealed
from tests.trees.wood import assert_sound

pytestmark = pytest.mark.django_db


def test_a_rank_is_added_below_another(ranks: Ranks) -> None:
    shown = ranks.typed("add", parent=ranks.grove.items[20], name="Section", isInFullName="yes")
    assert "Section gets the number 25 and stands between Rank 20 (20) and Rank 30 (30)." in words(shown)
    assert ranks.numbers() == list(RANKS)
    assert ranks.done(shown, "add").status_code == 303
    assert ranks.numbers() == [0, 10, 20, 25, 30, 40, 50]
    made = ranks.rows()[3]
    assert (made.name, made.isInFullName, made.isEnforced, made.fullNameSeparator) == ("Section", True, False, " ")
    assert_sound(ranks.grove)


def test_a_conventional_number_is_taken_where_it_fits(ranks: Ranks) -> None:
    shown = ranks.typed("add", name="Subspecies")
    assert "Subspecies gets the number 230" in words(shown)


def test_a_given_number_is_taken(ranks: Ranks) -> None:
    shown = ranks.typed("add", parent=ranks.grove.items[20], name="Section", rankId=27)
    assert ranks.done(shown, "add").status_code == 303
    assert 27 in ranks.numbers()


def test_a_number_that_is_taken_or_outside_is_refused(ranks: Ranks) -> None:
    for number in (20, 30, -1):
        told = ranks.typed("add", parent=ranks.grove.items[20], name="Section", rankId=number)
        assert told.status_code == 422
        assert f"The number {number} does not stand between Rank 20 (20) and Rank 30 (30)" in words(told)


def test_what_cannot_be_taken_is_told(ranks: Ranks) -> None:
    wrong = [
        ({"name": ""}, "Name is required."),
        ({"name": "   "}, "Name is required."),
        ({"name": "rank 30"}, "Name: the rank 30 has the same; choose another."),
        ({"name": "x" * 65}, "the text is 1 character too long; 64 fit."),
        ({"name": "New", "textBefore": "x" * 100}, "the text is 36 characters too long; 64 fit."),
        ({"name": "New", "rankId": "many"}, "“many” is no whole number"),
        ({"name": "New", "parent": "0"}, "Choose the rank below which the new one is to stand."),
        ({"name": "New", "parent": "x"}, "Choose the rank below which the new one is to stand."),
    ]
    for texts, told in wrong:
        answer = ranks.typed("add", **texts)
        assert answer.status_code == 422
        assert told in words(answer)
        assert "sealed" not in answer.content.decode()
    assert ranks.numbers() == list(RANKS)


def test_no_number_left(ranks: Ranks) -> None:
    model("taxontreedefitem").objects.filter(pk=ranks.grove.items[30]).update(rankId=21)
    answer = ranks.typed("add", parent=ranks.grove.items[20], name="Between")
    assert answer.status_code == 422
    assert "There is no number left for a rank there; choose another place." in words(answer)


def test_what_a_rank_gives_to_full_names_is_shown_before_and_after(ranks: Ranks) -> None:
    shown = ranks.typed("edit", 20, fullNameSeparator=" – ", textBefore="<x>")
    told = words(shown)
    assert "Full names that are written anew, also those of synonyms4" in told
    assert "Perca-20-<fluviatilis><x>Perca – <fluviatilis>" in told
    assert "<x>" not in shown.content.decode()
    assert ranks.done(shown, "edit", 20).status_code == 303
    assert sorted(ranks.grove.names().values())[:3] == ["<x>Perca", "<x>Perca – <fluviatilis>", "<x>Perca – <vulgaris>"]
    assert_sound(ranks.grove)
    page = ranks.client.get(f"{ranks.home}ranks/").content.decode()
    assert "<x>" not in page
    assert "<q>&lt;x&gt;</q>" in page


def test_a_rank_is_renamed_and_nothing_else_is_written(ranks: Ranks) -> None:
    before = model("taxontreedefitem").objects.get(pk=ranks.grove.items[10])
    logs = model("spauditlog").objects.count()
    shown = ranks.typed("edit", 10, title="Familia")
    assert "Title: nothing → “Familia”" in words(shown)
    assert "Version" not in words(shown)
    assert "Full names" not in words(shown)
    assert ranks.done(shown, "edit", 10).status_code == 303
    after = model("taxontreedefitem").objects.get(pk=before.pk)
    assert (after.title, after.version) == ("Familia", before.version + 1)
    for name in ("textBefore", "textAfter", "remarks", "name", "isEnforced", "fullNameSeparator"):
        assert getattr(after, name) == getattr(before, name)
    log = model("spauditlog").objects.order_by("-pk").first()
    assert model("spauditlog").objects.count() == logs + 1
    assert log is not None
    assert (log.tableNum, log.recordId, log.action) == (77, before.pk, 1)  # type: ignore[attr-defined]


def test_where_nothing_is_different_nothing_is_done(ranks: Ranks) -> None:
    answer = ranks.typed("edit", 20)
    assert answer.status_code == 422
    assert "Nothing is different from what is stored." in words(answer)


def test_nodes_take_over_a_number(ranks: Ranks) -> None:
    shown = ranks.typed("edit", 40, rankId=45)
    assert "Nodes of this rank that get the new number2" in words(shown)
    assert ranks.done(shown, "edit", 40).status_code == 303
    assert ranks.numbers() == [0, 10, 20, 30, 45, 50]
    numbers = model("taxon").objects.filter(definitionItem_id=ranks.grove.items[40]).values_list("rankId", flat=True)
    assert set(numbers) == {45}


def test_a_number_stays_between_its_neighbours(ranks: Ranks) -> None:
    for number in (30, 50, 60, -3):
        answer = ranks.typed("edit", 40, rankId=number)
        assert answer.status_code == 422
        assert "must stand between those of the ranks above and below it" in words(answer)


def test_the_highest_rank_has_no_number_to_change(ranks: Ranks) -> None:
    assert 'name="rankId"' not in ranks.client.get(ranks.address("edit", 0)).content.decode()
    answer = ranks.typed("edit", 0, rankId=5)
    assert "Nothing is different" in words(answer)


def test_nodes_that_leave_out_a_rank_are_told(ranks: Ranks) -> None:
    shown = ranks.typed("edit", 30, isEnforced="yes")
    assert "Nodes that leave this rank out now: 2. They stay; none may in future." in words(shown)
    assert ranks.done(shown, "edit", 30).status_code == 303
    assert ranks.rows()[3].isEnforced is True
    shown = ranks.typed("add", name="Lowest", isEnforced="yes")
    assert "No node leaves this rank out now" in words(shown)


def test_a_rank_without_nodes_is_deleted(ranks: Ranks) -> None:
    shown = ranks.client.get(ranks.address("delete", 30))
    assert "Rank 40 stands directly below Rank 20 from then on." in words(shown)
    assert ranks.done(shown, "delete", 30).status_code == 303
    assert ranks.numbers() == [0, 10, 20, 40, 50]


@pytest.mark.parametrize(
    ("rank", "told"),
    [(0, "The highest rank of a tree cannot be deleted."), (40, "Nodes that have this rank: 2. Give them another one")],
)
def test_the_highest_and_used_ranks_stay(ranks: Ranks, rank: int, told: str) -> None:
    shown = ranks.client.get(ranks.address("delete", rank))
    assert told in words(shown)
    page = shown.content.decode()
    assert "sealed" not in page
    assert f"&amp;at={model('taxon').objects.filter(definitionItem_id=ranks.grove.items[rank])[0].pk}" in page


def test_a_rank_that_is_used_meanwhile_stays(ranks: Ranks) -> None:
    shown = ranks.client.get(ranks.address("delete", 50))
    ranks.grove.node(50, None, "late")
    assert ranks.done(shown, "delete", 50).status_code == 422
    assert ranks.numbers() == list(RANKS)


def test_a_form_that_comes_twice_does_it_once(ranks: Ranks) -> None:
    shown = ranks.typed("add", name="Once")
    answers = [ranks.done(shown, "add") for _turn in range(2)]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (303, f"{ranks.home}ranks/?definition={ranks.grove.definition}")
    }
    assert ranks.numbers() == [*RANKS, 60]
    gone = ranks.client.get(ranks.address("delete", 10))
    assert [ranks.done(gone, "delete", 10).status_code for _turn in range(2)] == [303, 303]


def test_a_form_that_was_done_meanwhile_is_not_judged(ranks: Ranks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that come at once are both asked for before either is done; what is done then stands in its own way."""
    monkeypatch.setattr(SealedWish, "is_done", lambda _wanted, _visit: False)
    shown = ranks.typed("add", name="Once")
    assert [ranks.done(shown, "add").status_code for _turn in range(2)] == [303, 303]
    assert ranks.numbers() == [*RANKS, 60]
    gone = ranks.client.get(ranks.address("delete", 10))
    assert [ranks.done(gone, "delete", 10).status_code for _turn in range(2)] == [303, 303]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_comes_too_late_tells_so_and_is_not_run_again(ranks: Ranks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_page, "ROWS_OF_A_PAGE", -1)
    late, gone = ranks.typed("edit", 20, title="Genus"), ranks.client.get(ranks.address("delete", 30))
    addresses = [ranks.done(*asked).headers["Location"] for asked in ((late, "edit", 20), (gone, "delete", 30))]
    rank = model("taxontreedefitem").objects.filter(pk=ranks.grove.items[30])
    model("taxontreedefitem").objects.filter(parent_id=ranks.grove.items[30]).update(parent_id=ranks.grove.items[20])
    rank.delete()
    for address, told in zip(addresses, ("the ranks are not as they were", "It may have been deleted"), strict=True):
        assert run_next().state == State.DONE
        job = ranks.client.get(address)
        assert told in words(job)
        assert "Run again" not in words(job)
        assert ranks.client.get(link(job, "Ranks")).status_code == 200
    assert not model("taxontreedefitem").objects.filter(treeDef_id=ranks.grove.definition, title="Genus").exists()


def test_where_the_ranks_have_changed_the_person_is_asked_again(ranks: Ranks) -> None:
    shown = ranks.typed("add", name="Late")
    ranks.done(ranks.typed("add", name="Early"), "add")
    again = ranks.done(shown, "add")
    assert again.status_code == 422
    assert "The ranks have changed since you were asked" in words(again)
    assert ranks.numbers() == [*RANKS, 60]
    assert ranks.done(again, "add").status_code == 303
    assert [row.name for row in ranks.rows()][-3:] == ["Rank 50", "Late", "Early"]


def test_a_tree_that_specify_6_has_locked_is_left_alone(ranks: Ranks) -> None:
    shown = ranks.typed("edit", 20, title="Genus")
    world = ranks.grove.world
    lock = world.plant("sptasksemaphore", taskName="UpdateNodesTaxon", isLocked=True)
    assert "Specify 6 is numbering this tree" in words(ranks.done(shown, "edit", 20))
    assert "Specify 6 is numbering this tree" in words(ranks.client.get(ranks.address("edit", 20)))
    model("sptasksemaphore").objects.filter(pk=lock).update(isLocked=False)
    assert ranks.done(shown, "edit", 20).status_code == 303


def test_fields_that_one_may_not_change_are_told(ranks: Ranks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rights, "may_field", lambda _rights, _table, field: field != "textBefore")
    told = words(ranks.typed("edit", 20, textBefore="x", title="Genus"))
    assert "You may not change Text Before." in told


def test_the_direction_turns_full_names(ranks: Ranks) -> None:
    shown = ranks.typed("definition", fullNameDirection=-1, name="Turned")
    assert "from the highest rank to the lowest → from the lowest rank to the highest" in words(shown)
    assert "Perca-20-<fluviatilis><fluviatilis>-40-Perca" in words(shown)
    assert ranks.done(shown, "definition").status_code == 303
    definition = model("taxontreedef").objects.get(pk=ranks.grove.definition)
    assert (definition.name, definition.fullNameDirection) == ("Turned", -1)
    assert "<fluviatilis>-40-Perca" in ranks.grove.names().values()


def test_many_rows_are_changed_by_a_job(ranks: Ranks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_page, "ROWS_OF_A_PAGE", 1)
    shown = ranks.typed("edit", 20, fullNameSeparator="+")
    assert "changed by a job" in words(shown)
    answers = [ranks.done(shown, "edit", 20) for _turn in range(2)]
    job = Job.objects.get(verb="specify.trees.ranks.rank_jobs.change_ranks")
    assert {answer.headers["Location"] for answer in answers} == {f"/jobs/{job.pk}/"}
    outcome = change_ranks(SILENT, person=job.user_id, collection_id=job.collection_id or 0, **job.arguments)
    assert outcome.links[0].address == f"{ranks.home}ranks/?definition={ranks.grove.definition}"
    assert "Perca+<fluviatilis>" in ranks.grove.names().values()


def test_a_form_that_was_not_made_here_is_refused(ranks: Ranks) -> None:
    for text in ("", "nonsense", "e30:1abc:def"):
        assert ranks.client.post(ranks.address("edit", 20), {"sealed": text}).status_code == 422


def test_a_form_of_another_rank_is_refused(ranks: Ranks) -> None:
    shown = ranks.typed("edit", 20, title="x")
    assert ranks.client.post(ranks.address("edit", 40), sealed(shown)).status_code == 422


def test_pages_that_are_not_there(ranks: Ranks, paleo: str) -> None:
    foreign = paleo.replace("/trees/", "/trees/taxon/")
    for address in (
        f"{ranks.home}ranks/{2**30}/edit/",
        f"{ranks.home}ranks/{2**40}/edit/",
        f"{ranks.home}ranks/?definition={2**30}",
        f"{ranks.home}ranks/add/?definition={2**30}",
        f"{ranks.home}ranks/add/?definition=x",
        f"{foreign}ranks/?definition={ranks.grove.definition}",
        f"{foreign}ranks/definition/?definition={ranks.grove.definition}",
        f"{foreign}ranks/{ranks.grove.items[20]}/delete/",
        ranks.home.replace("/taxon/", "/agent/") + "ranks/add/",
        ranks.home.replace("/taxon/", "/agent/") + "ranks/",
    ):
        assert ranks.client.get(address).status_code == 404, address


def test_who_may_not_has_no_page(reader: CheckingClient, home: str, grove: Grove) -> None:
    ranks = Ranks(reader, home, grove)
    for deed in RANK_CHANGES:
        address = ranks.address(deed, 30 if deed in ("edit", "delete") else None)
        assert reader.get(address).status_code == 403, deed
        assert reader.post(address, {"sealed": ""}).status_code == 403, deed
    assert "/add/" not in reader.get(f"{ranks.home}ranks/").content.decode()


@pytest.mark.parametrize("direction", ["7", "", "x", "9" * 30])
def test_only_directions_that_are_offered_are_taken(ranks: Ranks, direction: str) -> None:
    told = ranks.typed("definition", fullNameDirection=direction)
    assert told.status_code == 422
    assert "choose one of those that are offered." in words(told)
    assert 'name="sealed"' not in told.content.decode()


def test_names_of_ranks_have_one_line(ranks: Ranks) -> None:
    shown = ranks.typed("add", name="Sub\r\nsection\n")
    assert ranks.done(shown, "add").status_code == 303
    assert "Sub section" in [row.name for row in ranks.rows()]


def test_of_what_is_no_number_the_beginning_is_told(ranks: Ranks) -> None:
    told = ranks.typed("add", name="Section", rankId="9" * 10_000)
    assert told.status_code == 422
    assert f"“{'9' * 59}…” is no whole number" in words(told)
