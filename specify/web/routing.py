"""Which connection a model uses: Specify's tables `default`, every table of ours or of a library `web`.

In: a model. Out: the alias. Sessions, drafts and jobs must not share a transaction with a save of records; keys between
the two are allowed, since they are never database constraints.
"""

from typing import Any

from specify.datamodel.naming import SPECIFY_APP


class TwoConnections:
    """Django's database router."""

    def db_for_read(self, model: Any, **_: Any) -> str:
        """The alias a model is read through."""
        return "default" if model._meta.app_label == SPECIFY_APP else "web"

    def db_for_write(self, model: Any, **_: Any) -> str:
        """The alias a model is written through."""
        return self.db_for_read(model)

    def allow_relation(self, *_: Any, **__: Any) -> bool:
        """Keys between both are allowed."""
        return True

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        """Migrations make tables on `web` only; Specify's are never migrated."""
        return db == "web" and app_label != SPECIFY_APP
