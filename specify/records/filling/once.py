"""A form is saved once, however often it is sent.

In: the key of an opened form, and what was sent. Out: a note that it is saved now, in the same transaction as the
records; or what an earlier sending saved. A form that makes nothing may be saved again with something else in it, as
one does who goes back to it. Specify has nothing of the kind: there, an answer that was lost and a second press make
two records. Who goes back after saving has a form that is new, with the old words in it: that one has just made the
very same record is told, too.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.db import IntegrityError

from specify.layouts.filling.sent import Sent
from specify.records.models import Saved
from specify.security.entering import Visit

_KEY = 16
"""How much of a form's key tells it apart, where the rest of a word is a digest of what was sent."""
JUST_NOW = timedelta(hours=1)
"""How long it is asked whether one meant to save the same once more."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A form that was sent to be saved: the table of its record, what `once` names it, a digest of its content."""

    visit: Visit
    table_key: str
    once: str
    content: str


class AlreadySent(Exception):
    """The form was saved before, or is being saved just now."""


class SavedAlike(Exception):
    """The same person has just saved a record with the very same content, in another form."""

    def __init__(self, record_id: int) -> None:
        """Keep the record."""
        super().__init__("The same was saved a moment ago.")
        self.record_id = record_id


class SavedBefore(Exception):
    """Something else was sent with this form before and has been saved; `record_id` None: no record is left of it."""

    def __init__(self, record_id: int | None) -> None:
        """Keep the record."""
        super().__init__("This form was saved before with something else in it.")
        self.record_id = record_id


def sending_of(visit: Visit, table_key: str, key: str, sent: Sent, *, makes: bool) -> Sending:
    """What is to be noted of a form; `makes`: there would be more records if it were saved twice."""
    told = json.dumps([sorted(sent.texts.items()), sent.added, sorted(sent.removed), sorted(sent.like.items())])
    content = _short(told)
    once = key if makes else key[:_KEY] + _short(key + content)[:_KEY]
    return Sending(visit, table_key, once, content)


def note(sending: Sending) -> Saved:
    """Claim the form within the transaction that saves; raises `AlreadySent` when another has."""
    whose = {"user_id": sending.visit.user.pk, "table_key": sending.table_key}
    try:
        return Saved.objects.create(once=sending.once, content=sending.content, made=datetime.now(), **whose)
    except IntegrityError as error:
        raise AlreadySent from error


def earlier(sending: Sending) -> int | None:
    """The record that the same form has saved before; raises `SavedBefore` if that was with something else in it."""
    found = Saved.objects.filter(once=sending.once, user_id=sending.visit.user.pk).first()
    if found is None or found.content != sending.content:
        raise SavedBefore(found.record_id if found else None)
    return found.record_id


def saved_under(user_id: int, table_key: str, key: str) -> int | None:
    """The record that this person has saved last with the form of that key; None for none. One statement."""
    if len(key) < _KEY:
        return None
    mine = Saved.objects.filter(user_id=user_id, table_key=table_key, once__startswith=key[:_KEY])
    return mine.order_by("-made").values_list("record_id", flat=True).first()


def made_alike(sending: Sending) -> int | None:
    """The record that the same person has just saved with the very same content in another form. One statement."""
    mine = Saved.objects.filter(user_id=sending.visit.user.pk, made__gte=datetime.now() - JUST_NOW)
    alike = mine.filter(table_key=sending.table_key, content=sending.content).exclude(once=sending.once)
    return alike.order_by("-made").values_list("record_id", flat=True).first()


def sweep_saved(before: datetime) -> int:
    """Forget forms saved before that moment; how many."""
    return Saved.objects.filter(made__lt=before).delete()[0]


def _short(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
