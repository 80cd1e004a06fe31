"""Reads the templates that people have made: rows of `spappresource` and their data.

In: a visit. Out: `Own`s, with the `Template` that each is or with what is wrong with it; who may do what with them.
Kept of Specify 7: which of the reports stored there a person sees, namely those of the discipline, or of the
collection, and of the personal ones their own; what one does with resources takes the rights to their tables. Specify
itself does not know this kind, and passes over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from specify.datamodel.tables import model
from specify.printing.rendering.telling import BadTemplate
from specify.printing.templates.reading import KINDS, Template, read, shipped
from specify.resources.stamp import remember
from specify.security.entering import Visit
from specify.web.refusals import Refusal, missing

PREFIX = "own-"
RESOURCE, DATA, DIRECTORY = "spappresource", "spappresourcedata", "spappresourcedir"
_MIMES = {kind: f"html/{kind}" for kind in KINDS}
_DIR = "spAppResourceDir__"
_DATA = "spAppResourceDatas__"
_COLUMNS = (
    *("id", "name", "version", "specifyUser_id", f"{_DIR}isPersonal", f"{_DIR}collection_id"),
    *(f"{_DATA}id", f"{_DATA}version", f"{_DATA}data"),
)


@dataclass(frozen=True, slots=True)
class Own:
    """A stored template. `version` changes with every save; `template` is None where `problem` says why.

    `data_id` is the row with the source; None where there is none.
    """

    id: int
    title: str
    source: str
    version: str
    user_id: int
    is_personal: bool
    is_of_collection: bool
    data_id: int | None
    template: Template | None
    problem: str = ""

    @property
    def name(self) -> str:
        """How addresses name it."""
        return f"{PREFIX}{self.id}"


def own_here(visit: Visit) -> Mapping[str, Own]:
    """The stored templates that the person may use, by the names that addresses have for them. A statement."""
    place = visit.place
    key = ("own templates", place.discipline_id, place.collection_id, visit.user.pk, visit.viewer.language)
    return remember(visit.stamp, key, lambda: {one.name: one for one in _read(visit)})


def own_named(visit: Visit, name: str) -> Own:
    """The stored template that addresses call so."""
    found = own_here(visit).get(name)
    if found is None:
        raise _gone(name)
    return found


def own_now(visit: Visit, resource: int) -> Own:
    """The stored template of that number as it is at this moment, whatever is remembered. A statement."""
    for one in _read(visit, pk=resource):
        return one
    raise _gone(f"{PREFIX}{resource}")


def named_so(visit: Visit, title: str, but: int | None = None) -> bool:
    """Whether another template that the person sees has that title, or one that comes with the program."""
    taken = [*(one.title for one in shipped().values()), *(one.title for one in _read(visit) if one.id != but)]
    return title.strip().casefold() in (one.casefold() for one in taken)


def may(visit: Visit, action: str) -> bool:
    """Whether the person may `create`, `update`, `rename` or `delete` stored templates."""
    rights = visit.rights
    if visit.agent_id is None:
        return False
    if action == "update":
        return rights.may_field(DATA, "data")
    if action == "rename":
        return rights.may_field(RESOURCE, "name")
    return rights.may_table(RESOURCE, action) and rights.may_table(DATA, action)


def mime_of(template: Template) -> str:
    """The type by which stored templates are known among other resources."""
    return _MIMES[template.kind]


def _gone(name: str) -> Refusal:
    return missing(
        _("There is no template “%(name)s”.") % {"name": name[:100]},
        _("It may have been deleted. Choose one of those on the page “Labels and reports”."),
    )


def _read(visit: Visit, **only: Any) -> list[Own]:
    """Of each the first row of its data: more than one is an old accident of Specify 6."""
    resources = model(RESOURCE)._default_manager.filter(
        Q(**{f"{_DIR}collection__isnull": True}) | Q(**{f"{_DIR}collection": visit.place.collection_id}),
        Q(**{f"{_DIR}isPersonal": False}) | Q(**{f"{_DIR}specifyUser": visit.user.pk}),
        **{"mimeType__in": _MIMES.values(), f"{_DIR}discipline": visit.place.discipline_id, **only},
    )
    rows: dict[int, Own] = {}
    for row in resources.order_by("name", "id", f"{_DATA}id").values_list(*_COLUMNS):
        if row[0] not in rows:
            rows[row[0]] = _own(*row)
    return list(rows.values())


def _own(*row: Any) -> Own:
    number, name, version, user, is_personal, collection, data_id, data_version, data = row
    source = text_of(data)
    template, problem = None, ""
    try:
        template = replace(read(f"{PREFIX}{number}", source), title=name, resource=number)
    except BadTemplate as bad:
        problem = str(bad)
    return Own(
        id=number,
        title=name,
        source=source,
        version=f"{version or 0}.{data_id or 0}.{data_version or 0}",
        user_id=user,
        is_personal=bool(is_personal),
        is_of_collection=collection is not None,
        data_id=data_id,
        template=template,
        problem=problem,
    )


def text_of(data: Any) -> str:
    """What a resource has, as text; what is no UTF-8 is shown as such."""
    return data if isinstance(data, str) else bytes(data or b"").decode("utf-8-sig", "replace")
