"""Which band an item stands in, for those who want to know what a report says and not how it looks.

In: a report, items. Out: the sections of its bands; the items with the part that they are of.
"""

from dataclasses import replace

from specify.printing.jrxml.declaring import Report
from specify.printing.jrxml.filling.items import Item, Later, Part
from specify.printing.jrxml.filling.state import Gathered


def sections_of(report: Report) -> dict[int, str]:
    """Which section each band is of, by what it is in memory."""
    named = {id(band): name for name, bands in report.sections.items() for band in bands}
    for group in report.groups:
        named |= {id(band): "groupHeader" for band in group.header} | {id(band): "groupFooter" for band in group.footer}
    return named


def in_parts(items: list[Item | Later], section: str, gathered: Gathered) -> list[Item | Later]:
    """The items, with the band that they stand in where that is wanted; those of a report within have theirs."""
    if gathered.parts is None:
        return items
    gathered.parts += 1
    part = Part(gathered.parts, section)
    return [_in_part(item, part) for item in items]


def _in_part(item: Item | Later, part: Part) -> Item | Later:
    if item.part:
        return item
    if isinstance(item, Later):
        item.part = part
        return item
    return replace(item, part=part)
