"""Saves where a person's simple search looks.

In: a visit, a `Configuration`. Out: the person's own resource in this collection, made with its directory when there is
none; or no such resource any more, so that the institution's counts again. Kept of Specify 7: it takes the right to add
and change resources; where it is kept, for whom, and how it is written. The audit log has it as any other change.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from specify.ask.searching.configuration import RESOURCE, Configuration, written
from specify.datamodel import present
from specify.datamodel.tables import SpAppResource, SpAppResourceData, SpAppResourceDir, SpecifyUser
from specify.records.saving import locked, save
from specify.records.writing.changes import Change
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.web.refusals import forbidden

_TABLES = ("spappresourcedir", "spappresource", "spappresourcedata")


def may_configure(visit: Visit) -> bool:
    """Whether the person may have a configuration of their own."""
    asked = ((table, action) for table in _TABLES for action in ("read", "create", "update"))
    return visit.agent_id is not None and all(visit.rights.may_table(table, action) for table, action in asked)


def check_may_configure(visit: Visit) -> None:
    """Refuse whoever may not."""
    visit.signing_agent()
    if not may_configure(visit):
        told = _("You may not change where searches look in %(collection)s.")
        raise forbidden(told % {"collection": visit.place.collection_name}, who_can_help())


def save_configuration(visit: Visit, chosen: Configuration) -> None:
    """Keep this for the person who visits."""
    check_may_configure(visit)
    save(visit, lambda: list(_changes(visit, written(chosen))))


def drop_configuration(visit: Visit) -> None:
    """Let the institution's count again."""
    check_may_configure(visit)

    def plan() -> list[Change]:
        own = list(_own(visit).values_list("pk", flat=True))
        return [
            Change(_table("spappresource"), {}, row, deed="delete") for row in locked("spappresource", own).values()
        ]

    save(visit, plan)


def has_own(visit: Visit) -> bool:
    """Whether the person has one. One statement."""
    return bool(_own(visit).exists())


def _changes(visit: Visit, data: bytes) -> Iterator[Change]:
    # Two first saves at once would make two resources: a person's saves wait for each other.
    SpecifyUser.objects.select_for_update().values_list("pk").get(pk=visit.user.pk)
    resource = _own(visit).order_by("pk").values_list("pk", flat=True).first()
    if resource is None:
        yield from _made(visit, data)
        return
    kept = SpAppResourceData.objects.filter(spAppResource_id=resource).order_by("pk").values_list("pk", flat=True)[:1]
    stored = list(locked("spappresourcedata", kept).values())
    yield _with_data(resource, data) if not stored else Change(_table("spappresourcedata"), {"data": data}, stored[0])


def _made(visit: Visit, data: bytes) -> Iterator[Change]:
    """A new resource, in the person's directory, which is made when it is missing."""
    kind = {"userType": visit.viewer.user_type.replace(" ", "").lower() or None}
    where: Any = SpAppResourceDir.objects.filter(**_directory(visit), **kind).order_by("pk").first()
    directory = where.pk if where else None
    if directory is None:
        names = {name.removesuffix("_id"): value for name, value in _directory(visit).items()}
        directory = Change(_table("spappresourcedir"), {**names, **kind}, deed="make")
        yield directory
    named = {"name": RESOURCE, "mimeType": "text/xml", "level": 0, "specifyUser": visit.user.pk}
    resource = Change(_table("spappresource"), {**named, "spAppResourceDir": directory}, deed="make")
    yield resource
    yield _with_data(resource, data)


def _with_data(resource: Change | int, data: bytes) -> Change:
    return Change(_table("spappresourcedata"), {"spAppResource": resource, "data": data}, deed="make")


def _own(visit: Visit) -> Any:
    where = {f"spAppResourceDir__{column}": value for column, value in _directory(visit).items()}
    return SpAppResource.objects.filter(name=RESOURCE, **where)


def _directory(visit: Visit) -> dict[str, Any]:
    place = visit.place
    owner = {"collection_id": place.collection_id, "discipline_id": place.discipline_id}
    return {**owner, "specifyUser_id": visit.user.pk, "isPersonal": True}


def _table(key: str) -> Any:
    return present.tables()[key]
