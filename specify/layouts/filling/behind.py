"""The rows behind a to-many relationship that a form shows: those kept, those added, none taken out.

In: a sub-view, the row that owns them, and what was sent. Out: `Behind`. Rows keep their numbers among all there are:
with 27 determinations of which 5 are shown, a new one is the 28th. Where a page has not room for all, the new rows that
were put in last are open, and before them those that something is wrong with; the others wait in the draft. On the page
of one relationship a stretch of them is open, new ones where they stand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language, gettext

from specify.datamodel.rows import Row
from specify.layouts.filling.filled import FilledRow
from specify.layouts.filling.marks import CURRENT, begun, is_marked
from specify.layouts.filling.order import order_of
from specify.layouts.filling.sent import Sent
from specify.layouts.filling.writer import ROWS_OPEN, Writer
from specify.layouts.form import SubForm

_NOUNS_ARE_CAPITAL = ("de", "lb")


@dataclass(frozen=True, slots=True)
class Behind:
    """Rows still to be filled, each with its row of the database; `total` counts all.

    `rest` is how many stored rows are not among them, `waiting` how many new ones. `field` puts them in order, if one
    does. `sent`: what was sent, and the marks that a row which was just added brings about.
    """

    rows: tuple[tuple[FilledRow, Row], ...]
    total: int
    rest: int
    waiting: int
    field: str
    sent: Sent


def rows_behind(writer: Writer, sub: SubForm, row: Row, name: str) -> Behind:
    """The rows behind the relationship of `row` that `name` leads to."""
    window = writer.window if writer.window and writer.window.name == name else None
    most = writer.rows_shown if window else min(writer.rows_shown, ROWS_OPEN)
    order = order_of(writer, sub, row, name, most=window.needed(most) if window else most)
    kept = {one.name: one.row for one in order.records if not one.is_new}
    added = [one.name for one in order.records if one.is_new]
    known = {one.name: one.row for one in order.records}
    marks = begun(writer.sent, sub.target, known, added, is_whole=len(kept) == order.stored)
    texts = {control: "1" if mark else "" for control, mark in marks.items()}
    sent = replace(writer.sent, texts={**writer.sent.texts, **texts})
    if window:
        seen = next((one.place for one in order.records if one.name == window.row), None)
        places = window.places(order.total, most, seen)
        shown = [one for one in order.records if one.place in places]
    else:
        opened = {*list(kept)[:most], *_opened(writer, added, marks)}
        shown = [one for one in order.records if one.name in opened]
    caption = writer.reader.captions.table(sub.target)
    rows = tuple(
        (
            FilledRow(
                one.name,
                _title(caption, one.place, order.total),
                number=one.place,
                is_new=one.is_new,
                is_current=is_marked(sent, one.name, one.row, CURRENT),
            ),
            one.row,
        )
        for one in shown
    )
    number = sum(one.is_new for one in shown)
    rest, waiting = (0, 0) if window else (order.stored - len(shown) + number, len(added) - number)
    return Behind(rows, order.total, rest, waiting, order.field, sent)


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
