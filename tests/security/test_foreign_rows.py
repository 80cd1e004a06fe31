"""A row that belongs to another collection is neither listed nor shown, whatever its table."""

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.resources.place import place_of
from specify.security.scoping import in_scope
from tests.planting import World

# What hangs on the institution itself is shared by all its collections, and so is what hangs on such a table.
SHARED = {
    "Author",
    "DeaccessionAgent",
    "DeaccessionAttachment",
    "DisposalAgent",
    "DisposalAttachment",
    "DisposalPreparation",
    "Journal",
    "Permit",
    "PermitAttachment",
    "ReferenceWork",
    "ReferenceWorkAttachment",
    "SpAuditLogField",
    "SpQueryField",
    "Storage",
    "StorageAttachment",
    "StorageTreeDef",
    "StorageTreeDefItem",
    "WorkbenchTemplateMappingItem",
}
pytestmark = pytest.mark.django_db(databases="__all__")


def test_every_scoped_table_keeps_a_foreign_row_out_and_its_own_in() -> None:
    home = model("collection").objects.order_by("pk").first()
    assert home is not None
    world = World.create()
    here, there = place_of(home.pk), place_of(world.ids["collection"])
    assert here is not None
    assert there is not None
    seen, lost = [], []
    for key, table in present.tables().items():
        if not table.scope:
            continue
        row = world.ids.get(key) or world.plant(key)
        rows = model(key).objects.filter(pk=row)
        if rows.filter(in_scope(table, here)).exists():
            seen.append(table.name)
        if not rows.filter(in_scope(table, there)).exists():
            lost.append(table.name)
    assert set(seen) - SHARED == set(), "seen from a collection they do not belong to"
    assert lost == [], "not found in their own collection"
