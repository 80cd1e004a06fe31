"""Text is equal here when it is equal in Specify's databases."""

import re
from itertools import product

import pytest

from specify.text.folding import compare, fold, like, regexp
from tests.patience import within

pytestmark = pytest.mark.one_shape


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Müller", "MULLER"),
        ("São Tomé", "sao tome"),
        ("Łódź ", "łodz"),
        ("straße", "STRASE"),
        ("trailing   ", "trailing"),
        ("e\u0301tude", "étude"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("Ελλάς", "ΕΛΛΑΣ"),
        ("ёлка", "ЕЛКА"),
        ("İzmir", "izmir"),
    ],
)
def test_case_accents_and_blanks_at_the_end_do_not_count(left: str, right: str) -> None:
    assert fold(left) == fold(right)
    assert compare(left, right) == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Æsop", "AEsop"),
        ("straße", "strasse"),
        ("Øre", "Ore"),
        (" leading", "leading"),
        ("a b", "ab"),
        ("май", "маи"),
        ("か", "が"),
        ("가", "나"),
        ("<", "≮"),
        ("🐟", "🐠"),
    ],
)
def test_what_differs_in_the_collation_differs(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_comparing_orders_as_reading_does() -> None:
    assert compare("Abies", "ábies alba") == -1
    assert compare("Zebra", "ábaco") == 1


@pytest.mark.parametrize(
    ("pattern", "value", "answer"),
    [
        ("müll%", "MULLER", True),
        ("%o_e", "São Tomé", True),
        ("a%", "ba", False),
        ("a", "a ", False),
        ("%\n%", "one\ntwo", True),
        ("1.5", "1x5", False),
        ("1%", 12, True),
        ("caf%", b"Caf\xc3\xa9", True),
    ],
)
def test_like_folds_as_equality_does(pattern: str, value: object, answer: bool) -> None:
    assert like(pattern, value) is answer


def test_an_escaped_wildcard_means_itself() -> None:
    assert like(r"100\%", "100%", "\\")
    assert not like(r"100\%", "1000", "\\")
    assert like("100\\", "100\\", "\\")


def test_null_is_neither_like_nor_unlike() -> None:
    assert like(None, "a") is None
    assert like("a", None) is None
    assert regexp("a", None) is None


def test_a_regular_expression_ignores_case_and_heeds_accents() -> None:
    assert regexp("^m.ll", "MÜLLER")
    assert not regexp("^mull", "Müller")
    with pytest.raises(re.error):
        regexp("(", "a")


@pytest.mark.parametrize("pattern", ["%a" * 12 + "%b", "%_a" * 12 + "%b", "a%" * 12 + "b", "%" + "a%_" * 12 + "b"])
def test_many_signs_for_any_letters_take_no_longer(pattern: str) -> None:
    with within(0.3):
        assert like(pattern, "a" * 2000) is False
        assert like(pattern, "a" * 2000 + "b") is True


def test_like_answers_as_trying_everything_does() -> None:
    def slowly(pattern: str, text: str) -> bool:
        if not pattern:
            return not text
        if pattern[0] == "%":
            return any(slowly(pattern[1:], text[start:]) for start in range(len(text) + 1))
        return bool(text) and pattern[0] in ("_", text[0]) and slowly(pattern[1:], text[1:])

    texts = ["".join(letters) for length in range(5) for letters in product("ab", repeat=length)]
    patterns = ["".join(signs) for length in range(6) for signs in product("a%_", repeat=length)]
    assert not [(p, t) for p in patterns for t in texts if like(p, t) is not slowly(p, t)]
