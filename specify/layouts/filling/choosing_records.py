"""Records to choose: a few of a table as a list, all others by a line with a button to find what it names.

In: an `Asked` and its relationship. Out: an `Entry`. Kept of Specify 7: what stands in a line is the record in the
words of its search, with its id beside it; a relationship may have a pick list of a table's rows, shown through the
record format that the list names; the rank of a tree's node is one of its tree's, below its parent's and down to the
next one that must not be left out. Kept of Specify 6: such a list may hold to one value of a field. On purpose
otherwise: a list of rows is offered only where all of them belong to this place, and up to `MOST` of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.rows import Row
from specify.layouts.bound import Value
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.choices import MOST, chosen_from
from specify.layouts.filling.defaults import default_record
from specify.layouts.filling.filled import Entry, Leads, Option
from specify.layouts.filling.lines import value_text
from specify.layouts.values import record_value
from specify.resources.picklists import PickList, Sorting
from specify.text.folding import fold

_RANK, _RANKS = "definitionItem", "treeDefItems"


def record_of(asked: Asked, way: Relationship, formatter: str = "") -> Entry:
    """A line that names a record, and the id of that record."""
    target, sent_id = way.target.lower(), _sent_id(asked)
    key = _stored_id(asked, way)
    if key is None and asked.begins and sent_id is None:
        key = default_record(asked, way)
    told_by = formatter or asked.writer.record_format(target, asked.pair.control.options.get("name", ""))
    is_kept = key is not None and sent_id in (None, str(key))
    value = record_value(asked.writer.reader, target, key, told_by) if key is not None and is_kept else Value("")
    told = value.latin + value.text
    text = told if asked.sent is None else asked.sent
    chosen = sent_id if sent_id is not None else "" if key is None else str(key)
    is_named = bool(chosen and text) and not (is_kept and (text != told or not value.link))
    leads = _leads(asked, target) if is_named and not asked.is_search else ""
    meant = asked.writer.sent.meant.get(asked.name)
    made = replace(asked.entry("record"), target=target, text=text, chosen=chosen, leads=leads)
    return replace(made, meant=Option(*meant)) if meant else made


def _leads(asked: Asked, target: str) -> Leads:
    """Where the chosen record can be gone to: to its form, or only to its page."""
    options, writer = asked.pair.control.options, asked.writer
    if options.get("editbtn", "").lower() != "false" and writer.may(target, "update"):
        return "edit"
    return "" if options.get("viewbtn", "").lower() == "false" else "view"


def _sent_id(asked: Asked) -> str | None:
    return asked.writer.sent.text(f"{asked.name}.id")


def _stored_id(asked: Asked, way: Relationship) -> int | None:
    """The id that is stored; a new record has none that was not sent by somebody, unless it is a copy."""
    sent_id, copied = _sent_id(asked), asked.writer.sent.copied(asked.name)
    if asked.is_new and sent_id not in (None, str(copied)):
        return None
    key: int | None = asked.stored(f"{way.name}_id")
    return key


def _named(asked: Asked, target: str, key: int, formatter: str = "") -> str:
    value = record_value(asked.writer.reader, target, key, formatter)
    return value.latin + value.text


def choice_of_rows(asked: Asked, found: PickList) -> Entry | None:
    """The rows of the list's table to choose from; None where they are too many, or not all of this place."""
    key, rows = found.table_key, asked.writer.reader.rows
    table = asked.writer.reader.tables.get(key)
    if table is None or table.is_tree or not asked.writer.reader.readable(key) or not rows.may_list(key):
        return None
    every = rows.whole(key, most=MOST + 1)
    if every is None:
        return asked.entry("choice")
    if len(every) > MOST:
        return None
    listed = (row for row in every if _is_listed(table, found, row))
    options = [Option(str(row["id"]), _named(asked, key, row["id"], found.formatter)) for row in listed]
    if found.sorting is not Sorting.ORDINAL:
        options.sort(key=lambda option: fold(option.text))
    if isinstance(asked.member, Relationship):
        return _choice_for(asked, asked.member, options, found.formatter)
    return chosen_from(asked, options, asked.text(value_text(asked.stored()), lambda: _proposed(asked, options)))


def _is_listed(table: Table, found: PickList, row: Row) -> bool:
    """Whether a row has the value that the list keeps to; one that names no field keeps to none."""
    field = table.find(found.filter_field) if found.filter_field and found.filter_value else None
    return field is None or fold(value_text(row.get(field.name))) == fold(found.filter_value)


def _choice_for(asked: Asked, way: Relationship, options: Sequence[Option], formatter: str = "") -> Entry:
    """Records to choose from for a relationship: what is sent is the id, under the name of ids."""
    sent, stored = _sent_id(asked), _stored_id(asked, way)
    text = sent if sent is not None else "" if stored is None else str(stored)
    if not text and sent is None and asked.begins:
        text = _proposed(asked, options) or str(default_record(asked, way) or "")
    told = ""
    if not any(option.value == text for option in options):
        is_stored = stored is not None and text == str(stored)
        told = _named(asked, way.target.lower(), int(text), formatter) if is_stored else ""
        text = text if is_stored else ""
    made = chosen_from(asked, options, text, told)
    return replace(made, name=f"{made.name}.id")


def _proposed(asked: Asked, options: Sequence[Option]) -> str:
    """The choice that the layout proposes by its id or by what it is called."""
    told = asked.pair.control.default or ""
    return next((one.value for one in options if told in (one.value, one.text)), "") if told else ""


def is_rank(asked: Asked) -> bool:
    """Whether the relationship is that of a tree's node to its rank."""
    return asked.member.name == _RANK and asked.writer.reader.tables[asked.path.table].is_tree


def choice_of_ranks(asked: Asked, way: Relationship) -> Entry:
    """The ranks that a node of a tree can have."""
    reader, tree = asked.writer.reader, asked.path.table
    definition = asked.row.get("definition_id") or asked.writer.tree(tree)
    if not definition:
        return record_of(asked, way)
    found = reader.rows.children(f"{tree}treedef", _RANKS, definition, limit=MOST, order="rankId")
    if found is None:
        return asked.entry("choice")
    parent_id = asked.row.get("parent_id")
    parent = reader.rows.get(tree, parent_id) if parent_id else None
    ranks = _below(found, (parent or {}).get("rankId"))
    return _choice_for(asked, way, [Option(str(rank["id"]), rank["title"] or rank["name"] or "") for rank in ranks])


def _below(ranks: Iterable[Row], above: int | None) -> Iterator[Row]:
    """The ranks below that of the parent, down to the first that every branch must have."""
    for rank in ranks:
        if above is None or rank["rankId"] > above:
            yield rank
            if above is not None and rank["isEnforced"]:
                return
