"""Changes stored templates: makes them, saves, renames and deletes them.

In: a visit, a source, the number of a stored one. Out: rows of `spappresource` and `spappresourcedata`, in one
transaction with the audit log; afterwards the version is kept. Kept of Specify 7: the rights to both tables, and to the
field that changes; a new resource is of level 0, in the directory of the whole discipline, of the collection or of the
person, which is made where it is missing. A template that cannot be read, or names what there is not, is not stored.
"""

from typing import Any

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.printing.stored import drafts, versions
from specify.printing.stored.checking import checked
from specify.printing.stored.reading import DATA, DIRECTORY, RESOURCE, Own, mime_of, named_so, own_now
from specify.records.saving import carry_out, locked, saved
from specify.records.sets.changing import only_once
from specify.records.writing.changes import Change, NotSaved, Problem
from specify.security.entering import Visit

DISCIPLINE, COLLECTION, PERSON = "discipline", "collection", "person"
WHOSE = (DISCIPLINE, COLLECTION, PERSON)


def make(visit: Visit, title: str, source: str, whose: str = DISCIPLINE, *, once: str = "") -> int:
    """Store a template as a new one; the number of its resource. Raises `NotSaved` where the title cannot be kept.

    `once` is a word of the caller's: the same that is asked for again with the same word was made already.
    """
    template = checked(visit, source)

    def verb() -> int:
        directory = _directory(visit, whose)
        values = {"level": 0, "specifyUser": visit.user.pk, "mimeType": mime_of(template)}
        resource = Change(present.tables()[RESOURCE], values, deed="make", needed={"name"})
        resource.put("spAppResourceDir", directory)
        resource.put("name", title)
        data = _data_of(resource, None)
        data.put("spAppResource", resource)
        data.put("data", source.encode())
        made = [directory, resource, data] if isinstance(directory, Change) else [resource, data]
        carry_out(visit, made, _already(visit, resource, title))
        return resource.id or 0

    made = only_once(visit, once, (RESOURCE, title, source, whose), verb, of=RESOURCE)
    if not versions.versions_of(made).exists():
        versions.keep(made, source, visit.user.pk)
    return made


def save(visit: Visit, number: int, source: str, *, version: str = "") -> None:
    """Store a source in the place of the one there. Raises `NotSaved` where it cannot be kept.

    `version` is that of the template that the person has seen; with another one nothing is saved. What stands there
    already is not saved again.
    """
    template = checked(visit, source)

    def verb() -> str:
        own, resource, data = _held(visit, number)
        if own.source == source:
            return source
        if version and version != own.version:
            raise NotSaved([Problem(resource, "source", _changed_meanwhile())])
        resource.put("mimeType", mime_of(template))
        data.put("spAppResource", number)
        data.put("data", source.encode())
        carry_out(visit, [resource, data])
        return own.source

    versions.keep(number, saved(verb), None)
    versions.keep(number, source, visit.user.pk)
    drafts.drop(visit, number)


def rename(visit: Visit, number: int, title: str) -> None:
    """Give a template another title. Raises `NotSaved` where it cannot be kept."""

    def verb() -> None:
        _own, resource, _data = _held(visit, number)
        resource.needed = {"name"}
        resource.put("name", title)
        carry_out(visit, [resource], _already(visit, resource, title, number))

    saved(verb)


def delete(visit: Visit, number: int) -> None:
    """Delete a template, with its versions and what people have typed into it."""

    def verb() -> None:
        _own, resource, _data = _held(visit, number)
        resource.deed = "delete"
        carry_out(visit, [resource])

    saved(verb)
    versions.forget(number)
    drafts.forget(number)


def free_title(visit: Visit, title: str) -> str:
    """The title, with a number behind it if another template is called so."""
    most = present.tables()[RESOURCE].fields["name"].length or len(title)
    number, free = 1, title[:most]
    while named_so(visit, free):
        number += 1
        behind = f" ({number})"
        free = f"{title[: most - len(behind)]}{behind}"
    return free


def _held(visit: Visit, number: int) -> tuple[Own, Change, Change]:
    """A template that the person sees, and its rows, held until the end of the transaction."""
    rows = locked(RESOURCE, [number])
    own = own_now(visit, number)  # only now, since it may have been deleted while we waited
    resource = Change(present.tables()[RESOURCE], {}, rows[number])
    if own.data_id is None:
        return own, resource, _data_of(resource, None)
    row = locked(DATA, [own.data_id])[own.data_id]  # without the source, which is large elsewhere
    own = own_now(visit, number)
    row = {**row, "data": own.source.encode()}
    return own, resource, _data_of(resource, row)


def _data_of(resource: Change, row: Any) -> Change:
    way = resource.table.relationships["spAppResourceDatas"]
    deed: Any = "change" if row else "make"
    return Change(present.tables()[DATA], {}, row, owner=resource, way=way, deed=deed)


def _directory(visit: Visit, whose: str) -> "int | Change":
    """The directory for the templates of the discipline, the collection or the person; a new one if there is none."""
    place = visit.place
    where: dict[str, Any] = {"discipline": place.discipline_id, "collection": None, "specifyUser": None}
    if whose != DISCIPLINE:
        where["collection"] = place.collection_id
    if whose == PERSON:
        where["specifyUser"] = visit.user.pk
    where["isPersonal"] = whose == PERSON
    asked = {f"{name}__isnull" if value is None else name: value is None or value for name, value in where.items()}
    found = model(DIRECTORY)._default_manager.filter(**asked).order_by("pk")
    number = found.filter(userType=None).values_list("pk", flat=True).first()
    if whose == PERSON:  # those of Specify 7 say the type of the person, too
        number = number or found.values_list("pk", flat=True).first()
    if number is not None:
        return int(number)
    kind = visit.viewer.user_type.replace(" ", "").lower() if whose == PERSON else ""
    values = {**where, "disciplineType": place.discipline_type or None, "userType": kind or None}
    return Change(present.tables()[DIRECTORY], values, deed="make")


def _already(visit: Visit, resource: Change, title: str, number: int | None = None) -> list[Problem]:
    if not named_so(visit, title, number):
        return []
    told = _("There is a template “%(title)s” already. Write another title.") % {"title": title[:100]}
    return [Problem(resource, "name", told)]


def _changed_meanwhile() -> str:
    return _(
        "Somebody has changed this template since the page was opened. Look at what differs, and save once more to put"
        " yours in its place."
    )
