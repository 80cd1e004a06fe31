"""The filters and functions that templates may use.

In: values of a template. Out: text, or markup. `templates/words.py` explains them to people.
"""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from specify.printing.rendering import limits
from specify.printing.rendering.child import symbols
from specify.printing.rendering.child.fields import Dated
from specify.printing.rendering.child.problem import Problem

_MONTHS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def roman(date: Any) -> str:
    """The date with its month in Roman numerals: 14.viii.1987."""
    if not isinstance(date, Dated):
        return str(date)
    parts = (str(date.day or ""), _MONTHS[date.month], str(date.year or ""))
    return ".".join(part for part in parts if part)


def iso(date: Any) -> str:
    """The date as year, month and day with hyphens, as far as it is known: 1987-08."""
    if not isinstance(date, Dated):
        return str(date)
    parts = (f"{date.year:04d}", f"{date.month:02d}", f"{date.day:02d}")
    known = 1 + bool(date.month) + bool(date.month and date.day)
    return "-".join(parts[:known]) if date.year else str(date)


def sentence(text: Any) -> Markup:
    """The text with one full stop at its end; nothing if there is no text."""
    told = escape(text).strip()
    return told if not told or told.endswith((".", "!", "?", "…")) else told + "."


def lines(text: Any) -> Markup:
    """The text with its line breaks kept."""
    return Markup("<br>").join(escape(line) for line in escape(text).splitlines())


def together(*texts: Any, by: Any = ", ") -> Markup:
    """The texts that are not empty, one after the other, with a comma and a blank between or what `by` says."""
    return escape(by).join(escape(text) for text in texts if str(text).strip())


def numbers(most: int, first: int = 1) -> range:
    """The numbers from 1, or from `first`, to `most`, to go through with `for`."""
    found = range(first, most + 1)
    if len(found) > limits.RANGE:
        raise Problem("large")
    return found


def counted(*bounds: int) -> range:
    """The numbers as Python counts them, from 0 and without the last."""
    found = range(*bounds)
    if len(found) > limits.RANGE:
        raise Problem("large")
    return found


FILTERS: Mapping[str, Callable[..., Any]] = {"iso": iso, "lines": lines, "roman": roman, "sentence": sentence}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "code128": symbols.code128,
    "code39": symbols.code39,
    "datamatrix": symbols.data_matrix,
    "numbers": numbers,
    "qr": symbols.qr,
    "range": counted,
    "together": together,
}
KEPT = frozenset(
    "abs batch capitalize count default e escape first float groupby int join last length list lower map max min reject"
    " rejectattr replace reverse round select selectattr slice sort string sum title trim truncate unique upper"
    " wordcount".split()
)
"""The filters of Jinja2 that templates may use."""
CONDITIONS = frozenset(
    "== != < <= > >= eq equalto ne lt lessthan le gt greaterthan ge in defined undefined none divisibleby even odd"
    " number string lower upper".split()
)
"""Its conditions that templates may use."""


def every() -> dict[str, list[str]]:
    """The names of all filters, functions and conditions."""
    return {
        "filters": sorted({*KEPT, *FILTERS}),
        "functions": sorted(FUNCTIONS),
        "conditions": sorted(CONDITIONS),
    }
