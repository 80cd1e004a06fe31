"""Localities: the notation of coordinates is degrees with decimals unless told otherwise.

Kept of Specify 7: an empty `srcLatLongUnit` becomes 0 whenever the locality is saved.
"""

from specify.records.writing.changes import Saving


def before(saving: Saving) -> None:
    """Fill in the notation."""
    for change in saving.of("locality"):
        if change.now("srcLatLongUnit") is None:
            change.put("srcLatLongUnit", 0)


def after(saving: Saving) -> None:
    """Nothing."""
