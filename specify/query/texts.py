"""Queries as short texts, for addresses, for jobs and for what Specify's tables cannot keep; and back.

In: a `Query`, or names and texts. Out: the other; a refusal in a sentence. `on` is the table; each `l` a line:
what it is about as Specify spells it, words for how, the value, with `~` between them; `(any`, `(all` and `(none` open
a group, with a path behind them if it is about records there, and `)` closes it. Other names are switches. What a text
does not say is as usual: shown, in no order, not limited.

    on=collectionobject&l=1.collectionobject.catalogNumber~asc&l=1,10,2,3.geography.Country~equal,hide~Norway
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.query.asked import Group, Holds, Line, Operator, Order, Query
from specify.query.refusing import MOST_LINES, BadQuery, check_length
from specify.query.specs import Counted, Gathered, Spec, resolve
from specify.query.spelling import spelled
from specify.query.string_ids import StringId, string_id
from specify.web.addresses import number_in

Pairs = Sequence[tuple[str, str]]
DEEPEST = 8
_BETWEEN, _FORMAT, _BRACKETS = "~", "format:", ("(", ")")
_OPERATORS = {operator: operator.name.lower().replace("_", "-") for operator in Operator}
_NAMED = {name: operator for operator, name in _OPERATORS.items()}
_ORDERS = {"asc": Order.ASCENDING, "desc": Order.DESCENDING}
_FLAGS = ("not", "hide", "rel", "count", "strict", "prompt")
_SWITCHES = {"distinct": "is_distinct", "series": "is_series", "count": "is_count", "synonyms": "with_synonyms"}
COMPATIBLE = ("as", "specify")
"""What says in a text that the query means what it means in Specify 7."""


def pairs_of(query: Query) -> list[tuple[str, str]]:
    """A query as names and texts, in order. Its name is not among them."""
    pairs = [("on", query.base)]
    pairs += [("l", line_text(line)) for line in query.lines]
    pairs += [("l", text) for group in query.groups for text in _group_texts(query, group)]
    pairs += [(name, "1") for name, field in _SWITCHES.items() if getattr(query, field)]
    if query.record_set is not None:
        pairs.append(("set", str(query.record_set)))
    return pairs if query.is_ours else [*pairs, COMPATIBLE]


def line_text(line: Line) -> str:
    """A line as text."""
    named, is_related = spelled(line.spec)
    operator = [_OPERATORS[line.operator]] if line.operator is not Operator.ANY else []
    said = {
        "not": line.is_not,
        "hide": not line.is_shown,
        "rel": is_related,
        "count": isinstance(line.spec.end, Counted),
        "strict": line.is_strict,
        "prompt": line.is_prompt,
    }
    words = operator + [word for word in _FLAGS if said[word]]
    words += [word for word, order in _ORDERS.items() if order is line.order]
    words += [f"{_FORMAT}{line.format}"] if line.format else []
    parts = [str(named), ",".join(words), line.value]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return _BETWEEN.join(parts)


def query_of_pairs(pairs: Pairs) -> Query:
    """The query that names and texts say; names of other things are passed over."""
    said = dict(pairs)
    base = said.get("on", "")
    if base not in present.tables():
        raise BadQuery(_("There is no table “%(name)s”.") % {"name": base[:100]}, _("Choose one from the list."))
    texts = [text for name, text in pairs if name == "l"]
    check_texts(texts)
    parts = _Reader(base, texts).parts()
    return Query(
        base=base,
        lines=tuple(part for part in parts if isinstance(part, Line)),
        groups=tuple(part for part in parts if isinstance(part, Group)),
        record_set=set_of(said.get("set", "")),
        is_ours=COMPATIBLE not in pairs,
        is_distinct=bool(said.get("distinct")),
        is_series=bool(said.get("series")),
        is_count=bool(said.get("count")),
        with_synonyms=bool(said.get("synonyms")),
    )


def set_of(text: str) -> int | None:
    """The record set that a text says; refuses one that says none, without which all rows would be found."""
    number = number_in(text)
    if text and number is None:
        told = _("“%(text)s” is no number of a record set.") % {"text": "".join(filter(str.isprintable, text))[:20]}
        raise BadQuery(told, _("Choose a record set from the list."))
    return number


def check_texts(texts: Iterable[str]) -> None:
    """Refuse more lines or groups than can be asked at once; what closes a group is neither."""
    begins = Counter(text[:1] if text[:1] in _BRACKETS else "" for text in texts)
    check_length(begins[""], begins[_BRACKETS[0]])


def line_of(base: str, text: str, number: int = 0) -> Line:
    """The line that a text says, of a query on the table with the key `base`."""
    named, _between, rest = text.partition(_BETWEEN)
    how, _between, value = rest.partition(_BETWEEN)
    words = [word for word in how.split(",") if word]
    chosen = next((word.removeprefix(_FORMAT) for word in words if word.startswith(_FORMAT)), "")
    unknown = [word for word in words if not word.startswith(_FORMAT) and word not in (*_NAMED, *_ORDERS, *_FLAGS)]
    try:
        if unknown:
            raise BadQuery(
                _("“%(word)s” says nothing about a line of a query.") % {"word": unknown[0][:100]},
                _("Choose how the line is asked from the list."),
            )
        spec = _spec(base, string_id(named), words)
    except BadQuery as bad:
        raise bad.at(number) from bad
    return Line(
        spec=spec,
        operator=next((_NAMED[word] for word in words if word in _NAMED), Operator.ANY),
        value=value,
        is_not="not" in words,
        is_shown="hide" not in words,
        order=next((_ORDERS[word] for word in words if word in _ORDERS), Order.NONE),
        format=chosen,
        number=number,
        is_strict="strict" in words,
        is_prompt="prompt" in words,
    )


def unread_lines(pairs: Pairs) -> tuple[str, ...]:
    """The texts of those lines that say nothing in this database: of another version of Specify, say."""
    base, texts = dict(pairs).get("on", ""), [text for name, text in pairs if name == "l" and text[:1] not in _BRACKETS]
    return tuple(text for text in texts if why_unread(base, text)) if len(texts) <= MOST_LINES else ()


def why_unread(base: str, text: str) -> str:
    """Why a line says nothing in this database; nothing where it can be read."""
    try:
        line_of(base, text)
    except BadQuery as bad:
        return str(bad)
    return ""


def path_text(base: str, path: tuple[str, ...]) -> str:
    """A path of relationships as text."""
    return str(spelled(Spec(base, path[:-1], Gathered(path[-1])))[0]).split(".", 1)[0]


def path_of(base: str, text: str) -> tuple[str, ...]:
    """The path of relationships that a text says."""
    named = string_id(f"{text}..")
    spec = resolve(StringId(named.root, named.steps, "", ""))
    return _of_base(base, spec).path


def needs_ours(query: Query) -> bool:
    """Whether a query asks what Specify 7 cannot."""
    return bool(query.groups) or any(isinstance(line.spec.end, Counted) for line in query.lines)


def _spec(base: str, named: StringId, words: list[str]) -> Spec:
    spec = _of_base(base, resolve(named, is_related="rel" in words))
    if "count" not in words:
        return spec
    if not isinstance(spec.end, Gathered):
        raise BadQuery(_("Only related records can be counted."), _("Choose a relationship to several records."))
    return Spec(spec.base, spec.path, Counted(spec.end.relationship))


def _of_base(base: str, spec: Spec) -> Spec:
    if spec.base != base:
        raise BadQuery(_("A line of the query begins at another table than the query."), _("Take the line out."))
    return spec


def _group_texts(query: Query, group: Group) -> Iterator[str]:
    behind = f"{_BETWEEN}{path_text(query.base, group.rows)}" if group.rows else ""
    yield f"({group.holds}{behind}"
    for part in group.parts:
        if isinstance(part, Group):
            yield from _group_texts(query, part)
        else:
            yield line_text(part)
    yield ")"


class _Reader:
    """Reads texts one after the other; brackets open and close groups."""

    def __init__(self, base: str, texts: Iterable[str]) -> None:
        self.base, self.texts, self.number = base, iter(texts), 0

    def parts(self, depth: int = 0) -> tuple[Line | Group, ...]:
        """The parts up to the end of a group, or of all."""
        found: list[Line | Group] = []
        for text in self.texts:
            if text == ")":
                if not depth:
                    break
                return tuple(found)
            found.append(self._group(text, depth) if text.startswith("(") else self._line(text, is_inside=depth > 0))
        else:
            if not depth:
                return tuple(found)
        raise BadQuery(_("The groups of the query do not close where they should."), _("Build the query anew."))

    def _line(self, text: str, *, is_inside: bool) -> Line:
        self.number += 1
        line = line_of(self.base, text, self.number)
        return replace(line, is_shown=False, order=Order.NONE) if is_inside else line

    def _group(self, text: str, depth: int) -> Group:
        holds, _between, path = text[1:].partition(_BETWEEN)
        if holds not in tuple(Holds) or depth >= DEEPEST:
            raise BadQuery(
                _("“%(text)s” opens no group of a query.") % {"text": text[:100]},
                _("A group asks for all, any or none of its lines, %(deepest)d deep at most.") % {"deepest": DEEPEST},
            )
        rows = path_of(self.base, path) if path else ()
        return Group(Holds(holds), self.parts(depth + 1), rows)
