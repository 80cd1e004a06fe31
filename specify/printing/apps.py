"""Django's entry for printing: its place in the main menu, and the way to it from records."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from specify.web.menus import MenuEntry, WayOn, register, register_way


def _prints(visit: Any) -> bool:
    """Whether the person may print."""
    return bool(visit.rights.may("/report", "execute"))


class PrintingConfig(AppConfig):
    """Printing."""

    name = "specify.printing"
    verbose_name = "Printing"

    def ready(self) -> None:
        """Register the page of templates, and the one that prints records."""
        from specify.printing.pages.offering import prints_of  # models are there only now

        register(MenuEntry(60, _("Labels and reports"), "printing-templates", _prints))
        register_way(WayOn(_("Print"), "printing-print", prints_of, after_saving=_("Save and print")))
