"""The nodes above a node, and what they are at a rank.

In: the row of a node in a statement, a rank's name. Out: the expression for a field of the node at or above it that
has the rank, NULL where there is none; and what limits the nodes to trees that have such a rank. Kept of Specify 7: all
ranks of one node are looked for on the same ladder of parents; a tree without any of the ranks that are asked for has
no part in the query, and a record without a node stays. What is only tested may need no ladder: see `spans.py`.
"""

from django.utils.translation import gettext as _

from specify.query.asking import Asking, TreeRanks
from specify.query.joining import At, Joins
from specify.query.refusing import BadQuery
from specify.query.specs import Ranked
from specify.query.sql import Sql, given, listed, sql


class Ladders:
    """The ladders of one statement, and which trees its nodes may be of."""

    def __init__(self, joins: Joins, asking: Asking) -> None:
        """Begin without any."""
        self._joins, self._asking = joins, asking
        self._limits: dict[Sql, None] = {}

    def at(self, node: At, rank: str) -> TreeRanks:
        """The ranks of that name; from now on the node has to be of a tree that has one."""
        found = self._asking.ranks(node.key, rank)
        if not found.items:
            raise BadQuery(
                _("No tree of %(table)s here has a rank “%(rank)s”.")
                % {"table": self._asking.captions.table(node.key), "rank": rank},
                _("Choose one of the ranks that the tree has, or take the line out."),
            )
        definitions = listed(given(one) for one in found.definitions)
        treedef = node.column("definition")
        self._limits[sql("{} IN ({}) OR {} IS NULL", treedef, definitions, treedef)] = None
        return found

    def field_at(self, node: At, ranked: Ranked) -> Sql:
        """A field of the node that has the rank."""
        items = listed(given(one) for one in self.at(node, ranked.rank).items)
        cases = [
            sql("WHEN {} IN ({}) THEN {}", step.column("definitionItem"), items, step.column(ranked.name))
            for step in self._ladder(node)
        ]
        return sql("CASE {} END", listed(cases, " "))

    def limits(self) -> tuple[Sql, ...]:
        """What the nodes have to be; one of them is enough."""
        return tuple(self._limits)

    def _ladder(self, node: At) -> list[At]:
        steps = [node]
        for _step in range(self._asking.depth(node.key) - 1):
            steps.append(self._joins.follow(steps[-1], "parent"))
        return steps
