"""Adds a text to a pick list that may grow: what was typed into a form and is not in its list yet.

In: a form that was saved; a pick list and a text. Out: the offer to add the text, told with the saving; the list with
one more item. Kept of Specify 7: only lists of items of their own grow, if they are not closed;
title and value are the text; whoever may not make pick lists and their items is offered nothing. Changed on purpose: a
text is saved in any case and the list asked about afterwards, so that nobody is held up; a list that is as long as it
may be is full, where Specify 6 takes out its oldest item.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.declaring import Field
from specify.datamodel.rows import NO_ROW, Row, Rows
from specify.datamodel.tables import model
from specify.layouts.filling.asked import Asked
from specify.layouts.filling.choices import list_of
from specify.layouts.filling.lines import value_text
from specify.layouts.filling.names import pairs_at, way_to
from specify.layouts.filling.opening import writer_of
from specify.layouts.filling.overlaid import new_row
from specify.layouts.filling.writer import Writer
from specify.layouts.showing import form_in, library, reader_of
from specify.records.acts import may_enter
from specify.records.filling.digests import digest
from specify.records.filling.opened import Opened
from specify.records.reading.fields import as_kind, text_of
from specify.records.reading.lists import item_of
from specify.records.saving import locked, save
from specify.records.views import fetch_row, readable_table
from specify.records.writing.changes import Change
from specify.resources.picklists import Kind, PickList
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.security.scoping import own_limits, visible_ids
from specify.text.folding import fold
from specify.text.typed import Unreadable
from specify.web.refusals import Refusal, forbidden

_MOST_OFFERED = 3
_LIST, _ITEM = "picklist", "picklistitem"


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A text that was typed where a list may grow, and that the list does not have."""

    text: str
    list_id: int
    name: str


def offer_to_extend(request: HttpRequest, opened: Opened, onward: str) -> None:
    """Say of a form that was just saved which texts are not in their lists, with the way to add them."""
    visit = opened.visit
    if not _may_extend(visit):
        return
    new = {(one.list_id, fold(one.text)): one for one in _unlisted(opened)}
    here = visible_ids(present.tables()[_LIST], visit.place, {list_id for list_id, _text in new}) if new else ()
    for one in [one for one in new.values() if one.list_id in here][:_MOST_OFFERED]:
        address = _address(visit, one.list_id)
        query = urlencode({"value": one.text, "to": onward})
        told = _("“%(text)s” is not in the list %(list)s.") % {"text": one.text, "list": one.name}
        offer = _("Add “%(text)s” to the list") % {"text": one.text}
        messages.info(request, format_html('{} <a href="{}?{}">{}</a>.', told, address, query, offer))


def _unlisted(opened: Opened) -> Iterator[Unlisted]:
    """What was put into the form and is not in its list. Asks the database nothing."""
    visit, sent = opened.visit, opened.sent
    changed = {name: text for name, text in sent.texts.items() if text and digest(text) != sent.digests.get(name)}
    if not changed:
        return
    books = library(visit)
    reader = reader_of(visit, Rows(own_limits(visit.place)), books, "edit")
    writer, form = writer_of(visit, Writer(reader)), form_in(books, visit, opened.table, ("form", "edit", ""))
    for name, text in changed.items():
        way = way_to(opened.table, name, reader.tables)
        if way is None or not isinstance(way.member, Field):
            continue
        for pair, _record in pairs_at(form, name, reader.form_of):
            row = new_row(reader.tables[pair.table])
            if pair.path and (found := list_of(writer, pair, row)):
                asked = Asked(writer, pair, pair.path, way.member, row, NO_ROW, name)
                yield from _new_in(found, asked, way.member, text)
                break


def _new_in(found: PickList, asked: Asked, member: Field, text: str) -> Iterator[Unlisted]:
    """The text as it was saved, if the list has it not and may have it: no letters in it that nobody sees."""
    plain = text_of(asked, text)
    if not found.id or not _may_grow(found) or plain is None or item_of(found, plain) is not None:
        return
    try:
        saved = value_text(as_kind(asked.writer.reader.tables[asked.path.table], member, plain))
    except Unreadable:  # it was not for saving to read
        return
    if may_be_listed(saved):
        yield Unlisted(saved, found.id, found.name)


def may_be_listed(text: str) -> bool:
    """Whether people can see all of the text in a list."""
    return text.isprintable() and text == text.strip()


def _may_grow(found: PickList) -> bool:
    is_full = 0 < found.limit <= len(found.items)
    return found.kind is Kind.ITEMS and not found.is_read_only and not is_full


def _may_extend(visit: Visit) -> bool:
    return all(may_enter(visit, present.tables()[key], "create") for key in (_LIST, _ITEM))


def extend(visit: Visit, list_id: int, text: str) -> bool:
    """Add a text to a pick list; whether it was not in it before. Raises a refusal, or `NotSaved`."""
    known, added = readable_table(visit, _LIST), list[Change]()
    fetch_row(visit, known, list_id)
    if not _may_extend(visit):
        told = _("You may not add values to pick lists in %(collection)s.")
        raise forbidden(told % {"collection": visit.place.collection_name}, who_can_help())

    def plan() -> list[Change]:
        added.clear()
        row = locked(_LIST, [list_id]).get(list_id)
        items = list(model(_ITEM)._default_manager.filter(pickList_id=list_id).values_list("title", "value"))
        _check(row or {}, len(items))
        if any(fold(text) in (fold(title or ""), fold(value or "")) for title, value in items):
            return []
        owner, item = Change(known, stored=row, touched=True), present.tables()[_ITEM]
        values = {"pickList": list_id, "title": text, "value": text}
        added.append(Change(item, values, owner=owner, deed="make"))
        return [owner, *added]

    save(visit, plan)
    return bool(added)


def _check(row: Row, number: int) -> None:
    """Refuse a list that is not there any more, is closed, or full."""
    if not row or row["readOnly"] or row["type"] != Kind.ITEMS:
        told = _("Nothing was added: this list is closed, or has no values of its own.")
        raise Refusal(409, _("Not saved"), told, _("Whoever looks after the pick lists can open it."))
    if 0 < (row["sizeLimit"] or 0) <= number:
        told = _("Nothing was added: the list is full. It may have %(most)s values, and has them.")
        raise Refusal(
            409, _("Not saved"), told % {"most": row["sizeLimit"]}, _("Have its limit raised, or one deleted.")
        )


def _address(visit: Visit, list_id: int) -> str:
    way = {**visit.place.way, "list_id": list_id}
    return reverse("records-extend", kwargs=way)
