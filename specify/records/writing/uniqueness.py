"""Uniqueness rules: what may be there only once.

In: a `Saving`. Out: the same with a problem for each row whose values another has already, which is named. Kept of
Specify 7: the rules for everyone and those of the disciplines that a record belongs to, as the institution has set them
up (a record of a division meets the rules of all its disciplines); a rule is passed over where a value is missing, but
for what the schema requires; comparison is the database's own. Where a database has no table of rules (Specify 6), or
a discipline none of the built-in ones, those hold that Specify 7 begins with. Changed on purpose: what the database
itself keeps unique is compared, too, where no rule does that, so that a person is told what to change. One statement
for each rule that a set of changes touches.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import attrgetter, or_
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.tables import model
from specify.layouts.filling.names import way_to
from specify.layouts.filling.sent import Sent
from specify.records.filling.digests import ID, digest, fields_in
from specify.records.filling.posting import new_rows_in
from specify.records.rules.beginnings import UNIQUE_TO_BEGIN_WITH
from specify.records.writing.changes import Change, Saving
from specify.records.writing.levels import level_of
from specify.resources.place import Place
from specify.resources.stamp import remember
from specify.security.entering import Visit
from specify.text.folding import fold

LEVELS = frozenset({"collection", "discipline", "division", "institution"})
OWNERS = LEVELS | {"collectionMemberId"}
"""What says to whom a row belongs."""
_AT_ONCE = 100
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class UniqueRule:
    """Of the rows of `table` no two may agree in all of `fields` and `scopes`, which are paths with `__` between."""

    table: str
    fields: tuple[str, ...]
    scopes: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All that two rows must not agree in."""
        return (*self.fields, *self.scopes)


class _StoredField(NamedTuple):
    """One field of a stored rule, with what is known of the rule."""

    path: str
    is_scope: bool
    rule: int
    table: str
    built_in: bool
    discipline: int | None
    division: int | None


def check_unique(saving: Saving) -> None:
    """Note every row that would be there twice."""
    rules = _all_for(saving.visit.place, saving.visit.stamp)
    for table in dict.fromkeys(change.table.key for change in saving.changes if change.deed != "delete"):
        for rule in rules.get(table, ()):
            touched = [change for change in saving.of(table) if _touches(rule, change)]
            if keyed := _keyed(saving, rule, touched):
                _compare(saving, rule, keyed)


def is_compared(visit: Visit, table: str) -> bool:
    """Whether any rule compares records of the table with that key."""
    return bool(_all_for(visit.place, visit.stamp).get(table))


def tables_compared(visit: Visit, table: Table, sent: Sent, *, is_new: bool) -> set[str]:
    """The tables of which a form changes what a rule compares, judged by what was sent for each control.

    Who saves it holds their locks meanwhile (`numbering`), since rows that others have not committed are not seen.
    """
    rules = _all_for(visit.place, visit.stamp)
    compared = {(key, path.partition("__")[0]) for key in rules for rule in rules[key] for path in rule.paths}
    found = set()
    for name in fields_in(sent.texts):
        member = way_to(table, name, present.tables())
        if member and (member.table.key, member.member.name.lower()) in compared:
            is_made = is_new or bool(new_rows_in(name))
            texts = [(part, sent.texts.get(part)) for part in (name, name + ID)]
            if any(text and (is_made or digest(text) != sent.digests.get(part)) for part, text in texts):
                found.add(member.table.key)
    return found


def rules_for(place: Place, stamp: str) -> Mapping[str, Sequence[UniqueRule]]:
    """The rules that hold at a place, by table."""
    return remember(stamp, ("unique", place.discipline_id), lambda: _by_table(_read(place)))


def _all_for(place: Place, stamp: str) -> Mapping[str, Sequence[UniqueRule]]:
    """The same, and what the database itself keeps unique beside them."""

    def read() -> Mapping[str, Sequence[UniqueRule]]:
        rules = rules_for(place, stamp)
        return {
            key: (*rules.get(key, ()), *_kept_by_database(table, rules.get(key, ())))
            for key, table in present.tables().items()
        }

    return remember(stamp, ("unique", place.discipline_id, "database"), read)


def _kept_by_database(table: Table, rules: Sequence[UniqueRule]) -> Iterator[UniqueRule]:
    """What no rule compares already; whose the rows are is named as the scope."""
    for key in (*table.unique, *((field.name,) for field in table.fields.values() if field.unique)):
        own = {name.lower() for name in key if name not in OWNERS}
        if all(table.find(name) for name in key) and not any(_but_owners(rule) <= own for rule in rules):
            scopes = {name for name in key if name in OWNERS or _is_owner(table, name)}
            fields = tuple(name.lower() for name in key if name not in scopes)
            yield UniqueRule(table.key, fields, tuple(sorted(name.lower() for name in scopes)))


def _but_owners(rule: UniqueRule) -> set[str]:
    return {path for path in rule.paths if path.rpartition("__")[2] not in LEVELS}


def _is_owner(table: Table, name: str) -> bool:
    """Whether that leads to the record whose dependent a row is."""
    way = table.relationships.get(name)
    other = present.tables()[way.target.lower()].relationships.get(way.other or "") if way else None
    return other is not None and other.dependent


def _by_table(rules: Iterable[UniqueRule]) -> Mapping[str, Sequence[UniqueRule]]:
    found: dict[str, list[UniqueRule]] = defaultdict(list)
    for rule in dict.fromkeys(rules):
        table = present.tables().get(rule.table)
        if table is not None and rule.fields and all(_way(table, path) for path in rule.paths):
            found[rule.table].append(rule)
    return found


def _read(place: Place) -> Iterator[UniqueRule]:
    """The stored rules, and those to begin with where the discipline has none that is built in."""
    has_built_in = False
    for _rule, several in groupby(_stored_fields(), key=attrgetter("rule")):
        fields = list(several)
        one, table = fields[0], fields[0].table.lower()
        has_built_in |= bool(one.built_in) and one.discipline == place.discipline_id
        if _holds(place, table, one):
            plain, scopes = (
                tuple(f.path.lower() for f in fields if f.path and bool(f.is_scope) is is_scope)
                for is_scope in (False, True)
            )
            yield UniqueRule(table, plain, scopes)
    if not has_built_in:
        yield from (UniqueRule(table, fields, scopes) for table, fields, scopes in UNIQUE_TO_BEGIN_WITH)


def _stored_fields() -> Iterable[_StoredField]:
    """The fields of all rules, rule by rule."""
    if not present.has("uniquenessrulefield"):
        return ()
    names = ("id", "modelname", "isdatabaseconstraint", "discipline_id", "discipline__division_id")
    columns = ("fieldpath", "isscope", *(f"uniquenessrule__{name}" for name in names))
    query = model("uniquenessrulefield")._default_manager.order_by("uniquenessrule_id", "id")
    return (_StoredField(*row) for row in query.values_list(*columns))


def _holds(place: Place, table_key: str, rule: _StoredField) -> bool:
    """Whether a rule meets the records of a table here: everyone's does, a discipline's at the level they share."""
    table = present.tables().get(table_key)
    if rule.discipline is None or table is None:
        return True
    level = level_of(table, place)
    if level == "division":
        return rule.division == place.division_id
    return level == "institution" or rule.discipline == place.discipline_id


def _way(table: Table, path: str) -> tuple[str, ...]:
    """The members that a path of lower-case names leads through, as they are spelled; nothing when it leads nowhere."""
    names: list[str] = []
    here: Table | None = table
    for word in path.split("__"):
        member = here.find(word) if here else None
        if member is None or (isinstance(member, Relationship) and not member.column):
            return ()
        names.append(member.name)
        here = present.tables().get(member.target.lower()) if isinstance(member, Relationship) else None
    return tuple(names)


def _touches(rule: UniqueRule, change: Change) -> bool:
    """Whether the change could make its row equal to another."""
    return change.deed == "make" or change.alters(*(_way(change.table, path)[0] for path in rule.paths))


def _keyed(saving: Saving, rule: UniqueRule, changes: Sequence[Change]) -> dict[Change, Values]:
    """What the rule compares of each row; those are passed over that miss a value they may miss."""
    found = saving.settled(
        lambda: {
            change: tuple(saving.at(change, *_way(change.table, path)) for path in rule.paths) for change in changes
        }
    )
    return {
        change: values
        for change, values in found.items()
        if all(
            value is not None or _is_required(change.table, path)
            for path, value in zip(rule.paths, values, strict=True)
        )
    }


def _is_required(table: Table, path: str) -> bool:
    member = table.find(path)
    return member is not None and member.required


def _compare(saving: Saving, rule: UniqueRule, keyed: Mapping[Change, Values]) -> None:
    """Look for each row among the others of the set, and in the database."""
    first: dict[Values, Change] = {}
    for change, values in keyed.items():
        other = first.setdefault(_folded(values), change)
        if other is not change:
            _refuse(saving, rule, change, None)
    known = [values for values in keyed.values() if not any(isinstance(value, Change) for value in values)]
    for row_id, *stored in _stored(rule, known, saving.ids(rule.table)):
        if (found := first.get(_folded(stored))) is not None:
            _refuse(saving, rule, found, row_id)


def _folded(values: Iterable[Any]) -> Values:
    return tuple(fold(value) if isinstance(value, str) else value for value in values)


def _stored(rule: UniqueRule, wanted: Sequence[Values], without: list[int]) -> Iterator[tuple[Any, ...]]:
    """The id and values of stored rows that agree with one of `wanted`."""
    table = present.tables()[rule.table]
    paths = ["__".join(_way(table, path)) for path in rule.paths]
    for start in range(0, len(wanted), _AT_ONCE):
        conditions = [_equal(paths, values) for values in wanted[start : start + _AT_ONCE]]
        query = model(rule.table)._default_manager.filter(reduce(or_, conditions)).exclude(pk__in=without)
        yield from query.values_list("pk", *paths)[:_AT_ONCE]


def _equal(paths: Sequence[str], values: Values) -> Q:
    told = zip(paths, values, strict=True)
    return Q(**{(f"{path}__isnull" if value is None else path): value is None or value for path, value in told})


def _refuse(saving: Saving, rule: UniqueRule, change: Change, stored: int | None) -> None:
    """The sentence, at the first of the rule's fields."""
    names = [_way(change.table, path)[-1] for path in rule.fields]
    words = {"table": saving.caption(change), "fields": _(" and ").join(saving.caption(change, name) for name in names)}
    if stored is None:
        sentence = _("%(table)s must have unique %(fields)s; two of the records to be saved have the same.") % words
        saving.refuse(change, names[0], sentence)
        return
    sentence = _("%(table)s must have unique %(fields)s; another record has the same.")
    if rule.scopes:
        sentence = _("%(table)s must have unique %(fields)s in %(scope)s; another record has the same.")
        words["scope"] = _scope_caption(saving, change.table, rule.scopes[0])
    saving.refuse(change, names[0], sentence % words, (change.table.key, stored))


def _scope_caption(saving: Saving, table: Table, path: str) -> str:
    """What the last step of a way is called."""
    *passed, last = _way(table, path)
    for name in passed:
        table = present.tables()[table.relationships[name].target.lower()]
    return saving.visit.captions.field(table.key, last)
