"""The tables of a collection by subject.

In: a visit. Out: groups of the tables that the person may read.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from specify.datamodel import present, schema
from specify.security.entering import Visit


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
