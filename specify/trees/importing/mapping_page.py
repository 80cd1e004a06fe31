"""The page on which columns are put to ranks and fields, with the first values of each.

In: a visit, a tree and an import; what was sent. Out: the page, with as many values as it has room for; or a `Mapped`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from specify.security.entering import Visit
from specify.trees.definitions import TreeHere
from specify.trees.importing.keeping import sample
from specify.trees.importing.meanings import (
    ACCEPTED,
    FORMS,
    ID,
    LAST,
    NAME,
    PARENT,
    PARENTS,
    RANK,
    RANKS,
    Mapped,
    Meaning,
    Offer,
    guessed,
    mapped,
    offer,
)
from specify.trees.importing.wanting import ALL
from specify.trees.models import TreeImport
from specify.web.budget import render_within
from specify.web.pages import render
from specify.web.refusals import FORM_STATUS

_SAMPLES = (5, 3, 2, 1, 0)
_SHOWN_LETTERS = 30
_NO_PROBLEMS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class MappingPage:
    """The page of one import: what can be meant, the headings, and the first rows."""

    visit: Visit
    here: TreeHere
    one: TreeImport
    possible: Offer
    rows: list[list[str]]

    @property
    def headings(self) -> list[str]:
        """The headings; those that are blank are counted."""
        return [
            heading or _("Column %(number)s") % {"number": number}
            for number, heading in enumerate(self.one.file["columns"], 1)
        ]

    def begun(self, form: str) -> Mapped:
        """What was chosen before, or else what the headings say; in the form that is asked for."""
        before = mapped(self.one.mapping) if self.one.mapping else None
        if before and form in ("", before.form):
            return before
        return guessed(self.one.file["columns"], self.possible, form if form in FORMS else "")

    def page(self, request: HttpRequest, mapping: Mapped, problems: Mapping[int, str] = _NO_PROBLEMS) -> HttpResponse:
        """The page with what is chosen, and what is wrong with it."""
        way = {**self.visit.place.way, "tree": self.here.key}
        context: dict[str, Any] = {
            "tree": self.here,
            "one": self.one,
            "form": mapping.form,
            "forms": FORMS,
            "is_ranked": mapping.form == RANKS,
            "ranks": {**self.possible.ranks, LAST: _("the lowest name of the row")},
            "whats": self._whats(mapping.form),
            "problems": {ALL: problems[ALL]} if ALL in problems else problems,
            "headings": self.headings,
            "uploads": reverse("trees-import", kwargs=way),
        }
        status = FORM_STATUS if problems else 200

        def draw(number: int) -> HttpResponse:
            columns = [
                (heading, meaning, self._values(place, number))
                for place, (heading, meaning) in enumerate(zip(self.headings, mapping.columns, strict=True))
            ]
            return render(request, "trees/import-columns.html", {**context, "columns": columns}, status)

        return render_within(_SAMPLES, draw)

    def _values(self, place: int, number: int) -> list[str]:
        """The first different values of a column, shortened."""
        values = dict.fromkeys(row[place] for row in self.rows[:number] if place < len(row) and row[place])
        return [text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS]}…" for text in values]

    def _whats(self, form: str) -> Mapping[str, str]:
        if form == RANKS:
            return {NAME: _("Name"), **self.possible.fields}
        return {
            ID: _("Id of the node"),
            PARENT: _("Id of its parent"),
            RANK: _("Rank"),
            NAME: _("Name"),
            ACCEPTED: _("Id of the accepted node"),
            **self.possible.fields,
        }


def mapping_page(visit: Visit, here: TreeHere, one: TreeImport) -> MappingPage:
    """The page of an import."""
    return MappingPage(visit, here, one, offer(visit, here), sample(one))


def filled_in(sent: Mapping[str, str], number: int) -> Mapped:
    """What was chosen for so many columns; what cannot be read is told as if nothing was."""
    form = PARENTS if sent.get("form") == PARENTS else RANKS

    def chosen(place: int) -> Meaning:
        rank = sent.get(f"rank-{place}", "") if form == RANKS else ""
        known = int(rank) if rank.removeprefix("-").isascii() and rank.removeprefix("-").isdigit() else 0
        return Meaning(sent.get(f"what-{place}", "")[:64], known if abs(known) < 2**31 else 0)

    return Mapped(form, tuple(chosen(place) for place in range(number)))
