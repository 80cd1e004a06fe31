"""Forms that came without their session, kept for an hour for the person who opened them.

In: the number of a browser, from a cookie that we signed; a signed form, and what was sent with it. Out: a row that
nobody sees; and, when that person signs in from the same browser, a draft like any other. A browser has one row for
each form, however often that is sent; from one network there may be so many an hour, so that nobody who is signed out
fills the disk.
"""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from specify.layouts.filling.sent import NOTHING, Sent
from specify.records.filling.digests import Token
from specify.records.filling.drafts import Whose, keep, kept_under, read_content, written
from specify.records.filling.posting import laid_over
from specify.records.models import Parked
from specify.web.refusals import Refusal

KEPT = timedelta(hours=1)
MOST_OF_A_NETWORK = 30
"""How many forms may be parked from one network within that time."""


class Sender(NamedTuple):
    """Who sent a form: the number of the browser, and a digest of the network it is in."""

    browser: str
    network: str


def park(sender: Sender, token: Token, sent: Sent) -> None:
    """Keep what was sent with a form; a refusal where it is too large, or one too many."""
    content, now = written(sent), datetime.now()
    sweep_parked(now)
    same = Parked.objects.filter(browser=sender.browser, key=token.key)
    if same.update(content=content, made=now):
        return
    if Parked.objects.filter(network=sender.network).count() >= MOST_OF_A_NETWORK:
        raise _too_many()
    Parked.objects.create(**sender._asdict(), **token.whose._asdict(), key=token.key, content=content, made=now)


def take_in(browser: str, user_id: int) -> list[tuple[Whose, str]]:
    """Make drafts of what this person has parked in that browser.

    Told are the forms, and the keys, of those that did not fit into the draft that their form had before.
    """
    rows = list(Parked.objects.filter(browser=browser, user_id=user_id, made__gte=datetime.now() - KEPT).order_by("pk"))
    taken = [(row, *_taken_in(row)) for row in rows]
    Parked.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [(whose, key) for row, whose, key in taken if key != row.key]


def _taken_in(row: Parked) -> tuple[Whose, str]:
    """Make a draft of it, together with what was kept of the form before, or else beside that; its key."""
    whose, sent = Whose(row.user_id, row.collection_id, row.table_key, row.record_id), read_content(row.content)
    try:
        before = kept_under(whose, row.key)
        keep(whose, laid_over(before or NOTHING, sent.begun_like(before) if before else sent), row.key)
    except Refusal:
        key = secrets.token_hex(16)
        keep(whose, sent, key)  # that much was let in when it was parked
        return whose, key
    return whose, row.key


def sweep_parked(now: datetime) -> int:
    """Delete what was parked more than an hour before `now`; how many."""
    return Parked.objects.filter(made__lt=now - KEPT).delete()[0]


def _too_many() -> Refusal:
    return Refusal(
        429,
        _("Too many forms"),
        _("Nothing was saved: you are signed out, and many forms were sent from your network without signing in."),
        _("Go back: what you filled in is still in the form. Sign in on another page, and press Save here again."),
    )
