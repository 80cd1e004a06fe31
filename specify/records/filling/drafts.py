"""Drafts: what a person has put into a form so far, kept on the server until it is saved or given up.

In: whose form it is, and what was sent. Out: a draft under a key that nobody can guess, which its own person finds
again in the same collection and on the form of the same record, and nobody else anywhere. Drafts are written through
the connection `web` alone, so that they outlive whatever a save takes back; a password is not written down. A person
keeps the newest only. Specify has none: there, what was not saved is lost with the page.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext as _

from specify.layouts.filling.sent import Sent, names_within
from specify.records.models import Draft
from specify.resources.place import Place
from specify.web.refusals import Refusal, missing

LARGEST = 2 * 1024 * 1024
"""The most bytes of one draft."""
MOST_OF_A_PERSON = 50
LARGEST_OF_A_PERSON = 20 * 1024 * 1024
"""How many drafts one person may have, and of how many bytes; older ones give way to a new one."""
VERSION = 1
"""How forms name their controls; raise it when an older draft would be misread."""
_SECRET = frozenset({"password"})


class Whose(NamedTuple):
    """Whose form it is: a person's, in a collection, about a record of a table; `record_id` is None for a new one."""

    user_id: int
    collection_id: int
    table_key: str
    record_id: int | None


class Unsaved(NamedTuple):
    """A draft that a person may come back to: its key, and when something was put in last."""

    key: str
    changed: datetime


def draft_of(whose: Whose, key: str) -> Sent:
    """What was sent so far under that key; a refusal when this person has no such draft here. One statement."""
    found = kept_under(whose, key)
    if found is None:
        raise _no_draft()
    return found


def kept_under(whose: Whose, key: str) -> Sent | None:
    """The same; None without such a draft, as before something is kept, and after it was saved or given up."""
    content = _mine(whose, key).values_list("content", flat=True).first() if _is_key(key) else None
    return None if content is None else read_content(content)


def kept_at(whose: Whose, place: Place, key: str) -> str:
    """The address of the form with what its draft has."""
    way = {**place.way, "table": whose.table_key}
    name, more = ("records-new", {}) if whose.record_id is None else ("records-edit", {"record_id": whose.record_id})
    return f"{reverse(name, kwargs={**way, **more})}?draft={key}"


def keep(whose: Whose, sent: Sent, key: str) -> None:
    """Keep what was sent under the key of an opened form, in place of what was kept there before.

    What is too large to be kept is refused with a sentence, as is the key of a draft that is not this person's here.
    """
    content, now = written(sent), datetime.now()
    if _is_key(key) and _mine(whose, key).update(content=content, changed=now):
        return
    if not _is_key(key) or Draft.objects.filter(key=key).exists():
        raise _no_draft()
    _make_room(whose.user_id, len(json.dumps(content)))
    Draft.objects.create(key=key, content=content, version=VERSION, made=now, changed=now, **whose._asdict())


def _make_room(user_id: int, size: int) -> None:
    """Drop a person's oldest drafts beyond what one person may keep, so that nobody fills the disk by themselves."""
    mine = Draft.objects.filter(user_id=user_id).order_by("-changed", "-pk")
    beyond = []
    for number, (one, length) in enumerate(mine.values_list("pk", Length("content")), start=2):
        size += length or 0
        if number > MOST_OF_A_PERSON or size > LARGEST_OF_A_PERSON:
            beyond.append(one)
    if beyond:
        Draft.objects.filter(pk__in=beyond).delete()


def unsaved(whose: Whose) -> Unsaved | None:
    """The newest draft there is of a form. One statement."""
    found = _of(whose).order_by("-changed").values_list("key", "changed").first()
    return Unsaved(*found) if found else None


def begun_at(whose: Whose, key: str) -> datetime | None:
    """When something was put into that form first; None without such a draft. One statement."""
    return _mine(whose, key).values_list("made", flat=True).first() if _is_key(key) else None


def forget(whose: Whose, key: str) -> None:
    """Drop a draft that is saved or given up; one that is gone already is no mistake."""
    if _is_key(key):
        _mine(whose, key).delete()


def sweep_drafts(now: datetime) -> int:
    """Delete drafts that nobody has touched for more than the days to keep before `now`; how many."""
    return Draft.objects.filter(changed__lt=now - timedelta(days=settings.KEEP_DRAFTS_DAYS)).delete()[0]


def _mine(whose: Whose, key: str) -> QuerySet[Draft]:
    return _of(whose).filter(key=key)


def _of(whose: Whose) -> QuerySet[Draft]:
    return Draft.objects.filter(version=VERSION, **whose._asdict())


def _is_key(key: str) -> bool:
    return len(key) == 32 and key.isascii() and key.isalnum()


def written(sent: Sent) -> Mapping[str, Any]:
    """What was sent as it is stored; refused where it is too large."""
    texts = {name: text for name, text in sent.texts.items() if name.rpartition(".")[2] not in _SECRET}
    known = {*texts, *names_within(sent.removed, sent.digests)}
    content = {
        "texts": texts,
        "added": list(sent.added),
        "removed": sorted(sent.removed),
        "digests": {name: held for name, held in sent.digests.items() if name in known},
        **({"like": dict(sent.like), "carried": sent.is_carried, "omitted": dict(sent.omitted)} if sent.like else {}),
    }
    if len(json.dumps(content)) > LARGEST:
        raise Refusal(
            413,
            _("Too much for one form"),
            _("What you have filled in is larger than %(limit)s MB and could not be kept.") % {"limit": 2},
            _("Go back: it is still in the form. Shorten the longest texts, or enter them in several steps."),
        )
    return content


def read_content(content: Mapping[str, Any]) -> Sent:
    """The same read again."""
    added, removed = tuple(content["added"]), frozenset(content["removed"])
    like, is_carried, omitted = content.get("like", {}), content.get("carried", False), content.get("omitted", {})
    begun = Sent(like=like, is_carried=is_carried, omitted=omitted)
    return replace(begun, texts=content["texts"], added=added, removed=removed, digests=content["digests"])


def _no_draft() -> Refusal:
    return missing(
        _("There is nothing of yours that was filled in here and not saved."),
        _("It may have been saved or given up, or it was older than %(days)s days. Open the record to begin anew.")
        % {"days": settings.KEEP_DRAFTS_DAYS},
    )
