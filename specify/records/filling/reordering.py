"""Moves records of a form within their order: collectors, authors, group members and their like.

In: an opened form, and the name of one of its records. Out: what counts as sent then: order numbers, which are saved
like any number that was typed. Only the two that change places get new ones, unless those stored put nothing in order;
then all are counted anew. The others count as sent with theirs, so that a form tells the whole order it was left in: if
somebody else changes it meanwhile, one of the two orders is saved, whole. Specify has numbers to be typed, or nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from specify.datamodel.rows import settled
from specify.layouts.filling.fill import order_at
from specify.layouts.filling.lines import value_text
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.order import Order
from specify.layouts.filling.overlaid import begun_row
from specify.layouts.filling.sent import Sent, joined
from specify.layouts.filling.writer import Writer
from specify.layouts.showing import form_in, library, reader_of
from specify.records.filling.digests import digest
from specify.records.filling.opened import Opened
from specify.records.rules.ordering import first_number
from specify.web.refusals import Refusal, missing


def order_behind(opened: Opened, relationship: str) -> Order | None:
    """All records behind a relationship of a form in their order; None where the form does not enter them."""
    visit, books, sent = opened.visit, library(opened.visit), opened.sent
    writer = writer_of(visit, Writer(reader_of(visit, opened.rows, books, "edit"), sent=sent))
    form = form_in(books, visit, opened.table, ("form", "edit", ""))
    row = opened.row or begun_row(sent, opened.table, "")
    return settled(opened.rows, lambda: order_at(writer, form, row, relationship))


def moved_up(opened: Opened, row: str) -> tuple[Sent, int]:
    """What counts as sent once the record of that name stands before the one that is before it, and its place then."""
    order = order_behind(opened, row.rpartition(".")[0])
    at = next((one.place - 1 for one in order.records if one.name == row), None) if order and order.field else None
    if order is None or at is None:
        raise _no_longer_there()
    numbers = _numbered(order)
    if at:
        numbers[at - 1], numbers[at] = numbers[at], numbers[at - 1]
    texts, held = _told(order, numbers)
    sent = opened.sent
    return replace(sent, texts={**sent.texts, **texts}, digests={**held, **sent.digests}), max(at, 1)


def ordered(opened: Opened, relationship: str) -> Order:
    """All records behind a relationship of a form in their order; a refusal where the form has none."""
    order = order_behind(opened, relationship)
    if order is None or not order.field:
        raise _no_longer_there()
    return order


def as_put(opened: Opened, relationship: str) -> Sent:
    """What counts as sent so that the rows stand as they do in the form, wherever they are stored by now."""
    order, sent = ordered(opened, relationship), opened.sent
    texts, held = _told(order, _numbered(order))
    return replace(sent, texts={**sent.texts, **texts}, digests={**sent.digests, **held})


def as_stored(opened: Opened, relationship: str) -> Sent:
    """The same as if nothing had been said of the order of these rows."""
    order, sent = ordered(opened, relationship), opened.sent
    names = {joined(one.name, order.field) for one in order.records}
    texts, digests = (
        {name: one for name, one in some.items() if name not in names} for some in (sent.texts, sent.digests)
    )
    return replace(sent, texts=texts, digests=digests)


def _told(order: Order, numbers: Sequence[int]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """These numbers as texts, and digests of those that are stored."""
    texts = {joined(one.name, order.field): str(number) for one, number in zip(order.records, numbers, strict=True)}
    stored = (one for one in order.records if not one.is_new)
    return texts, {joined(one.name, order.field): digest(value_text(one.row.get(order.field))) for one in stored}


def _numbered(order: Order) -> list[int]:
    """The numbers of the records: those they have, where these put them in order, else counted anew."""
    stored = [one.number for one in order.records]
    while stored and stored[-1] is None:
        stored.pop()
    known = [number for number in stored if number is not None]
    if len(known) == len(stored) and _rises(known):
        last = known[-1] if known else first_number(order.table_key) - 1
    else:
        known, last = [], min(known, default=first_number(order.table_key)) - 1
    return [*known, *range(last + 1, last + 1 + len(order.records) - len(known))]


def _no_longer_there() -> Refusal:
    return missing(
        _("The record that you wanted to move is no longer in the form."),
        _("It was taken out on another page. Go back to the form and look again."),
    )


def _rises(numbers: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))
