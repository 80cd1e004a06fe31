"""How long saving takes: a collection object with all that is usually entered with it, new each time.

In: what `deploy/bench` asked for; a collection with embedded events, taxa, agents and kinds of preparation to choose
from. Out: a line with the server's milliseconds and statements of the request that saves. Each time a form of a new
object is opened as without script, gets rows for three determinations, two preparations and three collectors, is filled
in and saved. The objects stay in the database: measure on one that may have them.
"""

import statistics
from argparse import Namespace
from collections.abc import Iterator

from lxml import html
from served import HOST, server, sign_in
from visitor import Answer, SiteError, Visitor

RUNS = 30
ROWS = (
    *("determinations",) * 3,
    *("preparations",) * 2,
    *("collectingEvent.collectors",) * 3,
)


def report(asked: Namespace) -> Iterator[str]:
    """Measure, line by line."""
    with server({"SPECIFY_WEB_PROCESSES": "1", "SPECIFY_TIMING": "1"}) as (port, _master):
        home = sign_in(visitor := Visitor(HOST, port), asked.user, asked.password, asked.collection)
        names = {table: _some(visitor, home, table) for table in ("taxon", "agent", "preptype")}
        _save(visitor, home, names)  # what a new process learns once
        answers = [_save(visitor, home, names) for _ in range(asked.repeat or RUNS)]
        times = sorted(answer.ms for answer in answers)
        statements = {answer.statements for answer in answers}
        yield (
            f"saving a new collection object with {', '.join(dict.fromkeys(ROWS))} ({len(ROWS)} rows): "
            f"median {statistics.median(times):.1f} ms, p95 {times[round(len(times) * 0.95) - 1]:.1f} ms, "
            f"{min(statements)} to {max(statements)} statements"
        )


def _some(visitor: Visitor, home: str, table: str) -> list[tuple[str, str]]:
    """The ids and the names of records to choose: the last of the first page of their list."""
    page = html.fromstring(visitor.get(f"{home}{table}/").html)
    links = [link for link in page.xpath("//main//tbody//a") if link.get("href").startswith(f"{home}{table}/")]
    if not links:
        raise SiteError(f"There is no record of {table} to choose.")
    return [(link.get("href").rstrip("/").rpartition("/")[2], " ".join(link.text_content().split())) for link in links]


def _save(visitor: Visitor, home: str, names: dict[str, list[tuple[str, str]]]) -> Answer:
    """Fill in one form as a person does, and save it; the answer of the server to that."""
    address = f"{home}collectionobject/new/"
    for row in ROWS:
        answer = visitor.post(address, {**_fields(visitor.get(address)), "_add": row})
        address = answer.location.partition("#")[0]
    filled = _fields(visitor.get(address))
    for name in filled:
        filled[name] = _text(name, names) or filled[name]
    filled["remarks"] = address  # another text each time: whoever saves the same twice is asked first
    answer = visitor.post(address, {**filled, "_save": "1"})
    if answer.status != 303:
        told = html.fromstring(answer.html).xpath("string(//*[@id='errors'])")
        raise SiteError(f"{address} answers a save with status {answer.status}. {' '.join(told.split())}")
    return answer


def _text(name: str, names: dict[str, list[tuple[str, str]]]) -> str:
    """What is put into the control of that name; nothing for most."""
    way, _dot, field = name.removesuffix(".id").rpartition(".")
    chosen = {"taxon": "taxon", "prepType": "preptype", "agent": "agent"}.get(field)
    if chosen and way[-1:].isdigit():
        number, text = names[chosen][-int(way[-1])]  # each row another one: a person collects only once
        return number if name.endswith(".id") else text
    return {"countAmt": "3", "stationFieldNumber": "M-1"}.get(field, "")


def _fields(page: Answer) -> dict[str, str]:
    """What the form would send as it stands."""
    form = html.fromstring(page.html).get_element_by_id("edit-form")
    return {name: value for name, value in form.form_values() if value is not None}
