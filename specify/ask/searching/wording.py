"""A search in words: what was sought, and how else the same text could be read.

In: what is sought, who asks. Out: sentences, and the other readings with their names. Specify says neither; so that
nobody knows why `Jon` does not find Jones there.
"""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext as told

from specify.ask.searching.meanings import Meanings
from specify.ask.searching.terms import LONGEST, MOST_TERMS, MOST_WORDS, Reading, Sought, days_meant
from specify.datamodel import present
from specify.query.asking import Asking
from specify.text.partial_dates import format_date

_READINGS: Mapping[Reading, Promise] = {
    Reading.EXACT: gettext_lazy("Only what is exactly this"),
    Reading.BEGIN: gettext_lazy("What begins with this, or has its words"),
    Reading.ANY: gettext_lazy("What has one of the words"),
    Reading.WITHIN: gettext_lazy("What has this anywhere (slower)"),
}
_SOUGHT: Mapping[Reading, Promise] = {
    Reading.EXACT: gettext_lazy("Sought: fields that are exactly %(texts)s."),
    Reading.BEGIN: gettext_lazy("Sought: fields that begin with %(texts)s."),
    Reading.WITHIN: gettext_lazy("Sought: fields that have %(texts)s anywhere."),
}
_LIKE = gettext_lazy("Sought: fields like %(texts)s, with any letters for an asterisk.")


def sentences(sought: Sought, asking: Asking) -> Iterator[str]:
    """What was sought."""
    for sentence, texts in _by_kind(sought).items():
        yield str(sentence) % {"texts": told("between texts", " or ").join(texts)}
    if sought.has_words and sought.reading is not Reading.EXACT:
        yield _("Records with each of its words are found, too.")
    if numbers := list(_numbers(sought, asking)):
        yield _("As a catalog number it is %(numbers)s.") % {"numbers": ", ".join(numbers)}
    if days := list(_dates(sought, asking)):
        yield _("As a date it is %(dates)s.") % {"dates": told("between texts", " or ").join(days)}
    if sought.is_cut:
        most = _("More than %(letters)s letters, %(terms)s alternatives, or %(words)s words of one, are not sought.")
        yield most % {"letters": LONGEST, "terms": MOST_TERMS, "words": MOST_WORDS}


def _by_kind(sought: Sought) -> Mapping[Promise, list[str]]:
    """The texts by the sentence that tells how they are sought."""
    found: dict[Promise, list[str]] = {}
    for term in sought.terms:
        sentence = _LIKE if term.is_pattern else _SOUGHT[sought.how(term)]
        found.setdefault(sentence, []).append(_("“%(text)s”") % {"text": term.text})
    return found


def readings_of(sought: Sought) -> Mapping[Reading, Promise]:
    """The readings that make a difference, and what they are called; none where all is in quotes or has asterisks."""
    if all(term.is_quoted or term.is_pattern for term in sought.terms):
        return {}
    has_words = sought.reading is Reading.ANY or sought.has_words
    return {how: title for how, title in _READINGS.items() if how is not Reading.ANY or has_words}


def _numbers(sought: Sought, asking: Asking) -> Iterator[str]:
    table = present.tables()["collectionobject"]
    meanings = Meanings(table, (), asking)
    for term in sought.terms:
        yield from meanings.numbers(table.fields["catalogNumber"], term.text)[1:]


def _dates(sought: Sought, asking: Asking) -> Iterator[str]:
    pattern = asking.preferences.date_format
    for term in sought.terms:
        for first, last in days_meant(term.text, pattern):
            if first == last:
                yield format_date(first, pattern=pattern)
            else:
                yield _("%(first)s to %(last)s") % {
                    "first": format_date(first, pattern=pattern),
                    "last": format_date(last, pattern=pattern),
                }
