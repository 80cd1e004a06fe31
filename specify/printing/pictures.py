"""Pictures in labels and reports: attachments by their titles, as Specify 7 finds them for reports.

In: a visit, names of files. Out: the originals of the attachments that have these titles, by the names. They are read
from the store of attachments; nothing is fetched from an address, and of another collection's attachments none is
taken. What is not found is told by whoever prints.
"""

from collections.abc import Iterable

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import storages

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.security.scoping import in_scope

STORE, ORIGINALS = "attachments", "originals"
MOST, LARGEST = 200, 20_000_000
"""So many pictures, and bytes of each."""


def pictures_of(visit: Visit, names: Iterable[str]) -> dict[str, bytes]:
    """The pictures of these names. One statement."""
    wanted = {name.lower(): name for name in sorted(set(names))[:MOST]}
    if not wanted or not visit.rights.readable("attachment"):
        return {}
    here = in_scope(present.tables()["attachment"], visit.place)
    found = model("attachment")._default_manager.filter(here, title__in=wanted.values()).order_by("-pk")
    places = {str(title).lower(): place for title, place in found.values_list("title", "attachmentLocation")}
    read = ((wanted[title], _read(place)) for title, place in places.items() if title in wanted and place)
    return {name: content for name, content in read if content is not None}


def _read(place: str) -> bytes | None:
    """The original; None for one that is not there, or larger than a picture on paper can be."""
    try:
        with storages[STORE].open(f"{ORIGINALS}/{place}") as file:
            return file.read(LARGEST + 1) if file.size <= LARGEST else None
    except (OSError, SuspiciousOperation):
        return None
