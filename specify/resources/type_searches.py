"""Type searches: in which fields a record is sought when it is chosen in a form (Specify's resource `TypeSearches`).

In: the resource's XML. Out: frozen `TypeSearch`es and the choice among them. Kept of Specify 7: the resource that
counts is looked through before the backstop's, each by name and then by table; `alias.column` is mapped to a path
through the aliases of the HQL in the element, which is never run; fields that lead nowhere are left out; where no
search fits, the table's main text field is searched. Changed on purpose: a name counts only among the searches of the
control's own table; a search without any field left gives way to the next; a path leads through single records only,
and through no more than five; no more than ten fields count, and none that is secret.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.resources import problems
from specify.resources.lookup import backstop, parsed
from specify.resources.viewer import Viewer
from specify.text.xml import number, parse

RESOURCE = "TypeSearches"
MOST_FIELDS = 10
"""In how many fields a record is sought: each is a query of its own."""
MOST_STEPS = 5
"""Through how many records a path may lead: each is a table to join, and servers join 61 at most."""
_MOST_TOLD, _LONGEST_TOLD = 3, 60
_FROM = re.compile(r"\bFROM\s+\w+\s+(?:AS\s+)?(\w+)", re.IGNORECASE)
_JOIN = re.compile(r"\bJOIN\s+(?:FETCH\s+)?(\w+)\.(\w+)\s+(?:AS\s+)?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class TypeSearch:
    """One search: `fields` are paths with dots between, `formatter` names the record formatter ('': the table's).

    `left_out` are fields that do not count because there are too many, or too much lies between.
    """

    name: str
    table_key: str
    fields: tuple[str, ...]
    formatter: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class TypeSearches:
    """The searches that count, and those of the backstop behind them."""

    own: tuple[TypeSearch, ...] = ()
    fallback: tuple[TypeSearch, ...] = ()

    def search_for(self, table: Table, name: str = "", main: Field | None = None) -> TypeSearch:
        """The search for records of a table: the one named, else the table's; at worst one of its `main` field."""
        for shelf in (self.own, self.fallback):
            ours = [one for one in shelf if one.table_key == table.key and one.fields]
            named = [one for one in ours if one.name == name]
            if ours:
                return (named or ours)[0]
        return TypeSearch("", table.key, (main.name,) if main else ())


def type_searches(viewer: Viewer, stamp: str) -> TypeSearches:
    """The type searches that count for `viewer`, the backstop's behind them."""
    found = TypeSearches(parsed(viewer, stamp, RESOURCE, read) or (), backstop(stamp, RESOURCE, read) or ())
    for one in (*found.own, *found.fallback):
        if one.left_out:
            problems.note(stamp, problems.Problem(RESOURCE, one.name or one.table_key, _too_much(one)))
    return found


def _too_much(search: TypeSearch) -> str:
    return (
        f"The search {search.name} for {search.table_key} does not look into {_listed(search.left_out)}: "
        f"at most {MOST_FIELDS} fields count, each over at most {MOST_STEPS} steps. Take some out."
    )


def _listed(paths: Sequence[str]) -> str:
    """The first paths by name, so that the sentence stays one however many there are."""
    told = ", ".join(path[:_LONGEST_TOLD] for path in paths[:_MOST_TOLD])
    return f"{told} and {len(paths) - _MOST_TOLD} more" if len(paths) > _MOST_TOLD else told


def read(data: bytes, name: str) -> tuple[TypeSearch, ...]:
    """The searches in a `TypeSearches` resource, of the tables this database has."""
    by_number = {table.number: table for table in present.tables().values()}
    return tuple(
        _type_search(element, table)
        for element in parse(data, name).iter("typesearch")
        if (table := by_number.get(number(element, "tableid")))
    )


def _type_search(element: "etree._Element", table: Table) -> TypeSearch:
    aliases = _aliases(element.text or "")
    told = (_through(name.strip(), aliases) for name in (element.get("searchfield") or "").split(","))
    found = tuple(dict.fromkeys(path for name in told if (path := _known(table, name))))
    near = [path for path in found if path.count(".") <= MOST_STEPS][:MOST_FIELDS]
    return TypeSearch(
        name=(element.get("name") or "").strip(),
        table_key=table.key,
        fields=tuple(near),
        formatter=(element.get("dataobjformatter") or "").strip(),
        left_out=tuple(path for path in found if path not in near),
    )


def _aliases(hql: str) -> Mapping[str, str]:
    """The paths that the aliases of a query stand for, as its FROM and JOINs tell."""
    paths = dict.fromkeys(_FROM.findall(hql)[:1], "")
    for owner, relationship, alias in _JOIN.findall(hql):
        if owner in paths:
            paths[alias] = f"{paths[owner]}.{relationship}".lstrip(".")
    return paths


def _through(name: str, aliases: Mapping[str, str]) -> str:
    """The path that `alias.column` means; any other name is a path already."""
    alias, _dot, column = name.partition(".")
    return f"{aliases[alias]}.{column}".lstrip(".") if column and alias in aliases else name


def _known(table: Table, path: str) -> str:
    """The path as the schema spells it; '' when it leads nowhere, to nothing to seek, or to several records."""
    spelled, here = [], table
    *ways, last = path.split(".")
    for way in ways:
        step = here.find(way)
        if not isinstance(step, Relationship) or step.is_to_many or not step.column:
            return ""
        spelled.append(step.name)
        here = present.tables()[step.target.lower()]
    member = here.find(last)
    return ".".join((*spelled, member.name)) if isinstance(member, Field) and not member.secret else ""
