"""What the names in a template mean: lines of queries.

In: a `Subject` and the dotted names that a template has. Out: a `Wanted`: for the table of the subject the values that
are asked for, and the same for all that is gathered; a `BadTemplate` with the line of a name that means nothing, and
names that are written nearly like it. A field is called as in the schema; a rank of a tree by its name, with `_` for
blanks; a relationship's name is the related record, or records, in one text, as the institution's formats tell them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.tables import model
from specify.printing.rendering.telling import BadTemplate
from specify.printing.templates.subjects import Gathering, Group, Subject
from specify.query.specs import Gathered, Plain, Ranked, Spec, Told
from specify.resources.stamp import remember
from specify.security.entering import Visit

TODAY, SCIENTIFIC, NAME_ALONE = "today", "scientific", "scientificname"
_USUAL_RANKS: Mapping[str, frozenset[str]] = {
    "taxon": frozenset(
        "kingdom phylum division class order family subfamily tribe genus subgenus species subspecies".split()
    ),
    "geography": frozenset("continent country state county".split()),
    "geologictimeperiod": frozenset("erathem era period series epoch stage age".split()),
    "lithostrat": frozenset("supergroup group formation member bed".split()),
}
"""Ranks that trees usually have: one that a tree here lacks is empty, so that templates can be passed on."""


@dataclass(slots=True)
class Wanted:
    """What is asked of the records of a subject: specs by group and name; what is gathered of them.

    Of those names, `dates` come with their parts, `decimals` without zeros at their ends, `names` are scientific ones,
    and `empty` are ranks that no tree here has.
    """

    subject: Subject
    fields: dict[tuple[str, str], Spec] = field(default_factory=dict)
    dates: set[tuple[str, str]] = field(default_factory=set)
    decimals: set[tuple[str, str]] = field(default_factory=set)
    names: set[tuple[str, str]] = field(default_factory=set)
    empty: set[tuple[str, str]] = field(default_factory=set)
    gathered: dict[str, "Wanted"] = field(default_factory=dict)

    def gathering(self, one: Gathering) -> "Wanted":
        """What is asked of the records of a gathering."""
        return self.gathered.setdefault(one.name, Wanted(one.subject))


def wanted(visit: Visit, subject: Subject, names: Mapping[str, int]) -> Wanted:
    """What these names ask for."""
    asked = Wanted(subject)
    for name, line in names.items():
        _want(visit, asked, name.split("."), (name, line))
    return asked


def _want(visit: Visit, asked: Wanted, parts: list[str], place: tuple[str, int]) -> None:
    subject, first = asked.subject, parts[0]
    for one in subject.lists:
        if first == one.name:
            inner = asked.gathering(one)
            if parts[1:]:
                _want(visit, inner, parts[1:], place)
            return
    for one in subject.ones:
        if first in one.subject.group_names():
            _want(visit, asked.gathering(one), parts, place)
            return
    group = next((one for one in subject.groups if one.name == first), None)
    nameless = next((one for one in subject.groups if not one.name), None)
    if group is not None and parts[1:]:
        _want_field(visit, asked, group, (parts[1], place[1]))
    elif group is None and nameless is not None:
        _want_field(visit, asked, nameless, (first, place[1]))


def _want_field(visit: Visit, asked: Wanted, group: Group, named: tuple[str, int]) -> None:
    name, line = named
    base = asked.subject.table
    table = Spec(base, group.path, Told()).table
    key = (group.name, name)
    if table.key == "taxon" and name in (SCIENTIFIC, NAME_ALONE):
        asked.names.add(key)
        for needed in ("fullName", "author", "rankId"):
            asked.fields[group.name, needed.lower()] = Spec(base, group.path, Plain(needed))
        if base == "determination":
            asked.fields["determination", "qualifier"] = Spec(base, (), Plain("qualifier"))
        return
    spec = _spec(visit, Spec(base, group.path, Told()), name)
    if spec is None and name in _USUAL_RANKS.get(table.key, ()):
        asked.empty.add(key)
        return
    if spec is None:
        raise _unknown(visit, group, table, named)
    _ask(asked, key, spec)


def _ask(asked: Wanted, key: tuple[str, str], spec: Spec) -> None:
    """Ask for a field, of a date also for its parts."""
    asked.fields[key] = spec
    kind = spec.field.kind if isinstance(spec.end, Plain) and spec.field else ""
    if kind == "decimal":
        asked.decimals.add(key)
    elif kind == "date" and isinstance(spec.end, Plain):
        asked.dates.add(key)
        for part in ("Year", "Month", "Day"):
            asked.fields[key[0], f"{key[1]} {part}"] = Spec(spec.base, spec.path, Plain(spec.end.name, part))


def _spec(visit: Visit, record: Spec, name: str) -> Spec | None:
    """What a name means that is said of a record."""
    table = record.table
    found = table.find(name)
    if isinstance(found, Field) and not found.secret:
        return Spec(record.base, record.path, Plain(found.name))
    if isinstance(found, Relationship):
        if found.is_to_many:
            return Spec(record.base, record.path, Gathered(found.name))
        return Spec(record.base, (*record.path, found.name), Told())
    rank = ranks(visit, table).get(name)
    return Spec(record.base, record.path, Ranked(rank, "name")) if rank else None


def ranks(visit: Visit, table: Table) -> Mapping[str, str]:
    """The ranks of a tree that counts here, by the names that templates have for them."""
    definitions = visit.place.tree_definitions.get(table.key, ())
    if not table.is_tree or not definitions:
        return {}

    def read() -> Mapping[str, str]:
        items = model(f"{table.key}treedefitem")._default_manager.filter(treeDef__in=definitions)
        names = items.order_by("rankId").values_list("name", flat=True)
        return {name.lower().replace(" ", "_"): name for name in names if name}

    return remember(visit.stamp, ("ranks for templates", table.key, definitions), read)


def offered(visit: Visit, table: Table) -> Iterator[str]:
    """The names that can be said of a record of a table."""
    if table.key == "taxon":
        yield from (SCIENTIFIC, NAME_ALONE)
    yield from (one.name.lower() for one in table.fields.values() if not one.secret)
    yield from (one.name.lower() for one in table.relationships.values())
    yield from ranks(visit, table)
    yield from sorted(_USUAL_RANKS.get(table.key, frozenset()) - set(ranks(visit, table)))


def _unknown(visit: Visit, group: Group, table: Table, named: tuple[str, int]) -> BadTemplate:
    name, line = named
    sentence = _("%(table)s has no field “%(name)s”.") % {"table": visit.captions.table(table.key), "name": name[:100]}
    dot = f"{group.name}." if group.name else ""
    near = get_close_matches(name, list(offered(visit, present.tables()[table.key])), n=3, cutoff=0.5)
    if near:
        return BadTemplate(sentence, _("Did you mean %(near)s?") % {"near": ", ".join(dot + one for one in near)}, line)
    return BadTemplate(sentence, _("The page “What can I write here?” lists all that there are."), line)
