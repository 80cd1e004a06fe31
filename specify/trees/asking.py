"""Queries that begin at a node: for what hangs on it and below it, to be narrowed and shown otherwise in the builder.

In: a visit, a tree, a node. Out: the address of the builder with the query, and of what else can be done with all that
it finds, such as printing it. Kept of Specify 7: of taxa only current determinations count. Changed on purpose: it asks
for the name at the node's rank, which finds all below it, and it finds what is counted under the node: a specimen
determined by a synonym counts for the accepted name.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from specify.query.asked import Line, Operator, Order, Query
from specify.query.running import ACTION, RESOURCE
from specify.query.specs import Plain, Ranked, Spec
from specify.query.texts import pairs_of
from specify.security.entering import Visit
from specify.trees.definitions import TreeHere
from specify.trees.levels import Shown
from specify.trees.specimens import path_to_nodes, tables_counted
from specify.web.menus import ways_on


def may_ask(visit: Visit, tree: TreeHere) -> bool:
    """Whether the person may run such a query, and there is anything to find."""
    return visit.rights.may(RESOURCE, ACTION) and bool(tables_counted(tree.table, visit.place))


def query_from(visit: Visit, tree: TreeHere, node: Shown) -> str:
    """The address of the builder. Asks the database nothing."""
    query = query_of(visit, tree, node.rank, node.full_name or node.name)
    return f"{reverse('ask-build', kwargs=visit.place.way)}?{urlencode(pairs_of(query), safe=',~:()-')}"


def ways_of_branch(visit: Visit, tree: TreeHere, rank: int, name: str) -> Iterator[tuple[str | Promise, str]]:
    """What can be done with all that hangs on a node and below it: words and addresses."""
    if may_ask(visit, tree):
        query = query_of(visit, tree, rank, name)
        told = urlencode(pairs_of(query), safe=",~:()-")
        yield from ((way.title, f"{way.address(visit)}?{told}") for way in ways_on(visit, query.base))


def query_of(visit: Visit, tree: TreeHere, node_rank: int, name: str) -> Query:
    """What hangs on the node with that rank and full name and below it, by number, with the nodes it hangs on."""
    base, path = path_to_nodes(tree.table, visit.place)
    number = Spec(base, ("collectionObject",) if base == "preparation" else (), Plain("catalogNumber"))
    rank = Ranked(tree.ranks[node_rank].name, "fullName")
    lines = [
        Line(number, order=Order.ASCENDING),
        Line(Spec(base, path, Plain("fullName"))),
        Line(Spec(base, path, rank), Operator.EQUAL, name, is_shown=False),
    ]
    if tree.key == "taxon":
        lines.append(Line(Spec(base, path[:-1], Plain("isCurrent")), Operator.TRUE, is_shown=False))
    return Query(base, tuple(lines), is_ours=True)
