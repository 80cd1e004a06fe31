"""What reports say, in parts that a page holds: nothing is lost, tables go on with their headers."""

import pytest

from specify.printing.html.parts import letters, parts_of
from specify.printing.html.telling import told, words

pytestmark = pytest.mark.one_shape


def cell(text: str, **more: object) -> dict[str, object]:
    """A cell that says this."""
    return {"runs": [[text, "", ""]], "is_header": False, "across": 1, "down": 1, **more}


def table(number: int) -> dict[str, object]:
    """A table with so many rows."""
    rows = [[cell(f"row {at}"), cell(str(at))] for at in range(number)]
    return {"kind": "table", "caption": [["Lent", "", ""]], "head": [[cell("What"), cell("How many")]], "rows": rows}


def test_a_long_table_goes_on_with_its_headers() -> None:
    parts = parts_of([table(500)], 5_000)
    assert len(parts) > 2
    assert all(part[0]["head"] == table(0)["head"] for part in parts)
    assert [words(row[0]["runs"]) for part in parts for row in part[0]["rows"]] == [f"row {at}" for at in range(500)]


def test_two_tables_stay_two() -> None:
    (part,) = parts_of([table(2), table(3)])
    assert [len(one["rows"]) for one in part] == [2, 3]


def test_a_long_text_is_parted_between_words_and_nothing_is_lost() -> None:
    text = "collected at the mill " * 1_000
    parts = parts_of([{"kind": "paragraph", "runs": [["Note: ", "b", ""], [text, "", ""]]}], 5_000)
    assert len(parts) == 5
    assert all(letters(part[0]["runs"]) <= 5_000 for part in parts)
    assert "".join(run[0] for part in parts for run in part[0]["runs"]) == f"Note: {text}"
    assert all(part[0]["runs"][-1][0].endswith(" ") for part in parts)


def test_a_word_without_end_is_parted_too() -> None:
    assert len(parts_of([{"kind": "paragraph", "runs": [["x" * 12_000, "", ""]]}], 5_000)) == 3


def test_lists_and_pairs_go_on() -> None:
    items = [[[f"item {at}", "", ""]] for at in range(100)]
    parts = parts_of([{"kind": "list", "is_ordered": True, "items": items}], 1_000)
    assert [one for part in parts for one in part[0]["items"]] == items
    assert parts[1][0]["from"] == len(parts[0][0]["items"])
    pairs = [[[[f"word {at}", "", ""]], [["said", "", ""]]] for at in range(100)]
    parts = parts_of([{"kind": "pairs", "pairs": pairs}], 1_000)
    assert [one for part in parts for one in part[0]["pairs"]] == pairs


def test_nothing_is_one_empty_part() -> None:
    assert parts_of([]) == [[]]


def test_headings_skip_no_level_below_that_of_the_page() -> None:
    blocks = [{"kind": "heading", "level": level, "runs": [["x", "", ""]]} for level in (3, 1, 2, 6, 1)]
    assert [one["level"] for one in told(blocks, "Title")] == [2, 2, 3, 4, 2]


def test_each_row_has_a_header_and_each_table_a_name() -> None:
    bare = {"kind": "table", "caption": [], "head": [], "rows": [[cell("", runs=[]), cell("a"), cell("1")]]}
    (shown,) = told([bare], "The title")
    assert shown["name"] == "The title"
    assert [one["is_header"] for one in shown["rows"][0]] == [False, True, False]
    assert shown["numbers"][2]
    heading = {"kind": "heading", "level": 1, "runs": [["Loan ", "", ""], ["5", "i", ""]]}
    assert told([heading, bare], "The title")[1]["name"] == "Loan 5"
