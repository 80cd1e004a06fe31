"""Queries too long for an address: kept under a digest of themselves, which the address says instead.

In: names and texts of a query. Out: the digest; and back, a refusal in a sentence for one that is no longer kept.
Whoever has the address has the query, and sees what they may see. The table belongs to the queries' pages (`ask`),
whose migrations make it; what prints or counts the same query reads it too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext as _

from specify.query.texts import Pairs
from specify.web.refusals import missing

LONGEST = 1800
KEPT = "kept"


class KeptQuery(models.Model):
    """A query that is too long for an address, under a digest of itself; `used` is the last day it was asked for."""

    digest: models.CharField[str, str] = models.CharField(max_length=64, primary_key=True)
    # Pairs of names and texts, as an address would have them.
    said: models.JSONField[Any, Any] = models.JSONField()
    used: models.DateField[date, date] = models.DateField()

    class Meta:
        """What is asked of it beside its key: those not used for long."""

        app_label = "ask"
        db_table = "web_query_kept"
        default_permissions = ()
        indexes = (models.Index(fields=["used"], name="web_query_kept_used"),)


def keep(pairs: Pairs) -> str:
    """Keep a long query; its digest."""
    said = [list(pair) for pair in pairs]
    digest = sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    KeptQuery.objects.update_or_create(digest=digest, defaults={"said": said, "used": date.today()})
    return digest


def kept(digest: str) -> Pairs:
    """The query that is kept under a digest."""
    found = KeptQuery.objects.filter(digest=digest[:64]).first()
    if found is None:
        raise missing(
            _("The query of this address is no longer kept."),
            _("Queries that nobody uses are forgotten. Build it anew."),
        )
    if found.used < date.today():
        KeptQuery.objects.filter(digest=found.digest).update(used=date.today())
    return [(str(name), str(value)) for name, value in found.said]


def written_out(pairs: Pairs) -> Pairs:
    """Names and texts, with those of the query that they name by its digest. One statement where they do."""
    digest = dict(pairs).get(KEPT)
    return [*kept(digest), *(pair for pair in pairs if pair[0] != KEPT)] if digest else pairs


def shortened(pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Names and texts that an address has room for: themselves, or a digest under which they are kept."""
    return pairs if len(urlencode(list(pairs))) <= LONGEST else [(KEPT, keep(pairs))]
