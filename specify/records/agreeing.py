"""What a person has seen would go with a record, sealed in the form whose button deletes it.

In: a `Deletion` as it was shown; the same as it would be carried out. Out: a sealed text to send along with the form,
and in sentences what is different by now. Specify has nothing of the kind: there, whatever the record has become goes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.records.filling.drafts import Whose
from specify.records.writing.cascading import Deletion
from specify.records.writing.changes import Change
from specify.resources.captions import Captions

_SALT = "specify.records.deletion"


class Different(Exception):
    """What would go is not what was seen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Of a deletion that was shown: who looked at what, how many rows of which table, digests of the rows."""

    whose: Whose
    counts: Mapping[str, int]
    of_record: str
    of_all: str

    def agrees(self, deletion: Deletion) -> None:
        """Raise `Different` unless this is what was seen."""
        now = seen(self.whose, deletion)
        if now != self:
            raise Different


def seen(whose: Whose, deletion: Deletion) -> Seen:
    """What is shown of a deletion; the record itself is its first row."""
    told = [_told(change) for change in deletion.changes]
    return Seen(whose, dict(deletion.counts), _short(told[0]), _short("\n".join(sorted(told))))


def sealed(shown: Seen) -> str:
    """The same to send along with a form."""
    held = (*shown.whose, dict(shown.counts), shown.of_record, shown.of_all)
    return signing.dumps(held, salt=_SALT, compress=True)


def unsealed(text: str) -> Seen | None:
    """What was sealed; None if that was not here, or with a secret that is no more."""
    try:
        *whose, counts, of_record, of_all = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return Seen(Whose(*whose), counts, of_record, of_all)


def differences(before: Seen, now: Seen, captions: Captions, readable: Callable[[str], bool]) -> list[str]:
    """In sentences, what is different from what was seen; numbers only of tables that may be read."""
    told = []
    if before.of_record != now.of_record:
        told.append(_("The record was changed meanwhile."))
    for table in sorted({*before.counts, *now.counts}):
        was, count = before.counts.get(table, 0), now.counts.get(table, 0)
        if was != count and readable(table):
            sentence = ngettext(
                "%(count)s record of %(table)s would go by now; you have seen %(was)s.",
                "%(count)s records of %(table)s would go by now; you have seen %(was)s.",
                count,
            )
            told.append(sentence % {"count": count, "table": captions.table(table), "was": was})
    return told or [_("Something that goes with the record was changed meanwhile.")]


def _told(change: Change) -> str:
    stored: Mapping[str, Any] = change.stored or {}
    return repr((change.table.key, sorted(stored.items())))


def _short(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=9).hexdigest()
