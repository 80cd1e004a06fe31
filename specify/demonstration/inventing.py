"""Made-up names of genera and species, well formed and marked, for trees of any size.

In: the ordinal of a family and a number of nodes. Out: a function that makes the genera, each with its
species, one after another, so that a million of them need no memory. The same input gives the same names; no genus is
named twice within a tree.
"""

from collections.abc import Callable, Iterator

from specify.demonstration.trees import Node

REMARK = "A made-up name, to try out large trees."
SPECIES_OF_A_GENUS = 24
ONSETS = ("b", "c", "d", "f", "gl", "h", "l", "m", "n", "p", "r", "s", "t", "v", "x", "cr", "pt", "ph", "st", "tr")
VOWELS = ("a", "e", "i", "o", "u")
ENDINGS = ("opsis", "ella", "ornis", "odes", "idium", "astra")
EPITHETS = (
    "albus angustus borealis caeruleus communis dubius elegans fuscus gracilis insignis"
    " laevis minor nitidus obscurus pallidus robustus similis tenuis variabilis viridis vulgaris"
).split()
PREFIXES = ("", "sub", "pseudo", "neo", "para", "prae", "semi", "trans")
BASE = len(ONSETS) * len(VOWELS)


def invented_genera(ordinal: int, size: int) -> Callable[[], Iterator[Node]]:
    """What makes genera with their species, `size` nodes in all."""

    def make() -> Iterator[Node]:
        left, number = size, 0
        while left:
            below = min(SPECIES_OF_A_GENUS, left - 1)
            name = _genus(number, ordinal)
            yield Node("Genus", name, {"remarks": REMARK}, [_species(place) for place in range(below)])
            left -= 1 + below
            number += 1

    return make


def _genus(number: int, ordinal: int) -> str:
    """The genus of that number in the family of that ordinal: syllables spell both, so no two are alike."""
    return (_syllables(number) + "r" + _syllables(ordinal) + ENDINGS[(number + ordinal) % len(ENDINGS)]).capitalize()


def _syllables(number: int) -> str:
    """The number in syllables; always two or more, so that their count tells where it ends."""
    spelled = ""
    for _ in range(2):
        number, digit = divmod(number, BASE)
        spelled += ONSETS[digit // len(VOWELS)] + VOWELS[digit % len(VOWELS)]
    return spelled + _syllables(number) if number else spelled


def _species(number: int) -> Node:
    prefix, epithet = divmod(number, len(EPITHETS))
    return Node("Species", PREFIXES[prefix] + EPITHETS[epithet], {"remarks": REMARK, "author": "Nemo, 1900"})
