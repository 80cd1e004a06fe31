"""What the render process makes of a template of JasperReports: pages filled with rows, as PDF.

In: a message: `template` (its bytes, one letter each), `name`, `rows`, `parameters`, `now`, `inner` (by name:
`template`, `rows`, `by`), `title`, `language`, the place of the sheet to `start` at, a `shift` in millimetres; pictures
by name. Without `rows` it is only tried. Out: a PDF, or the `blocks` of what it says if it `is_read`; how many pages it
has, what could not be honoured with line and word; without a page no PDF. A `Problem` for what is no template.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata

from specify.printing.jrxml.declaring import Report
from specify.printing.jrxml.filling import fonts
from specify.printing.jrxml.filling.filled import filled
from specify.printing.jrxml.filling.items import Filled
from specify.printing.jrxml.filling.state import Inner, Supply
from specify.printing.jrxml.reading.report import read_report
from specify.printing.jrxml.sheet import MM
from specify.printing.rendering.child.joining import joined
from specify.printing.rendering.child.jrxml.checking import checked
from specify.printing.rendering.child.jrxml.lettering import Lettering
from specify.printing.rendering.child.jrxml.painting import PaintedPage, Painter
from specify.printing.rendering.child.jrxml.reading import blocks_of
from specify.printing.rendering.child.pages import Press
from specify.printing.rendering.child.problem import Problem
from specify.text.xml import BadXml

PART = 1_000
"""So many pages are painted at once."""
Made = tuple[dict[str, Any], dict[str, bytes]]


def made(told: Mapping[str, Any], pictures: Mapping[str, bytes]) -> Made:
    """The template filled with the rows of the message, or only tried if it has none."""
    if "rows" not in told:
        return checked(_report(told, told["name"])), {}
    press = Press("", told["title"], told["language"], pictures)
    supply = Supply(
        parameters=told["parameters"],
        now=datetime.fromisoformat(told["now"]),
        pictures=frozenset(pictures),
        inner={name: Inner(_report(one, name), one["rows"], one["by"]) for name, one in told["inner"].items()},
        start=told.get("start", 1),
    )
    is_read = bool(told.get("is_read"))
    found = filled(_report(told, told["name"]), told["rows"], supply, tells_parts=is_read)
    problems = [(one.line, one.word, one.name) for one in found.problems]
    if is_read:
        return {"blocks": blocks_of(found.pages), **_noted(found, problems)}, {}
    painter = Painter(
        Lettering(press.fonts),
        {name.lower(): content for name, content in pictures.items()},
        lambda word, name: problems.append((0, word, name)),
    )
    right, down = told.get("shift", (0, 0))
    pages = [PaintedPage(page, painter, (right / MM, down / MM)) for page in found.pages]
    content = {"pdf": _pdf(press, pages)} if pages else {}
    return _noted(found, problems), content


def _noted(found: Filled, problems: Sequence[tuple[int, str, str]]) -> dict[str, Any]:
    """How many pages there are, and what could not be honoured."""
    return {
        "pages": len(found.pages),
        "problems": list(dict.fromkeys(problems)),
        "needs_query": found.needs_query,
    }


def load() -> None:
    """Load what is read from files."""
    fonts.load()


def _report(told: Mapping[str, Any], name: str) -> Report:
    try:
        return read_report(told["template"].encode("latin-1"), name)
    except BadXml as bad:
        raise Problem("xml", reason=str(bad)) from bad


def _pdf(press: Press, pages: list[PaintedPage]) -> bytes:
    """The pages as PDF, painted in parts: what a part needs of memory is free for the next."""
    parts = [_part(press, pages[first : first + PART]) for first in range(0, len(pages), PART)]
    return parts[0] if len(parts) == 1 else joined(parts)


def _part(press: Press, pages: list[PaintedPage]) -> bytes:
    pages[0].painter.lettering.known.clear()  # fonts are those of a document
    metadata = DocumentMetadata(title=press.title, lang=press.language, generator="Specify")
    document = Document(pages, metadata, press.fetcher, press.fonts, {}, None)
    target = io.BytesIO()
    document.write_pdf(target)
    return target.getvalue()
