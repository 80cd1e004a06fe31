"""What the home page tells of a collection's holdings: a sentence, a table, the months, the tables to open.

In: figures that were counted, and who reads them. Out: `Told`, in the reader's language, without what rests on tables
that the reader may not read.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.layouts.latin import GENUS
from specify.records.home.figures import COUNTED, BranchCount, Figures
from specify.resources.preferences import preferences
from specify.security.entering import Visit
from specify.text.partial_dates import format_date

BAR_STEP, BARS_HEIGHT = 20, 56


@dataclass(frozen=True, slots=True)
class BranchTable:
    """The objects by branch of the taxon tree; `rest` are the branches that are not shown, in words."""

    rank: str
    shown: tuple[BranchCount, ...]
    rest: str
    others: BranchCount
    elsewhere: int
    has_types: bool
    is_latin: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A month as a bar: where it stands, how high it is, its initial."""

    x: int
    y: int
    height: int
    initial: str


@dataclass(frozen=True, slots=True)
class Further:
    """A table with its number of records, when that is known."""

    key: str
    title: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the holdings."""

    sentence: str
    branches: BranchTable | None
    months: str
    bars: tuple[Bar, ...]


def told_holdings(visit: Visit, figures: Figures) -> Told:
    """The figures in words and tables, as far as the visiting person may read what they count."""
    may = visit.rights.all_readable
    sees_objects = may(["collectionobject"])
    sees_months = sees_objects and figures.objects > 0
    return Told(
        sentence=_sentence(visit, figures) if sees_objects and figures.objects else "",
        branches=_branches(figures) if may(["collectionobject", "determination", "taxon"]) else None,
        months=_months(visit, figures) if sees_months else "",
        bars=_bars(figures) if sees_months else (),
    )


def tables_to_open(visit: Visit, figures: Figures | None) -> list[Further]:
    """The main tables that the visiting person may read, with their numbers once they were counted."""
    counts = {"collectionobject": figures.objects, **figures.tables} if figures else {}
    keys = [key for key in ("collectionobject", *COUNTED) if visit.rights.readable(key)]
    return [Further(key, visit.captions.table(key), counts.get(key)) for key in keys]


def _sentence(visit: Visit, figures: Figures) -> str:
    """How many objects, of how many species and countries; types; how many have coordinates, how many no name."""
    may = visit.rights.all_readable
    sees_names, sees_places = may(["determination", "taxon"]), may(["collectingevent", "locality"])
    begin = [ngettext("%(number)s object", "%(number)s objects", figures.objects) % _number(figures.objects)]
    if sees_names and figures.species:
        said = ngettext("of %(number)s species", "of %(number)s species", figures.species)
        begin.append(said % _number(figures.species))
    if sees_places and figures.countries and visit.rights.readable("geography"):
        said = ngettext("from %(number)s country", "from %(number)s countries", figures.countries)
        begin.append(said % _number(figures.countries))
    rest = [_types(figures)] if sees_names and figures.types else []
    rest += [_placed(figures)] if sees_places else []
    rest += [_undetermined(figures)] if sees_names else []
    return " ".join([" ".join(begin) + ".", *rest])


def _types(figures: Figures) -> str:
    return ngettext("%(number)s is a type.", "%(number)s are types.", figures.types) % _number(figures.types)


def _placed(figures: Figures) -> str:
    if figures.placed in (0, figures.objects):
        return _("All have coordinates.") if figures.placed else _("None has coordinates.")
    return _("%(percent)s%% have coordinates.") % {"percent": percent(figures.placed, figures.objects)}


def _undetermined(figures: Figures) -> str:
    if figures.determined in (0, figures.objects):
        return _("All are determined.") if figures.determined else _("None is determined yet.")
    open_ones = figures.objects - figures.determined
    return _("%(percent)s%% are not determined yet.") % {"percent": percent(open_ones, figures.objects)}


def percent(part: int, total: int) -> int:
    """A share in whole percents; never 0 for some and never 100 for not all."""
    return min(99, max(1, round(100 * part / total)))


def _branches(figures: Figures) -> BranchTable | None:
    if not figures.branches:
        return None
    number = figures.others_number
    return BranchTable(
        rank=figures.rank,
        shown=figures.branches,
        rest=ngettext("%(number)s other", "%(number)s others", number) % _number(number) if number else "",
        others=figures.others,
        elsewhere=figures.elsewhere,
        has_types=any(branch.types for branch in (*figures.branches, figures.others)),
        is_latin=figures.rank_id >= GENUS,
    )


def _months(visit: Visit, figures: Figures) -> str:
    """A sentence about the last twelve months."""
    total = sum(month.objects for month in figures.months)
    if not total:
        return _none_lately(visit, figures)
    most = max(figures.months, key=lambda month: month.objects)
    fewest = min(reversed(figures.months), key=lambda month: month.objects)
    told = {
        **_number(total),
        "most": _month(most.month),
        "highest": number_format(most.objects, force_grouping=True),
        "fewest": _month(fewest.month),
        "lowest": number_format(fewest.objects, force_grouping=True),
    }
    if most.objects == total:
        return ngettext("%(number)s object, in %(most)s.", "%(number)s objects, all in %(most)s.", total) % told
    if not fewest.objects:
        return _("%(number)s objects, most of them in %(most)s (%(highest)s).") % told
    said = _("%(number)s objects, most of them in %(most)s (%(highest)s), fewest in %(fewest)s (%(lowest)s).")
    return said % told


def _none_lately(visit: Visit, figures: Figures) -> str:
    if not figures.last_cataloged:
        return _("None; no object has a date of cataloguing.")
    pattern = preferences(visit.stamp).date_format
    day = format_date(date.fromisoformat(figures.last_cataloged), pattern=pattern)
    return _("None; the last on %(date)s.") % {"date": day}


def _bars(figures: Figures) -> tuple[Bar, ...]:
    highest = max(month.objects for month in figures.months)
    if not highest:
        return ()
    heights = [-(-month.objects * BARS_HEIGHT // highest) for month in figures.months]
    return tuple(
        Bar(place * BAR_STEP, BARS_HEIGHT + 4 - height, height, _month(month.month)[0])
        for place, (month, height) in enumerate(zip(figures.months, heights, strict=True))
    )


def _month(month: str) -> str:
    return str(MONTHS[int(month[5:])])


def _number(number: int) -> dict[str, str]:
    return {"number": number_format(number, force_grouping=True)}
