"""The rows behind a to-many relationship while a form is being filled in: those kept, those added, none taken out.

In: a sub-view, the row that owns them, and what was sent. Out: `Behind`. Rows keep their numbers among all there are:
with 27 determinations of which 5 are shown, a new one is the 28th. Where a page has not room for all, the new rows that
were put in last are open, and before them those that something is wrong with; the others wait in the draft.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language, gettext

from specify.datamodel.rows import UNSAVED, Children, Row
from specify.layouts.bound import Way
from specify.layouts.filling.filled import FilledRow
from specify.layouts.filling.marks import CURRENT, begun, is_marked
from specify.layouts.filling.overlaid import new_row
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import ROWS_OPEN, Writer
from specify.layouts.form import SubForm

_NOUNS_ARE_CAPITAL = ("de", "lb")


@dataclass(frozen=True, slots=True)
class Behind:
    """Rows still to be filled, each with its row of the database; `total` counts all, `way` leads to the `rest`.

    `waiting` is how many new rows are not among them.
    `sent`: what was sent, and the marks that a row which was just added brings about.
    """

    rows: tuple[tuple[FilledRow, Row], ...]
    total: int
    rest: int
    waiting: int
    way: Way | None
    sent: Sent


def rows_behind(writer: Writer, sub: SubForm, row: Row, name: str) -> Behind:
    """The rows behind the relationship of `row` that `name` leads to."""
    reader, sent = writer.reader, writer.sent
    table, way = sub.path.table, sub.relationship.name
    stored = reader.rows.children(table, way, row["id"], limit=writer.rows_shown, order=sub.order or None)
    stored = stored if stored is not None else Children()
    every = sent.added_to(name)
    added = [one for one in every if one not in sent.removed]
    gone = sum(one.rpartition(".")[0] == name for one in sent.removed.difference(every))
    left = max(0, stored.total - gone)
    kept = {f"{name}.{child['id']}": child for child in stored if f"{name}.{child['id']}" not in sent.removed}
    rest = max(0, left - len(kept))
    total = left + len(added)
    marks = begun(sent, sub.target, kept, added, is_whole=not rest)
    sent = replace(sent, texts={**sent.texts, **{control: "1" if mark else "" for control, mark in marks.items()}})
    opened = _opened(writer, added, marks)
    empty = new_row(reader.tables[sub.target])
    placed = [
        *((one, child, at) for at, (one, child) in enumerate(kept.items(), start=1)),
        *((one, empty, left + at) for at, one in enumerate(added, start=1) if one in opened),
    ]
    caption = reader.captions.table(sub.target)
    rows = tuple(
        (
            FilledRow(
                one,
                _title(caption, at, total),
                number=at,
                is_new=child["id"] == UNSAVED,
                is_current=is_marked(sent, one, child, CURRENT),
            ),
            child,
        )
        for one, child, at in placed
    )
    waiting = len(added) - len(opened)
    return Behind(rows, total, rest, waiting, Way(table, row["id"], way, stored.total) if rest else None, sent)


def _opened(writer: Writer, added: Sequence[str], marks: Mapping[str, bool]) -> Collection[str]:
    """The new rows that are open: all, or where there is less room at least one, and that which just lost its mark."""
    sent = writer.sent
    if writer.rows_shown >= ROWS_OPEN:
        return frozenset(added)
    wrong = {one for one in added if any(name.startswith(f"{one}.") for name in sent.problems)}
    newest = tuple(reversed(added))
    by_need = sorted(newest, key=lambda one: one not in wrong)
    unmarked = {control.rpartition(".")[0] for control, mark in marks.items() if not mark and sent.text(control) == "1"}
    return {*by_need[: max(1, writer.rows_shown)], *unmarked.intersection(added)}


def _title(caption: str, number: int, total: int) -> str:
    return gettext("%(record)s %(number)d of %(total)d") % {"record": caption, "number": number, "total": total}


def in_a_sentence(caption: str) -> str:
    """A caption as it stands within a sentence: small, but for abbreviations and languages with capital nouns."""
    if (get_language() or "").split("-")[0] in _NOUNS_ARE_CAPITAL:
        return caption
    return " ".join(word.lower() if word.istitle() else word for word in caption.split(" "))
