"""The rows one request looks at, loaded a table at a time.

In: questions for rows by table and id, or for the rows behind a to-many relationship. Out: the row when it is there,
None when it has to be loaded first; `load` then fetches everything asked for so far with one statement per table and
kind of question. Whatever shows records is written as a pure function over `Rows` and evaluated again until nothing
is missing, so the number of statements follows the number of tables shown, never the number of rows.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from specify.datamodel import present
from specify.datamodel.declaring import Relationship
from specify.datamodel.selecting import Limit, Wanted, rows_by_id, rows_by_parent, rows_of
from specify.datamodel.tables import join_model, model

Row = Mapping[str, Any]
Found = TypeVar("Found")


class Children(list[Row]):
    """The first rows behind a relationship, in order; `total` counts them all."""

    total: int = 0


class Question(NamedTuple):
    """One kind of question for children: which relationship of which table, how many at most, in which order."""

    table: str
    relationship: str
    limit: int | None
    order: str | None

    def is_like(self, other: "Question") -> bool:
        """Whether the two differ in how many they ask for at most."""
        return self[:2] == other[:2] and self.order == other.order


NO_ROW: Row = {}
UNSAVED = 0
"""The id of a row that is not in the database yet: there is nothing behind it."""


class Rows:
    """Rows already loaded, and the needs for more."""

    def __init__(self, limits: Mapping[str, Limit] | None = None) -> None:
        """Begin with nothing loaded; `limits` holds, by table, rows to those of one place."""
        self._limits = limits or {}
        self._rows: dict[str, dict[int, Row]] = defaultdict(dict)
        self._elsewhere: dict[str, set[int]] = defaultdict(set)
        self._children: dict[Question, dict[int, Children]] = defaultdict(dict)
        self._whole: dict[tuple[str, int], Children] = {}
        self._needed_rows: dict[str, set[int]] = defaultdict(set)
        self._needed_children: dict[Question, set[int]] = defaultdict(set)
        self._needed_whole: set[tuple[str, int]] = set()
        self.missed = 0
        """How often something was asked for that must be loaded first: what is made meanwhile is not yet all of it."""

    def get(self, table: str, row_id: int) -> Row | None:
        """The row, `NO_ROW` when the database has none, None when it must be loaded first."""
        if row_id == UNSAVED:
            return NO_ROW
        row = self._rows[table].get(row_id)
        if row is None:
            self._needed_rows[table].add(row_id)
            self.missed += 1
        return row

    def is_elsewhere(self, table: str, row_id: int) -> bool:
        """Whether a loaded row belongs to another place: it has no page here, and a collection's own is not shown."""
        return row_id in self._elsewhere[table]

    def put(self, table: str, row: Row) -> None:
        """Take a row that was loaded elsewhere."""
        self._rows[table][row["id"]] = row

    def children(
        self, table: str, relationship: str, row_id: int, *, limit: int | None = None, order: str | None = None
    ) -> Children | None:
        """The first `limit` rows behind a to-many relationship of one row, or None when they must be loaded first.

        `order` is a field of the related table, `-` before it for descending; without it the table's own order.
        """
        if row_id == UNSAVED:
            return Children()
        target = present.tables()[table].relationships[relationship].target.lower()
        question = Question(table, relationship, limit, order or present.tables()[target].order)
        found = self._children[question].get(row_id)
        if found is None:
            found = self._begin_of_longer(question, row_id)
        if found is None:
            self._needed_children[question].add(row_id)
            self.missed += 1
        return found

    def may_list(self, table: str) -> bool:
        """Whether the rows of a table can be held to this place by themselves, so that all may be listed."""
        return table in self._limits or not present.tables()[table].scope

    def whole(self, table: str, *, most: int) -> Children | None:
        """All rows of a table that belong to this place, at most so many; None when they must be loaded first."""
        found = self._whole.get((table, most))
        if found is None:
            self._needed_whole.add((table, most))
            self.missed += 1
        return found

    def _begin_of_longer(self, question: Question, row_id: int) -> Children | None:
        """What is asked for, cut from more rows that are here already in the same order."""
        for other, known in self._children.items():
            is_longer = other.limit is None or (question.limit is not None and other.limit >= question.limit)
            if row_id in known and is_longer and other.is_like(question):
                cut = Children(known[row_id][: question.limit])
                cut.total = known[row_id].total
                return cut
        return None

    def load(self) -> bool:
        """Fetch all that was asked for and is not here, one statement per table and question; whether there was any."""
        rows, self._needed_rows = self._needed_rows, defaultdict(set)
        children, self._needed_children = self._needed_children, defaultdict(set)
        whole, self._needed_whole = self._needed_whole, set()
        for table, ids in rows.items():
            self._load_rows(table, ids - self._rows[table].keys())
        for question, ids in children.items():
            self._load_children(question, ids - self._children[question].keys())
        for table, most in whole:
            self._load_whole(table, most)
        return any(rows.values()) or any(children.values()) or bool(whole)

    def _load_rows(self, table: str, ids: set[int]) -> None:
        if not ids:
            return
        limit = self._limits.get(table)
        for row in rows_by_id(table, ids):
            if limit and row[limit.name] not in (limit.value, None):
                self._elsewhere[table].add(row["id"])
                if limit.is_private:
                    continue
            self._rows[table][row["id"]] = row
        for missing in ids - self._rows[table].keys():
            self._rows[table][missing] = NO_ROW

    def _load_children(self, question: Question, ids: set[int]) -> None:
        if not ids:
            return
        for row_id in ids:
            self._children[question][row_id] = Children()
        relationship = present.tables()[question.table].relationships[question.relationship]
        if relationship.through:
            self._load_paired(question, relationship, ids)
        else:
            self._load_keyed(question, relationship, ids)

    def _load_keyed(self, question: Question, relationship: Relationship, ids: set[int]) -> None:
        target, key = relationship.target.lower(), f"{relationship.other}_id"
        order = tuple(ordering_of(target, question.order))
        wanted = Wanted(
            target, key, order, question.limit, None if relationship.dependent else self._limits.get(target)
        )
        for row in rows_by_parent(wanted, ids):
            self._add_child(question, row[key], target, row)

    def _load_paired(self, question: Question, relationship: Relationship, ids: set[int]) -> None:
        join = present.join_tables()[relationship.through or ""]
        near, far = (join.left, join.right) if join.left.target.lower() == question.table else (join.right, join.left)
        target = relationship.target.lower()
        pairs = join_model(join.table).objects.filter(**{f"{near.name}_id__in": ids})
        if limit := self._limits.get(target):
            owner = f"{far.name}__{limit.name}"
            pairs = pairs.filter(Q(**{owner: limit.value}) | Q(**{f"{owner}__isnull": True}))
        found = defaultdict(list)
        for here, there in pairs.order_by(f"{far.name}_id").values_list(f"{near.name}_id", f"{far.name}_id"):
            found[here].append(there)
        shown = {here: there[: question.limit] for here, there in found.items()}
        self._load_rows(target, {one for there in shown.values() for one in there} - self._rows[target].keys())
        for here, there in shown.items():
            siblings = self._children[question][here]
            siblings.extend(row for one in there if (row := self._rows[target][one]))
            siblings.total = len(found[here])

    def _load_whole(self, table: str, most: int) -> None:
        order = tuple(ordering_of(table, None))
        found = self._whole[table, most] = Children(rows_of(table, order, most, self._limits.get(table)))
        for row in found:
            self._rows[table][row["id"]] = row

    def _add_child(self, question: Question, parent: int, target: str, row: Row) -> None:
        siblings = self._children[question][parent]
        siblings.total = row.get("_total") or siblings.total + 1
        if question.limit is None or len(siblings) < question.limit:
            siblings.append(row)
        self._rows[target][row["id"]] = row


def settled(rows: Rows, evaluate: Callable[[], Found]) -> Found:
    """What `evaluate` says when all that it asks of `rows` is loaded."""
    while True:
        found = evaluate()
        if not rows.load():
            return found


def ordering_of(table: str, order: str | None) -> list[str]:
    """What to order rows of `table` by: `order`, else the table's own, and always the id last."""
    wanted = order or present.tables()[table].order
    known = present.tables()[table].find(wanted.lstrip("-").split(".")[0]) if wanted else None
    if wanted is None or known is None:
        return ["id"]
    return [("-" if wanted.startswith("-") else "") + known.name, "id"]


def values_of(query: QuerySet[Any, Any], table: str) -> QuerySet[Any, Any]:
    """The rows of `query` as mappings of field names; byte columns are left out."""
    fields = [f.attname for f in model(table)._meta.concrete_fields if f.get_internal_type() != "BinaryField"]
    return query.values(*fields)
