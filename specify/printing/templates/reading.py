"""Reads templates: HTML with a style sheet and Jinja2, and before it what it says of itself.

In: a file of `layouts/labels/`, or a source. Out: a `Template`; a `BadTemplate` with the line. The head is a comment at
the very beginning, `{# … #}`, with a line for each of `title`, `table`, `kind` (label or report), `size` in
millimetres, `sheet`, `least` (how small letters may become), `sort`, `copies` (a number, or the field that has it),
`series` (the number by which alike records are told once), `language` (of the words in it).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from specify.printing.rendering.telling import BadTemplate
from specify.printing.sheets.geometry import Pair
from specify.printing.templates.subjects import SUBJECTS, Subject
from specify.web.refusals import missing

FOLDER = "labels"
_HEAD = re.compile(r"\s*\{#(.*?)#\}", re.DOTALL)
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*[x×]\s*(\d{1,3}(?:\.\d{1,2})?)\s*mm")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PERCENT = re.compile(r"(\d{2,3})\s*%")
HEAD_WORDS = frozenset(("title", "table", "kind", "size", "sheet", "least", "sort", "copies", "series", "language"))
KINDS = ("label", "report")


@dataclass(frozen=True, slots=True)
class Template:
    """A template. `size` is that of a label unless its sheet says another; `least` a part of the letters' size.

    A stored one has the number of Specify's `resource`. Of JasperReports' (`is_jrxml`) nothing else is known here.
    """

    name: str
    title: str
    table: str
    source: str
    kind: str = "label"
    size: Pair = (0, 0)
    sheet: str = ""
    least: float = 1.0
    sort: tuple[str, ...] = ()
    copies: str = "1"
    series: str = ""
    language: str = ""
    resource: int | None = None
    is_jrxml: bool = False

    @property
    def subject(self) -> Subject:
        """What can be named in it."""
        return SUBJECTS[self.table]

    @property
    def named_in_head(self) -> tuple[str, ...]:
        """The names of fields that stand in its head."""
        counted = () if self.copies.isdecimal() else (self.copies,)
        return (*self.sort, *counted, *((self.series,) if self.series else ()))


def read(name: str, source: str) -> Template:
    """The template with that source."""
    head = _HEAD.match(source)
    if head is None:
        raise BadTemplate(
            _("The template says nothing of itself."),
            _("Begin it with a comment: {# title: …, table: …, size: 63.5 x 38.1 mm #}, each in a line of its own."),
        )
    lines = dict(_lines(head[1]))
    said = {word: value for word, (value, _line) in lines.items()}
    at = {word: line for word, (_value, line) in lines.items()}
    table = said.get("table", "").lower()
    if table not in SUBJECTS:
        raise _bad(at.get("table", 1), "table", ", ".join(sorted(SUBJECTS)))
    if said.get("kind", "label") not in KINDS:
        raise _bad(at["kind"], "kind", ", ".join(KINDS))
    return Template(
        name=name,
        title=said.get("title", name),
        table=table,
        source=source,
        kind=said.get("kind", "label"),
        size=_size(said, at),
        sheet=said.get("sheet", ""),
        least=_least(said, at),
        sort=tuple(one.strip().lower() for one in said.get("sort", "").split(",") if one.strip()),
        copies=said.get("copies", "1").lower(),
        series=said.get("series", "").lower(),
        language=_language(said, at),
    )


def _lines(head: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """The words of a head, each with its value and line."""
    for number, line in enumerate(head.split("\n"), start=1):
        word, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon or word.strip().lower() not in HEAD_WORDS:
            raise _bad(number, line.strip()[:50], ", ".join(sorted(HEAD_WORDS)))
        yield word.strip().lower(), (value.strip(), number)


def _size(said: Mapping[str, str], at: Mapping[str, int]) -> Pair:
    if "size" not in said:
        return 0, 0
    found = _SIZE.fullmatch(said["size"])
    if found is None or not float(found[1]) or not float(found[2]):
        raise _bad(at["size"], "size", "63.5 x 38.1 mm")
    return float(found[1]), float(found[2])


def _language(said: Mapping[str, str], at: Mapping[str, int]) -> str:
    if not _LANGUAGE.fullmatch(said.get("language", "en")):
        raise _bad(at["language"], "language", "en, de, pt-BR")
    return said.get("language", "")


def _least(said: Mapping[str, str], at: Mapping[str, int]) -> float:
    if "least" not in said:
        return 1.0
    found = _PERCENT.fullmatch(said["least"])
    if found is None or not 10 <= int(found[1]) <= 100:
        raise _bad(at["least"], "least", "70 %")
    return int(found[1]) / 100


def _bad(line: int, word: str, expected: str) -> BadTemplate:
    sentence = _("the head of the template cannot be read at “%(word)s”.") % {"word": word}
    return BadTemplate(sentence, _("Expected is: %(expected)s.") % {"expected": expected}, line)


def shipped() -> Mapping[str, Template]:
    """The templates that come with the program, by name."""
    return {path.stem: _from_file(path) for path in sorted(_folder().glob("*.html"))}


def template_named(name: str) -> Template:
    """The template with that name."""
    path = _folder() / f"{name}.html"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        raise missing(
            _("There is no template “%(name)s”.") % {"name": name[:100]},
            _("There are: %(names)s.") % {"names": ", ".join(one.stem for one in sorted(_folder().glob("*.html")))},
        )
    return _from_file(path)


def _folder() -> Path:
    return Path(settings.LAYOUTS) / FOLDER


@lru_cache
def _from_file(path: Path) -> Template:
    return read(path.stem, path.read_text())
