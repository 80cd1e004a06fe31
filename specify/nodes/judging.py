"""Judges whether the numbers of a tree can be trusted, and notes it for whoever finds by them.

In: a tree. Out: its row in `TreeState`. All nodes are looked through only where the tree's stamp has changed since.
"""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction

from specify.nodes.models import TreeState
from specify.nodes.repairing import are_ranked, faults
from specify.nodes.tree_tables import TreeTable, fetched, tree_tables

_STAMP = """
SELECT {definition}, COUNT(*), MAX({modified}), MAX({created}) FROM {t} GROUP BY {definition}
"""


def judge_all(now: datetime) -> None:
    """Judge every tree that the database has."""
    for tree in tree_tables().values():
        judge(tree, now)


def judge(tree: TreeTable, now: datetime) -> tuple[bool, dict[int, int]]:
    """Whether the numbers are valid, and how many nodes there are of each definition."""
    columns = {name: tree.nodes.fields[f"timestamp{name.title()}"].column for name in ("modified", "created")}
    rows = fetched(tree.sql(_STAMP, **columns))
    nodes = {definition: number for definition, number, *_moments in rows}
    newest = max((_moment(one) for _id, _number, *moments in rows for one in moments if one), default=None)
    before = TreeState.objects.filter(tree=tree.key).first()
    told = {str(key): number for key, number in nodes.items()}
    is_same = before is not None and (before.nodes, before.newest) == (told, newest)
    is_valid = before.is_valid if before and is_same else faults(tree).are_valid
    is_ranked = before.is_ranked if before and is_same else None
    is_ranked = are_ranked(tree) if is_ranked is None else is_ranked
    values = {"is_valid": is_valid, "is_ranked": is_ranked, "nodes": told, "newest": newest, "checked": now}
    with suppress(IntegrityError), transaction.atomic(using="web"):  # somebody else has looked at the same time
        TreeState.objects.update_or_create(tree=tree.key, defaults=values)
    return is_valid, nodes


def _moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
