"""Records that were chosen or named for relationships become their ids, all those of a form together.

In: wishes: for each control what is sought by it, the text and the id that were sent. Out: by name the id, or
`Unreadable`. An id counts while the text is still that of its record; a text that was changed is looked up, and has to
name exactly one record. Either way only what the control offers counts: it may be read, belongs to this place, and
keeps to what the form says of it. Specify takes an id on trust and forgets a text that was typed and not chosen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from specify.datamodel.rows import Rows, settled
from specify.query.matching import Search, rows_of, typed
from specify.query.naming import Named, exactly_one, with_id
from specify.records.choosing.sought import Sought
from specify.resources.formatting import Formatting
from specify.security.scoping import own_limits
from specify.text.folding import fold
from specify.text.typed import Unreadable, unreadable
from specify.web.addresses import number_in

_MOST_TOLD = 3

Answer = int | Unreadable


@dataclass(frozen=True, slots=True)
class Wish:
    """A control by which a record of `search` was chosen; with a `text` the id counts only if it is the record's."""

    name: str
    sought: Sought
    search: Search
    chosen: str
    text: str = ""

    @property
    def id(self) -> int | None:
        """The id that was sent, if it can be one."""
        return number_in(self.chosen)


def resolve(wishes: Iterable[Wish], rows: Mapping[int, Rows]) -> dict[str, Answer]:
    """The answers to the wishes, by their names; `rows` are those loaded so far, by collection.

    Two statements for each table and limit that is looked in, and those for the words of its records.
    """
    answers: dict[str, Answer] = {}
    for alike in _alike(wishes):
        visit = alike[0].sought.visit
        here = visit.place.collection_id
        formatting = visit.formatting(rows[here] if here in rows else Rows(own_limits(visit.place)))
        answers.update(_by_id(alike, formatting))
        answers.update(_by_text([wish for wish in alike if wish.name not in answers], formatting))
    return answers


def _alike(wishes: Iterable[Wish]) -> Iterator[Sequence[Wish]]:
    """The wishes that are looked up together: for the same records, told in the same words."""
    groups: dict[tuple[object, ...], list[Wish]] = {}
    for wish in wishes:
        search, sought = wish.search, wish.sought
        key = (sought.visit.place.collection_id, search.table.key, search.paths, search.within, sought.formatter)
        groups.setdefault(key, []).append(wish)
    yield from groups.values()


def _by_id(wishes: Sequence[Wish], formatting: Formatting) -> Iterator[tuple[str, Answer]]:
    """The ids that were chosen, as far as they are offered and their records are still called what was sent."""
    search, formatter = wishes[0].search, wishes[0].sought.formatter
    wanted = {wish.id for wish in wishes if wish.id is not None}
    there = set(rows_of(search).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    told = {wish.id for wish in wishes if wish.text and wish.id in there}
    words = _words(formatting, search, formatter, told)
    for wish in wishes:
        record = wish.id if wish.id in there else None
        if record is not None and (not wish.text or fold(typed(wish.text)) in _names(words, record)):
            yield wish.name, record
        elif not wish.text:
            yield wish.name, _not_there()


def _words(formatting: Formatting, search: Search, formatter: str, ids: Iterable[int | None]) -> dict[int, str]:
    known = [one for one in ids if one is not None]
    return settled(formatting.rows, lambda: {one: formatting.label(search.table.key, one, formatter) for one in known})


def _names(words: Mapping[int, str], record: int) -> tuple[str, str]:
    """What a record may be called, folded."""
    return fold(words[record]), fold(with_id(words[record], record))


def _by_text(wishes: Sequence[Wish], formatting: Formatting) -> Iterator[tuple[str, Answer]]:
    """The records that the texts name."""
    if not wishes:
        return
    search, formatter = wishes[0].search, wishes[0].sought.formatter
    named = exactly_one(search, formatting, {wish.text for wish in wishes}, formatter)
    mentioned = {record for one in named.values() for record in one.candidates[: _MOST_TOLD + 1]}
    words = _words(formatting, search, formatter, mentioned)
    caption = formatting.captions.table(search.table.key)
    for wish in wishes:
        found = named[wish.text]
        if found.id is not None:
            yield wish.name, found.id
            continue
        unclear = _unclear(wish.text, found, words, caption)
        if len(found.candidates) == 1 and wish.sought.has_id:
            unclear.meant = (str(found.candidates[0]), words[found.candidates[0]])
        yield wish.name, unclear


def _unclear(text: str, found: Named, words: Mapping[int, str], caption: str) -> Unreadable:
    """Why a text names no record, or more than one."""
    if not found.candidates:
        sentence = _("No record of %(table)s is called “%(typed)s”: correct it, or choose one with Find.")
        return unreadable(sentence, text, table=caption)
    told = [words[record] for record in found.candidates[: _MOST_TOLD + 1]]
    names = [
        with_id(name, record) if told.count(name) > 1 else name
        for record, name in zip(found.candidates, told, strict=False)
    ]
    if len(names) > _MOST_TOLD:
        names[_MOST_TOLD:] = [_("another")]
    sentence = _("“%(typed)s” does not name one record of %(table)s: write %(names)s, or choose one with Find.")
    return unreadable(sentence, text, table=caption, names=get_text_list(names, _("or")))


def _not_there() -> Unreadable:
    return Unreadable(_("What was chosen is not offered here, or was deleted meanwhile: choose again."))
