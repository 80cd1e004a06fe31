"""Keeps the accepted names that determinations note beside their taxa right when synonyms change.

In: the tree, and a taxon with the accepted one that is to stand for it. Out: determinations changed, or how many would
be. Kept of Specify 7: determinations of the taxon, and those that note it, note the accepted one from then on; versions
are not raised. Added: those of its synonyms, whatever they noted. Other trees have nothing of the kind.
"""

from typing import Any

from django.db.models import Q, QuerySet

from specify.datamodel.tables import model
from specify.nodes.tree_tables import TreeTable
from specify.trees.recounting import AtNode, hanging_at

TAXON = "taxon"


def prefer(tree: TreeTable, node: int, accepted: int) -> int:
    """Let all determinations that lead to a taxon note an accepted one; how many. One statement."""
    return int(_leading_to(node).update(preferredTaxon_id=accepted)) if tree.key == TAXON else 0


def prefer_itself(tree: TreeTable, node: int) -> int:
    """Let the determinations of a taxon and of its synonyms note the taxon itself. One statement."""
    return int(_named(node).update(preferredTaxon_id=node)) if tree.key == TAXON else 0


def leading_to(tree: TreeTable, node: int, most: int) -> int:
    """How many determinations `prefer` would change; counted up to `most`."""
    return int(_leading_to(node)[:most].count()) if tree.key == TAXON else 0


def named(tree: TreeTable, node: int, most: int) -> int:
    """How many determinations `prefer_itself` would change; counted up to `most`."""
    return int(_named(node)[:most].count()) if tree.key == TAXON else 0


def hanging(tree: TreeTable, node: int) -> list[AtNode]:
    """Where the current ones that `prefer` would change are counted now. One statement."""
    return hanging_at(_leading_to(node).filter(isCurrent=True), "preferredTaxon_id") if tree.key == TAXON else []


def hanging_named(tree: TreeTable, node: int) -> list[AtNode]:
    """Where the current ones that `prefer_itself` would change are counted now. One statement."""
    return hanging_at(_named(node).filter(isCurrent=True), "preferredTaxon_id") if tree.key == TAXON else []


def _leading_to(node: int) -> QuerySet[Any, Any]:
    return _determinations(Q(taxon_id=node) | Q(preferredTaxon_id=node), node)


def _named(node: int) -> QuerySet[Any, Any]:
    return _determinations(Q(taxon_id=node), node)


def _determinations(own: Q, node: int) -> QuerySet[Any, Any]:
    synonyms = list(model(TAXON)._default_manager.filter(acceptedTaxon_id=node).values_list("pk", flat=True))
    found: QuerySet[Any, Any] = model("determination")._default_manager.filter(own | Q(taxon_id__in=synonyms))
    return found
