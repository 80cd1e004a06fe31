"""Django's entry for records: puts its pages into the main menu, and listens for people who sign in."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from specify.web.menus import MenuEntry, register


class RecordsConfig(AppConfig):
    """The app of lists and records."""

    name = "specify.records"
    label = "records"
    verbose_name = "Records"

    def ready(self) -> None:
        """Register the home page, the tables and the record sets; whoever signs in finds what they have parked."""
        from specify.records.filling.parking import after_sign_in  # models are there only now

        user_logged_in.connect(after_sign_in, dispatch_uid="records.parking")
        register(MenuEntry(10, _("Home"), "records-home"))
        register(MenuEntry(30, _("Tables"), "records-tables"))
        register(MenuEntry(50, _("Record sets"), "records-sets", lambda visit: visit.rights.readable("recordset")))
