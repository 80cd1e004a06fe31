"""What was chosen from a pick list, or typed where a list may grow, becomes the value of its field.

In: an `Asked`, its list and the text. Out: the value, or `Unreadable`. Kept of Specify: what is shown is the title,
what is stored the value of the item; a list that may not grow takes nothing else; a field of numbers gets a number. A
value that was stored before its list was drawn up stays. Changed on purpose: a title is known in any case and with or
without its accents; a list that may grow takes a new text without getting longer by itself.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.choices import is_chosen, shown_for_stored
from specify.query.matching import Search, values_among
from specify.records.reading.fields import as_kind, text_of
from specify.resources.picklists import Kind, PickList, PickListItem
from specify.text.folding import fold
from specify.text.typed import Unreadable, unreadable


def read_listed(asked: Asked, member: Field, found: PickList, text: str) -> Any:
    """The value that was chosen or typed; what values a field has is for `known_values` to say. Raises `Unreadable`."""
    plain = text_of(asked, text)
    if plain is None or plain == shown_for_stored(asked, found):
        return plain and asked.stored()
    item = item_of(found, plain)
    if item is None and found.kind is Kind.ITEMS and found.is_read_only:
        raise not_in_list(found, plain)
    return as_kind(asked.writer.reader.tables[asked.path.table], member, item.value if item else plain)


def item_of(found: PickList, text: str) -> PickListItem | None:
    """The item that a text means: that of the value for a choice, of the title for a line; else of the other one."""
    key = fold(text)
    return next((item for matches in _ways(found) for item in found.items if matches(item, text, key)), None)


def _ways(found: PickList) -> Iterator[Callable[[PickListItem, str, str], bool]]:
    by_value: list[Callable[[PickListItem, str, str], bool]] = [
        lambda item, text, _key: item.value == text,
        lambda item, _text, key: fold(item.value) == key,
    ]
    by_title: list[Callable[[PickListItem, str, str], bool]] = [
        lambda item, text, _key: str(item.title) == text,
        lambda item, _text, key: fold(str(item.title)) == key,
    ]
    yield from (*by_value, *by_title) if is_chosen(found) else (*by_title, *by_value)


def known_values(search: Search, texts: Collection[str]) -> frozenset[str]:
    """Those of the texts, folded, that the first field of a search has somewhere. One statement."""
    return frozenset(map(fold, values_among(search, texts)))


def not_in_list(found: PickList, text: str) -> Unreadable:
    """Why a closed list does not take the text."""
    sentence = _("“%(typed)s” is not in the list %(list)s, which is closed: choose one of its values.")
    return unreadable(sentence, text, list=found.name)
