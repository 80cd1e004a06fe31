"""The sentence about who made and changed a record, and when.

In: a record's row. Out: one translated sentence from Specify's own audit columns; what they do not say is left out.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from specify.datamodel.rows import Row, Rows
from specify.security.entering import Visit


def told_stamps(visit: Visit, row: Row, rows: Rows) -> str:
    """When and by whom the record was made and last changed, and its version."""
    sentences = [_made(visit, row, rows), _changed(visit, row, rows)]
    if row.get("version") is not None:
        sentences.append(_("Version %(version)s.") % {"version": row["version"]})
    return " ".join(sentence for sentence in sentences if sentence)


def _made(visit: Visit, row: Row, rows: Rows) -> str:
    if not row.get("timestampCreated"):
        return ""
    day, agent = date_format(row["timestampCreated"], "DATE_FORMAT"), _agent(visit, row.get("createdByAgent_id"), rows)
    if agent:
        return _("Entered by %(agent)s on %(day)s.") % {"agent": agent, "day": day}
    return _("Entered on %(day)s.") % {"day": day}


def _changed(visit: Visit, row: Row, rows: Rows) -> str:
    if not row.get("timestampModified"):
        return ""
    day, agent = (
        date_format(row["timestampModified"], "DATE_FORMAT"),
        _agent(visit, row.get("modifiedByAgent_id"), rows),
    )
    if agent:
        return _("Last changed by %(agent)s on %(day)s.") % {"agent": agent, "day": day}
    return _("Last changed on %(day)s.") % {"day": day}


def _agent(visit: Visit, agent_id: int | None, rows: Rows) -> str:
    if agent_id is None or not visit.rights.readable("agent"):
        return ""
    formatting = visit.formatting(rows)
    text = formatting.record("agent", agent_id)
    while rows.load():
        text = formatting.record("agent", agent_id)
    return text or ""
