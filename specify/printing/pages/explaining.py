"""The page “What can I write here?”: all fields of a subject by groups, and the words of the template language.

In: requests inside a collection; `on` is the table, `group` a group of fields or a list's, `words` a kind of words.
Out: an overview, from which each group and kind has a page of its own, so that no page is long.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.printing.printing import may_print
from specify.printing.sheets.known import PAPERS, ROLL, known
from specify.printing.templates.explaining import ONE, List, Names, caption_of, explained
from specify.printing.templates.subjects import SUBJECTS
from specify.printing.templates.words import (
    ALSO,
    AROUND,
    CONDITIONS,
    FILTERS,
    FUNCTIONS,
    HEAD,
    LOOP,
    MARKS,
    SERIES,
    Word,
)
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.web.pages import render
from specify.web.refusals import missing

KINDS: Mapping[str, tuple["str | Promise", Sequence[Word]]] = {
    "head": (gettext_lazy("The head, which says what the template is"), HEAD),
    "marks": (gettext_lazy("Marks: conditions, repetitions, pieces"), MARKS),
    "around": (gettext_lazy("Where and when one prints"), (*AROUND, *SERIES)),
    "functions": (gettext_lazy("Functions: codes, numbers, texts together"), FUNCTIONS),
    "filters": (gettext_lazy("Filters, which change a value behind a stroke"), FILTERS),
    "conditions": (gettext_lazy("What can be asked in conditions"), CONDITIONS),
    "loop": (gettext_lazy("In repetitions"), LOOP),
}
SHEETS = "sheets"


@dataclass(frozen=True, slots=True)
class Group:
    """A group in the overview: its name in addresses, an example, what it is, how many names it has."""

    name: str
    example: str
    told: str
    table: str
    number: int


@require_safe
@in_collection
def explain_words(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The overview, a group of fields, or a kind of words."""
    may_print(visit)
    key = request.GET.get("on", "") or next(iter(SUBJECTS))
    table = readable_table(visit, key)
    if table.key not in SUBJECTS:
        raise missing(
            _("There are no templates of %(table)s.") % {"table": visit.captions.table(table.key)},
            _("Those that there are stand on the page “Labels and reports”."),
        )
    base = f"{reverse('printing-words', kwargs=visit.place.way)}?on={table.key}"
    context = {"table": table, "caption": visit.captions.table(table.key), "base": base}
    if "group" in request.GET:
        return render(request, "printing/explain-group.html", {**context, **_group(visit, table.key, request)})
    if "words" in request.GET:
        return render(request, "printing/explain-words.html", {**context, **_words(request.GET.get("words", ""))})
    others = [one for one in SUBJECTS if one != table.key and present.has(one) and visit.rights.readable(one)]
    told = {
        "groups": list(_groups(visit, table.key)),
        "kinds": {**{name: title for name, (title, _words) in KINDS.items()}, SHEETS: _("Sheets")},
        "others": {one: visit.captions.table(one) for one in others},
    }
    return render(request, "printing/explain.html", {**context, **told})


def every_group(visit: Visit, table_key: str) -> Mapping[str, tuple[Names, str]]:
    """All groups of a subject by their names in addresses, with what a record is called in them."""
    found = explained(visit, SUBJECTS[table_key])
    return {**{one.group: (one, "") for one in found.groups}, **dict(_listed(found.lists, ""))}


def _listed(lists: Sequence[List], before: str) -> Iterator[tuple[str, tuple[Names, str]]]:
    for one in lists:
        name = f"{before}.{one.name}" if before else one.name
        for group in one.groups:
            yield f"{name}.{group.group}" if group.group else name, (group, ONE)
        yield from _listed(one.lists, name)


def _groups(visit: Visit, table_key: str) -> Iterator[Group]:
    told_of = dict(_told_of(explained(visit, SUBJECTS[table_key]).lists, ""))
    for name, (group, within) in every_group(visit, table_key).items():
        told = group.told or told_of.get(name, "")
        yield Group(
            name, group.written(within)[group.main], told, visit.captions.table(group.table.key), len(group.names)
        )


def _told_of(lists: Sequence[List], before: str) -> Iterator[tuple[str, str]]:
    for one in lists:
        name = f"{before}.{one.name}" if before else one.name
        yield name, one.told
        yield from _told_of(one.lists, name)


def _group(visit: Visit, table_key: str, request: HttpRequest) -> Mapping[str, object]:
    name = request.GET.get("group", "")
    found = every_group(visit, table_key).get(name)
    if found is None:
        raise missing(
            _("There is no group of fields “%(name)s”.") % {"name": name[:100]},
            _("The page “What can I write here?” lists all that there are."),
        )
    group, within = found
    rows = [(written, caption_of(visit, group.table, one)) for one, written in group.written(within).items()]
    return {
        "group": name,
        "told": group.told,
        "rows": rows,
        "main": group.written(within)[group.main],
        "in_list": name.split(".")[0] if within else "",
    }


def _words(kind: str) -> Mapping[str, object]:
    if kind == SHEETS:
        return {
            "title": _("Sheets"),
            "words": [Word(name, f"sheet: {name}", told) for name, told in sheets().items()],
            "also": {},
        }
    if kind not in KINDS:
        raise missing(
            _("There are no words of the kind “%(name)s”.") % {"name": kind[:100]},
            _("The page “What can I write here?” lists all that there are."),
        )
    title, words = KINDS[kind]
    return {"title": title, "words": words, "also": ALSO}


def sheets() -> Mapping[str, str]:
    """The sheets that a head can name."""
    plain = {name: _("plain paper, as many as there is room for") for name in PAPERS}
    return {**plain, ROLL: _("a roll: one label a page"), **{name: one.title for name, one in known().items()}}
