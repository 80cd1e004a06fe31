"""Django's entry for records: puts its pages into the main menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from specify.web.menus import MenuEntry, register


class RecordsConfig(AppConfig):
    """The app of lists and records."""

    name = "specify.records"
    label = "records"
    verbose_name = "Records"

    def ready(self) -> None:
        """Register the home page and the tables."""
        register(MenuEntry(10, _("Home"), "records-home"))
        register(MenuEntry(30, _("Tables"), "records-tables"))
