"""The most crowded form: a collection object with ten sub-views of ten columns, and objects with many rows in each.

In: the present schema, a planted `World`. Out: a configuration folder with that layout, and ids of planted objects.
Texts are made-up words that differ from row to row, as people's do: what repeats itself would weigh nothing once
compressed.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.tables import model
from tests.layouts.making import layout, view, view_set
from tests.planting import World

SUB_VIEWS, COLUMNS, ROWS = 10, 10, 50
MOST_LINKED = 50
OBJECT = "collectionobject"
# Those of them that the database has, in this order.
_CROWDED = (
    "determinations",
    "preparations",
    "collectionObjectProperties",
    "conservDescriptions",
    "dnaSequences",
    "otherIdentifiers",
    "treatmentEvents",
    "voucherRelationships",
    "absoluteAges",
    "relativeAges",
    "components",
    "collectionObjectCitations",
    "exsiccataItems",
)
_LINKED = ("agent", "taxon", "preptype")
_NOT_SHOWN = (
    "timestampCreated",
    "timestampModified",
    "version",
    "collectionMemberId",
    "guid",
    "uniqueIdentifier",
    "isCurrent",
)
_KINDS = ("string", "text", "date", "boolean", "integer", "short", "decimal", "double")
_CONTROLS = {"boolean": 'uitype="checkbox"', "text": 'uitype="textareabrief"'}
_SYLLABLES = "al be cor du en fi gra ho is lo ma nu os pe qui ra sal ter um vis".split()


def sub_views() -> list[Relationship]:
    """The ten relationships."""
    ways = present.tables()[OBJECT].relationships
    return [ways[name] for name in _CROWDED if name in ways and present.has(ways[name].target.lower())][:SUB_VIEWS]


def put_layout(config: Path, kind: str) -> None:
    """The crowded layout in a configuration folder, its sub-views of that kind: `form` or `formtable`."""
    folder = config / "common"
    folder.mkdir(parents=True)
    (folder / "crowded.views.xml").write_bytes(view_set(*_views(kind), name="Crowded"))
    (folder / "viewset_registry.xml").write_text('<files><file name="Crowded" file="crowded.views.xml"/></files>')


def _views(kind: str) -> tuple[str, str]:
    tables = present.tables()
    shape = "table" if kind == "formtable" else "form"
    rows = _fields(tables[OBJECT], 1) + "".join(
        f'<row><cell type="subview" name="{way.name}" id="s{at}" colspan="3" defaulttype="{shape}"/></row>'
        for at, way in enumerate(sub_views())
    )
    views, layouts = [_view("CollectionObject", "form")], [layout("CollectionObject", "CollectionObject", rows)]
    for table in [tables[way.target.lower()] for way in sub_views()]:
        views.append(_view(table.name, kind))
        layouts.append(layout(table.name, table.name, _fields(table, COLUMNS)))
        definition = f"<definition>{table.name}</definition>"
        layouts.append(layout(f"{table.name} Table", table.name, definition, kind="formtable"))
    return "".join(views), "".join(layouts)


def _view(name: str, kind: str) -> str:
    used = f"{name} Table" if kind == "formtable" else name
    return view(present.tables()[name.lower()].view or name, name, (used, "view"), (used, "edit"))


def _fields(table: Table, number: int) -> str:
    cells = []
    for at, (name, member) in enumerate(list(_members(table))[:number]):
        control = 'uitype="querycbx"' if isinstance(member, Relationship) else _CONTROLS.get(member.kind, "")
        cells.append(
            f'<row><cell type="label" labelfor="{at}"/><cell type="field" id="{at}" name="{name}" {control}/></row>'
        )
    return "".join(cells)


def _members(table: Table) -> Iterator[tuple[str, Field | Relationship]]:
    """What a form of the table shows: related records first, since they cost most."""
    for name, way in table.relationships.items():
        if way.column and way.target.lower() in _LINKED and name not in ("createdByAgent", "modifiedByAgent"):
            yield name, way
    for name, one in table.fields.items():
        if one.kind in _KINDS and name not in _NOT_SHOWN and not name.endswith("Precision"):
            yield name, one


def plant_object(world: World, rows: int = ROWS, *, determinations: int | None = None) -> int:
    """A collection object with so many rows behind each of the ten relationships, and an event with collectors."""
    world.plant("preptype")
    making = _Making({key: _ids(key) for key in _LINKED})
    event = world.plant("collectingevent", **making.row("collectingevent"))
    owned = {"collectingEvent_id": event, "isPrimary": False}
    world.plant_many("collector", ({**owned, "agent_id": one} for one in making.linked["agent"][:rows]))
    attributes = world.plant("collectionobjectattribute", **making.row("collectionobjectattribute"))
    specimen = world.plant(OBJECT, collectingEvent_id=event, collectionObjectAttribute_id=attributes)
    for way in sub_views():
        number = determinations if way.name == "determinations" and determinations is not None else rows
        key, owner = way.target.lower(), {f"{way.other}_id": specimen}
        world.plant_many(key, ({**making.row(key), **owner} for _ in range(number)))
    return specimen


def _ids(key: str) -> list[int]:
    return list(model(key).objects.order_by("pk").values_list("pk", flat=True)[:MOST_LINKED])


@dataclass
class _Making:
    """Makes rows with something in every field that a form may show; `linked` are the records they may lead to."""

    linked: Mapping[str, Sequence[int]]
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - words, the same in each run

    def row(self, key: str) -> dict[str, Any]:
        return {
            f"{name}_id" if isinstance(member, Relationship) else name: self._value(member)
            for name, member in _members(present.tables()[key])
        }

    def _value(self, member: Field | Relationship) -> Any:
        chance = self.chance
        if isinstance(member, Relationship):
            return chance.choice(self.linked[member.target.lower()])
        if member.kind == "text":
            return self._words(12)
        if member.kind == "string":
            return self._words(2)[: member.length]
        if member.kind == "date":
            return date(chance.randint(1900, 2020), chance.randint(1, 12), chance.randint(1, 28))
        return chance.random() < 0.5 if member.kind == "boolean" else chance.randint(0, 99)

    def _words(self, number: int) -> str:
        return " ".join("".join(self.chance.choices(_SYLLABLES, k=3)) for _ in range(number))
