"""Grants, and the rights they add up to: the part that needs no database.

In: policies of a user, and what is taken away again. Out: `Rights`, asked with resources and actions, tables or fields.
Kept of Specify: there are only grants, and one match is enough; resource and action of a policy are LIKE patterns; a
policy without collection holds in every collection, and what is asked of the institution's level is granted by such
policies alone; changing a field takes the right to update the table and the field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from specify.text.folding import like

ACCESS = ("/system/sp7/collection", "access")
EVERYTHING = "%"


@dataclass(frozen=True, slots=True)
class Policy:
    """One grant: LIKE patterns of resource and action; without collection it holds at the institution's level."""

    resource: str
    action: str
    collection_id: int | None = None
    is_own: bool = True

    @property
    def makes_administrator(self) -> bool:
        """Whether it is the one policy by which Specify 7 knows an administrator of the institution."""
        return self.is_own and self.collection_id is None and self.resource == self.action == EVERYTHING


@dataclass(frozen=True)
class Rights:
    """What one user may do in one collection, or with `collection_id` None at the institution's level.

    `denied` is what a database of 6.8 takes away again: pairs of table key (`*`: every table) and action.
    """

    user_id: int
    collection_id: int | None
    policies: tuple[Policy, ...]
    denied: frozenset[tuple[str, str]] = frozenset()
    _answers: dict[tuple[str, str, bool], bool] = field(default_factory=dict, compare=False, repr=False)

    def may(self, resource: str, action: str) -> bool:
        """Whether the user may do that here. Asked often, answered once."""
        return self._answer(resource, action, at_institution=self.collection_id is None)

    def may_at_institution(self, resource: str, action: str) -> bool:
        """Whether a policy of the institution's level grants it; roles and policies of a collection never do."""
        return self._answer(resource, action, at_institution=True)

    def may_table(self, table_key: str, action: str) -> bool:
        """Whether the user may `read`, `create`, `update` or `delete` records of that table."""
        return self.may(f"/table/{table_key.lower()}", action)

    def may_field(self, table_key: str, field_name: str) -> bool:
        """Whether the user may change that field; the table's own right is needed too."""
        return self.may_table(table_key, "update") and self.may(
            f"/field/{table_key.lower()}/{field_name.lower()}", "update"
        )

    def readable(self, table_key: str) -> bool:
        """Whether the user may read records of that table."""
        return self.may_table(table_key, "read")

    def all_readable(self, table_keys: Iterable[str]) -> bool:
        """Whether the user may read every one of these tables."""
        return all(self.readable(key) for key in table_keys)

    @property
    def may_enter(self) -> bool:
        """Whether the user may work in this collection at all."""
        return self.may(*ACCESS)

    @property
    def is_administrator(self) -> bool:
        """Whether the user administers the institution."""
        return any(policy.makes_administrator for policy in self.policies)

    def _answer(self, resource: str, action: str, *, at_institution: bool) -> bool:
        key = (resource.lower(), action.lower(), at_institution)
        if key not in self._answers:
            self._answers[key] = not self._is_denied(key[0], key[1]) and any(
                matches(policy.action, key[1]) and not (at_institution and policy.collection_id is not None)
                for policy in self._about(key[0])
            )
        return self._answers[key]

    def _about(self, resource: str) -> Iterable[Policy]:
        yield from self._by_resource.get(resource, ())
        for policy in self._patterns:
            if matches(policy.resource, resource):
                yield policy

    @cached_property
    def _by_resource(self) -> Mapping[str, list[Policy]]:
        found: dict[str, list[Policy]] = {}
        for policy in self.policies:
            if not _is_pattern(policy.resource):
                found.setdefault(policy.resource.lower(), []).append(policy)
        return found

    @cached_property
    def _patterns(self) -> tuple[Policy, ...]:
        return tuple(policy for policy in self.policies if _is_pattern(policy.resource))

    def _is_denied(self, resource: str, action: str) -> bool:
        return bool(self.denied) and any(
            (key, one) in self.denied for key, one in _table_actions(resource, action) for key in (key, "*")
        )


def matches(pattern: str, text: str) -> bool:
    """Whether a text is what a LIKE pattern of Specify means; the backslash escapes."""
    return bool(like(pattern, text, "\\"))


def _is_pattern(resource: str) -> bool:
    return not resource.isascii() or any(sign in resource for sign in "%_\\")


def _table_actions(resource: str, action: str) -> list[tuple[str, str]]:
    """The rights to a table that something asked for rests on, for what 6.8 takes away."""
    parts = resource.strip("/").split("/")
    if parts[0] == "table" and len(parts) > 1:
        return [(parts[1], action)]
    if parts[0] == "field" and len(parts) > 1:
        return [(parts[1], "update")]
    if parts[:2] == ["tree", "edit"] and len(parts) > 2:
        return [(parts[2], one) for one in ("read", "update", "delete")]
    return []
