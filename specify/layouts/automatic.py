"""The form of a table for which no layout exists.

In: a table and the captions. Out: a `Form`. Kept from Specify 7 for editing: fields that are neither hidden nor read
only, required ones first, then relationships that are required or dependent; all fields if nothing qualifies. On
purpose otherwise for viewing: every field that is not hidden, keys before plain values as the schema orders them,
long texts across the page, then the dependent records; numbering that only a tree keeps and the stamps that every
page shows anyway are left out.
"""

from collections.abc import Mapping, Sequence

from specify.datamodel.declaring import Field, Relationship, Table
from specify.layouts.choosing import Mode, Shape
from specify.layouts.form import LINES, Control, Form, Item, Origin, Pair, SubForm
from specify.layouts.labels import Captions, told_of
from specify.layouts.paths import FieldPath

_STAMPS = frozenset({"timestampCreated", "timestampModified", "version", "createdByAgent", "modifiedByAgent"})
_KEPT_BY_TREES = frozenset({"nodeNumber", "highestChildNodeNumber", "isAccepted", "fullName"})
_NEVER = frozenset({"collectionMemberId"})
_WIDE_KINDS = frozenset({"text", "json"})
_CONTROLS = {"boolean": "checkbox", "text": "textarea", "json": "textarea"}
AUTOMATIC = Origin("", "automatic", "", "")


def automatic_form(
    table: Table, tables: Mapping[str, Table], captions: Captions, *, shape: Shape = "form", mode: Mode = "view"
) -> Form:
    """A form of `table` made from the schema and its settings alone."""
    shown = [m for m in _members(table) if _is_shown(table, m, captions, mode)] or _members(table)
    items: list[Item] = []
    for member in sorted(shown, key=lambda m: _rank(m, mode)):
        if isinstance(member, Relationship) and member.column is None:
            items.extend(_sub_form(table, member, tables, captions))
        else:
            items.append(_pair(table, member, captions))
    return Form(table.key, shape, mode, tuple(items), AUTOMATIC)


def _members(table: Table) -> Sequence[Field | Relationship]:
    return (*table.fields.values(), *table.relationships.values())


def _is_shown(table: Table, member: Field | Relationship, captions: Captions, mode: Mode) -> bool:
    if member.name in _STAMPS or member.name in _NEVER or _is_bytes(member):
        return False
    if captions.item(table.key, member.name).is_hidden:
        return False
    if isinstance(member, Relationship):
        belongs = member.required or member.dependent
        return belongs or (mode == "view" and member.column is not None)
    return not (table.is_tree and member.name in _KEPT_BY_TREES and (mode != "view" or member.name != "fullName"))


def _is_bytes(member: Field | Relationship) -> bool:
    return isinstance(member, Field) and member.kind == "blob"


def _rank(member: Field | Relationship, mode: Mode) -> tuple[int, int]:
    """Required before others, values before records, long texts last among the values."""
    if isinstance(member, Relationship):
        group = 3 if member.column is None else (0 if mode == "view" else 2)
    else:
        group = 1 if member.kind in _WIDE_KINDS else 0
    return group, 0 if member.required else 1


def _pair(table: Table, member: Field | Relationship, captions: Captions) -> Pair:
    wide = isinstance(member, Field) and member.kind in _WIDE_KINDS
    item = captions.item(table.key, member.name)
    kind = "querycbx" if isinstance(member, Relationship) else _CONTROLS.get(member.kind, "text")
    if item.pick_list and kind != "checkbox":
        kind = "combobox"
    path = FieldPath((), table.key, member)
    label = captions.field(table.key, member.name)
    return Pair(
        key=member.name,
        share=24 if wide else 8,
        label=label,
        description=told_of(path, label, captions),
        label_share=3,
        value_share=21 if wide else 5,
        path=path,
        control=Control(
            kind,
            required=member.required or item.is_required,
            pick_list=item.pick_list or "",
            lines=LINES.get(kind, 1),
        ),
        table=table.key,
    )


def _sub_form(table: Table, member: Relationship, tables: Mapping[str, Table], captions: Captions) -> Sequence[SubForm]:
    target = tables.get(member.target.lower())
    if target is None:
        return ()
    return (
        SubForm(
            key=member.name,
            label=captions.field(table.key, member.name),
            path=FieldPath((), table.key, member),
            relationship=member,
            target=target.key,
            view=target.view or target.name,
            shape="form",
            button=True,
            order="ordinal" if "ordinal" in target.fields else "",
        ),
    )
