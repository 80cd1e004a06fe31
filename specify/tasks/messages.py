"""Specify 7's messages to its users, where the database has them (`notifications_message`).

In: jobs that ended; a person's messages. Out: a message for the bell of Specify 7, and its messages for our page of
jobs. `content` is JSON with a `type`; Specify 7 prints one whose type it does not know as it stands, so ours is a few
words with names that explain themselves. None of its own types would do: they promise a file or a record in Specify 7.
A database of Specify 6 has no such table; then nothing is written and there are none.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import Error
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.tasks.models import Job

SHOWN_AT_MOST = 50
_OURS = '{"type": "job"'
_log = logging.getLogger("specify.jobs")

KINDS: Mapping[str, Any] = {
    "feed-item-updated": gettext_lazy("An export feed was brought up to date"),
    "update-feed-failed": gettext_lazy("An export feed could not be brought up to date"),
    "dwca-export-complete": gettext_lazy("A Darwin Core archive is ready"),
    "dwca-export-failed": gettext_lazy("A Darwin Core archive could not be made"),
    "query-export-to-csv-complete": gettext_lazy("The results of a query are ready as CSV"),
    "query-export-to-csv-failed": gettext_lazy("The results of a query could not be exported as CSV"),
    "query-export-to-kml-complete": gettext_lazy("The results of a query are ready as KML"),
    "query-export-to-kml-failed": gettext_lazy("The results of a query could not be exported as KML"),
    "query-export-to-webportal-complete": gettext_lazy("An export for the web portal is ready"),
    "query-export-to-webportal-failed": gettext_lazy("An export for the web portal could not be made"),
    "dataset-ownership-transferred": gettext_lazy("A data set was handed over to you"),
    "record-merge-starting": gettext_lazy("Records are being merged"),
    "record-merge-succeeded": gettext_lazy("Records were merged"),
    "record-merge-failed": gettext_lazy("Records could not be merged"),
    "record-merge-aborted": gettext_lazy("The merging of records was stopped"),
    "localityupdate-starting": gettext_lazy("Localities are being updated"),
    "localityupdate-succeeded": gettext_lazy("Localities were updated"),
    "localityupdate-failed": gettext_lazy("Localities could not be updated"),
    "localityupdate-aborted": gettext_lazy("The update of localities was stopped"),
    "localityupdate-parse-succeeded": gettext_lazy("The file for updating localities is in order"),
    "localityupdate-parse-failed": gettext_lazy("The file for updating localities has errors"),
    "backup-succeeded": gettext_lazy("A backup of the database is ready"),
    "backup-failed": gettext_lazy("A backup of the database could not be made"),
    "create-default-tree-starting": gettext_lazy("A tree is being imported"),
    "create-default-tree-completed": gettext_lazy("A tree was imported"),
    "create-default-tree-failed": gettext_lazy("A tree could not be imported"),
    "create-default-tree-cancelled": gettext_lazy("The import of a tree was stopped"),
    "collection-creation-starting": gettext_lazy("A collection is being made"),
}
# Where a message says what it is about.
_ABOUT = ("file", "name", "dataset-name", "table")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of Specify 7 as we tell it; `about` may be empty."""

    id: int
    moment: datetime
    is_read: bool
    words: str
    about: str


def tell(job: Job, said: str) -> None:
    """Write a message about a job that ended, already translated. A failure is logged: the job ended all the same."""
    if not present.has("message"):
        return
    content = json.dumps({"type": "job", "job": job.pk, "title": job.title, "said": said})
    now = datetime.now().replace(microsecond=0)
    try:
        model("message").objects.create(user_id=job.user_id, timestampcreated=now, content=content, read=False)
    except Error as error:
        _log.warning("message not written", extra={"data": {"job": job.pk, "reason": str(error)}})


def messages_of(person: int) -> list[Message]:
    """The newest that Specify 7 wrote to a person."""
    if not present.has("message"):
        return []
    rows = _of(person).exclude(content__startswith=_OURS).order_by("-timestampcreated", "-pk")
    return [
        Message(pk, moment, is_read, *_words(content))
        for pk, moment, is_read, content in rows.values_list("pk", "timestampcreated", "read", "content")[
            :SHOWN_AT_MOST
        ]
    ]


def mark_read(person: int) -> None:
    """Mark all that Specify 7 wrote to a person as read, as its bell does when it is opened."""
    if present.has("message"):
        _of(person).filter(read=False).update(read=True)


def mark_jobs_read(person: int, numbers: Iterable[int]) -> None:
    """What is seen here need not ring there: mark our messages about these jobs as read."""
    if present.has("message"):
        starts = (Q(content__startswith=f'{_OURS}, "job": {number},') for number in numbers)
        _of(person).filter(reduce(or_, starts, Q(pk=None)), read=False).update(read=True)


def delete(person: int, number: int) -> None:
    """Delete one message of a person."""
    if present.has("message"):
        _of(person).filter(pk=number).delete()


def delete_ours(before: datetime) -> None:
    """Delete those about jobs that are older. A failure is logged: an account may have no right to delete here."""
    if not present.has("message"):
        return
    try:
        model("message").objects.filter(timestampcreated__lt=before, content__startswith=_OURS).delete()
    except Error as error:
        _log.warning("messages not deleted", extra={"data": {"reason": str(error)}})


def _of(person: int) -> QuerySet[Any]:
    return model("message").objects.filter(user_id=person)


def _words(content: str) -> tuple[str, str]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return _("A message that cannot be read"), ""
    kind = str(told.get("type") or "")
    about = [str(told[name]) for name in _ABOUT if isinstance(told.get(name), str)]
    return str(KINDS.get(kind, kind)) or _("A message without a kind"), ", ".join(about[:1])
