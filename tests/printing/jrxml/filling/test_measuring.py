"""How text is broken into lines, and how high and wide it is."""

import pytest

from specify.printing.jrxml.filling.filled import filled
from specify.printing.jrxml.filling.fonts import MONO, SANS, SERIF, cut, known, width
from specify.printing.jrxml.filling.items import Face, Type
from specify.printing.jrxml.filling.markup import pieces_of
from specify.printing.jrxml.filling.measuring import Measured, Piece, fitting, height_of, lines_of
from tests.printing.jrxml.templates import pages, report, said, section, text

pytestmark = pytest.mark.one_shape
PLAIN = Type(Face(SANS), 10)
TYPED = Type(Face(MONO), 10)
SINGLE = ("Single", 1.0)


def broken(text: str, letters: float, kind: Type = TYPED) -> list[str]:
    """The lines of a text where so many letters of a typewriter have room."""
    return [told(line) for line in lines_of((Piece(text, kind),), letters * 6)]


def told(line: Measured) -> str:
    return "".join(run.text for run in line.runs)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("Mill Cr.", ["Mill Cr."]),
        ("Mill Creek, 2 km N", ["Mill", "Creek, 2", "km N"]),
        ("upper  creek", ["upper", "creek"]),
        ("  a", ["  a"]),
        ("one\ntwo\n\nthree\n", ["one", "two", "", "three"]),
        ("left-bank of", ["left-", "bank of"]),
        ("1999-2001 x", ["1999-200", "1 x"]),
        ("abcdefghijklmnop", ["abcdefgh", "ijklmnop"]),
        ("a\x00b\x1bc", ["abc"]),
        ("魚類標本採集場所記録", ["魚類標本", "採集場所", "記録"]),
    ],
)
def test_lines_end_at_blanks_and_hyphens_and_else_where_the_box_does(text: str, lines: list[str]) -> None:
    assert broken(text, 8) == lines


def test_a_box_without_width_takes_a_letter_a_line() -> None:
    assert broken("abc", 0) == ["a", "b", "c"]


def test_widths_are_those_of_the_fonts_that_are_stood_for() -> None:
    assert width("M", Face(SANS)) == pytest.approx(0.833)
    assert width("M", Face(SERIF)) == pytest.approx(0.889)
    assert width("i", Face(MONO)) == width("M", Face(MONO)) == pytest.approx(0.6)
    assert width("m", Face(SANS, is_bold=True)) > width("m", Face(SANS))
    [line] = lines_of((Piece("Mi", PLAIN),), 100)
    assert line.width == pytest.approx(8.33 + 2.22)


def test_letters_that_a_font_lacks_have_a_width_all_the_same() -> None:
    assert ord("♂") in cut(Face(SANS)).numbers
    assert width("\u0301", Face(SANS)) < 0.5
    assert width("魚", Face(SANS)) == 1
    assert 0.3 < width("\u05d0", Face(SANS)) < 1


@pytest.mark.parametrize(
    ("name", "family", "is_bold", "is_italic"),
    [
        ("Arial", SANS, False, False),
        ("Helvetica-BoldOblique", SANS, True, True),
        ("Times-Roman", SERIF, False, False),
        ("Times New Roman", SERIF, False, False),
        ("Times-BoldItalic", SERIF, True, True),
        ("Arial Black", SANS, True, False),
        ("Courier-Bold", MONO, True, False),
    ],
)
def test_names_of_fonts(name: str, family: str, is_bold: bool, is_italic: bool) -> None:
    assert known(name) == (family, is_bold, is_italic)


def test_a_font_that_is_not_known_is_none() -> None:
    assert known("Wingdings") is None
    assert known("") is None


def test_as_many_lines_fit_as_have_room_as_a_whole() -> None:
    lines = lines_of((Piece("a b c d", TYPED),), 6)
    one = height_of(lines[:1], SINGLE)
    assert height_of(lines, SINGLE) == pytest.approx(4 * one)
    assert [fitting(lines, one * share, SINGLE) for share in (0.9, 1, 1.9, 2, 9)] == [0, 1, 1, 2, 4]
    assert height_of(lines, ("Double", 1)) > 1.5 * height_of(lines, SINGLE)
    assert height_of(lines, ("Fixed", 20)) == pytest.approx(4 * (20 + lines[0].below))


def styled(text: str, markup: str = "styled") -> list[tuple[str, str]]:
    """Pieces of marked text with letters for what they are."""
    return [(piece.text, letters(piece.type)) for piece in pieces_of(text, markup, PLAIN)]


def letters(kind: Type) -> str:
    marks = {
        "b": kind.face.is_bold,
        "i": kind.face.is_italic,
        "u": kind.is_underlined,
        "s": kind.is_struck,
        "^": kind.rise == 1,
        "_": kind.rise == -1,
        "c": kind.color != PLAIN.color,
        "z": kind.size != PLAIN.size,
        "f": kind.face.family != SANS,
    }
    return "".join(letter for letter, holds in marks.items() if holds)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain", [("plain", "")]),
        ('<style isItalic="true">Etheostoma</style> Rafinesque', [("Etheostoma", "i"), (" Rafinesque", "")]),
        ("<b>a<i>b</i></b>c", [("a", "b"), ("b", "bi"), ("c", "")]),
        ("H<sub>2</sub>O m<sup>2</sup>", [("H", ""), ("2", "_"), ("O m", ""), ("2", "^")]),
        ("<font color='red' size='4' face=\"Times New Roman\">x</font>", [("x", "czf")]),
        ("a<br/>b", [("a", ""), ("\n", ""), ("b", "")]),
        ("a &lt;b&gt; &amp; c & d", [("a <b> & c & d", "")]),
        ("<style size='9e9' forecolor='javascript:1'>x</style>", [("x", "")]),
        ("<b>a", [("<b>a", "")]),
        ("a</b>", [("a</b>", "")]),
        ("<b>a</i>", [("<b>a</i>", "")]),
        ("2 < 3", [("2 < 3", "")]),
        ("<img src='http://x/'/>y", [("y", "")]),
    ],
)
def test_styled_text(text: str, pieces: list[tuple[str, str]]) -> None:
    """What is not well-formed stands as it was written."""
    assert styled(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("<p>a</p><p>b</p>", [("a", ""), ("\n", ""), ("b", "")]),
        ("<em>a</em>&nbsp;<strong>b", [("a", "i"), ("\xa0", ""), ("b", "b")]),
        ("<ul><li>a</ul>", [("\u2022 ", ""), ("a", "")]),
        ("<script>alert(1)</script>", [("alert(1)", "")]),
        ("a\n  b", [("a\n  b", "")]),
    ],
)
def test_html(text: str, pieces: list[tuple[str, str]]) -> None:
    found = styled(text, "html")
    assert [piece for piece in found if piece[0] != "\n" or pieces.count(("\n", ""))][: len(pieces)] == pieces


def test_marks_are_only_marks_where_they_are_wanted() -> None:
    assert styled("<b>a</b>", "none") == [("<b>a</b>", "")]


def test_thousands_of_open_marks_are_text() -> None:
    text = "<b>" * 5000 + "x" + "</b>" * 5000
    assert styled(text) == [(text, "")]


def test_letters_become_smaller_where_the_text_has_to_fit() -> None:
    template = report(section("detail", text("$F{a}", "0 0 100 30", textAdjust="ScaleFont"), height=30))
    [short], [long] = (pages(template, [{"a": one}])[0].items for one in ("short", "a text too long for its box " * 5))
    assert short.lines[0].runs[0].type.size == 10
    assert 2 < long.lines[0].runs[0].type.size < 10
    told = " ".join("".join(run.text for run in line.runs) for line in long.lines)
    assert told.split() == ("a text too long for its box " * 5).split()
    assert long.lines[-1].baseline < 30


def test_a_text_of_a_million_letters_is_cut_and_told() -> None:
    template = report(section("detail", text("$F{a}", isStretchWithOverflow="true")))
    found = filled(template, [{"a": "abc " * 250_000}])
    assert said(found) == [(1, "text-long", "100,000")]
    assert len(found.pages) == 167


def test_lines_on_later_pages_are_not_measured_on_each(monkeypatch: pytest.MonkeyPatch) -> None:
    rise, measured = Measured.rise, list[Measured]()

    def counted(line: Measured, spacing: tuple[str, float]) -> float:
        measured.append(line)
        return rise(line, spacing)

    monkeypatch.setattr(Measured, "rise", counted)
    found = filled(report(section("detail", text("$F{a}", isStretchWithOverflow="true"))), [{"a": "x\n" * 2000}])
    assert len(found.pages) > 100
    assert len(measured) < 5 * 2000
