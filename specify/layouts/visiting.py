"""What the form language asks of a visit to a collection.

In: nothing. Out: the protocols `Visit` and `Rights`, which `specify.security.entering.Visit` keeps; this package does
not know that one, so that layouts can be shown without a request.
"""

from typing import Protocol

from specify.datamodel.rows import Rows
from specify.layouts.labels import Captions
from specify.layouts.values import Formatter
from specify.resources.viewer import Viewer


class Rights(Protocol):
    """What is asked of a visit's rights."""

    def readable(self, table_key: str) -> bool:
        """Whether records of the table may be read."""

    def may_table(self, table_key: str, action: str) -> bool:
        """Whether that may be done with records of the table."""

    def may_field(self, table_key: str, field_name: str) -> bool:
        """Whether that field of the table's records may be changed."""


class Visit(Protocol):
    """What is asked of a visit to a collection."""

    @property
    def viewer(self) -> Viewer:
        """For whom layouts are looked up."""

    @property
    def stamp(self) -> str:
        """The settings stamp of the request."""

    @property
    def rights(self) -> Rights:
        """What may be read and changed, and who may mend layouts."""

    @property
    def captions(self) -> Captions:
        """The institution's words."""

    @property
    def agent_id(self) -> int | None:
        """The agent whom a new record names where it asks for the one who works."""

    def formatting(self, rows: Rows) -> Formatter:
        """Values and records in words."""
