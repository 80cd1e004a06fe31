"""The agent behind a user: whom Specify names when this user makes or changes a record.

In: a user's id and a division's. Out: the agent, or a refusal that says who can help. Kept of Specify: one agent per
user and division. Changed on purpose: a user without an agent may read (Specify 7 refuses everything).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from specify.datamodel import tables
from specify.resources.place import Place
from specify.security.administrators import full_name, who_can_help
from specify.web.refusals import Refusal, forbidden


@dataclass(frozen=True, slots=True)
class UserAgent:
    """An agent's id and its name as it is spoken."""

    id: int
    name: str


def agent_of(user_id: int, division_id: int) -> UserAgent | None:
    """The agent of that user in that division; the oldest, should there be several. One statement."""
    found = tables.Agent.objects.filter(specifyUser_id=user_id, division_id=division_id).order_by("pk")
    row = found.values_list("pk", "firstName", "lastName").first()
    return UserAgent(row[0], full_name(row[1], row[2])) if row else None


def no_agent(place: Place, user_name: str) -> Refusal:
    """The refusal for somebody who would write in a division where no agent stands for them."""
    return forbidden(
        _("No agent in %(division)s is linked to the user %(user)s, so a change could not be signed with a name.")
        % {"division": place.division_name, "user": user_name},
        _("You can go on reading. %(help)s") % {"help": who_can_help()},
    )
