"""What a query asks, as one sentence in plain words.

In: a visit, a query. Out: a sentence as `Markup`: names of fields, and what ties them together, are set off, and
whatever people typed is escaped. It says what the rows will be in the meaning that counts for the query: which lines
are alternatives, what is asked of one related record together, and where records without a value stay out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from markupsafe import Markup

from specify.ask.clauses import CLAUSES, OF_DATES, QUOTED
from specify.ask.values import value_words
from specify.ask.wording import Kind, kind_of, path_words, short_words
from specify.query.asked import WITHOUT_VALUE, Group, Holds, Line, Operator, Order, Query
from specify.query.conditions import KEEPING_EMPTY
from specify.query.grouping import apart, asks, many_shown
from specify.query.operands import several
from specify.query.refusing import BadQuery
from specify.query.running import is_series
from specify.query.specs import Spec, Told
from specify.security.entering import Visit

Path = tuple[str, ...]
MOST_TOLD = 40
"""So many conditions, or values of one, are told: nobody reads more in one sentence."""
_SURE = frozenset((Operator.EMPTY, Operator.TRUE_OR_EMPTY, Operator.FALSE_OR_EMPTY, Operator.ANY))
"""What records without a value are asked, too, also when it is negated."""
_BETWEEN = (Operator.BETWEEN, Operator.AGE_RANGE)


def sentence(visit: Visit, query: Query, record_set: str = "", *, is_run: bool = False) -> Markup:
    """What the query asks; `record_set` is the name of the set that it is limited to, if that is known.

    Of one that `is_run` what it has asked: a line whose value is asked for then, and was not given, has asked nothing.
    """
    telling = _Telling(visit, query, is_run)
    base = Markup("<b>%s</b>") % visit.captions.table(query.base)
    asked = telling.together([*query.lines, *query.groups], telling.shown)
    if asked:
        begun = _say(_("Records of %(table)s %(asked)s"), table=base, asked=_joined(asked, _(", and ")))
    else:
        begun = _say(_("All records of %(table)s"), table=base)
    return Markup("; ").join([begun, *telling.ways(record_set)]) + "."


@dataclass(frozen=True)
class _Telling:
    """Says the parts of one query, of records at the end of `path`."""

    visit: Visit
    query: Query
    is_run: bool
    path: Path = ()
    names: Mapping[Spec, str] = field(init=False)
    shown: frozenset[Path] = field(init=False)

    def __post_init__(self) -> None:
        """Name the fields, each so that it can be told from the others."""
        lines = [*self.query.lines, *(line for group in self.query.groups for line in group.lines())]
        behind = [line.spec for line in lines if line.spec.path[: len(self.path)] == self.path]
        names = short_words(self.visit.captions, (line.spec for line in lines))
        object.__setattr__(self, "names", {**names, **short_words(self.visit.captions, behind, len(self.path))})
        object.__setattr__(self, "shown", _rows_of_their_own(self.query))

    def together(self, parts: Sequence[Line | Group], shown: frozenset[Path]) -> list[Markup]:
        """What all has to hold."""
        if not self.query.is_ours:
            lines = (part for part in parts if isinstance(part, Line))
            return self._compatible(line for line in lines if line.tests or self._will_ask(line))
        own: dict[Spec, list[Line]] = {}
        others: dict[Path, list[Line]] = {}
        for line in (part for part in parts if isinstance(part, Line) and (asks(part) or self._will_ask(part))):
            behind = apart(line.spec, shown)
            if behind is None:
                own.setdefault(line.spec, []).append(line)
            else:
                others.setdefault(behind, []).append(line)
        told = [clause for lines in own.values() for clause in self._alternatives(lines)]
        told += [self._behind(behind, lines) for behind, lines in others.items()]
        groups = (self._group(part, shown) for part in parts if isinstance(part, Group))
        return [*told, *(clause for clause in groups if clause)]

    def ways(self, record_set: str) -> Iterator[Markup]:
        """How the rows are told, and in which order."""
        query, captions = self.query, self.visit.captions
        if query.record_set is not None:
            named = record_set or _("number %(number)d") % {"number": query.record_set}
            yield _say(_("only those in the record set %(name)s"), name=named)
        if query.with_synonyms:
            yield _say(_("synonyms of the names, too"))
        if query.is_count:
            yield _say(_("only their number"))
            return
        for path in sorted(self.shown):
            yield _say(_("a row for each of %(records)s"), records=path_words(captions, query.base, path))
        if query.is_distinct:
            yield _say(_("equal rows once"))
        if is_series(query):
            yield _say(_("catalog numbers in series"))
        ordered = [line for line in query.lines if line.order]
        if ordered:
            yield _say(_("sorted by %(fields)s"), fields=_joined(map(self._order, ordered), _(", then ")))

    def _order(self, line: Line) -> Markup:
        if line.order is Order.DESCENDING:
            return _say(_("%(field)s from the last to the first"), field=self.names[line.spec])
        return Markup("%s") % self.names[line.spec]

    def _compatible(self, lines: Iterable[Line]) -> list[Markup]:
        """In the meaning of Specify 7 lines about one field are alternatives, those that deny, too.

        What is told of a record is not asked there.
        """
        alike: dict[Spec, list[Line]] = {}
        for line in (line for line in lines if kind_of(line.spec) is not Kind.WORDS):
            alike.setdefault(line.spec, []).append(line)
        return [self._either(found) for found in alike.values()]

    def _alternatives(self, lines: Sequence[Line]) -> Iterator[Markup]:
        wanted = [line for line in lines if not line.is_not]
        if wanted:
            yield self._either(wanted)
        yield from (self._clause(line) for line in lines if line.is_not)

    def _behind(self, path: Path, lines: Sequence[Line]) -> Markup:
        """What is asked of one related record; or that there is none, where all of it denies."""
        if all(line.is_not is not (line.operator is Operator.EMPTY) for line in lines):
            affirmed = [_affirmed(line) for line in lines]
            return self._records(path, Group(Holds.NONE, tuple(affirmed)), tie=Holds.ANY)
        return self._records(path, Group(Holds.ALL, tuple(lines)))

    def _records(self, path: Path, group: Group, *, tie: Holds = Holds.ALL) -> Markup:
        key = Spec(self.query.base, self.path, Told()).table.key
        named = _strong(path_words(self.visit.captions, key, path[len(self.path) :]))
        inside = frozenset(path[:end] for end in range(len(path) + 1))
        asked = replace(self, path=path)._parts(group.parts, inside, tie)
        if group.holds is Holds.NONE:
            words = _("for which there are <b>no</b> %(records)s %(asked)s") if asked else _("without %(records)s")
        else:
            words = _("for which there are %(records)s %(asked)s") if asked else _("with %(records)s")
        return _say(words, records=named, asked=asked)

    def _group(self, group: Group, shown: frozenset[Path]) -> Markup:
        tie = Holds.ANY if group.holds is Holds.ANY else Holds.ALL
        if group.rows:
            return self._records(group.rows, group, tie=tie)
        asked = self._parts(group.parts, shown, Holds.ALL if group.holds is Holds.ALL else Holds.ANY)
        if group.holds is Holds.NONE and asked:
            return _say(_("<b>except</b> those %(asked)s"), asked=asked)
        return asked

    def _parts(self, parts: Sequence[Line | Group], shown: frozenset[Path], tie: Holds) -> Markup:
        """Several parts as one, in brackets where there are several."""
        if tie is Holds.ALL:
            told = self.together(parts, shown)
        else:
            told = [_joined(one, _(" and ")) for part in parts if (one := self.together([part], shown))]
        joined = _joined(told, _(" and ") if tie is Holds.ALL else _or())
        return Markup("(%s)") % joined if len(told) > 1 else joined

    def _either(self, lines: Iterable[Line]) -> Markup:
        """That one of several lines about one field holds."""
        alike: dict[object, list[Line]] = {}
        for line in lines:
            alike.setdefault(line if line.is_not else line.operator, []).append(line)
        return _joined((self._clause(*found) for found in alike.values()), _or())

    def _clause(self, line: Line, *others: Line) -> Markup:
        """What one line asks, or several with the same operator of which one is to hold."""
        lines = (line, *others)
        clauses = OF_DATES if kind_of(line.spec) is Kind.DATE else CLAUSES
        positive, negative = clauses.get(line.operator) or CLAUSES[line.operator]
        name, value = _strong(self.names[line.spec]), _joined(map(self._value, lines), _or())
        told = _say(str(negative if line.is_not else positive), field=name, value=value)
        loses = line.is_not and not self.query.is_ours and line.operator not in (*KEEPING_EMPTY, *_SURE)
        return _say(_("%(condition)s (and is not empty)"), condition=told) if loses else told

    def _will_ask(self, line: Line) -> bool:
        """Whether the value of a line is still to be asked for."""
        return line.is_prompt and not line.value and line.operator not in WITHOUT_VALUE and not self.is_run

    def _value(self, line: Line) -> Markup:
        if self._will_ask(line):
            return _say(_("what you are asked for"))
        if not line.value:
            return Markup("“”")
        told = [Markup("%s") % value_words(self.visit, line.spec, value) for value in _values(line)]
        if line.operator in QUOTED:
            told = [_say(_("“%(value)s”"), value=value) for value in told]
        return _joined(told, _or() if line.operator is Operator.IN else _(" and "))


def _rows_of_their_own(query: Query) -> frozenset[Path]:
    """The paths to several records each of which makes a row; in the meaning of Specify 7 every line's."""
    if query.is_ours:
        return many_shown(query)
    return many_shown(replace(query, lines=tuple(replace(line, is_shown=True) for line in query.lines)))


def _values(line: Line) -> list[str]:
    """The values that count: of what lies between two, the first two."""
    if line.operator not in (Operator.IN, *_BETWEEN):
        return [line.value]
    try:
        values = several(line.value)
    except BadQuery:
        return [line.value]
    return values[:2] if line.operator in _BETWEEN else values


def _affirmed(line: Line) -> Line:
    return replace(line, is_not=not line.is_not)


def _say(words: str, **parts: object) -> Markup:
    """Translated words with parts, which are escaped unless they are words of ours already."""
    return Markup(words) % parts if parts else Markup(words)  # noqa: S704 - our own words


def _or() -> Markup:
    return Markup(" <b>%s</b> ") % _("or")


def _strong(words: str) -> Markup:
    return Markup("<b>%s</b>") % words


def _joined(parts: Iterable[Markup], tie: str) -> Markup:
    """Parts with a tie between them; of very many the first, and how many more there are."""
    told = list(parts)
    if len(told) > MOST_TOLD:
        told[MOST_TOLD:] = [_say(_("%(number)d more"), number=len(told) - MOST_TOLD)]
    return Markup(tie).join(told)  # noqa: S704 - our own words
