"""Who can help when somebody lacks a right: the names of the institution's administrators.

In: nothing. Out: a sentence with up to three names; the id of one of them. Asked only when something is refused to
somebody who has signed in; a stranger is never told who the administrators are.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from specify.datamodel import present, tables

SHOWN = 3
_USER = "specifyuser"


def administrators() -> list[str]:
    """The administrators' names: of an agent linked to them, else the user name. One statement."""
    agent = f"{_USER}__agents__"
    names: dict[int, str] = {}
    rows = _links().order_by(f"{_USER}_id", f"{agent}id")
    for number, login, first, last in rows.values_list(
        f"{_USER}_id", f"{_USER}__name", f"{agent}firstName", f"{agent}lastName"
    ):
        names.setdefault(number, full_name(first, last) or login)
    return [name for name in names.values() if name]


def first_administrator() -> int | None:
    """The id of the administrator who has been there longest. One statement."""
    found: int | None = _links().order_by(f"{_USER}_id").values_list(f"{_USER}_id", flat=True).first()
    return found


def _links() -> QuerySet[Any, Any]:
    """What makes people administrators of the institution."""
    if present.has("userpolicy"):
        policies: QuerySet[Any, Any] = tables.model("userpolicy")._default_manager.all()
        return policies.filter(collection_id__isnull=True, resource="%", action="%", specifyuser_id__isnull=False)
    links: QuerySet[Any, Any] = tables.join_model("specifyuser_spprincipal")._default_manager.all()
    return links.filter(spprincipal__name="Administrator")


def full_name(first: str | None, last: str | None) -> str:
    """An agent's name as it is spoken."""
    return " ".join(part.strip() for part in (first, last) if part and part.strip())


def who_can_help() -> str:
    """A sentence that names whom to ask."""
    names = list(dict.fromkeys(administrators()))[:SHOWN]
    if not names:
        return _("Ask the person who runs this server: the database has no administrator.")
    return _("Ask %(names)s.") % {"names": get_text_list(names, _("or"))}
