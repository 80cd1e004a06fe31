"""The form of a new record that is like another one: all of it (clone), or what one carries forward.

In: an opened form that is new, what its address asks for, and the button that saved a record. Out: the form with the
copy in it, sentences on what is left out, the buttons for further records and where they lead. Nothing is stored until
the form is sent: the address alone makes the copy anew, and the form tells what it was made of, signed. Kept of
Specify 7: who may create a record may clone one. On purpose otherwise: cloning does not wait for saving, one button
does both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.layouts.filling.filled import FilledForm, entries_of
from specify.layouts.filling.sent import NOTHING, Sent
from specify.records.acts import may_enter
from specify.records.copying.carried import offers
from specify.records.copying.copies import begun_alone, copy_of, with_copies
from specify.records.copying.copyable import is_copyable
from specify.records.copying.ways_on import LIKE, ONLY_CARRIED, way_to_new
from specify.records.filling.digests import base_name
from specify.records.filling.drafts import kept_under
from specify.records.filling.opened import Opened
from specify.records.filling.posting import ANOTHER, CARRY, CLONE, MOST_NEW, NEXT, ON
from specify.records.sets.walking import NAME as WALK
from specify.records.sets.walking import walk_at
from specify.records.views import fetch_row
from specify.web.addresses import number_in
from specify.web.menus import ways_on
from specify.web.refusals import missing

_KEY = "x"


class Next(NamedTuple):
    """A button that saves and goes on to one more record; the one that goes on as one has begun has an access key."""

    name: str
    words: str
    key: str = ""


def begun_like(opened: Opened, asked: Mapping[str, str]) -> Opened:
    """The form as a copy of the record that the address asks for; a refusal where there is none."""
    return replace(opened, sent=_copy(opened, asked))


def begun_before(opened: Opened, asked: Mapping[str, str]) -> Sent:
    """What the form of that address began with: the copy that its draft tells of, or else the address."""
    kept = kept_under(opened.whose, asked.get("draft", ""))
    if kept is None and opened.row is None and asked.get(LIKE):
        return _copy(opened, asked)
    return kept or NOTHING


def as_copy(opened: Opened, now: Sent, begun: Sent) -> Sent:
    """What is sent now, as a copy of what the form began with."""
    if not begun.like:
        return now
    return with_copies(opened.visit, opened.table, now.begun_like(begun))


def without_lost_rows(now: Sent, then: Sent, kept: Sent) -> Sent:
    """What is sent by a page that was a copy `then`, without rows that its draft no longer copies and nothing is in."""
    return begun_alone(now, then.like.keys() - kept.like.keys())


def _copy(opened: Opened, asked: Mapping[str, str]) -> Sent:
    visit, table = opened.visit, opened.table
    if not is_copyable(table):
        raise missing(_("Records of %(table)s cannot be cloned.") % {"table": visit.captions.table(table.key)})
    row = fetch_row(visit, table, number_in(asked.get(LIKE, "")) or 0)
    return copy_of(visit, table, row, is_carried=ONLY_CARRIED in asked)


def left_out(opened: Opened) -> Iterator[str]:
    """What the copy in the form lacks, in sentences."""
    captions, omitted = opened.visit.captions, opened.sent.omitted
    if closed := [captions.table(key) for key, number in omitted.items() if not number]:
        yield _("Not copied, since you may not read or enter them: %(tables)s.") % {"tables": ", ".join(closed)}
    if beyond := [f"{captions.table(key)} ({number})" for key, number in omitted.items() if number]:
        yield _("Not copied, since a form may have %(most)d new rows and no more: %(tables)s.") % {
            "most": MOST_NEW,
            "tables": ", ".join(beyond),
        }


def alone_now(opened: Opened, gone: Mapping[str, Table]) -> tuple[Opened, str]:
    """The form as it stands without those records that it was a copy of, and a sentence that says so."""
    tables = ", ".join(dict.fromkeys(opened.visit.captions.table(table.key) for table in gone.values()))
    told = _("Nothing is saved yet: what this is a copy of is there no more (%(tables)s).") % {"tables": tables}
    remedy = _("What the form does not show of it is lost. Look the form through, and press Save to save it as it is.")
    return replace(opened, sent=begun_alone(opened.sent, gone)), f"{told} {remedy}"


def free_control(form: FilledForm, sent: Sent) -> str:
    """The first control that nothing was copied into: where the hands go; "" if there is none."""
    controls = (entry.name for entry in entries_of(form.parts) if entry.kind not in ("read", "several"))
    return next((name for name in controls if not sent.is_copied(base_name(name))), "")


def nexts(opened: Opened) -> tuple[Next, ...]:
    """The buttons that save and go on to one more record; none where saving leads back to another form."""
    if opened.back:
        return ()
    offered, sent = offers(opened.visit, opened.table), opened.sent
    may_add, is_on_walk = may_enter(opened.visit, opened.table, "create"), bool(opened.walk and opened.row)
    usual = NEXT if is_on_walk else ANOTHER if not sent.like else CARRY if sent.is_carried else CLONE
    every = (
        (is_on_walk, NEXT, _("Save and edit the next in the set")),
        (may_add and offered.adds, ANOTHER, _("Save and add another")),
        (may_add and offered.clones, CLONE, _("Save and clone")),
        (may_add and offered.carries, CARRY, _("Save and carry forward")),
    )
    goes_on = ((True, f"{ON}{way.url}", way.after_saving) for way in ways_on(opened.visit, opened.table.key))
    offered_here = [(name, words) for is_offered, name, words in (*every, *goes_on) if is_offered and words]
    return tuple(Next(name, words, _KEY if name == usual else "") for name, words in offered_here)


def next_address(opened: Opened, name: str, record_id: int | None) -> str:
    """Where such a button leads once the record is saved; "" for none of them, and at the end of a set."""
    if record_id is None:
        return ""
    if name == NEXT:
        walk = walk_at(opened.visit, opened.table, record_id, opened.walk)
        way = {**opened.way, "record_id": walk.next} if walk and walk.next else None
        return f"{reverse('records-edit', kwargs=way)}?{WALK}={opened.walk}" if way else ""
    if name.startswith(ON):
        ways = (way for way in ways_on(opened.visit, opened.table.key) if f"{ON}{way.url}" == name)
        return next((way.address(opened.visit, on=opened.table.key, id=record_id) for way in ways), "")
    if name not in (ANOTHER, CLONE, CARRY):
        return ""
    like = None if name == ANOTHER else record_id
    return way_to_new(opened.visit, opened.table, like, is_carried=name == CARRY)
