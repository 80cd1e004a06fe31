"""Pick lists: a few values to choose from, many to be found, or some that are suggested while one types.

In: an `Asked`. Out: an `Entry`. Kept of Specify 7: the list that the cell names comes before the one set up for the
field, that before one built in, that before what the settings offer; a list that may grow takes any text. On purpose
otherwise: no list is longer than `MOST` on the page, beyond that there is a line with a button to find (its `target`
says that the button looks in a pick list); a stored value that its list does not have stays, and is offered as what it
is; a list is never cut; an agent begins as a person also where its layout does not say so.
"""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, unquote

from django.utils.translation import gettext

from specify.datamodel.declaring import Field
from specify.datamodel.rows import Row
from specify.layouts.bound import Value
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.filled import Entry, Option, Suggestions
from specify.layouts.filling.lines import line_of, value_text
from specify.layouts.filling.offers import offered
from specify.layouts.filling.writer import Writer
from specify.layouts.form import Pair
from specify.layouts.values import record_value
from specify.resources.picklists import Kind, PickList, PickListItem, built_in
from specify.text.folding import fold

MOST = 50
IN_A_LIST = "picklist"
_KEY = "list-"
_LISTS = frozenset({"combobox", "list"})
# What Specify 7 gives agents that come without a type: they are persons.
_USUAL = {("agent", "agentType"): "1"}


def list_of(writer: Writer, pair: Pair, row: Row) -> PickList | None:
    """The pick list of a cell; None for cells that have none, or whose list does not exist."""
    path, control = pair.path, pair.control
    if control.kind not in _LISTS or path is None or path.member is None:
        return None
    table, name = path.table, path.member.name
    named = writer.named_list(control.pick_list) if control.pick_list else None
    found = named or writer.listed(table, name) or built_in(table, name) or offered(writer, table, name, row)
    return found or _written_out(control.options.get("data", ""))


def _written_out(data: str) -> PickList | None:
    """The values that the layout itself gives: `A, B, C`."""
    values = [value.strip() for value in data.split(",") if value.strip()]
    return PickList("", items=tuple(PickListItem(value, value) for value in values)) if values else None


def value_choice(asked: Asked, field: Field, found: PickList) -> Entry:
    """The values of a list to choose from, or a line that takes them."""
    return _choice(asked, found) if is_chosen(found) else _line(asked, field, found)


def is_chosen(found: PickList) -> bool:
    """Whether one of the values is chosen, so that the value is sent; else a title is typed."""
    return found.kind is Kind.ITEMS and found.is_read_only and len(found.items) <= MOST


def shown_for_stored(asked: Asked, found: PickList) -> str:
    """What the control sends for the stored value as long as nobody touches it; "" for none."""
    stored = _stored_text(asked, found)
    return _valued(found, stored) if is_chosen(found) else (found.title_of(stored) or stored) if stored else ""


def _choice(asked: Asked, found: PickList) -> Entry:
    text = _valued(found, asked.text(shown_for_stored(asked, found), lambda: _default(asked, found)))
    options = [Option(item.value, str(item.title)) for item in found.items if item.value]
    return chosen_from(asked, options, text)


def chosen_from(asked: Asked, options: Iterable[Option], text: str, name_of_text: str = "") -> Entry:
    """A choice of `options` with `text` chosen; none of them where nothing is, or need be, and `text` in any case."""
    shown: dict[str, Option] = {}
    for option in options:
        shown.setdefault(option.value, option)  # of two with one value the first one counts
    found = list(shown.values())
    made = asked.entry("choice")
    if text and text not in shown:
        told = name_of_text or gettext("%(value)s (not in the list)") % {"value": text}
        found.append(Option(text, told))
    if not (text and made.required):
        found.insert(0, Option("", gettext("any") if asked.is_search else gettext("none")))
    return replace(made, text=text, options=tuple(found))


def _line(asked: Asked, field: Field, found: PickList) -> Entry:
    """A line with the titles of a list that may grow, or that is too long for the page."""
    text = asked.text(shown_for_stored(asked, found), lambda: _titled_default(asked, found))
    made = replace(line_of(asked, field), text=text)
    if any(str(item.title) != item.value for item in found.items):
        made = replace(made, limits={})
    if found.kind is not Kind.ITEMS or len(found.items) > MOST:
        return replace(made, target=IN_A_LIST, values=_named_by(asked, found))
    is_known = found.items and asked.writer.named_list(found.name)
    return replace(made, suggestions=_KEY + quote(found.name, safe="")) if is_known else made


def _named_by(asked: Asked, found: PickList) -> tuple[Value, ...]:
    """The record whose id a plain field has, where its list is the rows of a table; while nobody has touched it."""
    reader, stored = asked.writer.reader, asked.stored()
    is_id = found.kind is Kind.TABLE and isinstance(stored, int | str) and str(stored).isdecimal() and not asked.is_new
    if not is_id or asked.sent not in (None, str(stored)) or not reader.readable(found.table_key):
        return ()
    named = record_value(reader, found.table_key, int(stored), found.formatter)
    return (named,) if named.link else ()


def _stored_text(asked: Asked, found: PickList) -> str:
    """The stored value as lists write it; for yes and no there are two ways."""
    value = asked.stored()
    if isinstance(value, bool) and found.title_of(value) is None:
        return "true" if value else "false"
    return value_text(value)


def _valued(found: PickList, text: str) -> str:
    """The value of the list that is equal to `text`; the text itself where there is none."""
    exact = any(item.value == text for item in found.items)
    return text if exact else next((item.value for item in found.items if text and _equal(item.value, text)), text)


def _default(asked: Asked, found: PickList) -> str:
    """The value that the layout proposes by itself or by its title; else the one that most records have."""
    told = asked.pair.control.default or ""
    if not told:
        usual = _USUAL.get((asked.path.table, asked.member.name), "")
        return usual if found.title_of(usual) is not None else ""
    if found.title_of(told) is not None:
        return told
    return next((item.value for item in found.items if _equal(str(item.title), told)), told)


def _titled_default(asked: Asked, found: PickList) -> str:
    told = asked.pair.control.default or ""
    return found.title_of(told) or told


def _equal(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def suggestions_of(writer: Writer, keys: Iterable[str]) -> tuple[Suggestions, ...]:
    """The lists that lines take their suggestions from, each once, by the keys in `Entry.suggestions`."""
    lists = {key: writer.named_list(unquote(key.removeprefix(_KEY))) for key in keys if key}
    return tuple(
        Suggestions(key, tuple(dict.fromkeys(str(item.title) for item in found.items)))
        for key, found in lists.items()
        if found
    )
