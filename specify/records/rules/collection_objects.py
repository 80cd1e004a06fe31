"""Collection objects: one without a type has its collection's; where each has an event of its own, a new one gets it.

Kept of Specify 7, the event of its forms: empty, made with the object, and with the same right as any event. Databases
of Specify 6 know no types.
"""

from specify.records.writing.changes import Saving

_EVENT = "collectingEvent"


def before(saving: Saving) -> None:
    """Give the type and the event to those that have none."""
    place = saving.visit.place
    objects = list(saving.of("collectionobject"))
    untyped = [
        change
        for change in objects
        if "collectionObjectType" in change.table.relationships and change.now("collectionObjectType") is None
    ]
    if untyped:
        collection = saving.settled(lambda: saving.rows.get("collection", place.collection_id)) or {}
        for change in untyped:
            change.put("collectionObjectType", collection.get("collectionObjectType_id"))
    for change in objects if ("collectionobject", _EVENT) in place.embedded else ():
        if change.deed == "make" and change.now(_EVENT) is None:
            way = change.table.relationships[_EVENT]
            change.put(_EVENT, saving.add("collectingevent", {}, owner=change, way=way))


def after(saving: Saving) -> None:
    """Nothing."""
