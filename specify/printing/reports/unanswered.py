"""What stored reports still lack: fields that no query answers, reports within that have none.

In: a resource, what its template needs. Out: what of that is lacking, in names and sentences. No person takes part: it
is told what there is, not who may read it.
"""

from specify.printing.jrxml.naming import columns_of
from specify.printing.jrxml_printing import Checked
from specify.printing.reports.binding import Binding, bindings_of
from specify.printing.reports.filling import ALWAYS_THERE, columns_in
from specify.printing.reports.library import Resource, source_of
from specify.resources.stamp import settings_stamp
from specify.web.refusals import Refusal


def unanswered(resource: Resource, needs: Checked) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Fields and reports within that have no query, and what is wrong with the queries. A few statements."""
    bindings, problems = bindings_of(resource.id), list[str]()
    source = source_of(resource, settings_stamp())
    own = bindings.get("") or (Binding(source.query, source.table) if source.query is not None else None)
    used = [name for name in needs.used if name.lower() not in ALWAYS_THERE]
    fields = needs.fields
    if own is not None:
        try:
            columns = columns_in(own.query, own.table)
            fields = _lacking(used, columns.names, own)
        except Refusal as refusal:
            problems.append(f"{refusal.sentence} {refusal.remedy}")
    within = tuple(name for name in needs.subreports if name not in bindings)
    return fields, within, tuple(problems)


def _lacking(used: list[str], names: tuple[str, ...], own: Binding) -> tuple[str, ...]:
    answered = columns_of(used, names)
    return tuple(name for name in used if name not in answered and not columns_of([own.fields.get(name, "")], names))
