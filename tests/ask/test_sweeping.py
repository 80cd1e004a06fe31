"""What is forgotten at night: queries of addresses that nobody uses, and what was kept of queries that are gone."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from specify.ask.models import FavouriteQuery, KeptQuery, OwnQuery
from specify.ask.stored.changing import Called, favour, make
from specify.ask.sweeping import sweep_kept, sweep_orphans
from specify.datamodel.tables import model
from specify.query.texts import query_of_pairs
from specify.security.entering import Visit
from tests.records.conftest import visit

__all__ = ["visit"]
pytestmark = pytest.mark.django_db


def test_queries_of_addresses_are_kept_while_they_are_used() -> None:
    today = date(2026, 7, 1)
    for number, days in enumerate((0, settings.KEEP_DRAFTS_DAYS, settings.KEEP_DRAFTS_DAYS + 1)):
        KeptQuery.objects.create(digest=str(number), said=[], used=today - timedelta(days=days))
    assert sweep_kept(today) == 1
    assert set(KeptQuery.objects.values_list("digest", flat=True)) == {"0", "1"}


def test_nothing_is_kept_of_queries_that_are_gone(visit: Visit) -> None:
    query = query_of_pairs([("on", "collectionobject"), ("l", "1.collectionobject.catalogNumber")])
    stays, goes = (make(visit, query, Called(name)) for name in ("stays", "goes"))
    for one in (stays, goes):
        favour(visit, one, wanted=True)
    model("spqueryfield").objects.filter(query=goes).delete()
    model("spquery").objects.filter(pk=goes).delete()
    assert sweep_orphans() == 2
    assert sweep_orphans() == 0
    assert list(OwnQuery.objects.values_list("pk", flat=True)) == [stays]
    assert list(FavouriteQuery.objects.values_list("query_id", flat=True)) == [stays]
