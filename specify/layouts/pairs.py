"""The single values of a form bound to a record: which items a record shows, and each label with what stands beside it.

In: a `Form`, a row and a `Reader`. Out: items, and `BoundPair`s. Kept from Specify 7: which block of a panel is
shown: the first whose condition is met by the displayed value, `always` meeting it in any case, else the first of
all. On purpose otherwise: a condition is also met by the English display, so that it holds in every language; a cell
that leads nowhere has its label, and the words that its value is not known here.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext

from specify.datamodel.rows import Row
from specify.layouts.bound import BoundPair, Value
from specify.layouts.form import Block, Command, Condition, Form, Item, Pair, Panel, SubForm
from specify.layouts.geometry import LEAST_LABEL, SHARES, thirds
from specify.layouts.honoured import SHOW_INTERACTIONS
from specify.layouts.plugins import closed_for, values_of
from specify.layouts.related import interactions
from specify.layouts.values import Reader, closed_table, display_of, follow, is_made, linked_values

_EMPTY = "_EMPTY"
_BUTTONS = frozenset({"password", "button", "progress"})


def commands_of(reader: Reader, form: Form, row: Row) -> tuple[tuple[str, str], ...]:
    """What the layout offers to do with the record, by name and label; what is shown on the page itself is none."""
    items = [item for item in shown_items(reader, form, row) if isinstance(item, Command)]
    return tuple((item.name, item.label) for item in items if not is_shown(form, item))


def is_shown(form: Form, item: Command) -> bool:
    """Whether a command only asks to see something, which then stands on the page."""
    return form.table == "preparation" and item.name in SHOW_INTERACTIONS


def interactions_pair(reader: Reader, item: Command, row: Row) -> BoundPair:
    """The loans and other transactions of a preparation in the place of the button that would show them."""
    values = interactions(reader, row)
    return BoundPair(item.key, gettext("Interactions"), SHARES, LEAST_LABEL, values=values)


def shown_items(reader: Reader, form: Form, row: Row) -> Iterator[Item]:
    """The items of the form that this record shows, panels opened, in reading order."""
    yield from _opened(reader, form.items, row)


def _opened(reader: Reader, items: tuple[Item, ...], row: Row) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Panel):
            yield from _opened(reader, chosen_block(reader, item, row).items, row)
        else:
            yield item


def chosen_block(reader: Reader, panel: Panel, row: Row) -> Block:
    """The block of a panel that this record shows: the first whose condition holds, else the first of all."""
    for block in panel.blocks:
        if block.condition is not None and _holds(reader, block.condition, row):
            return block
    return panel.blocks[0]


def _holds(reader: Reader, condition: Condition, row: Row) -> bool:
    if condition.path is None:
        return True
    if closed_table(reader, condition.path):
        return False
    displays = display_of(reader, condition.path, row)
    return condition.value in displays if condition.value != _EMPTY else not any(displays)


def bound_pair(reader: Reader, pair: Pair, row: Row) -> BoundPair:
    """A label and what stands beside it, empty or withheld as it may be."""
    made = partial(BoundPair, pair.key, pair.label, thirds(pair.share), LEAST_LABEL, description=pair.description)
    closed = closed_table(reader, pair.path) or closed_for(reader, pair)
    if closed:
        return made(withheld=closed)
    if pair.unknown:
        return made(values=(Value(gettext("not known here"), "unknown"),))
    if not is_made(pair.path):
        return made(unmade=True)
    return made(values=values_of(reader, pair, row))


def is_left_out(reader: Reader, item: Pair, row: Row, *, back: str = "") -> bool:
    """Whether a pair is nothing to read: a button, a password, or the way `back` to the record that owns this one."""
    if item.invisible or item.control.kind in _BUTTONS:
        return True
    if item.path is None and not item.unknown:
        return not closed_for(reader, item) and not values_of(reader, item, row)
    return leads_back(item, back)


def leads_back(item: Pair, back: str) -> bool:
    """Whether a pair is the way `back` to the record that owns this one."""
    path = item.path
    return bool(back and path and not path.steps and path.member is not None and path.member.name == back)


def linked_pair(reader: Reader, sub: SubForm, row: Row) -> BoundPair:
    """A sub-view as a label and links to its records."""
    made = BoundPair(sub.key, sub.label, SHARES, LEAST_LABEL)
    closed = closed_table(reader, sub.path)
    if closed:
        return replace(made, withheld=closed)
    owner = follow(reader, sub.path, row)
    return replace(made, values=linked_values(reader, sub, owner)) if owner else made
