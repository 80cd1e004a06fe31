"""Users, so that Specify 6 knows them, too.

Kept of Specify 7: a new user has no password, gets a principal in each collection, not linked, and is linked to the
groups of principals of the user's type; a user whose type is saved as another than manager is no administrator of
Specify 6; a user who owns settings that others use is not deleted; with a deleted user the links go, and principals
that nobody else has.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from specify.datamodel.tables import join_model, model
from specify.records.writing.changes import Change, Saving, ids_of

_MANAGER = "Manager"
_LINKS = "specifyuser_spprincipal"
_OF_USERS = "edu.ku.brc.af.auth.specify.principal.UserPrincipal"
_ADMINISTRATORS = "Administrator"
_PRIORITY = 80
_NO_PASSWORD = "unusable"  # noqa: S105 - what Specify keeps for those who have none


def before(saving: Saving) -> None:
    """Leave new users without a password, and refuse to delete who owns what others use."""
    for change in saving.of("specifyuser", deeds=("make",)):
        change.put("password", _NO_PASSWORD)
    leaving = {change.id: change for change in saving.of("specifyuser", deeds=("delete",))}
    if leaving:
        shared = model("spappresource")._default_manager.filter(
            specifyUser_id__in=leaving, spAppResourceDir__isPersonal=False
        )
        for owner in set(shared.values_list("specifyUser_id", flat=True)):
            sentence = _("This user owns settings that others use; have an administrator give them to another user.")
            saving.refuse(leaving[owner], "", sentence)


def after(saving: Saving) -> None:
    """Make principals for new users, and clear away those of deleted ones."""
    made = list(saving.of("specifyuser", deeds=("make",)))
    if made:
        _introduce(saving, made)
    changed = saving.of("specifyuser", deeds=("change",))
    lowered = ids_of(change.id for change in changed if change.now("userType") != _MANAGER)
    if lowered:
        links = join_model(_LINKS)._default_manager.filter(specifyuser_id__in=lowered)
        links.filter(spprincipal__name=_ADMINISTRATORS).delete()
    names = [change.before("name") for change in saving.of("specifyuser", deeds=("delete",))]
    if names:
        _forget(names)


def _introduce(saving: Saving, users: Sequence[Change]) -> None:
    collections = list(model("collection")._default_manager.order_by("pk").values_list("pk", flat=True))
    kind = model("spprincipal")
    stamps = {"timestampCreated": saving.now, "timestampModified": saving.now, "version": 0}
    kind._default_manager.bulk_create(
        kind(name=user.now("name"), groupSubClass=_OF_USERS, priority=_PRIORITY, scope=collection, **stamps)
        for user in users
        for collection in collections
    )
    types = {user.now("userType") for user in users} - {None, ""}
    groups = list(kind._default_manager.filter(groupType__in=types).values_list("pk", "groupType")) if types else []
    link = join_model(_LINKS)
    link._default_manager.bulk_create(
        link(specifyuser_id=user.id, spprincipal_id=group)
        for user in users
        for group, group_type in groups
        if group_type == user.now("userType")
    )


def _forget(names: Iterable[str]) -> None:
    """Delete the principals of these users that nobody is linked to any more."""
    orphans = model("spprincipal")._default_manager.filter(name__in=names, groupSubClass=_OF_USERS)
    linked = join_model(_LINKS)._default_manager.values("spprincipal_id")
    ids = list(orphans.exclude(pk__in=linked).values_list("pk", flat=True))
    if ids:
        join_model("spprincipal_sppermission")._default_manager.filter(spprincipal_id__in=ids).delete()
        model("spprincipal")._default_manager.filter(pk__in=ids).delete()
