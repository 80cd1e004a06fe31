"""What a collection holds: counts of its main tables, and all tables by subject.

In: a visit. Out: holdings and groups of tables the person may read. A count looks only at the collection's own rows.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from specify.datamodel import present, schema
from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.security.scoping import in_scope

COUNTED = (
    "collectionobject",
    "determination",
    "preparation",
    "collectingevent",
    "locality",
    "taxon",
    "agent",
    "accession",
    "loan",
)


@dataclass(frozen=True, slots=True)
class Holding:
    """How many records a table has for the collection."""

    key: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One table in the list of tables."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Group:
    """Tables of one subject."""

    title: str
    entries: tuple[Entry, ...]


def holdings_of(visit: Visit) -> list[Holding]:
    """The counts of the main tables, in one statement."""
    keys = [key for key in COUNTED if visit.rights.readable(key)]
    if not keys:
        return []
    counts = (
        model("collection")
        .objects.filter(pk=visit.place.collection_id)
        .values_list(*[_count(visit, key) for key in keys])
        .get()
    )
    return [Holding(key, visit.captions.table(key), count) for key, count in zip(keys, counts, strict=True)]


def _count(visit: Visit, key: str) -> Any:
    """A subquery that counts one table's rows in scope."""
    table = present.tables()[key]
    rows: QuerySet[Any, Any] = model(key).objects.filter(in_scope(table, visit.place)).order_by()
    counted = rows.annotate(_all=Value(1)).values("_all").annotate(_count=Count("pk")).values("_count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def groups_of(visit: Visit) -> list[Group]:
    """The readable tables by subject; Specify's own book-keeping tables last."""
    groups, system = [], []
    for subject in schema.SUBJECTS:
        there = [present.tables()[t.key] for t in subject.TABLES if present.has(t.key) and visit.rights.readable(t.key)]
        entries = [(Entry(t.key, visit.captions.table(t.key)), t.system) for t in there]
        system += [entry for entry, is_system in entries if is_system]
        if own := tuple(entry for entry, is_system in entries if not is_system):
            groups.append(Group(_subject_title(subject.__name__), own))
    return [*groups, Group(_("Specify's own"), tuple(system))] if system else groups


def _subject_title(module: str) -> str:
    titles = {
        "accessions": _("Accessions and deaccessions"),
        "agents": _("Agents"),
        "ages": _("Ages"),
        "attachments": _("Attachments"),
        "attributes": _("Attributes"),
        "borrows": _("Borrows and exchanges"),
        "collecting": _("Collecting"),
        "collection_objects": _("Collection objects"),
        "conservation": _("Conservation"),
        "determinations": _("Determinations"),
        "exports": _("Exports"),
        "geography": _("Geography and storage"),
        "groups": _("Groups and relationships"),
        "literature": _("Literature and projects"),
        "loans": _("Loans and gifts"),
        "localities": _("Localities"),
        "organisation": _("Organisation"),
        "preparations": _("Preparations"),
        "resources": _("Resources"),
        "security": _("Users and rights"),
        "sequences": _("Sequences"),
        "stratigraphy": _("Stratigraphy"),
        "taxa": _("Taxa"),
        "taxon_attributes": _("Taxon attributes"),
        "workbench": _("Workbench"),
    }
    return titles[module.rsplit(".", 1)[-1]]
