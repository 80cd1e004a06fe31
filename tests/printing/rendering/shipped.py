"""Records for our own templates, made up: one as they usually are, one with much of everything, one with nothing.

In: the source of a template. Out: what it is filled with, and nothing that it does not name.
"""

from collections.abc import Mapping
from typing import Any

from specify.printing.rendering.pool import Work, render

LISTS = ("agents", "items", "preparations")
_DAY = {"text": "1987-08-14", "year": 1987, "month": 8, "day": 14}
_COLLECTORS = "Strid, A.; Papanicolaou, K.; Andersen, B.; Franzén, R.; Ибрагимова, Г.; Γεωργίου, Κ."
_SLOPE = "in pascuis alpinis lapidosis supra vicum Saint-Christophe-en-Oisans, ad viam quae ducit ad refugium "
USUAL: Mapping[str, Any] = {
    "institution.name": "Aldermoor Museum of Natural History",
    "collection.name": "Fishes",
    "collection.code": "AMF",
    "object.catalognumber": "024117",
    "object.guid": "9d0c2f5e-8f3b-4a57-9d0c-2f5e8f3b4a57",
    "taxon.scientificname": {"html": '<i lang="la">Etheostoma</i> cf. <i lang="la">spectabile</i>'},
    "taxon.scientific": {"html": '<i lang="la">Circaea</i> × <i lang="la">intermedia</i> Ehrh.'},
    "taxon.author": "(Agassiz, 1854)",
    "taxon.family": "Percidae",
    "geography.country": "Κύπρος",
    "geography.state": "Якутия",
    "locality.localityname": "Mill Creek, 2 km above the bridge",
    "locality.lat1text": "35° 06' N",
    "locality.long1text": "33° 22' E",
    "event.startdate": _DAY,
    "event.collectors": "Smith, B.; Jones, A.",
    "event.stationfieldnumber": "87-114",
    "determination.typestatusname": "Paratype",
    "determination.determiner": "Brandvold, H.",
    "determination.determineddate": _DAY,
    "preparations.countamt": 3,
    "preparations.type.name": "Ethanol",
}
MUCH: Mapping[str, Any] = USUAL | {
    "institution.name": "Zoologische Staatssammlung und Herbarium des Botanischen Gartens der Universität",
    "object.catalognumber": "USNM-2026-0012345678",
    "taxon.author": "(Zahn) Juxip ex Schljakov & Czerepanov in Bobrov & Tzvelev",
    "locality.localityname": _SLOPE * 8,
    "event.collectors": _COLLECTORS,
    "object.remarks": _SLOPE * 12,
    "event.remarks": "نأسف " * 40,
}
LOAN: Mapping[str, Any] = {
    "institution.name": "Aldermoor Museum of Natural History",
    "loan.loannumber": "2025-009",
    "loan.loandate": _DAY,
    "agents.role": "Borrower",
    "agents.agent.lastname": "Dvořáková-Lee",
    "agents.address.address": "Sokolovská 83",
    "agents.address.city": "Praha",
    "items.quantity": 2,
    "items.object.catalognumber": "024117",
    "items.taxon.scientific": {"html": '<i lang="la">Perca fluviatilis</i> Linnaeus, 1758'},
    "items.locality.localityname": "Mill Creek, 2 km above the bridge, at the old mill",
}


def record(source: str, values: Mapping[str, Any], rows: int = 1) -> dict[str, Any]:
    """What a template is filled with: these values by their names, nothing for what else it names; lists so long."""
    names = render(Work({"task": "names", "source": source, "lists": LISTS})).told["names"]
    filled: dict[str, Any] = {}
    for name in names:
        group = filled
        *path, last = name.split(".")
        for part in path:
            group = group.setdefault(part, {})
        if path:
            group[last] = values.get(name)
    return filled | {name: {"rows": [filled[name]] * rows} for name in LISTS if name in filled}
