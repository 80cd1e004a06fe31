"""How a large tree of taxa is read and changed: levels and suggestions over HTTP, verbs in this process.

In: what `deploy/bench` asked for; a person who may change taxa. Out: lines with milliseconds, statements and bytes of
what is read, and with seconds, statements and memory of what is changed; each with the load of the machine, which says
how much it can be trusted. Whatever is changed is undone, so that the database stays as it is: see `tree_verbs.py`.
While a verb runs, levels are read, and it is told how long those who only read had to wait.
"""

import os
import statistics
import threading
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import tree_verbs
from served import HOST, server, sign_in
from visitor import Answer, SiteError, Visitor

from specify.datamodel.tables import model
from specify.nodes.tree_tables import TreeTable, fetched, tree_tables
from specify.security.entering import Visit, visit_of
from specify.tasks.progress import SILENT
from specify.trees.definitions import tree_here
from specify.trees.openings import Wish, address
from specify.trees.surveying import survey
from specify.trees.viewing import opened_to

REPEAT = 60
SAMPLES = 20
PAUSE = 0.1


def report(asked: Namespace) -> Iterator[str]:
    """Measure, line by line."""
    with server({"SPECIFY_WEB_PROCESSES": "1", "SPECIFY_TIMING": "1"}) as (port, _master):
        home = sign_in(visitor := Visitor(HOST, port), asked.user, asked.password, asked.collection)
        visit, tree = _visit(asked.user, home), tree_tables()["taxon"]
        definition = visit.place.tree_definitions["taxon"][0]
        ((nodes,),) = fetched(tree.sql("SELECT COUNT(*) FROM {t} WHERE {definition} = %s"), [definition])
        yield f"{nodes:,} taxa, {model('determination')._default_manager.count():,} determinations"
        with tree_verbs.measured() as done:
            survey(tree, visit.place, SILENT)
        yield f"{'survey':<44}{done}"
        levels, words = _levels(visit, home, tree), _words(home, tree, definition)
        yield f"{'read':<44}{'median ms':>10}{'p95 ms':>10}{'statements':>12}{'gzip':>10}{'load':>8}"
        for name, addresses in (("level", levels), ("suggestions", words)):
            yield f"{f'{name} ({len(addresses)} of them)':<44}{_read(visitor, addresses, asked.repeat or REPEAT)}"
        yield f"{'changed, and undone':<44}{tree_verbs.HEADING}"
        for name, verb in tree_verbs.verbs(visit, tree, definition):
            with _readers(port, visitor.cookies, levels) as waited:
                lines = list(verb())
            yield from (f"{f'{name} {what}':<44}{figures}" for what, figures in lines)
            yield f"  meanwhile {waited}"


def _visit(user: str, home: str) -> Visit:
    """The person and the collection, as the verbs know them."""
    person = model("specifyuser")._default_manager.get(name=user)
    return visit_of(person.pk, int(home.strip("/").partition("-")[0]), "en")


_LARGEST = """
SELECT MIN({id}) FROM {t} WHERE {definition} = %s AND {parent} IS NOT NULL GROUP BY {parent} ORDER BY COUNT(*) DESC
LIMIT %s
"""
_OF_EACH_RANK = "SELECT MIN({id}) FROM {t} WHERE {definition} = %s GROUP BY {rank}"


def _levels(visit: Visit, home: str, tree: TreeTable) -> list[str]:
    """Pages that show one level with all above it: the roots, one of each rank, and those with the most children."""
    here = tree_here(visit, tree.key)
    definition, path = here.definition.id, f"{home}trees/{tree.key}/"
    largest = fetched(tree.sql(_LARGEST), [definition, SAMPLES])
    chosen = dict.fromkeys(one for (one,) in [*fetched(tree.sql(_OF_EACH_RANK), [definition]), *largest])
    return [path, *(address(path, replace(opened_to(here, Wish(at=one)), at=None)) for one in chosen)]


def _words(home: str, tree: TreeTable, definition: int) -> list[str]:
    """What is suggested for the beginnings of names, from one letter to seven."""
    rows = fetched(
        tree.sql("SELECT {name} FROM {t} WHERE {definition} = %s ORDER BY {id} DESC LIMIT %s"), [definition, SAMPLES]
    )
    texts = dict.fromkeys(name[: 1 + number % 7] for number, (name,) in enumerate(rows))
    return [f"{home}trees/taxon/suggest/?{urlencode({'name': text})}" for text in texts]


def _read(visitor: Visitor, addresses: Sequence[str], repeat: int) -> str:
    """The columns of the table for some addresses, each fetched once before."""
    settled = [_fetched(visitor, address).path for address in addresses]
    answers = [_fetched(visitor, settled[turn % len(settled)]) for turn in range(max(repeat, len(settled)))]
    times = sorted(answer.ms for answer in answers)
    return (
        f"{statistics.median(times):>10.1f}{times[round(len(times) * 0.95) - 1]:>10.1f}"
        f"{max(answer.statements for answer in answers):>12}{max(answer.sent for answer in answers):>10}"
        f"{os.getloadavg()[0]:>8.1f}"
    )


def _fetched(visitor: Visitor, address: str) -> Answer:
    answer = visitor.get(address)
    if answer.status != 200:
        raise SiteError(f"{address} answers with status {answer.status}.")
    return answer


@dataclass
class _Waited:
    """How long readers waited for their pages, in milliseconds; what went wrong, if anything."""

    times: list[float] = field(default_factory=list)
    problem: str = ""

    def __str__(self) -> str:
        """In words."""
        if self.problem or not self.times:
            return self.problem or "nothing was read"
        return f"{len(self.times)} levels were read: median {statistics.median(self.times):.0f} ms, longest " + (
            f"{max(self.times):.0f} ms"
        )


@contextmanager
def _readers(port: int, cookies: dict[str, str], addresses: Sequence[str]) -> Iterator[_Waited]:
    """Somebody reads one level after the other while the block runs."""
    waited, over, reader = _Waited(), threading.Event(), Visitor(HOST, port, dict(cookies))

    def read() -> None:
        turn = 0
        while not over.wait(PAUSE):
            try:
                waited.times.append(_fetched(reader, addresses[turn % len(addresses)]).ms)
            except (SiteError, OSError) as error:
                waited.problem = str(error)
                return
            turn += 1

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield waited
    finally:
        over.set()
        thread.join()
        reader.close()
