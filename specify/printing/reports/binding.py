"""Which query's fields fill a report, and the reports within it, where their names do not tell.

In: the number of a resource, what was chosen. Out: rows of `web_report`; `Binding`s by the name of the report within,
which is empty for the report itself. The row without a field tells the query, and its table as text. A parameter by
which the rows of a report within are found stands there as `$P{name}`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db import router, transaction

from specify.datamodel.tables import model
from specify.printing.jrxml.naming import columns_of, parsed
from specify.printing.models import Bound

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_PARAMETER = "$P{%s}"
_NEAR = 0.5
"""From how alike on, of 1, a field is suggested for a name."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A query, its table, and string ids of its fields by the names of the report's fields, or parameters."""

    query: int
    table: str
    fields: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)


def bindings_of(resource: int) -> dict[str, Binding]:
    """What was chosen for a report and those within it. One statement."""
    rows: dict[str, list[Bound]] = {}
    for row in Bound.objects.filter(resource=resource):
        rows.setdefault(row.subreport, []).append(row)
    found = {}
    for within, its_rows in rows.items():
        whole = next((row for row in its_rows if not row.field), None)
        if whole is not None:
            told = {row.field: row.string_id for row in its_rows if row.field}
            found[within] = Binding(
                query=whole.query_id,
                table=whole.string_id,
                fields={name: told[name] for name in told if not _is_parameter(name)},
                parameters={name[3:-1]: told[name] for name in told if _is_parameter(name)},
            )
    return found


def bind(resource: int, within: str, binding: Binding) -> None:
    """Remember what was chosen instead of what was before."""
    told = {"": binding.table, **binding.fields}
    told |= {_PARAMETER % name: text for name, text in binding.parameters.items()}
    rows = [
        Bound(resource=resource, subreport=within, field=name, query_id=binding.query, string_id=text)
        for name, text in told.items()
    ]
    with transaction.atomic(router.db_for_write(Bound)):
        unbind(resource, within)
        Bound.objects.bulk_create(rows)


def unbind(resource: int, within: str) -> None:
    """Forget what was chosen."""
    Bound.objects.filter(resource=resource, subreport=within).delete()


def sweep_orphans() -> int:
    """Forget what was chosen for reports that are gone; how many rows. Two statements, and one where there are any."""
    kept = {*Bound.objects.values_list("resource", flat=True).distinct()}
    gone = kept - set(model("spappresource")._default_manager.values_list("pk", flat=True)) if kept else kept
    return Bound.objects.filter(resource__in=gone).delete()[0] if gone else 0


def suggested(name: str, offered: Mapping[str, str]) -> str:
    """The field that a name probably means, of string ids with their captions; nothing if none is near."""
    if exact := columns_of([name], offered).get(name):
        return exact
    best, most = "", _NEAR
    for string_id, caption in offered.items():
        path = parsed(string_id)
        alike = max(_alike(name, text) for text in (caption, path[-1] if path else string_id))
        if alike > most or alike == most and not best:
            best, most = string_id, alike
    return best


def _alike(one: str, other: str) -> float:
    """How alike letters are; or how many words, cut short perhaps, begin the other's: `CatNo`, “Catalog number”."""
    words, others = _words(one), _words(other)
    begun = sum(any(long.startswith(short) for long in others) for short in words)
    return max(begun / max(1, len(words)), SequenceMatcher(None, _letters(one), _letters(other)).ratio())


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _is_parameter(name: str) -> bool:
    return name.startswith("$P{") and name.endswith("}")
