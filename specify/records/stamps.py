"""The sentence about who made and changed a record, and when.

In: a record's row. Out: one translated sentence from Specify's own audit columns; what they do not say is left out.
"""

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.datamodel.rows import Row, Rows
from specify.security.entering import Visit


def told_stamps(visit: Visit, table: Table, row: Row, rows: Rows) -> str:
    """When and by whom the record was made and last changed, and its version."""
    formatting = visit.formatting(rows)
    sentences = []
    if moment := formatting.value(table.key, "timestampCreated", row) if row.get("timestampCreated") else "":
        agent = _agent(visit, row.get("createdByAgent_id"), rows)
        said = _("Entered by %(agent)s, %(moment)s.") if agent else _("Entered %(moment)s.")
        sentences.append(said % {"agent": agent, "moment": moment})
    if moment := formatting.value(table.key, "timestampModified", row) if row.get("timestampModified") else "":
        agent = _agent(visit, row.get("modifiedByAgent_id"), rows)
        said = _("Last changed by %(agent)s, %(moment)s.") if agent else _("Last changed %(moment)s.")
        sentences.append(said % {"agent": agent, "moment": moment})
    if row.get("version") is not None:
        sentences.append(_("Version %(version)s.") % {"version": row["version"]})
    return " ".join(sentences)


def _agent(visit: Visit, agent_id: int | None, rows: Rows) -> str:
    if agent_id is None or not visit.rights.readable("agent"):
        return ""
    formatting = visit.formatting(rows)
    text = formatting.record("agent", agent_id)
    while rows.load():
        text = formatting.record("agent", agent_id)
    return text or ""
