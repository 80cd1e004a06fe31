"""What the HTML of a report says as blocks: made by the render process of sources of templates."""

from typing import Any

import pytest

from tests.printing.press import made

pytestmark = pytest.mark.one_shape


def read(source: str, **fields: Any) -> list[dict[str, Any]]:
    """The blocks of a report."""
    blocks: list[dict[str, Any]] = made(source, fields, task="reading", kind="report").told["blocks"]
    return blocks


def test_tables_keep_caption_headers_and_spans() -> None:
    (table,) = read(
        "<table><caption>Lent</caption><thead><tr><th>No.</th><th colspan=2>What</th></tr></thead>"
        "<tbody>{% for one in items %}<tr><td>{{ one.n }}</td><td>{{ one.what }}</td><td></td></tr>{% endfor %}"
        "</tbody></table>",
        items={"rows": [{"n": 1, "what": "a fish"}, {"n": 2, "what": "<b>"}]},
    )
    assert table["caption"] == [["Lent", "", ""]]
    assert [(one["runs"][0][0], one["across"], one["is_header"]) for one in table["head"][0]] == [
        ("No.", 1, True),
        ("What", 2, True),
    ]
    assert [row[1]["runs"] for row in table["rows"]] == [[["a fish", "", ""]], [["<b>", "", ""]]]


def test_names_keep_their_language_and_what_sets_them_apart() -> None:
    (paragraph,) = read(
        "<p>A {{ taxon.name }}, <strong>kept</strong> H<sub>2</sub>O</p>",
        taxon={"name": {"html": "<i lang='la'>Perca</i> L."}},
    )
    assert paragraph["runs"] == [
        ["A ", "", ""],
        ["Perca", "i", "la"],
        [" L., ", "", ""],
        ["kept", "b", ""],
        [" H", "", ""],
        ["2", "sub", ""],
        ["O", "", ""],
    ]


def test_what_stands_beside_elements_is_told_too() -> None:
    told = read(
        "before<section><div>within <p>a<br><br>b</p> after</div></section><!-- no --><style>p{}</style>"
        "{{ qr('x') }} end"
    )
    assert ["".join(run[0] for run in one["runs"]) for one in told] == ["before", "within", "a\nb", "after", "x end"]


def test_pairs_lists_and_headings_are_what_they_are() -> None:
    pairs, ordered, plain, heading = read(
        "<dl><div><dt>Due</dt><dd>2026</dd></div><dt>Sent</dt><dd></dd></dl><ol><li>a<p>b</p></li></ol><ul><li>c</li></ul><h4>d</h4>"
    )
    assert pairs["pairs"] == [[[["Due", "", ""]], [["2026", "", ""]]], [[["Sent", "", ""]], []]]
    assert (ordered["is_ordered"], ordered["items"]) == (True, [[["a", "", ""], ["\n", "", ""], ["b", "", ""]]])
    assert (plain["is_ordered"], heading["level"]) == (False, 4)


def test_a_picture_is_what_it_is_called() -> None:
    told = read(
        "<p><svg viewBox='0 0 9 9' role='img' aria-label='a fish'><rect width='1' height='1'/></svg></p>"
        "<p><svg viewBox='0 0 9 9'><title>a bird</title></svg></p><p><img src='x' alt='a frog'></p>{{ code39('AB 1') }}"
    )
    assert [one["runs"][0][0] for one in told] == ["a fish", "a bird", "a frog", "AB 1"]


def test_labels_are_a_list_of_texts() -> None:
    (told,) = made("<p>{{ n }}</p><ul><li>a</li></ul><p>b</p>", {"n": 1}, {"n": 2}, task="reading").told["blocks"]
    assert told["is_ordered"]
    assert ["".join(run[0] for run in one) for one in told["items"]] == ["1\na\nb", "2\na\nb"]
