"""What the columns of a file can mean, and what they mean by their headings.

In: a visit, a tree, and headings. Out: `Offer`: the ranks and fields that a column may be put to; `Mapping`: what each
column is put to. There are two forms of file: one with a column for each rank, in which a row is a path from the top
down; and one with ids, in which a row is a node that names its parent. Ranks are known by name, title, or the standard
number that a name has in Specify; neither case nor accents nor signs count.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.datamodel.declaring import Field
from specify.datamodel.tables import model
from specify.nodes.ranks import CONVENTIONAL
from specify.security.entering import Visit
from specify.text.folding import fold
from specify.trees.definitions import TreeHere

RANKS, PARENTS = "ranks", "parents"
FORMS: Mapping[str, str | Promise] = {
    RANKS: _("A column for each rank: a row leads from the highest name down to the lowest"),
    PARENTS: _("A row for each node, which names its parent by an id"),
}
NOTHING, NAME = "", "name"
ID, PARENT, RANK, ACCEPTED = "=id", "=parent", "=rank", "=accepted"
LAST = -1
"""In place of a rank: the lowest that a row has a name for."""
_KINDS = ("string", "text", "integer", "short", "byte", "long", "decimal", "double", "boolean")
_OURS = frozenset(
    (
        *("name", "fullName", "nodeNumber", "highestChildNodeNumber", "rankId", "isAccepted"),
        *("version", "timestampCreated", "timestampModified"),
    )
)
_GUIDS = ("taxon", "geography")
"""The trees whose nodes may bring a GUID; the others get one."""
_USUAL = frozenset(
    (
        *("author", "commonName", "source", "taxonomicSerialNumber", "remarks"),
        *("geographyCode", "centroidLat", "centroidLon", "abbrev", "startPeriod", "endPeriod"),
    )
)
"""What files bring: these fields are offered even where the institution hides them in its forms."""
_OTHER_WORDS: Mapping[str, str] = {
    "authority": "author",
    "scientificnameauthorship": "author",
    "vernacularname": "commonName",
    "vernacular": "commonName",
    "commonnames": "commonName",
    "code": "geographyCode",
    "isocode": "geographyCode",
    "latitude": "centroidLat",
    "lat": "centroidLat",
    "longitude": "centroidLon",
    "lon": "centroidLon",
    "long": "centroidLon",
    "abbreviation": "abbrev",
    "tsn": "taxonomicSerialNumber",
    "lsid": "guid",
    "starttime": "startPeriod",
    "endtime": "endPeriod",
    "start": "startPeriod",
    "end": "endPeriod",
    "notes": "remarks",
    "taxonremarks": "remarks",
    "reference": "source",
}
_IDS: Mapping[str, str] = {
    **dict.fromkeys(("id", "nodeid", "taxonid", "geographyid", "key", "recordid"), ID),
    **dict.fromkeys(("parentid", "parentnameusageid", "parent", "parentkey", "parenttaxonid", "idparent"), PARENT),
    **dict.fromkeys(("rank", "taxonrank", "rankname", "rankid"), RANK),
    **dict.fromkeys(("name", "canonicalname", "scientificname", "nodename"), NAME),
    **dict.fromkeys(("acceptedid", "acceptednameusageid", "acceptedkey", "acceptedtaxonid", "synonymof"), ACCEPTED),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column is put to: a field of the node, and of the node of which rank (an item's id, `LAST`, or none)."""

    what: str = NOTHING
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Mapped:
    """What all columns are put to, in a file of that form."""

    form: str
    columns: tuple[Meaning, ...]

    def stored(self) -> dict[str, Any]:
        """For keeping."""
        return {"form": self.form, "columns": [[one.what, one.rank] for one in self.columns]}

    def place(self, what: str) -> int | None:
        """The column that is put to that."""
        return next((place for place, one in enumerate(self.columns) if one.what == what), None)


def mapped(stored: Mapping[str, Any]) -> Mapped:
    """The same read again."""
    return Mapped(stored["form"], tuple(Meaning(what, rank) for what, rank in stored["columns"]))


@dataclass(frozen=True, slots=True)
class Offer:
    """What a column can mean here. `ranks` by the ids of their items, from the highest; `fields` with their captions.

    `words` lead to ranks.
    """

    ranks: Mapping[int, str]
    fields: Mapping[str, str]
    words: Mapping[str, int]

    def rank_called(self, text: str) -> int | None:
        """The rank that a text names."""
        return self.words.get(bare(text))


def offer(visit: Visit, here: TreeHere) -> Offer:
    """What a column can mean in a tree. One statement."""
    captions, table = visit.captions, here.table.nodes
    fields = {
        name: captions.field(table.key, name) for name, one in table.fields.items() if _is_offered(visit, here.key, one)
    }
    ordered = dict(sorted(fields.items(), key=lambda one: fold(one[1])))
    return Offer({item: rank.name for item, rank in here.ranks_down}, ordered, _rank_words(here))


def _is_offered(visit: Visit, key: str, field: Field) -> bool:
    if field.name in _OURS or field.kind not in _KINDS or field.secret:
        return False
    if field.name == "guid":
        return key in _GUIDS
    return field.name in _USUAL or not visit.captions.item(key, field.name).is_hidden


def _rank_words(here: TreeHere) -> Mapping[str, int]:
    """By what each rank is known: what it is called before its number, and that before its standard name."""
    rows: Any = model(here.table.ranks.key)._default_manager.filter(pk__in=list(here.ranks))
    found: dict[str, int] = {}
    for item, number in rows.values_list("pk", "rankId"):
        found[str(number)] = item
        found |= {bare(word): item for word, usual in CONVENTIONAL.get(here.key, {}).items() if usual == number}
    for item, name, title in rows.values_list("pk", "name", "title"):
        for text in filter(None, (name, title)):
            found |= {bare(part): item for part in text.split("/")} | {bare(text): item}
    found.pop("", None)
    return found


def bare(text: str) -> str:
    """A heading without case, accents, blanks and signs."""
    return re.sub(r"[\W_]+", "", fold(text)).casefold()


def guessed(headings: Sequence[str], possible: Offer, form: str = "") -> Mapped:
    """What the headings say, for a file of that form, or of the form that they speak of."""
    words = [bare(heading) for heading in headings]
    by_id = [Meaning(_IDS.get(word) or _field(word, possible)) for word in words]
    known = {one.what for one in by_id}
    is_by_id = form == PARENTS or (not form and {ID, PARENT} <= known)
    found = by_id if is_by_id else [_of_rank(word, possible) for word in words]
    return Mapped(PARENTS if is_by_id else RANKS, tuple(_once(found)))


def _once(meanings: Iterable[Meaning]) -> Iterable[Meaning]:
    """Of several columns put to the same the first."""
    taken: set[Meaning] = set()
    for one in meanings:
        yield Meaning() if one in taken else one
        taken.add(one)


def _of_rank(word: str, possible: Offer) -> Meaning:
    if word in possible.words:
        return Meaning(NAME, possible.words[word])
    ranks = sorted((name for name in possible.words if not name.isdigit()), key=len, reverse=True)
    for name in ranks:
        for rest in (word.removeprefix(name), word.removesuffix(name)):
            if rest != word and (field := NAME if rest == "name" else _field(rest, possible)):
                return Meaning(field, possible.words[name])
    field = _field(word, possible)
    return Meaning(field, LAST) if field else Meaning()


def _field(word: str, possible: Offer) -> str:
    """The field that a heading speaks of; '' for none."""
    for name, caption in possible.fields.items():
        if word and word in (bare(name), bare(caption)):
            return name
    other = _OTHER_WORDS.get(word, "")
    return other if other in possible.fields else ""
