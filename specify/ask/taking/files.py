"""Files with the rows of a query, in any of the formats: their names, their pieces.

In: a visit, a query, a wish. Out: pieces of a file, or the file. Whatever is wrong with the query is told before the
first piece comes. Kept of Specify 7: a file is named for the query and the day.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from specify.ask.taking.maps import geojson, kml
from specify.ask.taking.separated import separated
from specify.ask.taking.spreadsheets import write_workbook
from specify.ask.taking.takings import Taking
from specify.ask.taking.wishes import Wish

_TITLE_AT_MOST = 60


def file_name(title: str, ending: str, *, most: int = _TITLE_AT_MOST) -> str:
    """`<title> - Fri Nov 20 2026.csv`, with so many letters of the title at most."""
    kept = "".join(sign for sign in title if sign.isprintable() and sign not in '/\\:"*?<>|').strip(" .")
    return f"{kept[:most].strip() or 'query'} - {date.today():%a %b %d %Y}.{ending}"


def pieces_of(taking: Taking, wish: Wish, title: str, records_at: str) -> Iterator[bytes]:
    """The pieces of a file that can be sent while it is made; the first rows are fetched at once."""
    if wish.format == "kml":
        pieces = kml(taking, title, records_at)
    elif wish.format == "geojson":
        pieces = geojson(taking, records_at)
    else:
        pieces = separated(taking, wish)
    return _begun(next(pieces), pieces)


def _begun(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    # A generator is closed when whoever it is sent to goes away, and the statement with it.
    yield first
    yield from others


def write_file(taking: Taking, wish: Wish, path: Path, *, title: str, records_at: str) -> None:
    """Write a file of any format."""
    with path.open("wb") as file:
        if wish.format == "xlsx":
            write_workbook(taking, file)
        else:
            file.writelines(pieces_of(taking, wish, title, records_at))
