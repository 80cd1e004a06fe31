"""What was typed has one form before it is read."""

import pytest

from specify.text.typed import MOST, Unreadable, tidied, unreadable

pytestmark = pytest.mark.one_shape


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("  14\u00a0Aug\t1987\r\n", "14 Aug 1987"),
        ("１９８７－０８", "1987-08"),
        ("१९८७", "1987"),
        ("١٢٫٥", "12,5"),
        ("−60–44—6", "-60-44-6"),
        ("\ufeff19\u00ad87\u200e", "1987"),
        ("x²", "x²"),
        ("", ""),
    ],
)
def test_blanks_digits_and_dashes_have_one_form(typed: str, form: str) -> None:
    assert tidied(typed) == form


def test_a_long_text_is_no_value_and_told_shortened() -> None:
    assert tidied("1" * MOST) == "1" * MOST
    with pytest.raises(Unreadable) as refused:
        tidied("1" * (MOST + 1))
    assert str(refused.value) == f"“{'1' * 60}…” is too long to be read: write at most 400 characters."


def test_what_was_typed_stands_in_the_sentence_as_it_is() -> None:
    assert str(unreadable("“%(typed)s”: %(why)s.", "5 %(x)s\n%", why="100 %")) == "“5 %(x)s %”: 100 %."
