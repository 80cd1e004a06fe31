"""Column sizes and shares."""

import pytest

from specify.layouts.geometry import broken, column_text, columns_of, fitted, grid_of, pair_shares, shares, thirds
from specify.layouts.numbers import MOST
from specify.layouts.tree import Row
from tests.layouts.making import layout, read, view_set

pytestmark = pytest.mark.one_shape


def rows(*lines: str) -> tuple[Row, ...]:
    """Rows from words: L a label, F a field, S3 a sub-view with colspan 3, ! a blank."""
    kinds = {"L": "label", "F": "field", "S": "subview", "!": "blank"}
    xml = "".join(
        "<row>" + "".join(f'<cell type="{kinds[w[0]]}" colspan="{w[1:] or 1}"/>' for w in line.split()) + "</row>"
        for line in lines
    )
    return read(view_set("", layout("A", "Agent", xml))).view_set.view_defs["A"].blocks[0].rows


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("115px,2px,195px,5px,125px,15px,p:g", (115, 195, 125)),
        ("p,2px,p:g(2),5px:g,p,2px,p:g(2),0px", (None, None, None, None)),
        ("min(p;150px),2px,max(200px;p)", (150, 200)),
        ("100px,f:480px,p,5px,p,", (100, None, None)),
        ("100px, 2px, p, p, p:g, f:250px:g", (100, None, None)),
        ("px,2px,90,2px,max(p;190)", (None, None, None)),
        ("5px:g,2px,f:60px:g", (5, 60)),
        ("130px,2px,200px,0px,15px,p:g", (130, 200, 15)),
        ("", ()),
        ("99999999999999999999px,2px,9999999999px", (1000, 1000)),
        ("9" * 5000 + "px,2px,0px", (None, 0)),
    ],
)
def test_every_second_size_is_a_column(text: str, columns: tuple[int | None, ...]) -> None:
    assert columns_of(text) == columns


def test_the_sizes_for_linux_come_first_and_then_those_for_all() -> None:
    assert column_text({}, {"mac": "1px", "": "2px", "lnx": "3px"}) == "3px"
    assert column_text({}, {"mac": "1px", "": "2px"}) == "2px"
    assert column_text({}, {"mac": "1px", "colDef": "2px"}) == "1px"
    assert column_text({"colDef": "9px"}, {"lnx": "3px"}) == "9px"
    assert column_text({}, {"lnx": "3px", "table": "4px"}, table=True) == "4px"
    assert column_text({}, {"lnx": "3px"}, table=True) == ""


def test_columns_are_added_for_rows_that_need_more() -> None:
    grid = grid_of("100px,2px,100px", rows("L F", "L F3 L F"))
    assert grid.columns == (100, 100, None, None, None)
    assert grid.row_spans == (2, 5)


@pytest.mark.parametrize(
    ("text", "lines", "golden"),
    [
        ("115px,2px,195px,5px,125px,2px,200px,5px,125px,2px,181px", ("L F L F L F",), (3, 5, 3, 5, 3, 5)),
        ("115px,2px,152px,5px,107px,2px,100px,5px,110px,2px,100px", ("L F L F L F",), (4, 5, 4, 4, 3, 4)),
        ("p,2px,p,2px,p,2px,p", ("L F L F",), (5, 7, 5, 7)),
        ("100px,2px,200px,2px,50px", ("L F",), (8, 16, 0)),
        ("100px,2px,200px,2px,50px", ("L F !",), (8, 16, 0)),
        ("1px,2px,1000px", ("L F",), (1, 23)),
        ("", ("S",), (24,)),
        ("", (), ()),
    ],
)
def test_columns_become_shares_of_24(text: str, lines: tuple[str, ...], golden: tuple[int, ...]) -> None:
    assert shares(text, rows(*lines)) == golden
    assert not golden or sum(golden) == 24


def test_more_columns_than_shares_get_one_each() -> None:
    assert shares("", rows(" ".join("F" * 30))) == (1,) * 30


def test_there_are_never_more_columns_than_can_be_laid_out() -> None:
    wide = rows(" ".join(["S999999999"] * 50))
    assert len(grid_of("p,2px," * 5000, wide).columns) == len(shares("", wide)) == MOST


@pytest.mark.parametrize(
    ("label", "value", "golden"),
    [(3, 5, (3, 5)), (1, 15, (3, 13)), (1, 1, (3, 3)), (2, 4, (3, 3)), (24, 1, (21, 3)), (3, 40, (3, 21))],
)
def test_pairs_are_wide_enough_to_be_read(label: int, value: int, golden: tuple[int, int]) -> None:
    assert pair_shares(label, value) == golden


@pytest.mark.parametrize(
    ("row", "golden"),
    [
        ([(3, 5), (3, 5)], [(3, 5), (3, 5)]),
        ([(3, 18), (3, 3)], [(3, 15), (3, 3)]),
        ([(4, 7), (3, 9), (4, 4)], [(4, 5), (3, 4), (4, 4)]),
        ([(4, 5), (3, 3), (5, 3), (3, 3)], [(3, 3)] * 4),
        ([(3, 3)] * 5, [(3, 3)] * 5),
        ([], []),
    ],
)
def test_a_row_that_is_too_wide_takes_from_its_widest_values(
    row: list[tuple[int, int]], golden: list[tuple[int, int]]
) -> None:
    assert fitted(row) == golden


def test_more_pairs_than_fit_break_evenly() -> None:
    assert [broken(pairs) for pairs in (0, 1, 4, 5, 8, 9)] == [[], [1], [4], [3, 2], [4, 4], [3, 3, 3]]


def test_pairs_that_are_read_take_thirds() -> None:
    assert [thirds(share) for share in (1, 8, 10, 11, 18, 19, 24)] == [8, 8, 8, 16, 16, 24, 24]
