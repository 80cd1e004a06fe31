"""A job's verb: what is marked to run in the worker, and what it gives back.

In: a function with the decorator `@job(title)`; it takes a `Progress` and, by name, `person`, `collection_id` and its
arguments, and asks for permission itself. Out: an `Outcome`. There is no register: a job's row keeps the dotted path of
its verb, and `found` refuses what is not marked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from django.utils.module_loading import import_string

JSON: TypeAlias = str | int | float | bool | None | Sequence["JSON"] | Mapping[str, "JSON"]
_TITLE = "job_title"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a job's result can be seen: words, and an address of this site."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job came to: a sentence, links, and a file that goes over to the job, which offers it for download.

    `file_name` is what people get it as where that is not its own. `is_final`: it makes no sense to run the job again.
    """

    said: str
    links: tuple[Link, ...] = ()
    file: Path | None = None
    file_name: str = ""
    is_final: bool = False


Marked = TypeVar("Marked", bound=Callable[..., Outcome])


class NoVerb(Exception):
    """The dotted path leads to no verb: the program has changed since the job was started."""


def job(title: Any) -> Callable[[Marked], Marked]:
    """Mark a verb as one the worker may run; `title` is what its jobs are called, lazily translated."""

    def mark(verb: Marked) -> Marked:
        setattr(verb, _TITLE, title)
        return verb

    return mark


def title_of(verb: Callable[..., Outcome]) -> str:
    """The title of a verb in the language of now; raises `NoVerb` for a function that is not marked."""
    title = getattr(verb, _TITLE, None)
    if title is None:
        raise NoVerb(f"{path_of(verb)} is not marked as a job.")
    return str(title)


def path_of(verb: Callable[..., Outcome]) -> str:
    """The dotted path under which `found` finds it."""
    return f"{verb.__module__}.{verb.__qualname__}"


def found(path: str) -> Callable[..., Outcome]:
    """The verb of that dotted path; raises `NoVerb`."""
    try:
        verb: Callable[..., Outcome] = import_string(path)
    except ImportError as error:
        raise NoVerb(f"There is no {path}.") from error
    title_of(verb)
    return verb
