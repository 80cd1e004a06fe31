"""The work benches of Specify 6: their template is named like them.

Kept of Specify 7. That their rows go with them, `removing` sees to.
"""

from specify.datamodel.selecting import rows_by_id
from specify.records.writing.changes import Change, Saving, ids_of


def before(saving: Saving) -> None:
    """Name the templates."""
    named = {change.now("workbenchTemplate"): change for change in saving.of("workbench") if change.alters("name")}
    missing = [template for template in ids_of(named) if saving.of_row("workbenchtemplate", template) is None]
    for row in rows_by_id("workbenchtemplate", missing, locked=True) if missing else ():
        saving.add("workbenchtemplate", {}, stored=row)
    for template, change in named.items():
        found = template if isinstance(template, Change) else saving.of_row("workbenchtemplate", template)
        if found is not None:
            found.put("name", change.now("name"))


def after(saving: Saving) -> None:
    """Nothing."""
