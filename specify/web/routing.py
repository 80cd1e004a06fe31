"""Which connection a model uses: Specify's tables `default`, every table of ours or of a library `web`.

In: a model. Out: the alias. Sessions, drafts and jobs must not share a transaction with a save of records; keys between
the two are allowed, since they are never database constraints. One table of ours must share it: the forms that were
saved. It stands beside Specify's tables where these are in a file of their own; with one database for both there is
one place only, and where our tables were given another database it stands there.
"""

from typing import Any

from django.conf import settings

from specify.datamodel.naming import SPECIFY_APP

BESIDE_RECORDS = "saved"
"""The model whose rows are written in the transaction of the records that they tell of."""


class TwoConnections:
    """Django's database router."""

    def db_for_read(self, model: Any, **_: Any) -> str:
        """The alias a model is read through."""
        if model._meta.model_name == BESIDE_RECORDS:
            return "default" if homes() == ("web", "default") or _is_shared() else "web"
        return "default" if model._meta.app_label == SPECIFY_APP else "web"

    def db_for_write(self, model: Any, **_: Any) -> str:
        """The alias a model is written through."""
        return self.db_for_read(model)

    def allow_relation(self, *_: Any, **__: Any) -> bool:
        """Keys between both are allowed."""
        return True

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_: Any) -> bool:
        """Migrations make tables on `web`, the one beside the records where these are; Specify's are never migrated."""
        home = homes()[-1] if model_name == BESIDE_RECORDS else "web"
        return db == home and app_label != SPECIFY_APP


def homes() -> tuple[str, ...]:
    """The connections on which tables of ours are made: with files, also the one that holds Specify's tables."""
    return ("web", "default") if settings.DATABASE_URL.is_sqlite and not _is_shared() else ("web",)


def _is_shared() -> bool:
    """Whether both connections lead to one database."""
    return bool(settings.DATABASE_URL == settings.WEB_DATABASE_URL)
