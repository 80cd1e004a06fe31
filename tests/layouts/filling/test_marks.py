"""The current determination and the primary collector, while rows are added to a form."""

from typing import Any

import pytest

from specify.layouts.filling.filled import FilledForm
from tests.layouts.filling.forms import books, entries, filled, html, part, sent
from tests.layouts.making import PlainRows

pytestmark = pytest.mark.one_shape

OBJECT = books(
    {
        "CollectionObject": '<row><cell type="subview" name="determinations"/></row>',
        "Determination": '<row><cell type="field" name="isCurrent" uitype="checkbox"/></row>',
    }
)
EVENT = books(
    {
        "CollectingEvent": '<row><cell type="subview" name="collectors"/></row>',
        "Collector": '<row><cell type="field" name="isPrimary" uitype="checkbox"/>'
        '<cell type="field" name="agent" uitype="querycbx"/></row>',
    }
)


def determined(*added: str, **texts: str) -> FilledForm:
    kept = {1: {"collectionObject_id": 1}, 2: {"collectionObject_id": 1, "isCurrent": True}}
    return filled(
        OBJECT,
        "collectionobject",
        PlainRows({"collectionobject": {1: {}}, "determination": kept}),
        sent=sent(*(f"determinations.{one}" for one in added), **texts),
    )


def collected(stored: dict[int, Any], *added: str, removed: tuple[str, ...] = (), **texts: str) -> FilledForm:
    kept = {key: {"collectingEvent_id": 1, "isPrimary": mark} for key, mark in stored.items()}
    told = sent(*(f"collectors.{one}" for one in added), removed=removed, **texts)
    return filled(EVENT, "collectingevent", PlainRows({"collectingevent": {1: {}}, "collector": kept}), sent=told)


def marks(form: FilledForm) -> dict[str, str]:
    found = ((name.split("."), one.text) for name, one in entries(form).items() if one.kind == "check")
    return {row: text for (_way, row, _field), text in found}


def test_a_new_determination_is_current_and_takes_the_mark_from_the_others() -> None:
    assert marks(determined()) == {"1": "", "2": "1"}
    form = determined("n1", determinations__2__isCurrent="1")
    assert marks(form) == {"1": "", "2": "", "n1": "1"}
    found = part(form, "~determinations").records
    assert found
    assert [row.is_current for row in found.rows] == [False, False, True]
    assert html(form).count(" checked") == 1
    texts = {"determinations__2__isCurrent": "", "determinations__n1__isCurrent": "1"}
    assert marks(determined("n1", "n2", **texts)) == {"1": "", "2": "", "n1": "", "n2": "1"}


def test_what_was_ticked_since_then_counts() -> None:
    texts = {"determinations__2__isCurrent": "1", "determinations__n1__isCurrent": ""}
    assert marks(determined("n1", **texts)) == {"1": "", "2": "1", "n1": ""}


def test_a_new_collector_is_primary_where_none_is() -> None:
    assert marks(collected({1: False}, "n1")) == {"1": "", "n1": "1"}
    assert marks(collected({1: False}, "n1", "n2")) == {"1": "", "n1": "1", "n2": ""}
    assert marks(collected({1: True}, "n1")) == {"1": "1", "n1": ""}
    assert marks(collected({1: True}, "n1", collectors__1__isPrimary="")) == {"1": "", "n1": "1"}
    assert marks(collected({1: True}, "n1", removed=("collectors.1",))) == {"n1": "1"}
    assert marks(collected({1: False}, "n1", "n2", collectors__n1__isPrimary="1"))["n2"] == ""


def test_one_that_is_not_shown_may_be_primary() -> None:
    assert marks(collected(dict.fromkeys(range(1, 7), False), "n1"))["n1"] == ""
