"""A collecting event with collectors, a locality and an object, and layouts that show them in one another.

In: nothing. Out: the layouts, and rows with as many collectors as wanted.
"""

from tests.layouts.making import PlainRows, layout, library, view, view_set

EVENT_FORMS = library(
    view_set(
        view("CollectingEvent", "CollectingEvent")
        + view("Collector", "Collector")
        + view("Locality", "Locality")
        + view("CollectionObject", "CollectionObject"),
        layout(
            "CollectingEvent",
            "CollectingEvent",
            '<row><cell type="field" name="stationFieldNumber"/></row>'
            '<row><cell type="subview" name="collectors"/></row>'
            '<row><cell type="separator" label="Place"/></row><row><cell type="subview" name="locality"/></row>'
            '<row><cell type="field" name="method"/></row>'
            '<row><cell type="subview" name="collectionObjects" initialize="btn=true"/></row>',
        )
        + layout(
            "Collector",
            "Collector",
            '<row><cell type="field" name="agent"/><cell type="field" name="collectingEvent"/>'
            '<cell type="field" name="isPrimary"/><cell type="field" name="remarks"/></row>',
        )
        + layout(
            "Locality",
            "Locality",
            '<row><cell type="field" name="localityName"/></row>'
            '<row><cell type="subview" name="localityCitations" defaulttype="table"/></row>'
            '<row><cell type="subview" name="collectingEvents" defaulttype="table"/></row>',
        )
        + layout("CollectionObject", "CollectionObject", '<row><cell type="field" name="catalogNumber"/></row>'),
    )
)


def event_rows(collectors: int = 2) -> PlainRows:
    return PlainRows(
        {
            "collectingevent": {1: {"stationFieldNumber": "M-07", "locality_id": 5, "method": "Net"}},
            "collector": {
                i: {"agent_id": i, "collectingEvent_id": 1, "isPrimary": i == 1} for i in range(1, collectors + 1)
            },
            "agent": {i: {"lastName": f"Agent {i}"} for i in range(1, collectors + 1)},
            "locality": {5: {"localityName": "Mjøsa"}},
            "collectionobject": {8: {"catalogNumber": "0008", "collectingEvent_id": 1}},
        }
    )
