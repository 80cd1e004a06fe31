"""The form of the builder as it was sent becomes a query.

In: the fields of a form: `p` once for each line and each sign that opens or closes a group, in order; for the line with
the number N `fN-op`, `fN-v`, `fN-not` and so on, unless its `p` says all of it; how all is told. Out: a `Query`; a
refusal in a sentence where what was sent is none. A full date in the institution's way of writing becomes one that
Specify stores.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from specify.ask.addresses import OF
from specify.ask.building.editing import CLOSE, OPEN
from specify.ask.wording import Kind, kind_of
from specify.query.asked import Line, Operator, Order, Query
from specify.query.kept import KEPT
from specify.query.refusing import BadQuery
from specify.query.texts import COMPATIBLE, check_texts, line_of, line_text, query_of_pairs
from specify.resources.preferences import preferences
from specify.security.entering import Visit
from specify.text.reading_dates import read_full_date
from specify.text.typed import Unreadable
from specify.web.addresses import number_in

SWITCHES = ("distinct", "series", "count", "synonyms")
LONGEST = 100_000
"""So many letters a value may have: the numbers of some ten thousand records."""
_WHOLE_DATES = frozenset(
    (
        *(Operator.EQUAL, Operator.GREATER, Operator.LESS, Operator.GREATER_OR_EQUAL, Operator.LESS_OR_EQUAL),
        *(Operator.BETWEEN, Operator.IN),
    )
)


def query_sent(visit: Visit, sent: QueryDict) -> Query:
    """The query that a form says."""
    texts = sent.getlist("p")
    check_texts(texts)
    base = sent.get("on", "")
    pairs = [("on", base), *(("l", text) for text in _texts(visit, base, texts, sent))]
    pairs += [(name, "1") for name in SWITCHES if sent.get(name)]
    if sent.get("set"):
        pairs.append(("set", sent.get("set", "")))
    if sent.get("as") == COMPATIBLE[1]:
        pairs.append(COMPATIBLE)
    return query_of_pairs(pairs)


def stored_number(sent: QueryDict) -> int | None:
    """The number of the stored query that the form began with."""
    return number_in(sent.get(OF, ""))


def says_a_query(asked: QueryDict) -> bool:
    """Whether an address says a query at all."""
    return bool(asked.get("on") or asked.get(KEPT))


def _texts(visit: Visit, base: str, parts: list[str], sent: QueryDict) -> Iterator[str]:
    before: Line | None = None
    number = 0
    for part in parts:
        if part.startswith(OPEN) or part == CLOSE:
            yield part
            continue
        number += 1
        before = _line(visit, line_of(base, part, number), sent, before)
        yield line_text(before)


def _line(visit: Visit, line: Line, sent: QueryDict, before: Line | None) -> Line:
    """The line with what the controls of its number say; an alternative is told as the one `before` it."""
    name = f"f{line.number}-"
    if f"{name}op" not in sent:
        return line
    value = sent.get(f"{name}v", "")
    if len(value) > LONGEST:
        raise BadQuery(
            _("The value in line %(number)d is too long: %(most)d letters are the most.")
            % {"number": line.number, "most": LONGEST},
            _("Make a record set of what you look for, and ask for its records."),
            line.number,
        )
    line = replace(
        line,
        operator=_operator(sent.get(f"{name}op", ""), line.number),
        value=value.replace("\0", ""),
        is_not=bool(sent.get(f"{name}not")),
        is_shown=bool(sent.get(f"{name}show")),
        order=_order(sent.get(f"{name}s", "")),
        format=before.format if before and sent.get(f"{name}too") else sent.get(f"{name}how", ""),
        is_strict=bool(sent.get(f"{name}strict")),
        is_prompt=bool(sent.get(f"{name}ask")),
    )
    return replace(line, value=_dated(visit, line)) if kind_of(line.spec) is Kind.DATE else line


def _operator(text: str, number: int) -> Operator:
    try:
        return Operator(int(text)) if text.isascii() and text.isdecimal() else Operator[text.upper() or "ANY"]
    except (KeyError, ValueError) as unknown:
        raise BadQuery(
            _("There is no operator with the number %(number)s.") % {"number": text[:20]},
            _("Choose another one."),
            number,
        ) from unknown


def _order(text: str) -> Order:
    return Order(int(text)) if text in ("1", "2") else Order.NONE


def _dated(visit: Visit, line: Line) -> str:
    """The value of a line about dates, full ones as they are stored."""
    if line.operator not in _WHOLE_DATES:
        return line.value
    pattern = preferences(visit.stamp).date_format
    several = line.operator in (Operator.BETWEEN, Operator.IN)
    return ", ".join(_as_stored(one, pattern) for one in (line.value.split(",") if several else [line.value]))


def _as_stored(text: str, pattern: str) -> str:
    """A date as Specify stores it; what is no full date, or is reckoned from today on, stays as it is."""
    text = text.strip()
    if not text or text.lower().startswith("today"):
        return text.lower()
    try:
        return read_full_date(text, pattern).isoformat()
    except Unreadable:
        return text
