"""Which fields a template names, before it is filled: only those are asked of the database.

In: the source of a template, and the names of its lists of records. Out: dotted names in small letters, each with the
line where it first stands: `taxon.fullname`, and for what is named of the records of a list `preparations.countamt`.
"""

from collections.abc import Collection, Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes

from specify.printing.rendering.child.problem import Problem
from specify.printing.rendering.child.sandbox import environment
from specify.printing.rendering.child.syntax import problem_of

Scope = Mapping[str, str]
"""What names stand for where one is in a template: those of lists for themselves, those of loops for their lists."""
Named = tuple[str, int]


def names_of(source: str, lists: Collection[str]) -> Mapping[str, int]:
    """The names of fields in the template, by the lines in which they first stand."""
    try:
        found = list(_named(environment().parse(source), {name: name for name in lists}))
    except TemplateSyntaxError as error:
        raise problem_of(error, source, environment()) from error
    except (RecursionError, MemoryError) as error:
        raise Problem("large") from error
    return dict(sorted(found, key=lambda one: -one[1]))


def _named(node: nodes.Node, scope: Scope) -> Iterator[Named]:
    if isinstance(node, nodes.For):
        yield from _named(node.iter, scope)
        within = {**scope, **_gone_through(node, scope)}
        for child in (node.test, *node.body, *node.else_):
            if child is not None:
                yield from _named(child, within)
        return
    path = _path(node)
    if path:
        first = scope.get(path[0], path[0])
        yield ".".join((first, *path[1:])).lower(), node.lineno
        return
    for child in node.iter_child_nodes():
        yield from _named(child, scope)


def _path(node: nodes.Node) -> list[str]:
    """The parts of a dotted name; empty for any other expression."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        name = node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        name = node.arg.value
    else:
        return []
    before = _path(node.node)
    return [*before, name] if before else []


def _gone_through(loop: nodes.For, scope: Scope) -> Scope:
    """What a loop calls the records of a list: `for one in preparations`, also where the list is filtered or sorted."""
    iterated = [loop.iter, *loop.iter.find_all((nodes.Name, nodes.Getattr))]
    paths = [path for path in map(_path, iterated) if path and path[0] in scope]
    if not paths or not isinstance(loop.target, nodes.Name):
        return {}
    return {loop.target.name: ".".join((scope[paths[0][0]], *paths[0][1:]))}
