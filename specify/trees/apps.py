"""Django's entry for trees: puts their pages into the main menu, and the place of a node on the page of its record."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from specify.web.menus import MenuEntry, register


def _sees_trees(visit: Any) -> bool:
    """Whether the person may read any tree that the collection has."""
    return any(ids and visit.rights.readable(key) for key, ids in visit.place.tree_definitions.items())


class TreesConfig(AppConfig):
    """The app of trees."""

    name = "specify.trees"
    label = "trees"
    verbose_name = "Trees"

    def ready(self) -> None:
        """Register the page of trees, and what they tell of a node."""
        from specify.records.sections import register as add_section  # models are there only now
        from specify.trees.relatives import relatives_section

        add_section(relatives_section)
        register(MenuEntry(60, _("Trees"), "trees-list", _sees_trees))
