"""Django's entry for the Specify schema: connects the set-up of database connections."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from specify.datamodel.connecting import prepare_connection


class DatamodelConfig(AppConfig):
    """The app that holds Specify's tables; it has no migrations, since it never alters them."""

    name = "specify.datamodel"
    label = "datamodel"
    verbose_name = "Specify's tables"

    def ready(self) -> None:
        """Set up each database connection as it is made."""
        connection_created.connect(prepare_connection, dispatch_uid="specify.connecting")
