"""What the render process makes: the words that templates may use, the names in one, HTML, PDF.

In: a message with a `task`. `words`: nothing more. `names`: `source`, `lists`. `html`, `reading` and `pdf`: `source`,
`kind` (`label` or `report`), `records` (what each is filled with), `copies` of each, `sheet` or `paper`, `start`,
`least`, `title`, `language`, `known` (names that records have), `before` (how many labels other messages tell before
these); pictures as bytes by name. `jrxml`: see `jrxml/making.py`. `picture`: `page` and `dots` per inch of the bytes
`pdf`. `join`: the bytes of several PDF, by names that sort as they follow one another. Out: what was made, with notes;
a `Problem` otherwise.
"""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from specify.printing.rendering import limits
from specify.printing.rendering.addresses import embedded
from specify.printing.rendering.child import joining, labels, picturing, reports
from specify.printing.rendering.child.blocks import Block, listed
from specify.printing.rendering.child.fields import context_of
from specify.printing.rendering.child.naming import names_of
from specify.printing.rendering.child.pages import Press, without_styles
from specify.printing.rendering.child.problem import Problem
from specify.printing.rendering.child.reading import blocks_of, lines_of
from specify.printing.rendering.child.sandbox import compiled, environment, filled
from specify.printing.rendering.child.tags import check, check_parsed
from specify.printing.rendering.child.words import every
from specify.printing.sheets.geometry import sheet_of

Made = tuple[dict[str, Any], dict[str, bytes]]
_ON_PAPER = "html{background:#fff}body{padding:8mm}"
_APART_ON_PAPER = (
    "html{background:#fff}body{display:flex;flex-wrap:wrap;gap:3mm;padding:3mm}"
    ".label{flex:none;outline:.2mm solid #ccc}.one-line{overflow:clip visible}"
)
"""How a preview looks like paper, and where labels begin and end; on a screen letters stand over lines by a dot."""
_WARMTH = '<section class="label" style="font-family:%s"><p><i>a</i> <b>b</b></p></section>'
_FONTS = ("P052", "Nimbus Sans", "Nimbus Sans Narrow", "Nimbus Mono PS")


def make(told: Mapping[str, Any], pictures: Mapping[str, bytes]) -> Made:
    """Do what a message asks for."""
    if len(told.get("source", "")) > limits.SOURCE_LETTERS:
        raise Problem("long")
    if told["task"] in _APART:
        return _APART[told["task"]](told, pictures)
    press = Press(told["source"], told["title"], told["language"], pictures)
    pieces = _filled(told)
    if told["task"] == "html":
        return {"html": _as_page(press, pieces, told), "notes": press.notes.told}, {}
    if told["task"] == "reading":
        return {"blocks": _read(press, pieces, told["kind"])}, {}
    return {"notes": press.notes.told}, {"pdf": _pdf(press, pieces, told)}


def _jrxml(told: Mapping[str, Any], pictures: Mapping[str, bytes]) -> Made:
    from specify.printing.rendering.child.jrxml import making  # no preview of our own templates waits for it

    return making.made(told, pictures)


_APART: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, bytes]], Made]] = {
    "names": lambda told, _pictures: ({"names": names_of(without_styles(told["source"]), told["lists"])}, {}),
    "words": lambda _told, _pictures: ({**every()}, {}),
    "jrxml": _jrxml,
    "join": lambda _told, parts: ({}, {"pdf": joining.joined([parts[name] for name in sorted(parts)])}),
    "picture": lambda told, pictures: ({}, {"png": picturing.picture(pictures["pdf"], told["page"], told["dots"])}),
}
"""Tasks that fill no template of our own."""


def _pdf(press: Press, pieces: list[str], told: Mapping[str, Any]) -> bytes:
    try:
        pdf = _laid_out(press, pieces, told)
    except PermissionError as error:  # a font of the template's own would be put into a file
        raise Problem("font", press.line_of("@font-face")) from error
    except Problem:
        raise
    except Exception:
        press.check_addresses()  # what was not fetched may be the cause
        raise
    press.check_addresses()
    return pdf


def _laid_out(press: Press, pieces: list[str], told: Mapping[str, Any]) -> bytes:
    if told["kind"] == "report":
        return reports.printed(press, pieces, tuple(told["paper"]))
    copies = [html for html, number in zip(pieces, told["copies"], strict=True) for _one in range(number)]
    before = told.get("before", 0)
    printing = labels.Printing(copies, sheet_of(told["sheet"]), told["start"], told["least"], before)
    return labels.printed(press, printing)


def warm_ups() -> Iterator[list[str]]:
    """Load what is loaded when it is first needed, step by step; the first tells what lacks of our fonts."""
    press = Press("", "", "en", {})
    html = "".join(_WARMTH % font for font in _FONTS)
    document = press.document(html, labels.style_of((40, 20))).render(font_config=press.fonts)
    document.write_pdf()
    environment().from_string("{{ 1 }}").render()
    there = {font.family for font in document.fonts.values()}
    yield [f"The font {font} is not there; labels are set in another." for font in _FONTS if font not in there]
    picturing.load()
    yield []
    from specify.printing.rendering.child.jrxml import making

    making.load()
    yield []


def _filled(told: Mapping[str, Any]) -> list[str]:
    """The template filled with each record."""
    source = without_styles(told["source"])
    template = compiled(environment(), source)
    most = limits.REPORT_LETTERS if told["kind"] == "report" else limits.LABEL_LETTERS
    size = _size(told)
    pieces = []
    for number, record in enumerate(told["records"]):
        try:
            piece = filled(template, context_of({**record, **size}), most)
            check(piece, source)
        except Problem as problem:
            problem.told["record"] = number
            if problem.word == "unknown" and not problem.told["near"]:
                problem.told["near"] = get_close_matches(
                    problem.told["name"].lower(), told.get("known", ()), cutoff=0.5
                )
            raise
        pieces.append(piece)
    return pieces


def _read(press: Press, pieces: list[str], kind: str) -> list[Block]:
    """What reports say one after the other; labels are a list."""
    bodies = []
    for piece in pieces:
        page = press.document(piece, "").etree_element
        check_parsed(page)
        bodies += page.findall("body")
    if kind == "label":
        return listed(map(lines_of, bodies), is_ordered=True)
    return [block for body in bodies for block in blocks_of(body)]


def _size(told: Mapping[str, Any]) -> dict[str, Any]:
    """What every label is told: its width and height in millimetres, on the sheet that it is printed on."""
    if told["kind"] != "label":
        return {}
    width, height = told["sheet"]["label"]
    return {"label": {"width": width, "height": height}}


def _as_page(press: Press, pieces: list[str], told: Mapping[str, Any]) -> str:
    """The HTML of labels or reports by itself, for a frame of its own."""
    if told["kind"] == "report":
        body, ours = "".join(pieces), reports.style_of(tuple(told["paper"])) + _ON_PAPER
    else:
        body, ours = labels.sections(pieces), labels.style_of(sheet_of(told["sheet"]).label) + _APART_ON_PAPER
    check_parsed(press.document(body, ours).etree_element)
    return embedded(press.text(body, ours), press.pictures)
