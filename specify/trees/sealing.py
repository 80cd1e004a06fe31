"""Seals what a person was shown before a tree is changed, so that it is done once, and only if it still holds.

In: a deed and what was foreseen of it. Out: a text for a hidden field, that nobody can change, and what stands in it
again. A form that comes twice does it once; where the tree has changed meanwhile the person is asked again.
"""

import secrets
from dataclasses import asdict, dataclass
from hashlib import blake2b

from django.core import signing
from django.utils.translation import gettext as _

from specify.nodes.tree_tables import tree_tables
from specify.records.filling.once import SavedBefore, Sending, earlier, note
from specify.security.entering import Visit
from specify.trees.acting import Asked, Deed, Verb
from specify.trees.foreseeing import Foreseen
from specify.web.refusals import Refusal

_SALT = "specify.trees.change"


class Outdated(Exception):
    """The tree is not as the person was shown it."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A change that a person was asked about: its name, its nodes, the state of the tree, and how many rows it writes.

    `key` is the form's own.
    """

    key: str
    deed: str
    tree: str
    node: int
    target: int | None
    state: str
    rows: int

    def text(self) -> str:
        """For the form."""
        return signing.dumps(asdict(self), salt=_SALT)

    def claim(self, visit: Visit) -> None:
        """Note within the transaction that it is done; raises `AlreadySent` when that has come before."""
        note(self._sending(visit))

    def compare(self, verb: Verb, deed: Deed) -> None:
        """Raise `Outdated` where the tree is not as it was shown."""
        if state_of(deed, verb.foresee(deed)) != self.state:
            raise Outdated

    def is_done(self, visit: Visit) -> bool:
        """Whether the same form has come before, and was carried out."""
        return was_done(self._sending(visit))

    @property
    def asked(self) -> Asked:
        """What is to be done."""
        return Asked(tree_tables()[self.tree], self.node, self.target)

    @property
    def shown(self) -> int:
        """The node to be looked at afterwards: of two that are merged the one that is left."""
        return self.target if self.deed == "merge" and self.target else self.node

    def _sending(self, visit: Visit) -> Sending:
        return Sending(visit, self.tree, self.key, self.state)


def was_done(sending: Sending) -> bool:
    """Whether a form has come before, and was carried out."""
    try:
        earlier(sending)
    except SavedBefore:
        return False
    return True


def seal(name: str, deed: Deed, foreseen: Foreseen) -> Sealed:
    """What the person is asked about."""
    target = deed.target["id"] if deed.target else None
    state = state_of(deed, foreseen)
    return Sealed(secrets.token_hex(16), name, deed.tree.key, deed.node["id"], target, state, foreseen.rows)


def unsealed(text: str, asked: Asked, name: str) -> Sealed:
    """What stands in the text; a refusal where it was not made here, or for another page."""
    try:
        found = Sealed(**signing.loads(text, salt=_SALT))
    except (signing.BadSignature, TypeError) as error:
        raise _unreadable() from error
    if (found.deed, found.tree, found.node) != (name, asked.tree.key, asked.node):
        raise _unreadable()
    return found


def state_of(deed: Deed, foreseen: Foreseen) -> str:
    """A digest of the nodes as they stand in the tree, and of how many others go along."""
    columns = ("id", "name", "fullName", "parent_id", f"{deed.tree.accepted}_id", "definitionItem_id")
    rows = [[row[one] for one in columns] for row in (deed.node, deed.target) if row]
    return blake2b(repr((rows, foreseen.state)).encode(), digest_size=16).hexdigest()


def _unreadable() -> Refusal:
    told = _("This form was not made by this page, or was made for another node.")
    return Refusal(422, _("Not done"), told, _("Nothing was changed. Go back to the tree and begin again."))
