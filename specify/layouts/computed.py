"""Values that forms may name although no column holds them: counts, states of loan, the current determination.

In: `Rows` and the id of a row. Out: a value, or None while rows have still to be loaded. The sums are Specify 7's: a
preparation is on loan while an unresolved loan item has pieces that are not back; gifts, exchanges and disposals
reduce what is actually there. On purpose otherwise: sums over all objects of an accession are not made here, because
they would load every one of them; such fields are named as not shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = Mapping[str, Any]


class RowSource(Protocol):
    """What the computations ask of `Rows`."""

    def get(self, table: str, row_id: int) -> Row | None:
        """The row, or None when it has to be loaded first."""

    def children(
        self, table: str, relationship: str, row_id: int, *, limit: int | None = None, order: str | None = None
    ) -> Sequence[Row] | None:
        """The rows behind a relationship, or None when they have to be loaded first."""


Computing = Callable[[RowSource, int], object]


@dataclass(frozen=True, slots=True)
class ComputedField:
    """A value computed from rows of `tables`, which must be readable; `compute` is None for what is not made here."""

    name: str
    compute: Computing | None
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputedRelationship:
    """One record found by a rule; `compute` gives its id, 0 for none, None while rows are missing."""

    name: str
    compute: Computing
    target: str

    @property
    def tables(self) -> tuple[str, ...]:
        """What must be readable for it."""
        return (self.target,)


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | float | str) else 0


def _sum(rows: RowSource, way: tuple[str, str], row_id: int, field: str) -> int | None:
    children = rows.children(*way, row_id)
    return None if children is None else sum(_number(child[field]) for child in children)


def _given_away(rows: RowSource, preparation: int) -> int | None:
    ways = ("giftPreparations", "exchangeOutPreps", "disposalPreparations")
    sums = [_sum(rows, ("preparation", way), preparation, "quantity") for way in ways]
    return None if None in sums else sum(each or 0 for each in sums)


def _actual_count(rows: RowSource, preparation: int) -> int | None:
    row, gone = rows.get("preparation", preparation), _given_away(rows, preparation)
    return None if row is None or gone is None else max(0, _number(row.get("countAmt")) - gone)


def _actual_total(rows: RowSource, collection_object: int) -> int | None:
    preparations = rows.children("collectionobject", "preparations", collection_object)
    if preparations is None:
        return None
    counts = [_actual_count(rows, preparation["id"]) for preparation in preparations]
    return None if None in counts else sum(each or 0 for each in counts)


def _total(rows: RowSource, collection_object: int) -> int | None:
    return _sum(rows, ("collectionobject", "preparations"), collection_object, "countAmt")


def _current_determination(rows: RowSource, collection_object: int) -> int | None:
    determinations = rows.children("collectionobject", "determinations", collection_object)
    if determinations is None:
        return None
    return next((_number(each["id"]) for each in determinations if each["isCurrent"]), 0)


def _still_out(item: Row) -> int:
    """The pieces of a loan item that are not back; none when it is ticked as resolved."""
    return 0 if item["isResolved"] else max(0, _number(item["quantity"]) - _number(item["quantityResolved"]))


def _is_on_loan(rows: RowSource, preparation: int) -> bool | None:
    items = rows.children("preparation", "loanPreparations", preparation)
    return None if items is None else any(_still_out(item) for item in items)


def _has_pieces(way: str) -> Computing:
    def compute(rows: RowSource, row_id: int) -> object:
        total = _sum(rows, ("preparation", way), row_id, "quantity")
        return None if total is None else total > 0

    return compute


def _over(table: str, way: str, measure: Callable[[Row], int]) -> Computing:
    def compute(rows: RowSource, row_id: int) -> object:
        items = rows.children(table, way, row_id)
        return None if items is None else sum(measure(item) for item in items)

    return compute


def _is_member(rows: RowSource, collection_object: int) -> bool | None:
    joins = rows.children("collectionobject", "cojo", collection_object, limit=1)
    return None if joins is None else bool(joins)


def _one(_item: Row) -> int:
    return 1


def _quantity(item: Row) -> int:
    return _number(item["quantity"])


def _fields(table: str, reads: str, made: Mapping[str, Computing | None]) -> dict[tuple[str, str], ComputedField]:
    """Computed fields of `table`; `reads` names the tables they look at, with spaces between."""
    return {(table, name.lower()): ComputedField(name, compute, tuple(reads.split())) for name, compute in made.items()}


def _items(table: str, way: str, reads: str) -> dict[tuple[str, str], ComputedField]:
    made = {"totalPreps": _over(table, way, _one), "totalItems": _over(table, way, _quantity)}
    return _fields(table, reads, made)


_LOAN = {
    "unresolvedPreps": _over("loan", "loanPreparations", lambda item: int(not item["isResolved"])),
    "unresolvedItems": _over("loan", "loanPreparations", _still_out),
    "resolvedPreps": _over("loan", "loanPreparations", lambda item: int(bool(item["isResolved"]))),
    "resolvedItems": _over("loan", "loanPreparations", lambda item: _quantity(item) - _still_out(item)),
}
_GIVEN_AWAY = "giftpreparation exchangeoutprep disposalpreparation"
_NOT_MADE = dict.fromkeys(("preparationCount", "totalCountAmt", "actualTotalCountAmt", "collectionObjectCount"))

COMPUTED: Mapping[tuple[str, str], ComputedField | ComputedRelationship] = {
    ("collectionobject", "currentdetermination"): ComputedRelationship(
        "currentDetermination", _current_determination, "determination"
    ),
    **_fields("collectionobject", "preparation", {"totalCountAmt": _total}),
    **_fields("collectionobject", f"preparation {_GIVEN_AWAY}", {"actualTotalCountAmt": _actual_total}),
    **_fields("collectionobject", "collectionobjectgroupjoin", {"isMemberOfCOG": _is_member}),
    **_fields("collectionobject", "determination", {"age": None}),
    **_fields("preparation", "loanpreparation", {"isOnLoan": _is_on_loan}),
    **_fields("preparation", "giftpreparation", {"isOnGift": _has_pieces("giftPreparations")}),
    **_fields("preparation", _GIVEN_AWAY, {"actualCountAmt": _actual_count}),
    **_fields("preparation", "disposalpreparation", {"isOnDisposal": _has_pieces("disposalPreparations")}),
    **_fields("preparation", "exchangeoutprep", {"isOnExchangeOut": _has_pieces("exchangeOutPreps")}),
    **_fields("preparation", "exchangeinprep", {"isOnExchangeIn": _has_pieces("exchangeInPreps")}),
    **_items("loan", "loanPreparations", "loanpreparation"),
    **_fields("loan", "loanpreparation", _LOAN),
    **_items("gift", "giftPreparations", "giftpreparation"),
    **_items("disposal", "disposalPreparations", "disposalpreparation"),
    **_items("exchangeout", "exchangeOutPreps", "exchangeoutprep"),
    **_fields("accession", "collectionobject", _NOT_MADE),
    **_fields("deaccession", "disposal", dict.fromkeys(("totalPreps", "totalItems"))),
    **_fields("addressofrecord", "borrow", {"borrow": None}),
}
