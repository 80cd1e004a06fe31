"""What is wrong with an institution's settings: named, logged once, and shown to those who can mend it.

In: problems met while reading resources. Out: the list of them under a settings stamp. A broken resource never breaks
a page: its reader notes it here, skips it, and takes the next level's, as Specify 7 does.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass

log = logging.getLogger(__name__)

_STAMPS = 4
_MOST = 200
_noted: OrderedDict[str, dict["Problem", None]] = OrderedDict()


@dataclass(frozen=True)
class Problem:
    """One thing that could not be read: the resource's name, where it is kept, and a sentence."""

    resource: str
    where: str
    sentence: str


def note(stamp: str, problem: Problem) -> None:
    """Keep `problem` under `stamp`, and log it the first time."""
    known = _noted.setdefault(stamp, {})
    if problem in known or len(known) >= _MOST:
        return
    known[problem] = None
    told = {"resource": problem.resource, "where": problem.where, "why": problem.sentence}
    log.warning("resource not used as written", extra={"data": told})
    while len(_noted) > _STAMPS:
        _noted.popitem(last=False)


def under(stamp: str) -> tuple[Problem, ...]:
    """The problems met so far with the settings of `stamp`, in the order they were met."""
    return tuple(_noted.get(stamp, ()))
