"""Related searches: what hangs together with the records that a search has found.

In: nothing. Out: `RELATED` by the number that Specify gives each, as far as this database has their tables. Kept of
Specify: from which table its rows are, by which paths these hang together with what was found ("" is the row itself),
what is shown of them, what else they have to be. What Specify lists and never does (8, 37, 50, 55 to 57, 60) is not
here. Changed on purpose: a column that ends at a record is that record, and leads to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.datamodel import present
from specify.datamodel.declaring import Field, Relationship, Table


@dataclass(frozen=True, slots=True)
class Related:
    """One related search. Paths have dots between their steps.

    `pivots` end at the records that were found, `columns` at what is shown; a row has to be `true`, records of a pair
    in `different` are not the same, and there is something at each path of `there`.
    """

    number: int
    title: Promise
    root: str
    pivots: tuple[str, ...]
    columns: tuple[str, ...]
    true: str = ""
    different: tuple[str, str] | None = None
    there: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths that it follows."""
        return (*self.pivots, *self.columns, self.true, *(self.different or ()), *self.there)

    @property
    def tables(self) -> frozenset[str]:
        """The keys of the tables that it touches."""
        return frozenset(key for path in self.paths for key in (self.root, *_keys(self.root, path)))


def _keys(key: str, path: str) -> tuple[str, ...]:
    """The keys of the tables that a path leads to."""
    keys: list[str] = []
    for name in path.split(".") if path else ():
        member = present.tables()[keys[-1] if keys else key].relationships.get(name)
        if member:
            keys.append(member.target.lower())
    return tuple(keys)


def _is_here(key: str, path: str) -> bool:
    """Whether the database has all steps of a path."""
    table: Table | None = present.table(key)
    for name in path.split(".") if path else ():
        member: Field | Relationship | None = None
        if table is not None:
            member = table.fields.get(name) or table.relationships.get(name)
        if member is None:
            return False
        table = present.table(member.target) if isinstance(member, Relationship) else None
    return present.has(key)


def _one(number: int, title: Promise, root: str, paths: str, **more: Any) -> Related:
    """A related search; its `paths` to what was found, a line, and what is shown. A single stop is the row itself."""
    pivots, _line, columns = paths.partition("|")
    found = tuple("" if one == "." else one for one in pivots.split())
    return Related(number, title, root, found, tuple(columns.split()), **more)


_CURRENT = "determinations.isCurrent"
_TAXON = "determinations.taxon"
_PREFERRED = "determinations.preferredTaxon"
_OF_TAXON = "determinations.collectionObject.collectingEvent.locality.geography"
_ALL = (
    _one(1, _("Objects and who determined them"), "collectionobject",
         f"determinations.determiner determinations {_TAXON} . | "
         f"{_TAXON} determinations.taxon.commonName determinations.determiner", true=_CURRENT),
    _one(2, _("Events at a locality"), "collectingevent",
         "locality . | locality startDate endDate locality.latitude1 locality.longitude1"),
    _one(3, _("Objects ever determined so"), "collectionobject",
         f"{_TAXON} . | {_TAXON}"),
    _one(4, _("Where a taxon was collected"), "taxon",
         f"{_OF_TAXON} . | {_OF_TAXON}", true=_CURRENT),
    _one(5, _("Objects and their collectors"), "collectionobject",
         "collectingEvent.collectors.agent collectingEvent . | "
         "collectingEvent.startDate collectingEvent.collectors.agent"),
    _one(6, _("Synonyms and their accepted names"), "taxon",
         "acceptedTaxon . | acceptedTaxon", there=("acceptedTaxon",)),
    _one(7, _("Objects determined as a synonym"), "collectionobject",
         f"{_TAXON} {_PREFERRED} . | {_TAXON} {_PREFERRED}", different=(_TAXON, _PREFERRED)),
    _one(9, _("Objects and other synonyms of their names"), "collectionobject",
         f"{_PREFERRED}.acceptedChildren {_PREFERRED} {_TAXON} . | "
         f"{_TAXON} {_PREFERRED} {_PREFERRED}.acceptedChildren",
         different=(f"{_PREFERRED}.acceptedChildren", _PREFERRED)),
    _one(10, _("Objects currently determined so"), "collectionobject",
         f"{_TAXON} . | {_TAXON}", true=_CURRENT),
    _one(11, _("Other names of people"), "agentvariant",
         "agent . | name agent"),
    _one(12, _("Other names of localities"), "locality",
         "localityNameAliass . | localityNameAliass.name", there=("localityNameAliass",)),
    _one(13, _("Objects of an event"), "collectingevent",
         "collectionObjects . | collectionObjects startDate endDate"),
    _one(29, _("Objects from a locality"), "locality",
         "collectingEvents.collectionObjects collectingEvents . | "
         "collectingEvents.collectionObjects collectingEvents.startDate latitude1 longitude1"),
    _one(31, _("Objects of an accession"), "accession",
         "collectionObjects . | "
         "collectionObjects collectionObjects.determinations.taxon", true="collectionObjects.determinations.isCurrent"),
    _one(32, _("People of an accession"), "accession",
         "accessionAgents.agent . | accessionAgents.agent accessionAgents.role"),
    _one(33, _("People of something borrowed"), "borrow",
         "borrowAgents.agent . | borrowAgents.agent borrowAgents.role"),
    _one(34, _("Who appraised it"), "appraisal",
         "agent . | agent"),
    _one(35, _("Objects of a geologic age"), "geologictimeperiod",
         "chronosStratsPaleoContext.collectionObjects . | chronosStratsPaleoContext.collectionObjects"),
    _one(36, _("Events and their collectors"), "collectingevent",
         "collectors.agent . | collectors.agent startDate stationFieldNumber"),
    _one(38, _("Exchanges in and their senders"), "exchangein",
         "agentReceivedFrom . | exchangeDate descriptionOfMaterial agentReceivedFrom"),
    _one(39, _("Exchanges out and their receivers"), "exchangeout",
         "agentSentTo . | exchangeDate descriptionOfMaterial agentSentTo"),
    _one(40, _("Events in a region"), "collectingevent",
         "locality.geography . | startDate stationFieldNumber locality.geography"),
    _one(41, _("Objects from a region"), "collectionobject",
         "collectingEvent.locality.geography . | collectingEvent.locality.geography"),
    _one(42, _("Objects given away"), "gift",
         "giftPreparations.preparation.collectionObject . | "
         "giftPreparations.preparation.collectionObject giftPreparations.preparation.prepType"),
    _one(43, _("People of a gift"), "gift",
         "giftAgents.agent . | giftAgents.agent giftAgents.role"),
    _one(44, _("Objects on loan"), "loan",
         "loanPreparations.preparation.collectionObject . | "
         "loanPreparations.preparation.collectionObject loanPreparations.preparation.prepType"),
    _one(45, _("People of a loan"), "loan",
         "loanAgents.agent . | loanAgents.agent loanAgents.role"),
    _one(46, _("Objects of a layer"), "lithostrat",
         "paleoContexts.collectionObjects . | paleoContexts.collectionObjects"),
    _one(47, _("Objects under a permit"), "permit",
         "accessionAuthorizations.accession.collectionObjects . | "
         "accessionAuthorizations.accession.collectionObjects"),
    _one(48, _("To whom a permit was issued"), "permit",
         "issuedTo . | issuedTo"),
    _one(49, _("By whom a permit was issued"), "permit",
         "issuedBy . | issuedBy"),
    _one(51, _("People of a project"), "project",
         "agent . | agent projectNumber"),
    _one(52, _("With whom an agreement was made"), "repositoryagreement",
         "originator . | originator"),
    _one(53, _("Objects kept in a place"), "storage",
         "preparations.collectionObject . | preparations.collectionObject"),
    _one(54, _("Objects and all their names"), "collectionobject",
         f"{_TAXON} | {_TAXON} {_CURRENT}"),
    _one(58, _("Objects of an exchange in"), "exchangein",
         "exchangeInPreps.preparation.collectionObject . | "
         "exchangeInPreps.preparation.collectionObject exchangeInPreps.preparation.prepType exchangeDate"),
    _one(59, _("Objects of an exchange out"), "exchangeout",
         "exchangeOutPreps.preparation.collectionObject . | "
         "exchangeOutPreps.preparation.collectionObject exchangeOutPreps.preparation.prepType exchangeDate"),
)  # fmt: skip


@cache
def related_searches() -> Mapping[int, Related]:
    """Those for which this database has all that is needed, by their numbers."""
    return {one.number: one for one in _ALL if all(_is_here(one.root, path) for path in one.paths)}
