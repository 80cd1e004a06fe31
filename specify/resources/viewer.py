"""For whom resources are looked up: a user, at a place, in a language.

In: what the request knows. Out: a `Viewer`, the first argument of every look-up in this package.
"""

from dataclasses import dataclass

from specify.resources.place import Place


@dataclass(frozen=True)
class Viewer:
    """One user at one place. `user_type` is Specify's (`Manager`, `Guest`, …), `language` a code: `en`, `pt-br`."""

    place: Place
    user_id: int
    user_type: str
    language: str
