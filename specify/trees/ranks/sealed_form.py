"""Seals what a person was shown before ranks are changed, so that it is done once, and only if it still holds.

In: a wish, the scene it was shown with, and about how many rows are written. Out: `SealedWish`, as a text for a hidden
field that nobody can change, and what stands in it again.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from specify.records.filling.once import Sending, note
from specify.security.entering import Visit
from specify.trees.ranks.carrying_out import RankWish
from specify.trees.ranks.scenes import Scene
from specify.trees.sealing import Outdated, was_done
from specify.web.refusals import Refusal

_SALT = "specify.trees.ranks"


@dataclass(frozen=True, slots=True)
class SealedWish:
    """A wish that a person was asked about, and how the tree was then; `key` is the form's own."""

    wish: RankWish
    key: str
    state: str
    rows: int

    def told(self) -> dict[str, Any]:
        """For a form or a job."""
        return asdict(self)

    def text(self) -> str:
        """For the form."""
        return signing.dumps(self.told(), salt=_SALT, compress=True)

    def claim(self, visit: Visit) -> None:
        """Note within the transaction that it is done; raises `AlreadySent` when that has come before."""
        note(self._sending(visit))

    def compare(self, scene: Scene) -> None:
        """Raise `Outdated` where the ranks are not as they were shown."""
        if scene.state != self.state:
            raise Outdated

    def is_done(self, visit: Visit) -> bool:
        """Whether the same form has come before, and was carried out."""
        return was_done(self._sending(visit))

    def _sending(self, visit: Visit) -> Sending:
        return Sending(visit, self.wish.table.ranks.key, self.key, self.state)


def seal(wish: RankWish, scene: Scene, rows: int) -> SealedWish:
    """What the person is asked about."""
    return SealedWish(wish, secrets.token_hex(16), scene.state, rows)


def wanted_from(told: Mapping[str, Any]) -> SealedWish:
    """What was told of it."""
    return SealedWish(RankWish(**told["wish"]), told["key"], told["state"], told["rows"])


def unsealed(text: str, asked: RankWish) -> SealedWish:
    """What stands in the text; a refusal where it was not made here, or for another page."""
    try:
        found = wanted_from(signing.loads(text, salt=_SALT))
    except (signing.BadSignature, TypeError, KeyError) as error:
        raise _unreadable() from error
    if (found.wish.deed, found.wish.tree, found.wish.rank) != (asked.deed, asked.tree, asked.rank):
        raise _unreadable()
    return found


def _unreadable() -> Refusal:
    told = _("This form was not made by this page, or was made for another one.")
    return Refusal(422, _("Not done"), told, _("Nothing was changed. Go back to the ranks and begin again."))
