"""A query that begins at a record: the objects that hang on it, to be narrowed and shown otherwise in the builder.

In: a visit, a table, a record. Out: the address of the builder with the query; "" where objects do not hang on records
of the table in one way only, or where the person may not ask for them. Added: Specify 7 has such queries for nodes of
trees alone. Asks the database nothing.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from specify.query.asked import Line, Operator, Order, Query
from specify.query.running import ACTION, RESOURCE
from specify.query.specs import ID, Plain, Spec
from specify.query.texts import pairs_of
from specify.security.entering import Visit

_BASE = "collectionobject"
WAYS: Mapping[str, tuple[str, ...]] = {
    "accession": ("accession",),
    "collectingevent": ("collectingEvent",),
    "collectingtrip": ("collectingEvent", "collectingTrip"),
    "container": ("container",),
    "fieldnotebookpage": ("fieldNotebookPage",),
    "loan": ("preparations", "loanPreparations", "loan"),
    "gift": ("preparations", "giftPreparations", "gift"),
    "locality": ("collectingEvent", "locality"),
    "paleocontext": ("paleoContext",),
    "referencework": ("collectionObjectCitations", "referenceWork"),
}
"""How objects lead to records of a table."""


def query_from(visit: Visit, table_key: str, record_id: int) -> str:
    """The address of the builder."""
    if table_key not in WAYS or not visit.rights.may(RESOURCE, ACTION):
        return ""
    record = Spec(_BASE, WAYS[table_key], Plain(ID))
    lines = (
        Line(Spec(_BASE, (), Plain("catalogNumber")), order=Order.ASCENDING),
        Line(record, Operator.EQUAL, str(record_id), is_shown=False),
    )
    query = Query(_BASE, lines, is_ours=True)
    if not visit.rights.all_readable(sorted(query.tables)):
        return ""
    return f"{reverse('ask-build', kwargs=visit.place.way)}?{urlencode(pairs_of(query), safe=',~:()-')}"
