"""Who asks, where and when: what the meaning of a query depends on beside the query.

In: a visit. Out: `Asking`, which every part of making a statement is handed. Settings (formats, ranks) are read when
first needed, and kept by the process as long as nobody changes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models.functions import Lower

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.nodes.models import TreeState
from specify.query.sql import Sql
from specify.resources.captions import Captions
from specify.resources.field_formats import FieldFormat, FieldFormats, field_formats
from specify.resources.formatters import Formatters, formatters
from specify.resources.place import Place
from specify.resources.preferences import Preferences, preferences
from specify.resources.stamp import remember
from specify.security.entering import Visit


@dataclass(frozen=True, slots=True)
class TreeRanks:
    """The ranks of one name in the trees of a place: their ids, and the definitions that have one."""

    items: tuple[int, ...]
    definitions: tuple[int, ...]


@dataclass(frozen=True)
class Asking:
    """What a query is asked with."""

    visit: Visit
    now: datetime

    @property
    def place(self) -> Place:
        """The collection that is asked."""
        return self.visit.place

    @property
    def captions(self) -> Captions:
        """The institution's words."""
        return self.visit.captions

    @cached_property
    def formatters(self) -> Formatters:
        """How records are told in one line."""
        return formatters(self.visit.viewer, self.visit.stamp)

    @cached_property
    def field_formats(self) -> FieldFormats:
        """How numbers are made up."""
        return field_formats(self.visit.viewer, self.visit.stamp)

    @cached_property
    def preferences(self) -> Preferences:
        """The institution's preferences."""
        return preferences(self.visit.stamp)

    @cached_property
    def numbered(self) -> frozenset[str]:
        """The trees whose numbers tell what stands below what, each rank once on the way to a root. One statement."""
        sound = TreeState.objects.filter(is_valid=True, is_ranked=True)
        return frozenset(sound.values_list("tree", flat=True))

    @cached_property
    def spans(self) -> dict[Sql, list[tuple[int, int, int]]]:
        """Numbers of nodes that were asked for already, with doubts, by the statement that asks for them."""
        return {}

    def field_format(self, table_key: str, field_name: str, chosen: str = "") -> FieldFormat | None:
        """The format a value is written in: the one a line chose, the collection's for its numbers, the field's own."""
        names = [chosen, self.captions.item(table_key, field_name).format]
        if (table_key, field_name) == ("collectionobject", "catalogNumber"):
            names.insert(1, self.place.catalog_number_format)
        return next((self.field_formats[name] for name in names if name in self.field_formats), None)

    def has_plain_numbers(self) -> bool:
        """Whether all catalog numbers of the collection are numeric, and so are told without leading zeros."""
        formats = {self.place.catalog_number_format, *self._formats_of_types()} - {""}
        return bool(formats) and all(
            name in self.field_formats and bool(self.field_formats[name].digits) for name in formats
        )

    def definitions(self, tree: str) -> tuple[int, ...]:
        """The definitions of a tree that count here: of taxa all that the discipline has, else the first."""
        here = self.place.tree_definitions.get(tree, ())
        return here if tree == "taxon" else here[:1]

    def ranks(self, tree: str, name: str) -> TreeRanks:
        """The ranks of that name, in any case of letters, in the trees that count here."""
        found = self._ranks(tree).get(name.lower(), {})
        return TreeRanks(tuple(found.values()), tuple(found))

    def depth(self, tree: str) -> int:
        """How many ranks the deepest of the trees has that count here."""
        ranks = self._ranks(tree)
        return max((sum(one in found for found in ranks.values()) for one in self.definitions(tree)), default=0)

    def _ranks(self, tree: str) -> Mapping[str, Mapping[int, int]]:
        """By the lower-case name of a rank its id in each definition."""
        definitions = self.definitions(tree)

        def read() -> Mapping[str, Mapping[int, int]]:
            found: dict[str, dict[int, int]] = {}
            rows = model(f"{tree}treedefitem")._default_manager.filter(treeDef__in=definitions)
            for name, definition, item in rows.values_list(Lower("name"), "treeDef_id", "id").order_by("-id"):
                found.setdefault(name or "", {})[definition] = item
            return found

        return remember(self.visit.stamp, ("ranks for queries", tree, definitions), read)

    def _formats_of_types(self) -> frozenset[str]:
        """The formats that types of objects of the collection have of their own."""
        if not present.has("collectionobjecttype"):
            return frozenset()

        def read() -> frozenset[str]:
            types = model("collectionobjecttype")._default_manager.filter(collection=self.place.collection_id)
            return frozenset(name or "" for name in types.values_list("catalogNumberFormatName", flat=True))

        return remember(self.visit.stamp, ("formats of a collection's types", self.place.collection_id), read)
