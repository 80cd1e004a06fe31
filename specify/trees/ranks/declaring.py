"""What a change of ranks is: who may do it, what its form asks for, what is planned, and what a page tells of it.

In: nothing. Out: `RankChange`, of which each verb of this package declares one, and `Planned`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from specify.records.writing.changes import Change
from specify.trees.foreseeing import Foreseen
from specify.trees.ranks.controls import Control, Problem, Texts, Words
from specify.trees.ranks.scenes import Scene

Right = tuple[Literal["nodes", "ranks", "definitions"], str]
"""One of the tables of a tree, and what is to be allowed there."""


class Choice(NamedTuple):
    """Another form of a page: the words of its link, the variables of its address, whether it is the one at hand."""

    words: Words
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """The rows that are to be made, changed and deleted, and what was wrong with what was typed."""

    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def _nothing(_scene: Scene, _texts: Texts) -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True)
class RankChange:
    """A change of ranks. `title` may have `%(rank)s` and `%(tree)s`.

    `why_not` tells in sentences what stands in the way whatever is typed. Without `controls` there is no form.
    `choices` are the forms of the page, where there are several. It leads to a page by the name `leads_to`.
    """

    title: Words
    rights: Sequence[Right]
    plan: Callable[[Scene, Texts], Planned]
    foresee: Callable[[Scene, Sequence[Change]], Foreseen]
    why_not: Callable[[Scene], Sequence[str]] = lambda _scene: ()
    controls: Callable[[Scene, Texts], Sequence[Control]] = _nothing
    choices: Callable[[Scene, Texts], Sequence[Choice]] = _nothing
    explained: Words = ""
    leads_to: str = "trees-ranks"
    for_administrators: bool = False
    is_final: bool = False
