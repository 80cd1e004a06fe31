"""Sweeping, at night: long queries of addresses that nobody uses, and what was kept of queries that are gone.

In: the day and `SPECIFY_KEEP_DRAFTS_DAYS`. Out: fewer rows in `web_query_kept`, `web_query` and `web_query_favourite`.
Specify may delete a query at any time, since the keys of our tables do not hold it back.
"""

from datetime import date, timedelta

from django.conf import settings

from specify.ask.models import FavouriteQuery, KeptQuery, OwnQuery
from specify.ask.stored.own import forget, forget_favourites
from specify.datamodel.tables import model


def sweep_kept(today: date) -> int:
    """Delete queries of addresses that were used last more than the days to keep ago; how many."""
    before = today - timedelta(days=settings.KEEP_DRAFTS_DAYS)
    return KeptQuery.objects.filter(used__lt=before).delete()[0]


def sweep_orphans() -> int:
    """Delete what is kept of queries that are gone; how many rows. Three statements, and two where there are any."""
    kept = {*OwnQuery.objects.values_list("pk", flat=True)}
    kept |= {*FavouriteQuery.objects.values_list("query_id", flat=True).distinct()}
    gone = kept - set(model("spquery")._default_manager.values_list("pk", flat=True)) if kept else kept
    return forget(gone) + forget_favourites(gone) if gone else 0
