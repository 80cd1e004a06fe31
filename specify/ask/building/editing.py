"""What the buttons of the builder do to a query: lines and groups are added, moved and taken out.

In: a query, the number of a line or a group as the page counts them, from 1. Out: the query as it is then; a refusal
where the number is none of its. A line stands with the alternatives to it, which follow it and are about the same
field: they move and go together. Texts of lines and groups are put together and read again, so that what comes out is a
query that an address can say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from specify.query.asked import Group, Holds, Line, Query
from specify.query.refusing import BadQuery
from specify.query.texts import line_text, pairs_of, path_text, query_of_pairs

OPEN, CLOSE = "(", ")"


def all_lines(query: Query) -> Iterator[Line]:
    """Its lines in the order of their numbers, those in groups among them."""
    yield from query.lines
    for group in query.groups:
        yield from group.lines()


def runs_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines with the alternatives to each."""
    runs: list[list[Line]] = []
    for line in lines:
        is_alternative = bool(runs) and runs[-1][0].spec == line.spec and not line.is_shown and not line.order
        if is_alternative and runs[-1][0].format == line.format:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def texts_of(query: Query) -> list[str]:
    """Its lines and groups as texts, in order."""
    return [text for name, text in pairs_of(query) if name == "l"]


def with_texts(query: Query, texts: Sequence[str]) -> Query:
    """The query with these lines and groups."""
    pairs = [pair for pair in pairs_of(query) if pair[0] != "l"]
    return replace(query_of_pairs([*pairs, *(("l", text) for text in texts)]), name=query.name)


def with_line(query: Query, text: str, group: int | None = None) -> tuple[Query, int]:
    """With one more line, at the end of a group or of the query; and its number."""
    texts = texts_of(query)
    at = _group_at(texts, group)[1] if group else _end_of_lines(texts)
    return with_texts(query, [*texts[:at], text, *texts[at:]]), 1 + sum(map(_is_line, texts[:at]))


def with_alternative(query: Query, number: int) -> tuple[Query, int]:
    """With an alternative to a line behind those that it has; and its number."""
    texts, last = texts_of(query), run_with(query, number)[-1]
    at = _line_at(texts, last.number) + 1
    other = line_text(Line(last.spec, last.operator, is_shown=False, format=last.format))
    return with_texts(query, [*texts[:at], other, *texts[at:]]), last.number + 1


def without_line(query: Query, number: int) -> Query:
    """Without a line, and the alternatives to it; an alternative goes alone."""
    texts, run = texts_of(query), run_with(query, number)
    gone = {line.number for line in run} if run[0].number == number else {number}
    places = {_line_at(texts, one) for one in gone}
    return with_texts(query, [text for at, text in enumerate(texts) if at not in places])


def with_group(query: Query, holds: Holds, rows: tuple[str, ...], group: int | None = None) -> tuple[Query, int]:
    """With one more group, in another or at the end of the query; and its number."""
    texts = texts_of(query)
    at = _group_at(texts, group)[1] if group else len(texts)
    behind = f"~{path_text(query.base, rows)}" if rows else ""
    made = with_texts(query, [*texts[:at], f"{OPEN}{holds}{behind}", CLOSE, *texts[at:]])
    return made, 1 + sum(text.startswith(OPEN) for text in texts[:at])


def without_group(query: Query, number: int) -> Query:
    """Without a group and all that is in it."""
    texts = texts_of(query)
    start, end = _group_at(texts, number)
    return with_texts(query, [*texts[:start], *texts[end + 1 :]])


def moved(query: Query, number: int, *, up: bool) -> tuple[Query, int]:
    """With a line and its alternatives before those before it, or behind those behind; and its number then."""
    runs = runs_of(query.lines)
    place = next((at for at, run in enumerate(runs) if run[0].number == number), None)
    if place is None:
        raise no_longer_there()
    other = min(max(place + (-1 if up else 1), 0), len(runs) - 1)
    runs[place], runs[other] = runs[other], runs[place]
    lines = [line for run in runs for line in run]
    texts = texts_of(query)
    made = with_texts(query, [*map(line_text, lines), *texts[len(lines) :]])
    return made, 1 + sum(len(run) for run in runs[:other])


def rows_of(query: Query, number: int | None) -> tuple[str, ...]:
    """The path to the records that the group of that number asks of; empty where it asks of those of the query."""
    found = [rows for _group, rows in groups_of(query.groups)]
    return found[number - 1] if number and number <= len(found) else ()


def groups_of(groups: Sequence[Group], rows: tuple[str, ...] = ()) -> Iterator[tuple[Group, tuple[str, ...]]]:
    """All groups in the order of their numbers, each with the path to the records that its lines are asked of."""
    for group in groups:
        behind = group.rows or rows
        yield group, behind
        yield from groups_of([part for part in group.parts if isinstance(part, Group)], behind)


def run_with(query: Query, number: int) -> list[Line]:
    """The line of that number with its alternatives, wherever it stands."""
    levels = [list(query.lines)]
    waiting = list(query.groups)
    while waiting:
        group = waiting.pop()
        levels.append([part for part in group.parts if isinstance(part, Line)])
        waiting += [part for part in group.parts if not isinstance(part, Line)]
    for level in levels:
        for run in runs_of(level):
            if any(line.number == number for line in run):
                return run
    raise no_longer_there()


def no_longer_there() -> BadQuery:
    """The refusal where a page is older than the query, or made up."""
    return BadQuery(_("That line is no longer in the query."), _("Go back and load the page anew."))


def _end_of_lines(texts: Sequence[str]) -> int:
    return next((at for at, text in enumerate(texts) if text.startswith(OPEN)), len(texts))


def _is_line(text: str) -> bool:
    return text != CLOSE and not text.startswith(OPEN)


def _line_at(texts: Sequence[str], number: int) -> int:
    places = [at for at, text in enumerate(texts) if _is_line(text)]
    if not 0 < number <= len(places):
        raise no_longer_there()
    return places[number - 1]


def _group_at(texts: Sequence[str], number: int) -> tuple[int, int]:
    """Where a group opens and where it closes."""
    places = [at for at, text in enumerate(texts) if text.startswith(OPEN)]
    if not 0 < number <= len(places):
        raise no_longer_there()
    depth = 0
    for at in range(places[number - 1], len(texts)):
        depth += texts[at].startswith(OPEN) - (texts[at] == CLOSE)
        if not depth:
            return places[number - 1], at
    raise no_longer_there()
