"""Django's entry for asking: puts queries into the main menu."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from specify.web.menus import MenuEntry, register


def _asks(visit: Any) -> bool:
    """Whether the person may run queries."""
    return bool(visit.rights.may("/querybuilder/query", "execute"))


class AskConfig(AppConfig):
    """Asking."""

    name = "specify.ask"
    verbose_name = "Asking"

    def ready(self) -> None:
        """Register the page of stored queries."""
        register(MenuEntry(40, _("Queries"), "ask-stored", _asks))
