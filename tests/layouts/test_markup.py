"""The checker of a form's HTML."""

import pytest

from specify.layouts.markup import faults

pytestmark = pytest.mark.one_shape

GOOD = (
    '<section><h2>Agent</h2><p>a<br>b <img src="x" alt=""></p>'
    '<label for="a">Name</label><input id="a"><label>Sex <select></select></label><input type="hidden">'
    '<table><tr><th id="h">No</th><td><input aria-label="No"></td></tr></table>'
    '<textarea aria-labelledby="h"></textarea>'
    '<fieldset><legend>Current</legend><input type="hidden" name="c"><label>Yes <input type="radio" name="c"></label>'
    '<label>No <input type="radio" name="c"></label></fieldset>'
    '<button>Save</button><a href="/">all</a></section>'
)


def test_nothing_is_said_of_what_is_right() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<div><p>open</div>", "</div> closes <p>."),
        ("<div>", "<div> is never closed."),
        ("</p>", "</p> closes nothing."),
        ('<p class="a" class="b">x</p>', "<p> has an attribute twice."),
        ('<p id="a">x</p><p id="a">y</p>', "The id 'a' is empty, has a blank in it, or stands 2 times."),
        ('<p id="a b">x</p>', "The id 'a b' is empty, has a blank in it, or stands 1 times."),
        ('<label for="b">x</label><input id="a" aria-label="y">', "<input> 'a' has no label."),
        ('<label for="b">x</label>', "label for names 'b', which is not there."),
        ('<label for="a"> </label><select id="a"></select>', "<select> 'a' has no label."),
        ('<textarea name="t"></textarea>', "<textarea> 't' has no label."),
        ('<a href="/"></a>', "A <a> has no words in it."),
        ("<dl><dt></dt><dd>1</dd></dl>", "A <dt> has no words in it."),
        ('<img src="x">', "An image has no alt text."),
        ("<fieldset><p>Agent</p></fieldset>", "A <fieldset> has no legend."),
        ("<fieldset><div><legend>Agent</legend></div></fieldset>", "A <fieldset> has no legend."),
        (
            '<label>x <input name="a"></label><label>y <select name="a"></select></label>',
            "The name 'a' stands on 2 controls.",
        ),
    ],
)
def test_each_fault_is_a_sentence(html: str, said: str) -> None:
    assert said in faults(html)
