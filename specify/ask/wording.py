"""The words for fields and operators of queries, in sentences as in controls.

In: a visit's captions, what a line is about. Out: texts. A field is called by its caption, and by the relationships
that lead to it, the nearest first, with commas between, as parts of an address are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.datamodel import present
from specify.query.asked import WITHOUT_VALUE, Line, Operator
from specify.query.labels import heading
from specify.query.operands import WHOLE
from specify.query.specs import Age, Counted, Gathered, Plain, Ranked, Spec, Told
from specify.resources.captions import Captions


class Kind(StrEnum):
    """What the values of a line are; `NUMBERED` are texts that count up, `WORDS` what is told of records."""

    TEXT = "text"
    NUMBERED = "numbered"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    WORDS = "words"
    AGE = "age"


OPERATORS: Mapping[Operator, Promise] = {
    Operator.ANY: _("any"),
    Operator.EQUAL: _("equals"),
    Operator.CONTAINS: _("contains"),
    Operator.STARTS_WITH: _("starts with"),
    Operator.ENDS_WITH: _("ends with"),
    Operator.IN: _("is one of"),
    Operator.GREATER: _("is more than"),
    Operator.LESS: _("is less than"),
    Operator.GREATER_OR_EQUAL: _("is at least"),
    Operator.LESS_OR_EQUAL: _("is at most"),
    Operator.BETWEEN: _("between"),
    Operator.TRUE: _("yes"),
    Operator.FALSE: _("no"),
    Operator.TRUE_OR_EMPTY: _("yes or empty"),
    Operator.FALSE_OR_EMPTY: _("no or empty"),
    Operator.EMPTY: _("is empty"),
    Operator.LIKE: _("like"),
    Operator.AGE_PERIOD: _("is of the age"),
    Operator.AGE_RANGE: _("between, in million years"),
}
"""In the order in which they are offered."""
OF_DATES: Mapping[Operator, Promise] = {
    Operator.GREATER: _("after"),
    Operator.LESS: _("before"),
    Operator.GREATER_OR_EQUAL: _("on or after"),
    Operator.LESS_OR_EQUAL: _("on or before"),
}
_COMPARING = frozenset(OF_DATES)
_OF_TEXTS = frozenset(
    (
        *(Operator.ANY, Operator.EQUAL, Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH, Operator.IN),
        *(Operator.BETWEEN, Operator.EMPTY, Operator.LIKE),
    )
)
_OFFERED: Mapping[Kind, frozenset[Operator]] = {
    Kind.TEXT: _OF_TEXTS,
    Kind.NUMBERED: _OF_TEXTS | _COMPARING,
    Kind.NUMBER: _COMPARING | {Operator.ANY, Operator.EQUAL, Operator.IN, Operator.BETWEEN, Operator.EMPTY},
    Kind.DATE: (_OF_TEXTS | _COMPARING) - {Operator.IN, Operator.STARTS_WITH, Operator.ENDS_WITH},
    Kind.BOOLEAN: frozenset(
        (
            *(Operator.ANY, Operator.TRUE, Operator.FALSE, Operator.TRUE_OR_EMPTY, Operator.FALSE_OR_EMPTY),
            Operator.EMPTY,
        )
    ),
    Kind.WORDS: _OF_TEXTS - {Operator.BETWEEN, Operator.IN},
    Kind.AGE: frozenset((Operator.ANY, Operator.AGE_PERIOD, Operator.AGE_RANGE)),
}


def kind_of(spec: Spec) -> Kind:
    """What the values of a line about `spec` are."""
    end = spec.end
    if isinstance(end, Told | Gathered):
        return Kind.WORDS
    if isinstance(end, Age):
        return Kind.AGE
    field = spec.field
    if isinstance(end, Counted) or field is None or (isinstance(end, Plain) and end.part):
        return Kind.NUMBER
    if field.kind in ("date", "timestamp"):
        return Kind.DATE
    if field.kind == "boolean":
        return Kind.BOOLEAN
    if field.kind in (*WHOLE, "decimal", "double"):
        return Kind.NUMBER
    return Kind.NUMBERED if field.name == "catalogNumber" else Kind.TEXT


def operators_for(line: Line, *, is_ours: bool, compares_texts: bool = False) -> list[tuple[Operator, str]]:
    """The operators that make sense for a line, with their words; the one that it has is always among them.

    Texts are compared as words in a list are, which says little of numbers in them: that is offered on request.
    """
    kind = kind_of(line.spec)
    offered = _OFFERED[kind] if kind is not Kind.WORDS or is_ours else frozenset((Operator.ANY,))
    if kind is Kind.TEXT and compares_texts:
        offered |= _COMPARING
    words = {**OPERATORS, **OF_DATES} if kind is Kind.DATE else OPERATORS
    return [(one, str(words[one])) for one in OPERATORS if one in offered or one is line.operator]


def takes_value(line: Line, *, is_ours: bool) -> bool:
    """Whether something is to be said behind the operator of a line; what has been said is there in any case."""
    kind = kind_of(line.spec)
    if line.value:
        return True
    if kind is Kind.BOOLEAN or line.operator in WITHOUT_VALUE - {Operator.ANY}:
        return False
    return is_ours or kind is not Kind.WORDS


def field_words(captions: Captions, spec: Spec) -> str:
    """What a line is about, without the way to it."""
    return heading(Line(spec), captions)


def way_words(captions: Captions, spec: Spec) -> str:
    """The relationships that lead to what a line is about, the nearest first."""
    path = spec.path[:-1] if isinstance(spec.end, Told) else spec.path
    return path_words(captions, spec.base, path)


def path_words(captions: Captions, base: str, path: tuple[str, ...]) -> str:
    """A path of relationships, the last first."""
    told, key = list[str](), base
    for name in path:
        told.append(captions.field(key, name))
        key = present.tables()[key].relationships[name].target.lower()
    return ", ".join(reversed(told))


def full_words(captions: Captions, spec: Spec) -> str:
    """What a line is about, with the way to it."""
    return ", ".join(part for part in (field_words(captions, spec), way_words(captions, spec)) if part)


def short_words(captions: Captions, specs: Iterable[Spec], steps: int = 0) -> Mapping[Spec, str]:
    """What lines are about, with the way behind the first `steps` where the field alone does not say it.

    A rank of a tree speaks for itself as long as no other line has one of its name.
    """
    fields = {spec: field_words(captions, spec) for spec in specs}
    times = Counter(fields.values())
    told = {}
    for spec, field in fields.items():
        key = Spec(spec.base, spec.path[:steps], Told()).table.key
        end = len(spec.path) - isinstance(spec.end, Told)
        way = path_words(captions, key, spec.path[steps:end])
        speaks = isinstance(spec.end, Ranked | Told | Gathered) and times[field] == 1
        told[spec] = field if speaks or not way else str(_("%(field)s of %(way)s")) % {"field": field, "way": way}
    return told
