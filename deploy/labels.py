"""How fast labels are printed, and what memory that takes.

In: what `deploy/bench` asked for; a person who may print, a collection with collection objects. Out: the first page of
a preview, when the render process has still to start and when it waits for work; then the jar labels of a thousand
objects and of ten thousand, each object once more where there are fewer. Seconds by the clock, and of the processor in
this process and those that render; labels a second; the most memory that all of them took together (what several share
is counted once); the load of the machine, which says how much the clock can be trusted. Nothing is written.
"""

import os
import resource
import statistics
import threading
import time
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from specify.datamodel.tables import Collection, SpecifyUser, model
from specify.printing.printing import Order, filled, message, preview, print_records
from specify.printing.rendering import limits
from specify.printing.rendering.pool import Work, end_all, render
from specify.printing.templates.reading import Template, template_named
from specify.security.entering import Visit, visit_of

TEMPLATE = "fish-jar"
NUMBERS = (1_000, 10_000)
REPEAT = 5
PAUSE = 0.1
HEADING = f"{'seconds':>10}{'processor':>11}{'labels/s':>10}{'per core':>10}{'MB':>8}{'load':>8}"


@dataclass
class Took:
    """What something took: seconds by the clock and of the processor, and the most memory at a time, in MB."""

    clock: float = 0
    processor: float = 0
    memory: float = 0
    over: threading.Event = field(default_factory=threading.Event)

    def told(self, number: int = 0) -> str:
        """The columns of the table."""
        speeds = f"{number / self.clock:>10.0f}{number / self.processor:>10.0f}" if number else " " * 20
        return f"{self.clock:>10.2f}{self.processor:>11.2f}{speeds}{self.memory:>8.0f}{os.getloadavg()[0]:>8.1f}"


def report(asked: Namespace) -> Iterator[str]:
    """Measure, line by line."""
    collection = asked.collection or Collection.objects.order_by("id").values_list("id", flat=True)[0]
    visit = visit_of(SpecifyUser.objects.get(name=asked.user).pk, collection, "en")
    template, ids = template_named(TEMPLATE), _objects(visit)
    yield f"{template.title}, {len(ids):,} objects of {visit.place.collection_name}"
    yield f"{'first page':<28}{HEADING}"
    for name, before in (("process starts", end_all), ("process waits", lambda: None)):
        yield f"{name:<28}{_middle(before, lambda: _first_page(visit, template, ids), asked.repeat or REPEAT)}"
    yield f"{'labels':<28}{HEADING}"
    for number in NUMBERS:
        with _measured() as took:
            print_records(visit, template, list(islice(cycle(ids), number)))
        same = f" ({len(ids):,} different)" if len(ids) < number else ""
        yield f"{f'{number:,}{same}':<28}{took.told(number)}"


def _objects(visit: Visit) -> Sequence[int]:
    objects = model("collectionobject")._default_manager.filter(collection_id=visit.place.collection_id)
    found = list(objects.order_by("pk").values_list("pk", flat=True)[: max(NUMBERS)])
    if not found:
        raise SystemExit("This collection has no objects to print labels of; name another with --collection.")
    return found


def _first_page(visit: Visit, template: Template, ids: Sequence[int]) -> None:
    """As the page does that shows what will be printed: the first labels as HTML, and the first sheet as PDF."""
    preview(visit, template, ids[:1])
    first = filled(visit, template, ids[:10])
    told, _number = message(visit, template, first, Order())
    render(Work(told, seconds=limits.PREVIEW_SECONDS))


def _middle(before: Callable[[], None], task: Callable[[], None], repeat: int) -> str:
    """The median of several times, and the most memory."""
    times: list[Took] = []
    for _turn in range(repeat):
        before()
        with _measured() as took:
            task()
        times.append(took)
    clock, processor = (statistics.median(getattr(one, part) for one in times) for part in ("clock", "processor"))
    return Took(clock, processor, max(one.memory for one in times)).told()


@contextmanager
def _measured() -> Iterator[Took]:
    """Measure the block. Processes that render tell what they used of the processor when they end."""
    took, begun, worked = Took(), time.perf_counter(), _processor()
    watcher = threading.Thread(target=_watch, args=[took])
    watcher.start()
    try:
        yield took
    finally:
        took.clock, took.processor = time.perf_counter() - begun, _processor() - worked
        took.over.set()
        watcher.join()


def _processor() -> float:
    """Seconds of the processor: of this process and of all below it, those that ended counted."""
    own = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = sum(sum(map(int, _stat(one)[11:15])) for one in _below(os.getpid()))
    return sum(one.ru_utime + one.ru_stime for one in own) + ticks / os.sysconf("SC_CLK_TCK")


def _watch(took: Took) -> None:
    """Look again and again what memory is taken."""
    while not took.over.wait(PAUSE):
        took.memory = max(took.memory, sum(map(_share, (os.getpid(), *_below(os.getpid())))))


def _below(process: int) -> list[int]:
    """The processes that a process started, and those that these started."""
    children = defaultdict(list)
    for path in Path("/proc").iterdir():
        if path.name.isdecimal() and (stat := _stat(int(path.name))):
            children[int(stat[1])].append(int(path.name))
    found = list(children[process])
    for one in found:
        found += children[one]
    return found


def _stat(process: int) -> list[str]:
    """What Linux tells of a process behind its name: state, parent… Nothing if it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return ["", "0", *"0" * 13]


def _share(process: int) -> float:
    """A process's share of memory in MB."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0
