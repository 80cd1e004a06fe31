"""The fields and tables that are asked for often.

In: a visit, a table. Out: fields as choices, in the order in which they are offered: those that stored queries have
most, the columns of the table's list, then its own fields. Tables by how many stored queries are about them. A
statement each. Nobody is offered what they may not read, or what the institution hides.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Count

from specify.ask.wording import full_words
from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.tables import model
from specify.query.asked import Line, Order, Query
from specify.query.refusing import BadQuery
from specify.query.specs import Gathered, Plain, Spec, Told, resolve
from specify.query.string_ids import string_id
from specify.query.texts import line_text
from specify.records.columns import NEVER_SHOWN, Path, naming_field, paths_for
from specify.security.entering import Visit

MOST_FIELDS = 45
_MOST_STORED = 25
_MOST_TABLES = 8
_BEGINNING = ("collectionobject", "taxon", "agent", "locality", "collectingevent", "loan", "preparation", "accession")


def usual_fields(visit: Visit, table: Table) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Texts of lines with the words for them: those asked for often, and other fields of the table. One statement."""
    often = dict.fromkeys(spec for spec in _often(visit, table) if visit.rights.all_readable(spec.tables))
    own = [spec for spec in _own(visit, table) if spec not in often][: MOST_FIELDS - len(often)]
    return _choices(visit, often), _choices(visit, own)


def usual_tables(visit: Visit) -> list[str]:
    """The keys of the tables that queries are mostly about. One statement."""
    stored = model("spquery")._default_manager.values("contextTableId").annotate(times=Count("id")).order_by("-times")
    keys = {table.number: table.key for table in present.tables().values()}
    numbers = stored.values_list("contextTableId", flat=True)[:_MOST_TABLES]
    found = [*(keys.get(number or 0, "") for number in numbers), *_BEGINNING]
    return [key for key in dict.fromkeys(found) if present.has(key) and visit.rights.readable(key)][:_MOST_TABLES]


def begun(table: Table) -> Query:
    """The query that one on a table begins with: its records by what they are called."""
    naming = naming_field(table)
    spec = Spec(table.key, (), Plain(naming.name) if naming else Told())
    return Query(table.key, (Line(spec, order=Order.ASCENDING, number=1),), is_ours=True)


def _often(visit: Visit, table: Table) -> Iterator[Spec]:
    rows = model("spqueryfield")._default_manager.filter(query__contextTableId=table.number)
    used = rows.values("stringId", "isRelFld").annotate(times=Count("id")).order_by("-times", "stringId")
    for text, is_related, _times in used.values_list("stringId", "isRelFld", "times")[:_MOST_STORED]:
        try:
            spec = resolve(string_id(text or ""), is_related=bool(is_related))
        except BadQuery:  # of another version of Specify
            continue
        if spec.base == table.key:
            yield spec
    naming = naming_field(table)
    if naming is not None:
        yield Spec(table.key, (), Plain(naming.name))
    yield from _specs(table, paths_for(table, visit.captions, visit.rights.readable))


def _specs(table: Table, paths: Iterable[Path]) -> Iterator[Spec]:
    for path in paths:
        before = tuple(step.name for step in path.steps[:-1])
        last = path.last
        if isinstance(last, Field):
            yield Spec(table.key, before, Plain(last.name))
        elif last.is_to_many:
            yield Spec(table.key, before, Gathered(last.name))
        else:
            yield Spec(table.key, (*before, last.name), Told())


def _own(visit: Visit, table: Table) -> list[Spec]:
    fields = [field for field in table.fields.values() if may_show(visit, table, field)]
    return [Spec(table.key, (), Plain(field.name)) for field in fields]


def may_show(visit: Visit, table: Table, member: Field | Relationship) -> bool:
    """Whether a field or relationship is one that people ask for, and not one that the institution hides."""
    is_technical = member.name in NEVER_SHOWN or member.name.endswith("Precision")
    return not is_technical and not visit.captions.item(table.key, member.name).is_hidden and not _is_secret(member)


def _is_secret(member: Field | Relationship) -> bool:
    return isinstance(member, Field) and member.secret


def _choices(visit: Visit, specs: Iterable[Spec]) -> tuple[tuple[str, str], ...]:
    return tuple((line_text(Line(spec)), full_words(visit.captions, spec)) for spec in specs)
