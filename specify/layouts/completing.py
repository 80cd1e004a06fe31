"""Completes a form that is filled in: what a record needs and its layout has no control for can be chosen first of all.

In: a resolved `Form` and the tables. Out: the same with a cell in front for each to-one relationship that the layout
only reads through (`agent.lastName` of a collector), or that the record cannot be without. On purpose otherwise than
Specify 7, which asks for such records in dialogs before the form opens. What lives and dies with the record, what the
program itself fills in, and what a sub-view of the layout shows are left as they are; whoever fills in passes over the
way back to the record that owns this one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from specify.datamodel.declaring import Relationship, Table
from specify.layouts.form import Control, Form, Pair, SubForm
from specify.layouts.geometry import LEAST_LABEL, SHARES
from specify.layouts.labels import Captions
from specify.layouts.paths import FieldPath

CHOOSING = frozenset({"combobox", "list", "querycbx"})
"""The controls that choose the record behind a relationship."""
# To whom a row belongs, who wrote it, in which tree it stands, and what kind of object it is unless somebody says so.
_FILLED_IN = frozenset(
    {
        "collection",
        "collectionMember",
        "collectionObjectType",
        "createdByAgent",
        "definition",
        "discipline",
        "division",
        "institution",
        "modifiedByAgent",
    }
)


def completed(form: Form, tables: Mapping[str, Table], captions: Captions) -> Form:
    """The form with all that it lacks; forms that are read or searched by lack nothing."""
    if form.mode != "edit":
        return form
    known = {way.name for way in _chosen(form)}
    lacking = [way for way in _needed(form, tables[form.table]) if way.name not in known]
    return replace(form, items=(*(_cell(form, way, captions) for way in lacking), *form.items))


def _chosen(form: Form) -> Iterator[Relationship]:
    """The relationships that the layout has a control or a sub-view for."""
    for item in form.pairs():
        path = item.path
        if path is None or path.steps or path.relationship is None:
            continue
        if isinstance(item, SubForm) or (item.control.kind in CHOOSING and not item.control.read_only):
            yield path.relationship


def _needed(form: Form, table: Table) -> Iterator[Relationship]:
    """The relationships that the form reads through, and those that the record cannot be without."""
    paths = (item.path for item in form.pairs() if isinstance(item, Pair))
    read = {path.steps[0].name for path in paths if path and path.steps}
    for way in table.relationships.values():
        is_ours = way.column and not way.is_to_many and not way.dependent and way.name not in _FILLED_IN
        if is_ours and (way.required or way.name in read):
            yield way


def _cell(form: Form, way: Relationship, captions: Captions) -> Pair:
    return Pair(
        key=f"chosen-{way.name}",
        share=SHARES,
        starts_row=True,
        label=captions.field(form.table, way.name),
        description=captions.description(form.table, way.name),
        label_share=LEAST_LABEL,
        value_share=SHARES - LEAST_LABEL,
        path=FieldPath((), form.table, way),
        control=Control("querycbx", required=way.required),
        table=form.table,
        added=True,
    )
