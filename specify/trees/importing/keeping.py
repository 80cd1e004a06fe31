"""Keeps uploaded files, so that any process of any machine can go on with them, until they are swept.

In: a visit, a tree, and a file. Out: a row of `TreeImport`, which its own person finds again in the same collection and
tree, and nobody else anywhere; its rows in parts of a thousand, compressed. A person has so many that were not carried
out yet; older ones give way to a new one.
"""

import json
import secrets
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from specify.security.entering import Visit
from specify.trees.definitions import TreeHere
from specify.trees.importing.reading import Source
from specify.trees.models import TreeImport, TreeImportPart
from specify.web.refusals import Refusal, missing

UPLOADED, CHECKED, IMPORTED, UNDONE = "uploaded", "checked", "imported", "undone"
MOST_OF_A_PERSON = 20
SAMPLE = 5
ROWS, PROBLEMS, MADE = "rows", "problems", "made"
_AT_ONCE = 1000
_LARGEST = 2**63


def keep(visit: Visit, here: TreeHere, name: str, source: Source) -> TreeImport:
    """Keep a file. A refusal where it has no rows; then nothing is kept."""
    columns, first = _headings(source.rows)
    one = TreeImport(user_id=visit.viewer.user_id, collection_id=visit.place.collection_id, tree=here.key)
    one.definition_id, one.once, one.state = here.definition.id, secrets.token_hex(12), UPLOADED
    one.file = {"name": name[-200:], "how": source.how, "columns": columns, "first": first}
    one.uploaded = one.changed = datetime.now()
    with transaction.atomic(using="web"):
        one.save()
        one.file["rows"] = put(one, ROWS, source.rows)
        if not one.file["rows"]:
            raise Refusal(
                422,
                _("This file cannot be read"),
                _("The file has a row of headings and nothing below it."),
                _("Choose a file with the rows that are to become nodes."),
            )
        one.save(update_fields=["file"])
        _make_room(one)
    return one


def _headings(rows: Iterator[list[str]]) -> tuple[list[str], int]:
    """The first row that is not blank, and the number of the row behind it."""
    for number, cells in enumerate(rows, 1):
        if cells:
            return cells, number + 1
    raise Refusal(
        422,
        _("This file cannot be read"),
        _("The file has no row with anything in it."),
        _("Choose a file that has a row of headings and rows below it."),
    )


def _make_room(new: TreeImport) -> None:
    waiting = TreeImport.objects.filter(user_id=new.user_id, state__in=(UPLOADED, CHECKED)).order_by("-pk")
    beyond = list(waiting.values_list("pk", flat=True)[MOST_OF_A_PERSON:])
    if beyond:
        TreeImport.objects.filter(pk__in=beyond).delete()


def mine(visit: Visit, tree: str) -> list[TreeImport]:
    """A person's imports into a tree of the collection, the newest first."""
    return list(_mine(visit, tree).order_by("-pk"))


def found(visit: Visit, tree: str, number: int) -> TreeImport:
    """One of them; a refusal where there is none of that number."""
    one: TreeImport | None = _mine(visit, tree).filter(pk=number).first() if number < _LARGEST else None
    if one is None:
        raise missing(
            _("You have no import %(number)s into this tree.") % {"number": number},
            _("It may have been older than %(days)s days. Upload the file again.") % {"days": settings.KEEP_JOBS_DAYS},
        )
    return one


def _mine(visit: Visit, tree: str) -> Any:
    whose = {"user_id": visit.viewer.user_id, "collection_id": visit.place.collection_id, "tree": tree}
    return TreeImport.objects.filter(**whose)


def note(one: TreeImport, **values: Any) -> None:
    """Write down what has become of an import."""
    one.changed = values["changed"] = datetime.now()
    for name, value in values.items():
        setattr(one, name, value)
    one.save(update_fields=list(values))


def put(one: TreeImport, kind: str, things: Iterable[Any]) -> int:
    """Keep these things with an import, in place of those of that kind; how many."""
    parts, number = TreeImportPart.objects.filter(whole=one, kind=kind), 0
    with transaction.atomic(using="web"):
        parts.delete()
        left = iter(things)
        for place, some in enumerate(iter(lambda: list(islice(left, _AT_ONCE)), [])):
            number += len(some)
            content = zlib.compress(json.dumps(some, separators=(",", ":")).encode(), 6)
            TreeImportPart.objects.create(whole=one, kind=kind, number=place, content=content)
    return number


def kept(one: TreeImport, kind: str) -> Iterator[Any]:
    """What is kept of that kind, one by one. A statement for each thousand."""
    parts = TreeImportPart.objects.filter(whole=one, kind=kind)
    for place in range(parts.count()):
        content = parts.values_list("content", flat=True).get(number=place)
        yield from json.loads(zlib.decompress(content))


def rows_of(one: TreeImport) -> Iterator[tuple[int, list[str]]]:
    """The rows of the file with their numbers."""
    return enumerate(kept(one, ROWS), one.file["first"])


def sample(one: TreeImport) -> list[list[str]]:
    """The first rows that are not blank."""
    content = TreeImportPart.objects.values_list("content", flat=True).get(whole=one, kind=ROWS, number=0)
    return [row for row in json.loads(zlib.decompress(content)) if row][:SAMPLE]


def sweep_imports(now: datetime) -> int:
    """Forget imports with which nothing was done for more than the days to keep before `now`; how many."""
    old = TreeImport.objects.filter(changed__lt=now - timedelta(days=settings.KEEP_JOBS_DAYS))
    number = old.count()
    old.delete()
    return number
