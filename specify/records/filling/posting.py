"""What a form that was posted says: what was put into it, and what is asked of the form itself.

In: the fields of a post. Out: `Sent` with all that was put in, as it came (line ends are the browser's, and whoever
saves has to see that they are no change); and a `Wish`: the button that was pressed. A name that the form does not have
is kept and means nothing; one that no form of ours can have is refused, as are more new rows than a form may have.
Of a name that came twice the last one counts, which is how a check box answers beside the hidden field that says it is
not ticked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from django.http import QueryDict
from django.utils.translation import gettext as _

from specify.layouts.filling.filled import (
    ADD,
    ADDED,
    DROP,
    FIND,
    FORM,
    GO,
    KEEP,
    OPENED,
    PAGE,
    REMOVE,
    REMOVED,
    ROWS,
    SAVE,
    UP,
    UPDATE,
    USE,
)
from specify.layouts.filling.sent import Sent
from specify.records.filling.digests import digest
from specify.web.refusals import Refusal

Button = Literal[
    "_save", "_find", "_go", "_use", "_add", "_remove", "_up", "_rows", "_page", "_form", "_update", "_keep", "_drop"
]

ANOTHER, CLONE, CARRY, NEXT = "another", "clone", "carry", "next"
"""Saving, and then the form of one more: an empty one, or one that is like what was saved, wholly or in part."""
ON = "on:"
"""Saving, and then one of the ways on with the record, which is named behind it."""
AGAIN = "again"
"""Before these, or alone: saving though the same was saved a moment ago."""
_BUTTONS = (FIND, GO, USE, ADD, REMOVE, UP, ROWS, PAGE, FORM)
_NOT_OF_THE_RECORD = frozenset({*_BUTTONS, SAVE, UPDATE, KEEP, DROP, ADDED, REMOVED, OPENED, "csrfmiddlewaretoken"})
_NAME = re.compile(r"_?[A-Za-z0-9][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")
_LONGEST = 200
_NEW = re.compile(r"n([1-9][0-9]{0,2})")
_STORED = re.compile(r"[1-9][0-9]{0,8}")
_LAST_NUMBER = 999
MOST_NEW = 200
"""How many new rows a form may have in all."""
_MOST_REMOVED = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """The button that was pressed, and the control, relationship or row that it is about; "" for none."""

    button: Button
    name: str = ""
    is_again: bool = False


def sent_from(post: QueryDict) -> Sent:
    """What was put into the form, without what is asked of the form itself; refuses names that cannot be."""
    _check(post)
    texts = {name: plain(cast(str, post[name])) for name in post if name not in _NOT_OF_THE_RECORD}
    added, removed = _rows_in(post, ADDED), _rows_in(post, REMOVED)
    if len(added) > MOST_NEW:
        raise _too_many_new()
    if len(removed) > _MOST_REMOVED or not (_all_end(added, _NEW) and _all_end(removed, _STORED)):
        raise _strange()
    return Sent(texts, added, frozenset(removed))


def wish_of(post: QueryDict) -> Wish:
    """What is asked for; a form that was sent without any of its buttons is to be shown up to date."""
    for button in _BUTTONS:
        if name := post.get(button):
            if not _is_name(name):
                raise _strange()
            return Wish(cast(Button, button), name)
    if SAVE in post:
        words = cast(str, post[SAVE]).split()
        after = next((one for one in words if one in (ANOTHER, CLONE, CARRY, NEXT) or one.startswith(ON)), "")
        return Wish("_save", after, AGAIN in words)
    for quiet in (DROP, KEEP):
        if quiet in post:
            return Wish(cast(Button, quiet))
    name = post.get(UPDATE, "")
    return Wish("_update", name if _is_name(name) and name[0].isalpha() else "")


def shown_whole(sent: Sent) -> Sent:
    """The same without new rows that the form did not show: where no draft keeps them, there is nothing in them.

    What is like another record has that in it.
    """
    names = (*sent.texts, *(f"{row}." for row in sent.like))
    return replace(sent, added=tuple(row for row in sent.added if any(name.startswith(f"{row}.") for name in names)))


def since_then(before: Sent, now: Sent, changed: Mapping[str, str]) -> Sent:
    """What is sent now, without texts that only stood on the page while they were `changed` elsewhere."""
    texts = {name: text for name, text in now.texts.items() if name in changed or name not in before.texts}
    return replace(now, texts=texts)


def laid_over(before: Sent, now: Sent) -> Sent:
    """What was sent before and what is sent now: a form shows some rows only, and what it does not show is kept.

    So are new rows that another page has put in since, if anything was put into them, and that it has taken rows out.
    """
    others = [row for row in before.added if row not in now.added]
    gone = tuple(f"{row}." for row in others if not _is_filled_in(before, row))
    added = (*now.added, *(row for row in others if f"{row}." not in gone))
    removed = now.removed | {row for row in before.removed if not any(name.startswith(f"{row}.") for name in now.texts)}
    texts = {name: text for name, text in before.texts.items() if not name.startswith(gone)}
    digests = {**now.digests, **before.digests}  # what a control held when it was opened first
    return replace(now, texts={**texts, **now.texts}, added=added, removed=removed, digests=digests)


def _is_filled_in(sent: Sent, row: str) -> bool:
    """Whether anything else was put into a new row than it began with."""
    inside = ((name, text) for name, text in sent.texts.items() if name.startswith(f"{row}."))
    return any(digest(text) != sent.digests.get(name, digest("")) for name, text in inside)


def with_row(sent: Sent, relationship: str) -> tuple[Sent, str]:
    """The same with a new row behind a relationship, and the row's name.

    The number follows from the rows that the form had, so that a post that is sent again adds the same row.
    """
    taken = [_number_of(row) for row in sent.added_to(relationship)]
    number = max(taken, default=0) + 1
    if number > _LAST_NUMBER or len(sent.added) >= MOST_NEW:
        raise _too_many_new()
    row = f"{relationship}.n{number}"
    return replace(sent, added=(*sent.added, row)), row


def new_rows_in(name: str) -> tuple[str, ...]:
    """The new rows on the way that a control's name describes."""
    words = name.split(".")
    return tuple(".".join(words[: at + 1]) for at, word in enumerate(words) if at and _NEW.fullmatch(word))


def without_row(sent: Sent, row: str) -> Sent:
    """The same without a row and all that was put into it. A stored one is noted, a new one is as if it never was."""
    inside = f"{row}."
    texts = {name: text for name, text in sent.texts.items() if not name.startswith(inside)}
    added = tuple(one for one in sent.added if one != row and not one.startswith(inside))
    removed = frozenset(one for one in sent.removed if not one.startswith(inside))
    like = {name: one for name, one in sent.like.items() if not f"{name}.".startswith(inside)}
    removed |= {row} if _all_end([row], _STORED) else set()
    return replace(sent, texts=texts, added=added, removed=removed, like=like)


def plain(text: str) -> str:
    """A text without what no page can show: browsers put the same letter in its place."""
    return text.replace("\0", "\ufffd")


def _rows_in(post: QueryDict, name: str) -> tuple[str, ...]:
    """Names of rows, with blanks between; each once, in order."""
    return tuple(dict.fromkeys(row for text in post.getlist(name) for row in text.split()))


def _check(post: QueryDict) -> None:
    rows = (*_rows_in(post, ADDED), *_rows_in(post, REMOVED))
    if not all(_is_name(name) for name in (*post, *rows)):
        raise _strange()


def _all_end(rows: Iterable[str], ends: re.Pattern[str]) -> bool:
    """Whether these are names of rows behind a relationship, each with such an end."""
    found = (row.rpartition(".") for row in rows)
    return all(way and ends.fullmatch(end) for way, _dot, end in found)


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST and _NAME.fullmatch(text) is not None


def _number_of(row: str) -> int:
    """The number of a new row; 0 for a stored one."""
    found = _NEW.fullmatch(row.rpartition(".")[2])
    return int(found[1]) if found else 0


def _too_many_new() -> Refusal:
    return Refusal(
        422,
        _("Too many new rows"),
        _("A form may have %(most)s new rows, and no more.") % {"most": MOST_NEW},
        _("Go back, save these, and add the others then."),
    )


def _strange() -> Refusal:
    return Refusal(
        422,
        _("Not understood"),
        _("Nothing was kept: the form was sent with a field whose name no form of this program has."),
        _("Go back, load the page again and send it once more."),
    )
