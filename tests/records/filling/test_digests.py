"""What is signed along with a form, and what of it comes back."""

import pytest

from specify.layouts.filling.filled import Entry
from specify.layouts.filling.sent import NOTHING, Sent
from specify.records.filling.digests import digest, seal, unseal
from specify.records.filling.drafts import Whose

pytestmark = pytest.mark.one_shape

WHOSE = Whose(1, 2, "collectionobject", None)
ENTRIES = tuple(
    Entry(name=name, label=name, kind="line", text=f"in {name}") for name in ("remarks", "text1", "altName")
)


def test_browsers_may_send_controls_in_any_order() -> None:
    token = unseal(seal(WHOSE, "key", ENTRIES, NOTHING))
    assert token is not None
    texts = {entry.name: entry.text for entry in ENTRIES}
    turned = dict(reversed(texts.items()))
    assert token.digests(texts) == token.digests(turned) == {name: digest(text) for name, text in texts.items()}
    assert token.changed({**turned, "text1": "new"}) == {"text1": "new"}
    again = unseal(token.sealed_again({**turned, "text1": "new"}))
    assert again is not None
    assert again.changed({**texts, "text1": "new"}) == {}
    assert again.digests(texts) == token.digests(texts)


def test_a_form_that_is_not_whole_is_none_of_ours() -> None:
    token = unseal(seal(WHOSE, "key", ENTRIES, NOTHING))
    assert token is not None
    assert token.digests({"remarks": "", "text1": ""}) is None
    assert token.digests({"remarks": "", "text1": "", "altName": "", "more": ""}) is None


def test_what_a_form_is_a_copy_of_comes_back_from_every_page() -> None:
    like = {"": 7, "determinations.n1": 12, "determinations.n1.determiners.n1": 3, "collectionObjectAttribute": 4}
    token = unseal(seal(WHOSE, "key", ENTRIES, Sent(like=like, is_carried=True, omitted={"determination": 3})))
    assert token is not None
    again = unseal(token.sealed_again({entry.name: "" for entry in ENTRIES}))
    for one in (token, again):
        assert one is not None
        begun = one.begun()
        assert (dict(begun.like), begun.is_carried, begun.omitted) == (like, True, {"determination": 3})
    plain = unseal(seal(WHOSE, "key", ENTRIES, NOTHING))
    assert plain is not None
    assert plain.begun() is NOTHING
    assert unseal(seal(WHOSE, "key", ENTRIES, NOTHING)[:-1]) is None
