"""What a file with the rows of a query is to be like.

In: what an address or a form says. Out: a `Wish`; a refusal for a format that there is not, or a record that is none.
Kept of Specify 7: the five separators; the mark of UTF-8 at the beginning, which is usual, for spreadsheets know the
letters by it; what of these a person prefers. Changed on purpose: tabs make a file of their own kind; headings may be
the names of the schema; texts that a spreadsheet would take for formulas can be made harmless.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from specify.query.refusing import BadQuery
from specify.resources.preferences import user_preference
from specify.resources.stamp import remember
from specify.security.entering import Visit
from specify.web.addresses import number_in
from specify.web.refusals import missing


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, the type browsers know it by, and the right that it takes."""

    words: str | Promise
    type: str
    action: str = "export_csv"


FORMATS: Mapping[str, Format] = {
    "csv": Format(gettext_lazy("CSV, for spreadsheets and programs"), "text/csv; charset=utf-8"),
    "tsv": Format(gettext_lazy("TSV, with tabs between"), "text/tab-separated-values; charset=utf-8"),
    "xlsx": Format(
        gettext_lazy("XLSX, for Excel and LibreOffice"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "kml": Format(gettext_lazy("KML, for maps"), "application/vnd.google-earth.kml+xml", "export_kml"),
    "geojson": Format(gettext_lazy("GeoJSON, for maps"), "application/geo+json", "export_kml"),
}
SEPARATORS: Mapping[str, tuple[str, str | Promise]] = {
    "comma": (",", gettext_lazy("Comma")),
    "tab": ("\t", gettext_lazy("Tab")),
    "semicolon": (";", gettext_lazy("Semicolon")),
    "space": (" ", gettext_lazy("Space")),
    "pipe": ("|", gettext_lazy("Vertical bar")),
}
MOST_CHOSEN = 2000
_PREFERENCES = ("queryBuilder", "behavior")
_SIGN, _MARK = "exportFileDelimiter", "exportCsvUtf8Bom"


@dataclass(frozen=True, slots=True)
class Wish:
    """A format, and what else was chosen. `ids` are the records whose rows are wanted; none means all."""

    format: str = "csv"
    separator: str = "comma"
    has_mark: bool = True
    has_names: bool = False
    is_harmless: bool = False
    ids: tuple[int, ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """How addresses say it, but for the format: what is as usual is not said."""
        said = [("separator", self.separator)] if self.separator != "comma" else []
        said += [("mark", "no")] if not self.has_mark else []
        said += [("head", "names")] if self.has_names else []
        said += [("formulas", "harmless")] if self.is_harmless else []
        return said + [("id", str(one)) for one in self.ids]


def usual_wish(visit: Visit) -> Wish:
    """What the person has chosen in Specify 7's preferences, kept under the settings stamp."""

    def read() -> Wish:
        sign, mark = (user_preference(visit.viewer, visit.stamp, *_PREFERENCES, name) for name in (_SIGN, _MARK))
        separator = next((name for name, (one, _words) in SEPARATORS.items() if one == sign), "comma")
        return Wish(separator=separator, has_mark=mark is not False)

    viewer = visit.viewer
    return remember(visit.stamp, ("taking along", viewer.user_id, viewer.user_type, viewer.place.collection_id), read)


def wish_in(sent: QueryDict, format_name: str) -> Wish:
    """What an address or a form wants."""
    if format_name not in FORMATS:
        raise missing(
            _("There is no format called “%(name)s”.") % {"name": "".join(filter(str.isprintable, format_name))[:20]},
            _("Choose one of these: %(formats)s.") % {"formats": ", ".join(FORMATS)},
        )
    separator = sent.get("separator", "")
    return Wish(
        format=format_name,
        separator=separator if separator in SEPARATORS else "comma",
        has_mark=sent.get("mark") != "no",
        has_names=sent.get("head") == "names",
        is_harmless=sent.get("formulas") == "harmless",
        ids=_chosen(sent.getlist("id")),
    )


def _chosen(texts: Sequence[str]) -> tuple[int, ...]:
    """The records with these numbers, each once; without one that can be read they would be taken for all."""
    found = dict.fromkeys(map(number_in, texts))
    if None in found:
        wrong = next(text for text in texts if number_in(text) is None)
        raise BadQuery(
            _("“%(text)s” is no number of a record.") % {"text": "".join(filter(str.isprintable, wrong))[:20]},
            _("Choose rows on the page of the query, or take all rows along."),
        )
    if len(found) > MOST_CHOSEN:
        raise BadQuery(
            _("%(number)d records are chosen; %(most)d are the most.") % {"number": len(found), "most": MOST_CHOSEN},
            _("Make a record set of them, and ask for its records."),
        )
    return tuple(one for one in found if one)
