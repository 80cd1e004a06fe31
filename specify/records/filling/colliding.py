"""The page on which one chooses between one's own words and those of somebody who saved the same field meanwhile.

In: requests inside a collection, with the key of the draft that could not be saved. Out: both versions of every field
that two people changed, the order of several rows being one, none of them chosen beforehand; what only one of them
changed fits together and is listed. Whoever has changed it in another window is told so. What is chosen is saved like
the form itself, so that another collision is possible. Specify has nothing of the kind: there, the second person is
told that the record is out of date, and types anew.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from specify.datamodel.rows import settled
from specify.layouts.filling.filled import Entry
from specify.layouts.filling.names import way_to
from specify.layouts.filling.order import Order
from specify.layouts.filling.sent import Sent
from specify.records.filling.complaints import Complaint
from specify.records.filling.digests import ID, base_name, digest, sent_for
from specify.records.filling.gone import kept_when_deleted
from specify.records.filling.opened import Opened
from specify.records.filling.page import kept_form, save_form
from specify.records.filling.planning import Control, Planned, Planning
from specify.records.filling.posting import Wish
from specify.records.filling.reordering import as_put, as_stored, ordered
from specify.records.filling.saved_meanwhile import led_on_when_saved
from specify.records.filling.submitting import planning_of, proposed
from specify.records.stamps import told_stamps
from specify.records.views import links_for
from specify.records.writing.changes import Change
from specify.security.entering import Visit, in_collection
from specify.web.pages import render

MINE, THEIRS, BOTH = "mine", "theirs", "both"
_LONGEST = 2000


class Question(NamedTuple):
    """A field that two people changed, and what each of them put in."""

    name: str
    label: str
    mine: str
    theirs: str
    may_both: bool


class Settled(NamedTuple):
    """A field that one person changed, and what it will be."""

    label: str
    text: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands against each other; `lost` was put in for records that are deleted. `seen` is a digest of it all."""

    questions: tuple[Question, ...]
    settled: tuple[Settled, ...]
    lost: tuple[Settled, ...]
    seen: str


@require_http_methods(["GET", "HEAD", "POST"])
@in_collection
@led_on_when_saved
@kept_when_deleted
def choose(request: HttpRequest, visit: Visit, table: str, record_id: int) -> HttpResponse:
    """The page with both versions, and what its button does."""
    opened = kept_form(request, visit, table, record_id)
    planning = planning_of(opened, opened.row or {})
    planned, _problems = proposed(visit, planning)
    clash = _clash(opened, planning, planned)
    if request.method != "POST":
        return _page(request, opened, clash)
    chosen = {question.name: request.POST.get(question.name, "") for question in clash.questions}
    complaints = [
        Complaint(_("%(field)s: choose one of the versions.") % {"field": question.label}, f"{question.name}-{THEIRS}")
        for question in clash.questions
        if chosen[question.name] not in (MINE, THEIRS, *((BOTH,) if question.may_both else ()))
    ]
    if request.POST.get("_seen") != clash.seen:
        complaints = [Complaint(_("The record was changed once more. Look at it again and choose."))]
    if complaints:
        return _page(request, opened, clash, complaints)
    opened = replace(opened, sent=_decided(opened.sent, planned, chosen))
    for relationship in planned.orders:
        settle = as_put if chosen[relationship] == MINE else as_stored
        opened = replace(opened, sent=settle(opened, relationship))
    return save_form(request, opened, Wish("_save"))


def _page(
    request: HttpRequest, opened: Opened, clash: Clash, complaints: list[Complaint] | None = None
) -> HttpResponse:
    visit, row = opened.visit, opened.row or {}
    context = {
        "opened": opened,
        "table": opened.table,
        "caption": visit.captions.table(opened.table.key),
        "headline": opened.headline(),
        "stamps": told_stamps(visit, opened.table, row, opened.rows),
        "clash": clash,
        "is_own": bool(visit.agent_id) and row.get("modifiedByAgent_id") == visit.agent_id,
        "chosen": request.POST,
        "complaints": complaints or [],
        **links_for(visit),
    }
    return render(request, "records/collision.html", context, 422 if complaints else 200)


def _clash(opened: Opened, planning: Planning, planned: Planned) -> Clash:
    numbers = _numbers(planning.sent)
    asked = {one.control.name: one for one in planned.collisions}
    places = {one.name for some in planned.orders.values() for one in some}
    questions = [
        Question(
            name,
            _label(planning, one.control, numbers),
            _told(one.control.entry, one.mine),
            _told(one.control.entry, one.theirs),
            one.control.entry is not None and one.control.entry.kind == "text",
        )
        for name, one in asked.items()
    ]
    questions += [_of_order(opened, planning, relationship) for relationship in planned.orders]
    questions += [_of_row(planning, planned.changes[row], some) for row, some in planned.contested.items()]
    settled = [
        Settled(_label(planning, one, numbers), _told(one.entry, sent_for(planning.sent.texts, one.name)), is_mine=True)
        for one in planned.changed
        if one.name not in asked and one.name not in places
    ]
    theirs = [
        Settled(_label(planning, one, numbers), _told(one.entry, one.stored), is_mine=False) for one in planned.theirs
    ]
    lost = [Settled(name, " ".join(sent_for(planning.sent.texts, name)[:1]), is_mine=True) for name in planned.lost]
    against = [[name, one.mine, one.theirs] for name, one in asked.items()]
    several = (*planned.contested.values(), *planned.orders.values())
    stored = [[one.name, one.stored] for controls in several for one in controls]
    seen = digest(json.dumps([against, stored, planned.lost]))
    return Clash(tuple(questions), (*settled, *theirs), tuple(lost), seen)


def _of_order(opened: Opened, planning: Planning, relationship: str) -> Question:
    """In which order the rows behind a relationship stand."""
    reader = planning.writer.reader
    member, stored = way_to(planning.table, relationship, reader.tables), as_stored(opened, relationship)

    def words(order: Order) -> str:
        names = [
            _("new") if one.is_new else reader.formatting.record(order.table_key, one.row["id"]) or str(one.row["id"])
            for one in order.records
        ]
        return Truncator("; ".join(names)).chars(_LONGEST)

    mine, theirs = (ordered(one, relationship) for one in (opened, replace(opened, sent=stored)))
    told = settled(reader.rows, lambda: (words(mine), words(theirs)))
    name = reader.captions.field(member.table.key, member.member.name) if member else relationship
    return Question(relationship, _("The order of %(rows)s") % {"rows": name}, *told, may_both=False)


def _of_row(planning: Planning, change: Change, controls: Sequence[Control]) -> Question:
    """Whether a row is taken out, or stays as somebody else has changed it."""
    reader, key = planning.writer.reader, change.table.key
    name = settled(reader.rows, lambda: reader.formatting.record(key, change.id or 0)) or str(change.id)
    told = [
        _("%(field)s: %(value)s") % {"field": one.entry.label, "value": _told(one.entry, one.stored) or _("empty")}
        for one in controls
        if one.entry
    ]
    stays = _("The row stays, with %(changes)s") % {"changes": "; ".join(told)}
    label = f"{reader.captions.table(key)}: {name}"
    return Question(change.name, label, _("The row is taken out"), stays, may_both=False)


def _numbers(sent: Sent) -> Mapping[str, int]:
    """The rows that were sent, each with its number among those of its relationship."""
    counts: dict[str, list[str]] = {}
    for row in dict.fromkeys(name.rpartition(".")[0] for name in map(base_name, sent.texts)):
        counts.setdefault(row.rpartition(".")[0], []).append(row)
    return {row: number for rows in counts.values() for number, row in enumerate(rows, start=1)}


def _label(planning: Planning, control: Control, numbers: Mapping[str, int]) -> str:
    """What the control is called, with the record it stands in unless that is the form's own."""
    captions, steps = planning.writer.reader.captions, control.member.steps
    label = (
        control.entry.label if control.entry else captions.field(control.member.table.key, control.member.member.name)
    )
    if not control.record:
        return label
    number = f" {numbers[control.record]}" if steps[-1].row else ""
    return f"{captions.table(steps[-1].table.key)}{number}: {label}"


def _told(entry: Entry | None, parts: tuple[str, str]) -> str:
    """What a control holds, in words."""
    text = parts[0] or parts[1]
    if entry is not None and entry.kind == "check":
        return _("Yes") if text == "1" else _("No")
    if entry is not None and entry.options:
        text = next((option.text for option in entry.options if option.value == text), text)
    return Truncator(text).chars(_LONGEST)


def _decided(sent: Sent, planned: Planned, chosen: Mapping[str, str]) -> Sent:
    """What was sent with what was chosen; theirs counts as what the form held, since it was seen."""
    texts, digests = dict(sent.texts), dict(sent.digests)
    for one in planned.collisions:
        for part, theirs in zip((one.control.name, one.control.name + ID), one.theirs, strict=True):
            if part not in texts:
                continue
            digests[part] = digest(theirs)
            if chosen[one.control.name] != MINE:
                texts[part] = theirs if chosen[one.control.name] == THEIRS else f"{theirs}\n{texts[part]}"
    for name in _parts(planned.lost):
        texts.pop(name, None)
    for control in (control for controls in planned.contested.values() for control in controls):
        digests.update(zip((control.name, control.name + ID), map(digest, control.stored), strict=True))
    stay = {row for row in planned.contested if chosen[row] == THEIRS}
    return replace(sent, texts=texts, digests=digests, removed=sent.removed - stay)


def _parts(names: list[str]) -> Iterator[str]:
    for name in names:
        yield from (name, name + ID)
