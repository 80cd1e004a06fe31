"""Every version that a stored template ever had, so that none is lost by saving.

In: the number of a resource of Specify, sources. Out: rows of `web_template_version`, counted from 1 for each template.
Where another program has changed a template, what it made of it is kept, too, before it is written over.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from django.db import IntegrityError, router, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from specify.printing.models import TemplateVersion
from specify.web.refusals import missing

_TRIES = 5
_AROUND = 2
"""So many lines that are alike are shown around one that differs."""


class Line(NamedTuple):
    """A line in a comparison: its `sign` is `-`, `+` or blank; `number` is that in the text it stands in."""

    sign: str
    number: int
    text: str


def keep(resource: int, source: str, user_id: int | None) -> None:
    """Keep a version, unless it is the newest already."""
    for one in range(_TRIES):
        try:
            with transaction.atomic(router.db_for_write(TemplateVersion)):
                newest = versions_of(resource).first()
                if newest is not None and newest.source == source:
                    return
                number = newest.number + 1 if newest else 1
                TemplateVersion.objects.create(
                    resource=resource, number=number, saved=datetime.now(), user_id=user_id, source=source
                )
            return
        except IntegrityError:  # another one was saved at the same moment and has that number
            if one == _TRIES - 1:
                raise


def versions_of(resource: int) -> "QuerySet[TemplateVersion]":
    """The versions of a template, newest first."""
    return TemplateVersion.objects.filter(resource=resource).order_by("-number")


def version_of(resource: int, number: int) -> TemplateVersion:
    """The version with that number."""
    found: TemplateVersion | None = versions_of(resource).filter(number=number).first()
    if found is None:
        most = versions_of(resource).aggregate(most=Max("number"))["most"] or 0
        raise missing(
            _("The template has no version %(number)d.") % {"number": number},
            _("There are %(most)d.") % {"most": most},
        )
    return found


def forget(resource: int) -> None:
    """Forget the versions of a template that is gone."""
    TemplateVersion.objects.filter(resource=resource).delete()


def compared(before: str, after: str) -> Sequence[Line]:
    """The lines that differ between two sources, with a few around them.

    Lines that stand everywhere, empty ones say, lead nowhere in long sources: looking for all of them takes minutes.
    """
    return tuple(_compared(before.split("\n"), after.split("\n")))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(_AROUND):
        for kind, first, last, start, end in group:
            if kind == "equal":
                yield from (Line(" ", start + at + 1, text) for at, text in enumerate(new[start:end]))
                continue
            yield from (Line("-", first + at + 1, text) for at, text in enumerate(old[first:last]))
            yield from (Line("+", start + at + 1, text) for at, text in enumerate(new[start:end]))
