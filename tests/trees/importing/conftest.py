"""What the tests of imports stand on: a tree of one's own, and files that were checked against it."""

from collections.abc import Callable
from typing import Any

import pytest

from specify.security.entering import Visit
from specify.trees.definitions import tree_here
from specify.trees.importing.checking import check
from specify.trees.importing.keeping import keep, note
from specify.trees.importing.meanings import guessed, offer
from specify.trees.importing.reading import read
from specify.trees.models import TreeImport
from tests.nodes.growing import Grove
from tests.trees.wood import grove_in, settle

Ground = tuple[Grove, Visit]
Checked = Callable[..., TreeImport]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """Life, with one genus of one species; ranks 0 (enforced) to 50."""
    grove, visit = grove_in(visit)
    genus = grove.node(20, grove.node(0, None, "Life"), "Salmo")
    grove.node(40, genus, "trutta")
    settle(grove)
    return grove, visit


@pytest.fixture
def checked(ground: Ground) -> Checked:
    """Uploads a table, puts its columns to what their headings say, and checks it."""
    grove, visit = ground

    def checked(text: str | bytes, **more: Any) -> TreeImport:
        here = tree_here(visit, grove.key)
        content = text.encode() if isinstance(text, str) else text
        one = keep(visit, here, "fishes.csv", read(content))
        note(one, mapping=guessed(one.file["columns"], offer(visit, here), **more).stored())
        check(visit, one)
        return one

    return checked
