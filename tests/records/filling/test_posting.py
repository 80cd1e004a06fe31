"""What a posted form says: texts as they came, rows put in and taken out, the button, and names that cannot be."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from specify.layouts.filling.sent import NOTHING, Sent
from specify.records.filling.digests import digest
from specify.records.filling.posting import (
    MOST_NEW,
    Wish,
    laid_over,
    sent_from,
    shown_whole,
    wish_of,
    with_row,
    without_row,
)
from specify.web.refusals import Refusal

pytestmark = pytest.mark.one_shape


def post(*fields: tuple[str, str]) -> QueryDict:
    return QueryDict(urlencode(fields))


def test_texts_are_kept_as_they_came() -> None:
    sent = sent_from(post(("remarks", "\r\n a\r\nb \t"), ("text1", ""), ("csrfmiddlewaretoken", "x")))
    assert sent == Sent({"remarks": "\r\n a\r\nb \t", "text1": ""})


def test_of_a_name_that_came_twice_the_last_counts() -> None:
    assert sent_from(post(("yesNo1", ""), ("yesNo1", "1"), ("yesNo2", ""))).texts == {"yesNo1": "1", "yesNo2": ""}


def test_a_name_that_no_form_has_is_kept() -> None:
    assert sent_from(post(("nonsense.n9.more", "a"), ("_once", "b"))).texts == {"nonsense.n9.more": "a", "_once": "b"}


def test_rows_come_one_by_one_or_with_blanks_between_and_count_once() -> None:
    sent = sent_from(post(("_added", "a.n1 a.n2"), ("_added", "a.n1"), ("_added", ""), ("_removed", "a.7")))
    assert (sent.added, sent.removed, sent.texts) == (("a.n1", "a.n2"), frozenset({"a.7"}), {})


@pytest.mark.parametrize(
    "name", ["a b", "a.", ".a", "a..b", "a-b", "ä", "a'", "", "a\n", "__proto", "<b>", "💧", "a\x00", "a" * 201, "%"]
)
@pytest.mark.parametrize("where", ["", "_added", "_removed", "_add", "_find", "_remove"])
def test_a_name_that_cannot_be_is_refused(name: str, where: str) -> None:
    if where in ("_added", "_removed") and name in ("", "a b", "a\n"):
        return  # blanks stand between names there
    if not name and where:
        return  # nothing is asked for then
    sent = post((where, name)) if where else post((name, "text"))
    with pytest.raises(Refusal) as told:
        (wish_of if where.startswith("_") and not where.endswith("ed") else sent_from)(sent)
    assert (told.value.status, told.value.sentence[-1]) == (422, ".")


def test_the_button_says_what_is_wished() -> None:
    assert wish_of(post(("a", "b"), ("_find", "cataloger"))) == Wish("_find", "cataloger")
    assert wish_of(post(("_add", "determinations"))) == Wish("_add", "determinations")
    assert wish_of(post(("_remove", "determinations.12"))) == Wish("_remove", "determinations.12")
    assert wish_of(post(("_update", "text1"))) == Wish("_update", "text1")


@pytest.mark.parametrize("fields", [(), (("_update", "1"),), (("_update", "#"),), (("_find", ""),), (("a", "b"),)])
def test_a_form_sent_without_a_button_is_to_be_brought_up_to_date(fields: tuple[tuple[str, str], ...]) -> None:
    assert wish_of(post(*fields)) == Wish("_update")


def test_new_rows_are_numbered_after_those_of_the_same_relationship() -> None:
    sent, row = with_row(Sent(added=("a.n3", "a.n1", "b.n7", "a.n1.c.n9")), "a")
    assert row == "a.n4"
    assert sent.added[-1] == "a.n4"
    assert with_row(sent, "a.n1.c")[1] == "a.n1.c.n10"
    assert with_row(NOTHING, "a")[1] == "a.n1"


def test_new_rows_without_end_are_refused() -> None:
    with pytest.raises(Refusal, match="200 new rows"):
        with_row(Sent(added=("a.n999",)), "a")
    rows = tuple(f"a.n{at}" for at in range(1, MOST_NEW + 1))
    with pytest.raises(Refusal, match="200 new rows"):
        with_row(Sent(added=rows), "b")
    assert sent_from(post(("_added", " ".join(rows)))).added == rows
    with pytest.raises(Refusal, match="200 new rows"):
        sent_from(post(("_added", " ".join((*rows, "b.n1")))))


@pytest.mark.parametrize(
    ("where", "name"),
    [
        *(("_added", name) for name in ("n1", "a", "a.12", "a.n0", "a.n01", "a.n1000", "a.foo", "a.n1.b", "a.N1")),
        *(("_removed", name) for name in ("12", "a", "a.n1", "a.0", "a.foo", "a.1234567890", "a.n1.b")),
    ],
)
def test_a_row_that_no_form_could_have_put_in_or_taken_out_is_refused(where: str, name: str) -> None:
    with pytest.raises(Refusal, match="no form of this program has"):
        sent_from(post((where, name)))


def test_rows_within_rows_are_put_in_and_taken_out() -> None:
    sent = sent_from(post(("_added", "a.n1.b.n2 a.7.b.n999"), ("_removed", "a.n1.b.3 a.123456789")))
    assert sent.added == ("a.n1.b.n2", "a.7.b.n999")
    assert sent.removed == {"a.n1.b.3", "a.123456789"}


def test_a_post_that_is_sent_again_adds_the_same_row() -> None:
    now = Sent({"text1": "a"})
    first = laid_over(NOTHING, with_row(now, "a")[0])
    assert laid_over(first, with_row(now, "a")[0]) == first


def test_what_the_form_did_not_show_this_time_is_kept() -> None:
    before = Sent({"a.1.b": "old", "a.9.b": "not shown"}, ("a.n1",), frozenset({"a.4"}))
    now = Sent({"a.1.b": "new"}, ("a.n1", "a.n2"), frozenset({"a.4"}))
    texts = {"a.1.b": "new", "a.9.b": "not shown"}
    assert laid_over(before, now) == replace(now, texts=texts)


def test_a_row_that_the_form_does_not_have_is_kept_if_anything_was_put_into_it() -> None:
    begun = {"a.n1.b": digest("x"), "a.n2.b": digest("x")}
    before = Sent({"a.n1.b": "x", "a.n2.b": "typed", "a.n10.b": "y"}, ("a.n1", "a.n2", "a.n10"), digests=begun)
    now = laid_over(before, Sent({}, ("a.n10",)))
    assert (dict(now.texts), now.added) == ({"a.n2.b": "typed", "a.n10.b": "y"}, ("a.n10", "a.n2"))


def test_a_row_that_was_taken_out_elsewhere_is_back_only_where_the_form_shows_it() -> None:
    before = Sent(removed=frozenset({"a.1", "a.2"}))
    assert laid_over(before, Sent({"a.1.b": "x"})).removed == {"a.2"}


def test_what_a_control_held_first_counts() -> None:
    before, now = Sent({"a": "x"}, digests={"a": "old"}), Sent({"a": "y", "b": "z"}, digests={"a": "new", "b": "b"})
    assert laid_over(before, now).digests == {"a": "old", "b": "b"}


def test_a_stored_row_that_is_taken_out_is_noted_with_nothing_in_it() -> None:
    sent = Sent({"a.12.b": "x", "a.12.c.n1.d": "x", "a.1.b": "y", "a": "z"}, ("a.12.c.n1",), frozenset({"a.12.c.3"}))
    assert without_row(sent, "a.12") == Sent({"a.1.b": "y", "a": "z"}, (), frozenset({"a.12"}))


def test_a_new_row_that_is_taken_out_is_as_if_it_never_was() -> None:
    sent = Sent({"a.n1.b": "x", "a.n1.c.n1.d": "x", "a.n10.b": "y"}, ("a.n1", "a.n1.c.n1", "a.n10"))
    assert without_row(sent, "a.n1") == Sent({"a.n10.b": "y"}, ("a.n10",))


def test_a_new_row_that_neither_the_form_nor_a_draft_has_anything_of_is_none() -> None:
    assert shown_whole(Sent({"a.n1.b": "", "a.n20.b": ""}, ("a.n1", "a.n2"))).added == ("a.n1",)
