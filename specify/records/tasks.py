"""What the worker does by itself with records: every night it counts what the collections hold, and sweeps drafts.

In: the clock. Out: figures for the home pages, fewer rows in `web_draft` and `web_saved`. A collection that cannot be
counted is logged, and the others are counted all the same. Every machine comes to this at the same time: what another
has just counted is passed over.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from specify.datamodel.tables import model
from specify.records.filling.drafts import sweep_drafts
from specify.records.filling.once import sweep_saved
from specify.records.filling.parked import sweep_parked
from specify.records.home.counting import count
from specify.records.models import Holding
from specify.resources.place import place_of
from specify.tasks.progress import SILENT

JUST_NOW = timedelta(hours=1)
_log = logging.getLogger("specify.records")


@db_periodic_task(crontab(minute="30", hour="4"))
def count_every_collection() -> None:
    """Count what each collection holds."""
    for number in model("collection").objects.order_by("pk").values_list("pk", flat=True):
        try:
            place = place_of(number)
            if place is not None and not _is_counted(number):
                count(place, SILENT)
        except Exception:  # noqa: BLE001 - whatever is wrong with one collection, the others are counted
            _log.exception("a collection was not counted", extra={"data": {"collection": number}})


@db_periodic_task(crontab(minute="27", hour="3"))
def sweep_old_drafts() -> None:
    """Remove drafts and parked forms that nobody came back to, and notes of forms that were saved as long ago."""
    now = datetime.now()
    sweep_parked(now)
    saved = sweep_saved(now - timedelta(days=settings.KEEP_DRAFTS_DAYS))
    _log.info("swept", extra={"data": {"drafts": sweep_drafts(now), "saved": saved}})


def _is_counted(collection: int) -> bool:
    return Holding.objects.filter(pk=collection, counted__gt=datetime.now() - JUST_NOW).exists()
