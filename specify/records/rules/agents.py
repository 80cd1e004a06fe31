"""Agents: whose collectors they are, who is in a group, and who cannot go.

Kept of Specify 7: a collector and a funding agent belong to the division of their agent, each time they are saved; a
group is no member of itself; the agent of a user is not deleted.
"""

from django.utils.translation import gettext as _

from specify.records.writing.changes import Saving


def before(saving: Saving) -> None:
    """Fill in divisions, and refuse circles and the loss of a user's agent."""
    signed = list(saving.of("collector", "fundingagent"))
    divisions = saving.settled(lambda: {change: saving.at(change, "agent", "division") for change in signed})
    for change, division in divisions.items():
        change.put("division", division)
    for change in saving.of("groupperson"):
        if change.now("member") is not None and change.now("member") == change.now("group"):
            saving.refuse(change, "member", _("A group cannot be a member of itself; choose another agent."))
    for change in saving.of("agent", deeds=("delete",)):
        if change.before("specifyUser") is not None:
            sentence = _("This agent signs for a user of this program; give the user another agent first.")
            saving.refuse(change, "specifyUser", sentence)


def after(saving: Saving) -> None:
    """Nothing."""
