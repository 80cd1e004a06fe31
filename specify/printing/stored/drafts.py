"""What a person has typed into a stored template and not saved: kept, and shown before it is saved.

In: a visit, a stored template, a source. Out: a row of `web_template_draft`, one a person and template, or a template
as it would be. It outlasts a session, a dropped line and a closed window.
"""

from dataclasses import replace
from datetime import datetime

from specify.printing.models import TemplateDraft
from specify.printing.stored.reading import Own
from specify.printing.templates.reading import Template, read
from specify.security.entering import Visit


def keep(visit: Visit, own: Own, source: str, version: str) -> None:
    """Keep what was typed; `version` is that of the template it began with. What is stored already is no draft."""
    if source == own.source:
        drop(visit, own.id)
        return
    values = {"source": source, "version": version, "typed": datetime.now()}
    TemplateDraft.objects.update_or_create(user_id=visit.user.pk, resource=own.id, defaults=values)


def draft_of(visit: Visit, own: Own) -> TemplateDraft | None:
    """What the person has typed and not saved."""
    found: TemplateDraft | None = TemplateDraft.objects.filter(user_id=visit.user.pk, resource=own.id).first()
    return found if found is not None and found.source != own.source else None


def as_typed(own: Own, source: str) -> Template:
    """The template that it would be. Raises `BadTemplate` where its head cannot be read."""
    return replace(read(own.name, source), title=own.title, resource=own.id)


def drop(visit: Visit, resource: int) -> None:
    """Forget what the person has typed."""
    TemplateDraft.objects.filter(user_id=visit.user.pk, resource=resource).delete()


def forget(resource: int) -> None:
    """Forget what anybody has typed into a template that is gone."""
    TemplateDraft.objects.filter(resource=resource).delete()
