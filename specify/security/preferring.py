"""Saving preferences: a person's own, in one collection, as Specify 7 keeps them.

In: whose preferences, at which place, and what to change, by path. Out: the resource `UserPreferences` with those keys
changed and every other as it was, made with its personal directory when there is none. Everybody may change their own,
also without an agent, whose name is then left out, as Specify 7 does. Specify 7 reads all of it once and writes all of
it back; here it is read anew and locked, so that what was saved meanwhile stays, but for the same key. Nothing is
written over what cannot be read.
"""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from specify.datamodel.tables import SpAppResource, SpAppResourceData, SpAppResourceDir, SpecifyUser
from specify.datamodel.transactions import run_verb
from specify.resources.viewer import Viewer
from specify.security.looks import Path
from specify.web.refusals import Refusal

NAME, MIME_TYPE = "UserPreferences", "application/json"


def save_preferences(viewer: Viewer, changes: Mapping[Path, Any], agent_id: int | None) -> None:
    """Store the changes, None for a key to be left out; a refusal when what is stored cannot be read."""
    if changes:
        run_verb(lambda: _save(viewer, changes, agent_id))


def _save(viewer: Viewer, changes: Mapping[Path, Any], agent_id: int | None) -> None:
    # Two first saves at once would make two resources: a person's saves wait for each other.
    SpecifyUser.objects.select_for_update().values_list("pk").get(pk=viewer.user_id)
    resource = _resource(viewer) or _made(viewer, agent_id)
    kept = SpAppResourceData.objects.select_for_update().filter(spAppResource_id=resource).order_by("pk").first()
    tree = _parsed(kept.data if kept else b"", resource)
    for path, value in changes.items():
        _put(tree, path, value, resource)
    data = _written(tree, resource)
    if kept is None:
        made = {**_made_now(agent_id), "timestampModified": _now()}
        SpAppResourceData.objects.create(spAppResource_id=resource, data=data, **made)
        return
    # The stamp of the change is what other processes learn of it by.
    version = Coalesce(F("version"), Value(0)) + 1
    signed = {"modifiedByAgent_id": agent_id} if agent_id is not None else {}
    rows = SpAppResourceData.objects.filter(pk=kept.pk)
    rows.update(data=data, version=version, timestampModified=_now(), **signed)


def _directory(viewer: Viewer) -> dict[str, Any]:
    place = viewer.place
    owner = {"collection_id": place.collection_id, "discipline_id": place.discipline_id}
    return {**owner, "specifyUser_id": viewer.user_id, "isPersonal": True}


def _resource(viewer: Viewer) -> int | None:
    where = {f"spAppResourceDir__{column}": value for column, value in _directory(viewer).items()}
    return SpAppResource.objects.filter(name=NAME, **where).order_by("pk").values_list("pk", flat=True).first()


def _made(viewer: Viewer, agent_id: int | None) -> int:
    """The id of a new resource, in the person's directory, which is made when it is missing."""
    made = _made_now(agent_id)
    kind = {"userType": viewer.user_type.replace(" ", "").lower() or None}
    directory = SpAppResourceDir.objects.filter(**_directory(viewer), **kind).order_by("pk").first()
    if directory is None:
        directory = SpAppResourceDir.objects.create(**_directory(viewer), **kind, **made, timestampModified=_now())
    resource = SpAppResource.objects.create(
        spAppResourceDir=directory, specifyUser_id=viewer.user_id, name=NAME, mimeType=MIME_TYPE, level=0, **made
    )
    return int(resource.pk)


def _now() -> datetime.datetime:
    # Whole seconds: that is what Specify 6's columns keep.
    return datetime.datetime.now().replace(microsecond=0)


def _made_now(agent_id: int | None) -> dict[str, Any]:
    return {"timestampCreated": _now(), "version": 0, "createdByAgent_id": agent_id}


def _parsed(data: bytes | str | None, resource: int) -> dict[str, Any]:
    try:
        tree = json.loads(bytes(data) if isinstance(data, memoryview) else data or "{}")
    except (ValueError, RecursionError) as error:
        raise _unreadable(resource) from error
    return _branch(tree, resource)


def _written(tree: Mapping[str, Any], resource: int) -> bytes:
    """The whole as it is stored; what nests just not too deeply to be read may do so to be written."""
    try:
        return json.dumps(tree, separators=(",", ":")).encode()
    except RecursionError as error:
        raise _unreadable(resource) from error


def _put(tree: dict[str, Any], path: Path, value: Any, resource: int) -> None:
    """Set the value at the path; with None the key is left out, and what becomes empty by that."""
    first, *rest = path
    if not rest:
        tree[first] = value
        if value is None:
            del tree[first]
        return
    branch = _branch(tree.get(first) or {}, resource)
    _put(branch, tuple(rest), value, resource)
    tree[first] = branch
    if not branch:
        del tree[first]


def _branch(found: Any, resource: int) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _unreadable(resource)
    return found


def _unreadable(resource: int) -> Refusal:
    return Refusal(
        409,
        _("Your preferences cannot be read"),
        _("Nothing was saved. What is stored of them (the resource UserPreferences, no. %(number)s) is damaged.")
        % {"number": resource},
        _("An administrator can repair or delete it under “App Resources” in Specify 7."),
    )
