"""Sweeping, at night: what was typed into templates long ago, and what is kept of templates that are gone.

In: the day and `SPECIFY_KEEP_DRAFTS_DAYS`. Out: fewer rows in `web_template_draft` and `web_template_version`. Specify
may delete a resource at any time, since the keys of our tables do not hold it back.
"""

from datetime import date, timedelta

from django.conf import settings

from specify.datamodel.tables import model
from specify.printing.models import TemplateDraft, TemplateVersion
from specify.printing.stored.reading import RESOURCE


def sweep_drafts(today: date) -> int:
    """Delete what was typed longer ago than the days to keep; how many."""
    before = today - timedelta(days=settings.KEEP_DRAFTS_DAYS)
    return TemplateDraft.objects.filter(typed__lt=before).delete()[0]


def sweep_orphans() -> int:
    """Delete what is kept of templates that are gone; how many rows. Five statements at most."""
    kept = {one for of in (TemplateDraft, TemplateVersion) for one in of.objects.values_list("resource", flat=True)}
    if not kept:
        return 0
    there = model(RESOURCE)._default_manager.filter(pk__in=kept).values_list("pk", flat=True)
    gone = kept - set(there)
    return sum(of.objects.filter(resource__in=gone).delete()[0] for of in (TemplateDraft, TemplateVersion))
