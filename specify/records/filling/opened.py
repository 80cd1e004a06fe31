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
from specify.layouts.filling.windows import Window
from specify.layouts.showing import fill_form
from specify.records.choosing.ways_back import NAME as BACK
from specify.records.choosing.ways_back import WayBack, address_back, told
from specify.records.copying.ways_on import asking_for
from specify.records.filling.digests import seal
from specify.records.filling.drafts import Whose, keep
from specify.records.filling.windows import NAME as ROWS
from specify.records.filling.windows import asked_for, row_in
from specify.records.headline import Headline, headline_of
from specify.records.sets.walking import NAME as WALK
from specify.security.entering import Visit
from specify.web.refusals import Refusal, missing

ROWS_SHOWN = (5, 3, 2, 1, 0)
"""How many rows of a sub-view are open: the first of these that there is room for."""
ROWS_ALONE = (20, 10, 5, 3, 2, 1)
"""The same on a page of their own."""

# An address has room for so much of a text; nothing is called more than that.
_MOST_SOUGHT = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open: for whom, on which row (None: a new record), and what was put in.

    `key` names this opening until it is saved; its draft has the same, once there is one (`is_kept`). `back` leads to
    the form that one came from. With a `window` it is the page of the rows behind one relationship.
    """

    visit: Visit
    table: Table
    rows: Rows
    row: Row | None
    sent: Sent = NOTHING
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    is_kept: bool = False
    back: tuple[WayBack, ...] = ()
    walk: str = ""
    window: Window | None = None

    @property
    def whose(self) -> Whose:
        """Whose it is, and what it is about."""
        record_id = self.row["id"] if self.row else None
        return Whose(self.visit.user.pk, self.visit.place.collection_id, self.table.key, record_id)

    @property
    def way(self) -> dict[str, int | str]:
        """The parts of its address."""
        way = {**self.visit.place.way, "table": self.table.key}
        return {**way, "record_id": self.row["id"]} if self.row else way

    @property
    def address(self) -> str:
        """Where it is, with what was put in."""
        if self.window:
            return self._at("records-rows" if self.row else "records-rows-new", asked_for(self.window))
        return self._at("records-edit" if self.row else "records-new", {})

    @property
    def form(self) -> "Opened":
        """The whole form."""
        return replace(self, window=None)

    def alone(self, relationship: str, first: int = 1, row: str = "") -> "Opened":
        """The page of the rows behind a relationship, from the `first` on, the one of that name among them."""
        return replace(self, window=Window(relationship, first, row))

    def seeing(self, row: str) -> "Opened":
        """The same page with that row in sight, if it is one of those it is about."""
        window = self.window
        is_here = window is not None and row.rpartition(".")[0] == window.name
        return replace(self, window=window._replace(row=row)) if window and is_here else self

    def address_of(self, name: str) -> str:
        """Where the control of that name stands, also if it is in a row that the form does not show."""
        row = row_in(name)
        page = self.alone(row.rpartition(".")[0], row=row) if row else self.form
        return f"{page.address}#{name}"

    @property
    def left(self) -> str:
        """Where one comes to who leaves it."""
        return self.returning or self.page

    @property
    def page(self) -> str:
        """Where its record is looked at, of a new one those of its table."""
        address = reverse("records-show" if self.row else "records-list", kwargs=self.way)
        return f"{address}?{WALK}={self.walk}" if self.walk and self.row else address

    @property
    def returning(self) -> str:
        """Where the form is that one came from, with what was put in there; "" where one came from none."""
        return address_back(self.back, self.visit.place)

    @property
    def way_back(self) -> str:
        """The way to it, for an address."""
        return told(self.back)

    def left_at(self, name: str) -> str:
        """The way back to that control of it, for an address: it has to be kept by then."""
        rows = self.window.name if self.window else ""
        return told((WayBack(self.table.key, self.whose.record_id, self.key, name, rows), *self.back))

    def finding(self, name: str) -> str:
        """Where a record is found for a control, by what stands in it: then the hands go to the matches."""
        asked = {"name": name, "s": (self.sent.text(name) or "")[:_MOST_SOUGHT]}
        if self.window:
            asked[ROWS] = self.window.name
        return self._at("records-find" if self.row else "records-find-new", asked) + ("#found" if asked["s"] else "")

    @property
    def choosing(self) -> str:
        """Where one chooses between what was put in and what somebody else has saved meanwhile."""
        return self._at("records-choose", {})

    @property
    def giving_up(self) -> str:
        """Where one is asked before what was put in is thrown away."""
        return self._at("records-give-up" if self.row else "records-give-up-new", {})

    @property
    def suggesting(self) -> str:
        """Where a line is told what it may name."""
        way = {name: part for name, part in self.way.items() if name != "record_id"}
        address = reverse("records-suggest", kwargs=way)
        return f"{address}?_id={self.row['id']}" if self.row else address

    def filled(self, rows_shown: int = ROWS_SHOWN[0]) -> FilledForm:
        """The form with its controls filled in."""
        record_id, window = self.whose.record_id, self.window
        form = fill_form(
            self.visit, self.table.key, record_id, self.rows, sent=self.sent, rows_shown=rows_shown, window=window
        )
        if window and not form.parts:
            raise _no_rows()
        return form

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
        known = {"draft": self.key if self.is_kept else "", BACK: self.way_back, WALK: self.walk}
        begun = {} if self.is_kept or "" not in self.sent.like else self.sent.like
        like = asking_for(begun[""], is_carried=self.sent.is_carried) if begun else {}
        query = {**{key: value for key, value in known.items() if value}, **like, **asked}
        return reverse(name, kwargs=self.way) + (f"?{urlencode(query)}" if query else "")


def _no_rows() -> Refusal:
    return missing(
        _("The form has no such rows to be filled in."),
        _("The record that they belong to may have been taken out of it. Open the form again."),
    )
