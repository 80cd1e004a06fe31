"""A person's rights in a collection, in a few sentences.

In: the rights, and the institution's words for tables. Out: sentences, the tables in groups that have the same rights.
System tables are left out: nobody works with them by name. Kept of Specify: who may change a table may change only
those of its fields that a right to fields names.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.rights import Rights

LISTED = 12
"""A group with more tables than this is told as the others, when it is the largest."""
ACTIONS = {
    "read": gettext_lazy("read"),
    "create": gettext_lazy("add"),
    "update": gettext_lazy("change"),
    "delete": gettext_lazy("delete"),
}
TOOLS = (
    ("/querybuilder/query", "execute", gettext_lazy("run queries")),
    ("/querybuilder/query", "export_csv", gettext_lazy("export query results")),
    ("/report", "execute", gettext_lazy("print labels and reports")),
    ("/workbench/dataset", "upload", gettext_lazy("import data sets")),
    ("/attachment_import/dataset", "upload", gettext_lazy("import attachments")),
    ("/batch_edit/dataset", "commit", gettext_lazy("change many records at once")),
    ("/record/merge", "update", gettext_lazy("merge records")),
    ("/export/dwca", "execute", gettext_lazy("export Darwin Core archives")),
    ("/permissions/policies/user", "update", gettext_lazy("give rights to others")),
)
TREES = ("taxon", "geography", "geologictimeperiod", "lithostrat", "tectonicunit", "storage")


def rights_in_words(rights: Rights, caption: Callable[[str], str]) -> list[str]:
    """The sentences; `caption` gives the institution's word for a table key. No statement."""
    if rights.is_administrator:
        return [_("You administer the institution: you may do everything, in every collection.")]
    tables = {key: caption(key) for key, table in present.tables().items() if not table.system}
    limited = [key for key in tables if rights.may_table(key, "update") and not _may_every_field(rights, key)]
    said = [_about_tables(actions, names) for actions, names in _grouped(rights, tables).items()]
    if limited:
        names = _listed([tables[key] for key in limited], len(tables))
        said.append(_("You may change only some fields, or none, of: %(tables)s.") % {"tables": names})
    if tools := _tools(rights, caption):
        said.append(_("You may also %(tools)s.") % {"tools": get_text_list(tools, _("and"))})
    return said


def roles_of(user_id: int, collection_id: int) -> list[str]:
    """The names of the user's roles in the collection; none where the database has no roles. One statement."""
    if not present.has("userrole"):
        return []
    found: Any = model("userrole")._default_manager.filter(specifyuser_id=user_id, role__collection_id=collection_id)
    return [name for name in found.order_by("role__name").values_list("role__name", flat=True) if name]


def _grouped(rights: Rights, tables: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """The tables' names by what may be done with them; the most numerous group last, as the others."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, name in tables.items():
        groups.setdefault(tuple(action for action in ACTIONS if rights.may_table(key, action)), []).append(name)
    largest = max(groups, key=lambda actions: len(groups[actions]))
    smaller = sorted((actions for actions in groups if actions != largest), key=len, reverse=True)
    told = {actions: _listed(groups[actions], len(tables)) for actions in smaller}
    others = groups[largest]
    told[largest] = _("all other tables") if told and len(others) > LISTED else _listed(others, len(tables))
    return told


def _listed(names: Sequence[str], total: int) -> str:
    return _("all tables") if len(names) == total else ", ".join(sorted(set(names), key=str.casefold))


def _about_tables(actions: tuple[str, ...], tables: str) -> str:
    if not actions:
        return _("You may not read: %(tables)s.") % {"tables": tables}
    if actions == ("read",):
        return _("You may only read: %(tables)s.") % {"tables": tables}
    verbs = get_text_list([str(ACTIONS[action]) for action in actions], _("and"))
    return _("You may %(verbs)s: %(tables)s.") % {"verbs": verbs, "tables": tables}


def _may_every_field(rights: Rights, table_key: str) -> bool:
    # Asked with the pattern itself: only a policy with a wildcard for fields matches its sign.
    return rights.may(f"/field/{table_key}/%", "update")


def _tools(rights: Rights, caption: Callable[[str], str]) -> list[str]:
    found = [str(words) for resource, action, words in TOOLS if rights.may(resource, action)]
    trees = [caption(tree) for tree in TREES if present.has(tree) and rights.may(f"/tree/edit/{tree}", "move")]
    if trees:
        found.append(_("rearrange the trees (%(trees)s)") % {"trees": ", ".join(trees)})
    return found
