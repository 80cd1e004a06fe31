"""The values that a field offers to be asked for, and how a stored one reads.

In: a visit, what a line is about, a text. Out: the pick list of the field, if it has one of its own items; the title
that stands there for a stored value. Kept of Specify: what is asked for is the value, what is shown its title.
"""

from specify.query.specs import Plain, Spec
from specify.resources.picklists import Kind, PickList, built_in, pick_list
from specify.security.entering import Visit


def pick_list_of(visit: Visit, spec: Spec) -> PickList | None:
    """The pick list of a field, where it has items of its own."""
    end = spec.end
    if not isinstance(end, Plain) or end.part:
        return None
    key = spec.table.key
    found = built_in(key, end.name)
    if found is None and (name := visit.captions.item(key, end.name).pick_list):
        found = pick_list(visit.viewer, visit.stamp, name)
    return found if found and found.kind is Kind.ITEMS and found.items else None


def value_words(visit: Visit, spec: Spec, value: str) -> str:
    """A value as a person reads it."""
    found = pick_list_of(visit, spec)
    return (found.title_of(value) if found else None) or value
