"""The ranks with which trees begin: those that Specify gives to a new tree.

In: the key of a tree. Out: `Beginning`s, the usual one for it first. Source: the trees that Specify 7 sets up for each
kind of discipline. In the texts below E is enforced, F stands in full names.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.nodes.full_names import LEAF_FIRST

_RANK = re.compile(r"(?P<name>.+?) (?P<number>\d+)(?: (?P<marks>[EF]+))?")
_ROOT_FIRST = 1


@dataclass(frozen=True, slots=True)
class NewRank:
    """A rank of a tree that is still to be made."""

    name: str
    number: int
    is_enforced: bool
    is_in_full_name: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """A set of ranks, from the highest, and the names that the tree and its root are called by at first."""

    key: str
    title: str | Promise
    ranks: tuple[NewRank, ...]
    name: str
    root: str
    separator: str = " "
    direction: int = _ROOT_FIRST


def _ranks(text: str) -> tuple[NewRank, ...]:
    return tuple(_rank(" ".join(part.split())) for part in text.split(","))


def _rank(text: str) -> NewRank:
    found = _RANK.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no rank.")
    marks = found["marks"] or ""
    return NewRank(found["name"], int(found["number"]), "E" in marks, "F" in marks)


def _of_taxa(key: str, title: str | Promise, text: str) -> Beginning:
    ranks = _ranks(text)
    return Beginning(key, title, ranks, "Taxon", ranks[0].name)


_EMPTY = "empty"
_TAXA: Sequence[tuple[str, str | Promise, str]] = (
    (
        "bird",
        _("Birds"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Subphylum 40, Class 60 E, Order 100 E, Family 140 E, Subfamily 150,
        Genus 180 EF, Species 220 EF, Subspecies 230 F""",
    ),
    (
        "botany",
        _("Plants and fungi"),
        """Life 0 E, Kingdom 10 E, Subkingdom 20, Phylum 30 E, Subphylum 40, Class 60 E, Subclass 70, Superorder 90,
        Order 100 E, Suborder 110, Family 140 E, Genus 180 EF, Species 220 EF, Subspecies 230 F, Variety 240 F,
        Subvariety 250 F, Forma 260 F, Subforma 270 F""",
    ),
    (
        "vascplant",
        _("Vascular plants, with divisions"),
        """Life 0 E, Kingdom 10 E, Subkingdom 20, Division 30 E, Subdivision 40, Class 60 E, Subclass 70, Superorder 90,
        Order 100 E, Suborder 110, Family 140 E, Genus 180 EF, Species 220 EF, Subspecies 230 F, Variety 240 F,
        Subvariety 250 F, Forma 260 F, Subforma 270 F""",
    ),
    (
        "fish",
        _("Fishes"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Subphylum 40, Superclass 50, Class 60 E, Subclass 70, Infraclass 80,
        Superorder 90, Order 100 E, Family 140 E, Genus 180 EF, Species 220 EF, Subspecies 230 F""",
    ),
    (
        "herpetology",
        _("Amphibians and reptiles"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Subphylum 40, Class 60 E, Subclass 70, Superorder 90, Order 100 E,
        Family 140 E, Subfamily 150, Genus 180 EF, Species 220 EF, Subspecies 230 F""",
    ),
    (
        "insect",
        _("Insects"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Subphylum 40, Class 60 E, Subclass 70, Infraclass 80, Superorder 90,
        Order 100 E, Suborder 110, Infraorder 120, Family 140 E, Subfamily 150, Tribe 160, Subtribe 170, Genus 180 EF,
        Subgenus 190, Species 220 EF, Subspecies 230 F""",
    ),
    (
        "invertebrate",
        _("Invertebrates"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Class 60 E, Subclass 70, Superorder 90, Order 100 E, Suborder 110,
        Family 140 E, Subfamily 150, Tribe 160, Subtribe 170, Genus 180 EF, Subgenus 190, Species 220 EF,
        Subspecies 230 F""",
    ),
    (
        "invertpaleo",
        _("Fossil invertebrates and plants"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Class 60 E, Subclass 70, Superorder 90, Order 100 E, Family 140 E,
        Genus 180 EF, Species 220 EF""",
    ),
    (
        "mammal",
        _("Mammals"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Class 60 E, Order 100 E, Family 140 E, Genus 180 EF, Species 220 EF,
        Subspecies 230 F""",
    ),
    (
        "vertpaleo",
        _("Fossil vertebrates"),
        """Life 0 E, Kingdom 10 E, Phylum 30 E, Class 60 E, Order 100 E, Family 140 E, Genus 180 EF, Species 220 EF""",
    ),
    ("minerals", _("Minerals"), "Root 0 E, Minerals 10 EF"),
    ("rocks", _("Rocks"), ", ".join(f"Level {level} {10 * (level - 1)} E" for level in range(1, 13))),
    (_EMPTY, _("The highest rank only"), "Root 0 E"),
)
_SAME: Mapping[str, str] = {"paleobotany": "invertpaleo", "fungi": "botany", "reptile": "herpetology"}
"""Kinds of disciplines that begin as others do."""
_GEOGRAPHY = "Earth 0 E, Continent 100 E, Country 200 E, State 300 E, County 400 E"
_STORAGE = """
    Site 0 E, Building 100, Collection 150, Room 200, Aisle 250, Cabinet 300, Shelf 350, Box 400, Rack 450, Vial 500
"""
_TIME = "Time Root 0 E, Erathem/Era 100, System/Period 200, Series/Epoch 300 F, Stage/Age 400 F"
_STRATA = "Surface 0 E, Super Group 100, Litho Group 200, Formation 300, Member 400, Bed 500"
_TECTONICS = """
    Root 0 E, Superstructure 100, Tectonic Domain 200, Tectonic Subdomain 300, Tectonic Unit 400 F,
    Tectonic Subunit 500 F
"""
_USUAL = _("The usual ranks")
_OTHERS: Mapping[str, Beginning] = {
    "geography": Beginning("usual", _USUAL, _ranks(_GEOGRAPHY), "Geography", "Earth"),
    "storage": Beginning("usual", _USUAL, _ranks(_STORAGE), "Storage", "Storage Root"),
    "geologictimeperiod": Beginning(
        "usual", _USUAL, _ranks(_TIME), "Chronostratigraphy", "Time", ", ", direction=LEAF_FIRST
    ),
    "lithostrat": Beginning("usual", _USUAL, _ranks(_STRATA), "Lithostratigraphy", "Earth"),
    "tectonicunit": Beginning("usual", _USUAL, _ranks(_TECTONICS), "Tectonic Unit", "Root"),
}
_TAXON = tuple(_of_taxa(*told) for told in _TAXA)


def beginnings(tree: str, discipline_type: str = "") -> Sequence[Beginning]:
    """What a tree may begin with: the usual for that type of discipline first, then the others in their order."""
    if tree in _OTHERS:
        return (_OTHERS[tree],)
    usual = _SAME.get(discipline_type.lower(), discipline_type.lower())
    first = usual if any(one.key == usual for one in _TAXON) else _EMPTY
    return sorted(_TAXON, key=lambda one: one.key != first)
