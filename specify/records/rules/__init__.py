"""Specify's business rules, a module for each table or family of tables.

Each has `before(saving)`, which judges and completes changes before anything is written, and `after(saving)`, which
does what can only be done then. Both see the whole set at once and ask the database by sets.
"""

from collections.abc import Sequence
from typing import Protocol

from specify.records.rules import (
    agents,
    attachments,
    availability,
    borrows,
    collection_objects,
    components,
    consolidated,
    determinations,
    groups,
    loan_returns,
    localities,
    ordering,
    organisation,
    preparations,
    record_sets,
    sequences,
    tree_ranks,
    trees,
    users,
    workbenches,
)
from specify.records.writing.changes import Saving


class Rule(Protocol):
    """A module of rules."""

    def before(self, saving: Saving) -> None:
        """Judge and complete the changes of its tables."""

    def after(self, saving: Saving) -> None:
        """Do what follows from rows that are written."""


# Those that make further rows come before those that judge or number them.
RULES: Sequence[Rule] = (
    organisation,
    users,
    agents,
    tree_ranks,
    trees,
    collection_objects,
    determinations,
    components,
    localities,
    sequences,
    borrows,
    groups,
    consolidated,
    loan_returns,
    preparations,
    availability,
    record_sets,
    workbenches,
    attachments,
    ordering,
)
