"""The numbers of many records that are made at once.

In: a visit, and the record that they are to be like. Out: `Numbering`: the field that saving numbers, and its format;
from it the texts of so many new records, or of all from one number to another; which of these are taken, and which
would be given now. Kept of Specify 7: numbers of a range are compared within the collection, and at most `MOST` are
made at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Field, Table
from specify.datamodel.rows import Row
from specify.datamodel.tables import model
from specify.records.copying.copyable import unique_names
from specify.records.numbering.giving import following
from specify.records.numbering.last import Numbered, last_numbers
from specify.resources.field_formats import FieldFormat, field_formats, format_for
from specify.security.entering import Visit
from specify.security.scoping import in_scope

MOST = 500
"""How many records are made at once, as in Specify 7."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How records like a stored one are numbered: the field, its format, and a text that asks for the next number."""

    visit: Visit
    table: Table
    field: Field
    how: FieldFormat
    asking: str

    @property
    def caption(self) -> str:
        """What the field is called."""
        return self.visit.captions.field(self.table.key, self.field.name)

    def next(self, count: int) -> Sequence[str]:
        """The numbers that so many new records would get now. Raises `NoNumberLeft`."""
        series = self.how.series(self.asking, date.today().year)
        if series is None:
            return ()
        numbered = Numbered(self.visit.place, self.table, self.field, self.how)
        return following(series, last_numbers(numbered, [series])[series], count)

    def between(self, first: str, last: str) -> Sequence[str] | str:
        """The numbers from one to another, both among them; or in a sentence why there are none."""
        begin, end = self.how.canonical(first), self.how.canonical(last)
        for typed, text in ((first, begin), (last, end)):
            if self.how.counted(text) is None:
                told = _("“%(typed)s” is no number to count from: write %(format)s.")
                return told % {"typed": typed, "format": self.how.in_words()}
        series = self.how.counted(begin)
        found = series.between(begin, end, MOST) if series else None
        if found:
            return found
        told = _("From %(first)s one does not come to %(last)s: write two numbers that differ in what is counted only.")
        remedy = _("The second must not be the smaller one, and at most %(most)d records are made at once.")
        return f"{told % {'first': begin, 'last': end}} {remedy % {'most': MOST}}"

    def taken(self, texts: Sequence[str]) -> Sequence[tuple[int, str]]:
        """Which of these numbers records of the collection have already: their ids and numbers, in order."""
        here = model(self.table.key)._default_manager.filter(in_scope(self.table, self.visit.place))
        name = self.field.name
        return list(here.filter(**{f"{name}__in": list(texts)}).order_by(name, "pk").values_list("pk", name)[:MOST])


def may_number(visit: Visit, table: Table) -> bool:
    """Whether saving numbers records of the table here, so that there may be many alike. Asks the database nothing."""
    return bool(_fields(visit, table))


def numbering_like(visit: Visit, table: Table, row: Row) -> Numbering | None:
    """How records like this one are numbered; None where they are not."""
    unique = unique_names(visit, table)
    for field in sorted(_fields(visit, table), key=lambda one: one.name not in unique):
        how = format_for(visit.viewer, visit.stamp, table.key, field.name, row=row)
        if how is not None and how.is_numbered:
            asking = how.asking_like(row[field.name] or "") or how.placeholder
            return Numbering(visit, table, field, how, asking) if how.asks_for_number(asking) else None
    return None


def _fields(visit: Visit, table: Table) -> list[Field]:
    """The fields that have a format with something to count, as far as the types of objects do not say otherwise."""
    known = field_formats(visit.viewer, visit.stamp)
    texts = [field for field in table.fields.values() if field.kind == "string"]
    return [one for one in texts if any(known[name].is_numbered for name in _names(visit, table, one) & known.keys())]


def _names(visit: Visit, table: Table, field: Field) -> set[str]:
    """What formats the field may have."""
    is_catalog = (table.key, field.name) == ("collectionobject", "catalogNumber")
    name = visit.captions.item(table.key, field.name).format
    return {name or "", visit.place.catalog_number_format or "" if is_catalog else ""}
