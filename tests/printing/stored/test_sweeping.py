"""Sweeping: old drafts go, and what is kept of templates that Specify has deleted."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings

from specify.datamodel.tables import model
from specify.printing.models import TemplateDraft, TemplateVersion
from specify.printing.stored import drafts
from specify.printing.stored.changing import make
from specify.printing.stored.reading import own_now
from specify.printing.stored.sweeping import sweep_drafts, sweep_orphans
from specify.security.entering import Visit

pytestmark = pytest.mark.django_db

SOURCE = "{# table: collectionobject #}{{ object.catalognumber }}"


def test_only_old_drafts_go(visit: Visit) -> None:
    number = make(visit, "Jar", SOURCE)
    drafts.keep(visit, own_now(visit, number), "typed", "")
    assert sweep_drafts(date.today()) == 0
    TemplateDraft.objects.update(typed=datetime.now() - timedelta(days=settings.KEEP_DRAFTS_DAYS + 1))
    assert sweep_drafts(date.today()) == 1


def test_what_is_kept_of_deleted_templates_goes(visit: Visit) -> None:
    assert sweep_orphans() == 0
    gone, stays = (make(visit, title, SOURCE) for title in ("Jar", "Vial"))
    drafts.keep(visit, own_now(visit, gone), "typed", "")
    model("spappresourcedata").objects.filter(spAppResource=gone).delete()
    model("spappresource").objects.filter(pk=gone).delete()
    assert sweep_orphans() == 2
    assert list(TemplateVersion.objects.values_list("resource", flat=True)) == [stays]
