"""Finds the texts of our own layouts for the message catalogues: an extraction method for Babel.

In: a view set file. Out: the labels in it, each under the context "layout", so that a curator's own word is never
translated by accident. The same white space is dropped as when a label is shown.
"""

from collections.abc import Iterator
from typing import IO, Any

from specify.layouts.labels import plain_words
from specify.text.xml import parse

CONTEXT = "layout"

Message = tuple[int, str, tuple[str, str], list[str]]


def headings(file: IO[bytes], _keywords: Any, _comment_tags: Any, options: Any) -> Iterator[Message]:
    """The `label` attributes of all cells, as Babel wants them: line, function, arguments, comments. No options."""
    for cell in parse(file.read(), getattr(file, "name", "a view set")).iter("cell"):
        if text := plain_words(str(cell.get("label") or "")):
            yield int(cell.sourceline or 0), "pgettext", (CONTEXT, text), []
