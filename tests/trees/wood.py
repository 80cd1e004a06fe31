"""A tree of one's own in the collection of fishes, what is done to it, and what must hold of it and of its records."""

from specify.datamodel.tables import model
from specify.nodes.full_names import rewrite_tree
from specify.nodes.repairing import renumber
from specify.nodes.tree_tables import TreeTable
from specify.resources.stamp import forget
from specify.security.entering import Visit, visit_of
from specify.trees.acting import Asked, act
from specify.trees.deeds import DEEDS
from tests.nodes.growing import Grove, assert_numbered
from tests.planting import World


def grove_in(visit: Visit, key: str = "taxon", direction: int = 1) -> tuple[Grove, Visit]:
    """An empty tree that is the collection's, and the visit of whoever works with it."""
    grove = Grove(key, direction, World.at(visit.place))
    owner = {"storage": ("institution", "storageTreeDef")}.get(key, ("discipline", _column(key)))
    model(owner[0]).objects.filter(pk=grove.world.ids[owner[0]]).update(**{f"{owner[1]}_id": grove.definition})
    forget()  # the definitions of another test's tree
    return grove, visit_of(visit.user.pk, visit.place.collection_id, "en")


def _column(key: str) -> str:
    names = {"geologictimeperiod": "geologicTimePeriod", "lithostrat": "lithoStrat", "tectonicunit": "tectonicUnit"}
    return f"{names.get(key, key)}TreeDef"


def settle(grove: Grove) -> None:
    """Give the nodes numbers and full names."""
    renumber(grove.tree)
    assert rewrite_tree(grove.tree, grove.definition) is None


def one(grove: Grove, name: str) -> int:
    """The node of that name."""
    return int(model(grove.key).objects.get(definition_id=grove.definition, name=name).pk)


def move(visit: Visit, tree: TreeTable, node: int, target: int) -> None:
    """Let a node stand under another one."""
    act(visit, DEEDS["move"].verb, Asked(tree, node, target))


def merge(visit: Visit, tree: TreeTable, node: int, target: int) -> None:
    """Let a node go into another."""
    act(visit, DEEDS["merge"].verb, Asked(tree, node, target))


def synonymise(visit: Visit, tree: TreeTable, node: int, target: int) -> None:
    """Let a node be a synonym of another."""
    act(visit, DEEDS["synonymise"].verb, Asked(tree, node, target))


def desynonymise(visit: Visit, tree: TreeTable, node: int) -> None:
    """Let a synonym be accepted again."""
    act(visit, DEEDS["desynonymise"].verb, Asked(tree, node))


def move_items(visit: Visit, tree: TreeTable, node: int, target: int) -> None:
    """Let all that is stored in one place be stored in another."""
    act(visit, DEEDS["move-items"].verb, Asked(tree, node, target))


def assert_sound(grove: Grove) -> None:
    """All that must hold of a tree: numbers, ranks, full names, accepted nodes."""
    assert_numbered(grove.key)
    assert grove.names() == grove.expected_names()
    nodes = {node.pk: node for node in model(grove.key).objects.filter(definition_id=grove.definition)}
    accepted = f"{grove.tree.accepted}_id"
    for node in nodes.values():
        target, parent = getattr(node, accepted), nodes.get(node.parent_id)
        assert node.isAccepted is (target is None), node.fullName
        assert target is None or getattr(nodes[target], accepted) is None, node.fullName
        assert parent is None or parent.rankId < node.rankId, node.fullName
    assert [node.pk for node in nodes.values() if node.parent_id is None] == [min(nodes)]


def assert_determined(grove: Grove) -> None:
    """Determinations note the accepted name of their taxa."""
    named = model("determination").objects.filter(taxon__definition_id=grove.definition)
    for taxon, preferred, accepted in named.values_list("taxon_id", "preferredTaxon_id", "taxon__acceptedTaxon_id"):
        assert preferred == (accepted or taxon)
