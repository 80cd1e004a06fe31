"""What is still wrong with what columns are put to.

In: a mapping, and what can be meant. Out: sentences, by the number of the column (-1: all of them together).
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from specify.trees.importing.meanings import ACCEPTED, ID, LAST, NAME, NOTHING, PARENT, PARENTS, RANK, Mapped, Offer

ALL = -1


def wanting(mapping: Mapped, possible: Offer, headings: list[str]) -> Mapping[int, str]:
    """What stands in the way of going on; nothing if nothing does."""
    found = dict(_column(mapping, possible, place) for place in range(len(mapping.columns)))
    problems = {place: sentence for place, sentence in found.items() if sentence}
    problems |= _doubled(mapping, headings, problems)
    if not problems and (sentence := _lacking(mapping)):
        problems[ALL] = sentence
    return problems


def _column(mapping: Mapped, possible: Offer, place: int) -> tuple[int, str]:
    one = mapping.columns[place]
    if one.what == NOTHING and not one.rank:
        return place, ""
    if one.what == NOTHING:
        return place, _("Choose also what of the node stands there, or no rank.")
    if mapping.form == PARENTS:
        is_known = one.what in (ID, PARENT, RANK, NAME, ACCEPTED) or one.what in possible.fields
        return place, "" if is_known else _("Choose again what stands there.")
    if one.rank == 0:
        return place, _("Choose also the rank of the node, or that nothing of the column is imported.")
    if one.rank != LAST and one.rank not in possible.ranks:
        return place, _("This rank is not there any more; choose another one.")
    if one.what == NAME and one.rank == LAST:
        return place, _("Choose the rank of the names; only other fields can be of the lowest name.")
    return place, "" if one.what == NAME or one.what in possible.fields else _("Choose again what stands there.")


def _doubled(mapping: Mapped, headings: list[str], before: Mapping[int, str]) -> Mapping[int, str]:
    first: dict[object, int] = {}
    found = {}
    for place, one in enumerate(mapping.columns):
        if one.what == NOTHING or place in before:
            continue
        other = first.setdefault(one, place)
        if other != place:
            sentence = _("The column %(other)s is put to the same already: choose something else for one of them.")
            found[place] = sentence % {"other": headings[other]}
    return found


def _lacking(mapping: Mapped) -> str:
    whats = {one.what for one in mapping.columns}
    if mapping.form == PARENTS:
        if not whats >= {ID, PARENT, RANK, NAME}:
            return _("Four columns are needed: the id of a node, the id of its parent, its rank and its name.")
        return ""
    if NAME not in whats:
        return _("At least one column must hold the names of a rank.")
    named = {one.rank for one in mapping.columns if one.what == NAME}
    if any(one.what != NOTHING and one.rank not in (*named, LAST) for one in mapping.columns):
        return _("A field is put to a rank for which no column has names: choose such a column, or another rank.")
    return ""
