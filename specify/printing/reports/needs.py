"""What a stored report needs, and what of it cannot be honoured: read once, by the render process.

In: a visit, a resource. Out: `Checked`, kept until settings change; a `BadTemplate` for what is no template.
"""

from specify.printing.jrxml_printing import Checked, check_template
from specify.printing.rendering.telling import BadTemplate
from specify.printing.reports.library import Resource, content_of, resource_within
from specify.resources.stamp import remember
from specify.security.entering import Visit

DEEPEST = 5
"""So deep reports may stand in reports."""


def needs_of(visit: Visit, resource: Resource) -> Checked:
    """What the template of a resource needs."""

    def check() -> Checked:
        return check_template(content_of(resource.id), resource.name)

    key = ("needs of a report", resource.id, visit.viewer.language)
    return remember(visit.stamp, key, check)


def all_within(visit: Visit, resource: Resource) -> dict[str, tuple[Resource | None, Checked | None]]:
    """The reports within a report, and within those, by their names.

    There is no resource for one that is not stored, and no needs where it is no template.
    """
    found: dict[str, tuple[Resource | None, Checked | None]] = {}
    waiting = [(resource, 0)]
    while waiting:
        outer, depth = waiting.pop(0)
        for name in needs_of(visit, outer).within:
            if name in found or depth >= DEEPEST:
                continue
            inner = resource_within(visit, name)
            found[name] = (inner, _needs_if_any(visit, inner))
            waiting += [(inner, depth + 1)] if inner and found[name][1] else []
    return found


def _needs_if_any(visit: Visit, resource: Resource | None) -> Checked | None:
    try:
        return needs_of(visit, resource) if resource else None
    except BadTemplate:
        return None
