"""The one of several records that has a mark: an object's current determination, the primary collector of an event.

In: the rows behind a relationship by name, and what was sent. Out: the new row that begins with the mark, and what this
changes in the others. Kept of Specify 7: a determination that is added is the current one, and takes the mark from the
others; a collector (or its like) is the primary one where none is. What a person has ticked counts before that.
"""

from collections.abc import Iterable, Mapping, Sequence

from specify.datamodel.rows import Row
from specify.layouts.filling.sent import Sent, joined

CURRENT = "isCurrent"
_PRIMARY = "isPrimary"
_MARKS = {
    "determination": CURRENT,
    **dict.fromkeys(("address", "collector", "determiner", "fundingagent"), _PRIMARY),
}


def begun(
    sent: Sent, target: str, rows: Mapping[str, Row], added: Sequence[str], *, is_whole: bool
) -> Mapping[str, bool]:
    """By the names of controls the marks that a row just added brings about, its own and those that it takes.

    `is_whole`: whether these are all `rows`; of those that are not shown one may be the primary one.
    """
    field = _MARKS.get(target, "")
    names = {one: joined(one, field) for one in added if field}
    untouched = [one for one, name in names.items() if sent.text(name) is None and not sent.is_copied(name)]
    if not untouched:
        return {}
    if field == CURRENT:
        return _only(untouched[-1], field, rows)
    is_taken = not is_whole or any(is_marked(sent, one, row, field) for one, row in rows.items())
    return {} if is_taken else {joined(untouched[0], field): True}


def _only(marked: str, field: str, names: Iterable[str]) -> Mapping[str, bool]:
    return {joined(one, field): one == marked for one in names}


def is_marked(sent: Sent, name: str, row: Row, field: str) -> bool:
    """Whether the row of that name has the mark, by what was sent or else is stored."""
    text = sent.text(joined(name, field))
    return row.get(field) is True if text is None else text == "1"
