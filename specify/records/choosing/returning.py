"""Leads from a form to the record that one of its controls names, and from there back with what was saved.

In: an opened form and the name of a control; a record that was saved by somebody who came from such a form. Out: the
record that is chosen there and where one can go with it; the record put into the draft of the form that was left. Kept
of Specify 7: the cell says whether its record can be viewed, edited and cloned, and a new one made; a few tables are
not added to from there; what was typed begins the new record, which comes back chosen. On purpose otherwise: each is a
page of its own, so one may go on from form to form, and nothing that was typed is lost on the way.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows, values_of
from specify.layouts.filling.sent import Sent
from specify.layouts.latin import split_name
from specify.query.matching import rows_of, typed
from specify.query.naming import with_id
from specify.records.acts import may_enter
from specify.records.choosing.sought import Sought, sought_for, words_of, words_offered
from specify.records.choosing.ways_back import NAME as BACK
from specify.records.copying.ways_on import LIKE
from specify.records.filling.digests import ID
from specify.records.filling.opened import Opened
from specify.records.filling.opening import open_form
from specify.records.filling.posting import new_rows_in
from specify.records.named import told_saved
from specify.security.scoping import in_scope, own_limits
from specify.text.folding import fold
from specify.web.addresses import number_in
from specify.web.refusals import Refusal

PUT = "put"
"""What an address calls the text that a new record begins with."""
# Specify 7's own list: these have verbs of their own, or take more than a form.
_NOT_MADE_BESIDE = frozenset(
    "attachment borrow collection discipline division exchangein exchangeout geographytreedef geologictimeperiodtreedef"
    " geologictimeperiodtreedefitem gift institution lithostrattreedef loan specifyuser storagetreedef taxontreedef"
    " tectonicunittreedef".split()
)
_BUTTONS = {"viewbtn": True, "editbtn": True, "newbtn": True, "clonebtn": False}
"""The buttons that a cell may have, and whether it has them without saying so; looking harms nobody."""


class Chosen(NamedTuple):
    """The record that is chosen in a control: its id, and its words, a scientific name first."""

    id: int
    latin: str
    rest: str

    @property
    def words(self) -> str:
        """Its name as plain text."""
        return self.latin + self.rest


class Ways(NamedTuple):
    """Where one can go with a record that is chosen; "" where one can't."""

    view: str = ""
    edit: str = ""
    clone: str = ""


def chosen_in(opened: Opened, sought: Sought, name: str) -> Chosen | None:
    """The record that is chosen in the control of that name; None where another text was typed over it."""
    text, number = (opened.sent.text(one) or "" for one in (name, name + ID))
    search, record = sought.search, number_in(number)
    if search is None or not sought.is_record or record is None:
        return None
    here = replace(search, within=in_scope(search.table, sought.visit.place))
    row: Row | None = values_of(rows_of(here).filter(pk=record), search.table.key).first()
    words = words_of(sought, [row["id"]])[row["id"]] if row else ""
    if row is None or fold(typed(text)) not in (fold(words), fold(with_id(words, row["id"]))):
        return None
    return Chosen(row["id"], *(split_name(words, row) if search.table.key == "taxon" else ("", words)))


def gone_to(opened: Opened, name: str) -> str:
    """Where the record is that the control names: its form, else its page; where one is found if it names none."""
    sought = sought_for(opened, name)
    chosen = chosen_in(opened, sought, name)
    ways = ways_with(opened, sought, name, chosen.id) if chosen else Ways()
    return ways.edit or ways.view or opened.finding(name)


def ways_with(opened: Opened, sought: Sought, name: str, record_id: int) -> Ways:
    """Where one can go with the record that is chosen in a control."""
    if sought.search is None:
        return Ways()
    table, way = sought.search.table, _way_to(sought, sought.search.table)
    stored = {**way, "record_id": record_id}
    back = {BACK: opened.left_at(name)} if _leads_back(opened, sought) else {}
    may_edit = back and _has(sought, "editbtn") and may_enter(opened.visit, table, "update")
    may_clone = back and _has(sought, "clonebtn") and _may_make(opened, table)
    return Ways(
        view=_asking(reverse("records-show", kwargs=stored), back) if _has(sought, "viewbtn") else "",
        edit=_asking(reverse("records-edit", kwargs=stored), back) if may_edit else "",
        clone=_asking(reverse("records-new", kwargs=way), {LIKE: str(record_id), **back}) if may_clone else "",
    )


def way_to_new(opened: Opened, sought: Sought, name: str, text: str) -> str:
    """Where a new record is made for the control, which begins with the text; "" where none is to be."""
    if sought.search is None or not sought.is_record or not _leads_back(opened, sought):
        return ""
    table = sought.search.table
    if not (_has(sought, "newbtn") and _may_make(opened, table)):
        return ""
    field = _begun_field(sought, table) if text else ""
    begun = {PUT: f"{field}:{text}"} if field else {}
    return _asking(reverse("records-new", kwargs=_way_to(sought, table)), {**begun, BACK: opened.left_at(name)})


def begun(opened: Opened, told: str) -> Opened:
    """A new record's form that begins with the text of an address, as `way_to_new` has written it."""
    name, _colon, text = told.partition(":")
    field = opened.table.fields.get(name)
    return replace(opened, sent=Sent({name: typed(text)})) if field and not field.secret and typed(text) else opened


def bring_back(request: HttpRequest, opened: Opened, record_id: int) -> str:
    """Put the record that was saved into the form that one came from, and say so; where that is, "" for nowhere."""
    try:
        level, told = _brought(opened, record_id)
    except Refusal:
        told = _("The form that you came from is no longer there: it was saved, or given up, on another page.")
        messages.warning(request, told)
        return ""
    messages.add_message(request, level, f"{told} {_('This form is not saved yet.')}")
    return opened.returning


def _brought(opened: Opened, record_id: int) -> tuple[int, str]:
    """What became of the record in the form that one came from; a refusal where that is no more."""
    way = opened.back[0]
    left = open_form(opened.visit, way.table_key, way.record_id, key=way.key)
    sought = sought_for(left, way.name)
    if opened.row is not None and left.sent.text(way.name + ID) != str(record_id):
        return messages.SUCCESS, told_saved(opened.visit, opened.table, record_id)
    words = words_offered(sought, str(record_id)) if _is_sought(left, sought, opened) else None
    if words is None or not set(new_rows_in(way.name)) <= set(left.sent.added):
        return messages.WARNING, _("Saved, but it can't be chosen for %(field)s here.") % {"field": sought.label}
    put_in(left, way.name, record_id, words)
    told = _("%(record)s is saved, and chosen for %(field)s.")
    return messages.SUCCESS, told % {"record": words, "field": sought.label}


def put_in(opened: Opened, name: str, record_id: int, words: str) -> Opened:
    """The form with that record in one of its controls, kept; where it stands already it gets its new words."""
    texts = dict(opened.sent.texts)
    before = (texts.get(name), str(record_id))
    same = [one for one in texts if texts[one] and (texts[one], texts.get(one + ID)) == before]
    texts |= dict.fromkeys((*same, name), words) | {name + ID: str(record_id)}
    return replace(opened, sent=replace(opened.sent, texts=texts)).kept()


def _is_sought(left: Opened, sought: Sought, opened: Opened) -> bool:
    """Whether what was saved is of the kind that is sought there."""
    is_of_table = sought.search is not None and sought.search.table.key == opened.table.key
    return is_of_table and sought.is_record and sought.has_id and _is_here(left, sought)


def _leads_back(opened: Opened, sought: Sought) -> bool:
    """Whether a record can come back to the form: it has a draft, and looks in its own collection."""
    return opened.is_kept and sought.has_id and _is_here(opened, sought)


def _is_here(opened: Opened, sought: Sought) -> bool:
    return sought.visit.place.collection_id == opened.visit.place.collection_id


def _may_make(opened: Opened, table: Table) -> bool:
    return table.key not in _NOT_MADE_BESIDE and may_enter(opened.visit, table, "create")


def _has(sought: Sought, button: str) -> bool:
    """Whether the cell has a button."""
    told = sought.options.get(button, "").strip().lower()
    return told == "true" if told in ("true", "false") else _BUTTONS[button]


def _begun_field(sought: Sought, table: Table) -> str:
    """The field that a text which was sought is put into: the first that is looked into and can be typed in."""
    made = ("fullName",) if table.is_tree else ()
    texts = [name for name, field in table.fields.items() if field.kind in ("string", "text") and name not in made]
    main = sought.visit.formatting(Rows(own_limits(sought.visit.place))).main_field(table)
    paths = sought.search.paths if sought.search else ()
    return next((path for path in paths if path in texts), main.name if main else "")


def _way_to(sought: Sought, table: Table) -> dict[str, int | str]:
    return {**sought.visit.place.way, "table": table.key}


def _asking(address: str, query: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address
