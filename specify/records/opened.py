"""A form that is open: whose, about which record, with what was put into it, and where it is.

In: a visit, a table, a row or none, what was sent. Out: addresses, the form filled in, what stands at its head.
"""

import secrets
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows
from specify.layouts.filling.filled import FilledForm, entries_of
from specify.layouts.filling.sent import NOTHING, Sent
from specify.layouts.showing import fill_form
from specify.records.digests import seal
from specify.records.drafts import Whose, keep
from specify.records.headline import Headline, headline_of
from specify.security.entering import Visit

ROWS_SHOWN = (5, 3, 2, 1, 0)
"""How many rows of a sub-view are open: the first of these that there is room for."""

# An address has room for so much of a text; nothing is called more than that.
_MOST_SOUGHT = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open: for whom, on which row (None: a new record), and what was put in.

    `key` names this opening until it is saved; its draft has the same, once there is one (`is_kept`).
    """

    visit: Visit
    table: Table
    rows: Rows
    row: Row | None
    sent: Sent = NOTHING
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    is_kept: bool = False

    @property
    def whose(self) -> Whose:
        """Whose it is, and what it is about."""
        record_id = self.row["id"] if self.row else None
        return Whose(self.visit.user.pk, self.visit.place.collection_id, self.table.key, record_id)

    @property
    def way(self) -> dict[str, int | str]:
        """The parts of its address."""
        place = self.visit.place
        way: dict[str, int | str] = {"collection_id": place.collection_id, "slug": place.slug, "table": self.table.key}
        return {**way, "record_id": self.row["id"]} if self.row else way

    @property
    def address(self) -> str:
        """Where it is, with what was put in."""
        return self._at("records-edit" if self.row else "records-new", {})

    @property
    def left(self) -> str:
        """Where one comes to who leaves it."""
        return reverse("records-show" if self.row else "records-list", kwargs=self.way)

    def finding(self, name: str) -> str:
        """Where a record is found for the control of that name, by what stands in it; the hands go to the matches."""
        asked = {"name": name, "s": (self.sent.text(name) or "")[:_MOST_SOUGHT]}
        return self._at("records-find" if self.row else "records-find-new", asked) + "#found"

    @property
    def choosing(self) -> str:
        """Where one chooses between what was put in and what somebody else has saved meanwhile."""
        return self._at("records-choose", {})

    @property
    def suggesting(self) -> str:
        """Where a line is told what it may name."""
        way = {name: part for name, part in self.way.items() if name != "record_id"}
        address = reverse("records-suggest", kwargs=way)
        return f"{address}?_id={self.row['id']}" if self.row else address

    def filled(self, rows_shown: int = ROWS_SHOWN[0]) -> FilledForm:
        """The form with its controls filled in."""
        return fill_form(
            self.visit, self.table.key, self.whose.record_id, self.rows, sent=self.sent, rows_shown=rows_shown
        )

    def token(self, form: FilledForm) -> str:
        """What is sent along with the form, so that saving it tells what was changed."""
        controls = (entry for entry in entries_of(form.parts) if entry.kind not in ("read", "several"))
        return seal(self.whose, self.key, controls, self.sent)

    def kept(self) -> "Opened":
        """The same with a draft of what was put in."""
        keep(self.whose, self.sent, self.key)
        return replace(self, is_kept=True)

    def headline(self) -> Headline:
        """What stands at its head: the record as it is stored."""
        if self.row is None:
            return Headline(_("New"), self.visit.captions.table(self.table.key))
        return headline_of(self.visit, self.table, self.row, self.rows)

    def again(self) -> "Opened":
        """The same under a key of its own, for what was saved under the old one."""
        return replace(self, key=secrets.token_hex(16)).kept()

    def _at(self, name: str, asked: dict[str, str]) -> str:
        query = {"draft": self.key, **asked} if self.is_kept else asked
        return reverse(name, kwargs=self.way) + (f"?{urlencode(query)}" if query else "")
