"""The agent behind a user: whom Specify names when this user makes or changes a record.

In: a user's id and a collection's. Out: its place and the agent, or a refusal that says who can help. Kept of Specify:
one agent per user and division. Changed on purpose: a user without an agent may read (Specify 7 refuses everything).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from specify.datamodel.tables import Collection
from specify.resources.place import Place, place_from, place_rows
from specify.security.administrators import full_name, who_can_help
from specify.web.refusals import Refusal, forbidden

# From a collection to the agents of its division.
_MEMBERS = "discipline__division__members"


@dataclass(frozen=True, slots=True)
class UserAgent:
    """An agent's id and its name as it is spoken."""

    id: int
    name: str


def place_and_agent(collection_id: int, user_id: int) -> tuple[Place | None, UserAgent | None]:
    """The place of the collection, and the user's agent in its division: the oldest, should there be several.

    One statement.
    """
    row = _places_and_agents(collection_id, user_id).first()
    if row is None:
        return None, None
    name = full_name(row["agent__firstName"], row["agent__lastName"])
    return place_from(row), UserAgent(row["agent__id"], name) if row["agent__id"] else None


@lru_cache(maxsize=1024)
def _places_and_agents(collection_id: int, user_id: int) -> QuerySet[Collection, dict[str, Any]]:
    """The query alone, never its rows: every page asks it, and to build it takes longer than to ask it."""
    theirs = FilteredRelation(_MEMBERS, condition=Q(**{f"{_MEMBERS}__specifyUser_id": user_id}))
    rows = place_rows(collection_id, "agent__id", "agent__firstName", "agent__lastName", agent=theirs)
    return rows.order_by("agent__id")


def no_agent(place: Place, user_name: str) -> Refusal:
    """The refusal for somebody who would write in a division where no agent stands for them."""
    return forbidden(
        _("No agent in %(division)s is linked to the user %(user)s, so a change could not be signed with a name.")
        % {"division": place.division_name, "user": user_name},
        _("You can go on reading. %(help)s") % {"help": who_can_help()},
    )
