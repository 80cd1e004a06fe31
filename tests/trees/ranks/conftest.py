"""What the tests of ranks stand on: a tree of one's own, and how its pages are asked."""

import re
from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.security.entering import Visit
from tests.nodes.growing import Grove
from tests.page_client import CheckingClient, fields
from tests.trees.wood import grove_in, settle

SEE = "See what changes"


@pytest.fixture
def grove(visit: Visit) -> Grove:
    """Ranks from 0 to 50, and a chain of nodes that leaves out 10 and 30; one of them is a synonym."""
    grove, _visit = grove_in(visit)
    root = grove.node(0, None, "Life")
    genus = grove.node(20, root, "Perca")
    accepted = grove.node(40, genus, "fluviatilis")
    grove.node(40, genus, "vulgaris", acceptedTaxon_id=accepted, isAccepted=False)
    settle(grove)
    return grove


class Ranks:
    """The pages of the ranks of a tree, as a person goes through them."""

    def __init__(self, client: CheckingClient, home: str, grove: Grove) -> None:
        self.client, self.grove = client, grove
        self.home = f"{home}{grove.key}/"

    def address(self, deed: str, rank: int | None = None) -> str:
        """The page of a deed, of the rank with that number."""
        if deed in ("root", "new"):
            return f"{self.home}{deed}/"
        return f"{self.home}ranks/{f'{self.grove.items[rank]}/' if rank is not None else ''}{deed}/"

    def typed(self, deed: str, rank: int | None = None, **texts: object) -> Any:
        """What is answered when the form is filled in so and sent; None takes a name out."""
        address = self.address(deed, rank)
        sent = fields(self.client.get(address), SEE)
        sent |= {name: str(text) for name, text in texts.items() if text is not None}
        return self.client.post(address, {k: v for k, v in sent.items() if texts.get(k, "") is not None})

    def done(self, answer: Any, deed: str, rank: int | None = None) -> Any:
        """What is answered to the button below what was shown."""
        return self.client.post(self.address(deed, rank), sealed(answer))

    def rows(self) -> list[Any]:
        """The ranks from the highest, each hanging on the one above it."""
        rows = list(model(f"{self.grove.key}treedefitem").objects.filter(treeDef_id=self.grove.definition))
        rows.sort(key=lambda row: row.rankId)
        assert [row.parent_id for row in rows] == [None, *(row.pk for row in rows[:-1])]
        return rows

    def numbers(self) -> list[int]:
        """Their numbers."""
        return [row.rankId for row in self.rows()]


@pytest.fixture
def ranks(curator: CheckingClient, home: str, grove: Grove) -> Ranks:
    """The pages of the grove's ranks, for a curator."""
    return Ranks(curator, home, grove)


def sealed(answer: Any) -> dict[str, str]:
    """What the form sends whose button does it."""
    (found,) = re.findall(r'name="sealed" value="([^"]+)"', answer.content.decode())
    return {"sealed": found}
