"""Many labels are made in parts: what comes is as if they had been made at once."""

import re

import pypdfium2
import pytest

from specify.printing import batching
from specify.printing.printing import Order, print_records
from specify.printing.templates.reading import Template, read
from specify.tasks.progress import Cancelled
from tests.printing.press import labels, lines, pages
from tests.query.small_collection import Small

PER_SHEET = 4


def own(body: str, head: str = "copies: 2") -> Template:
    """A template for objects, on paper for four labels."""
    return read("mine", f"{{#\ntitle: Jars\ntable: collectionobject\nsize: 90 x 130 mm\nsheet: a4\n{head}\n#}}{body}")


class Counting:
    """Keeps what a verb tells; stops it after so many."""

    def __init__(self, most: int = 1000) -> None:
        self.expected, self.done, self.most = 0, [0], most

    def expect(self, total: int, doing: str) -> None:
        self.expected = total

    def advance(self, number: int = 1) -> None:
        self.done.append(number)
        if sum(self.done) > self.most:
            raise Cancelled

    def say(self, sentence: str) -> None:
        pass


@pytest.fixture
def objects(small: Small) -> list[int]:
    return [small.ids[f"co {number}"] for number in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("start", [1, 2, 4])
def test_parts_follow_one_another_on_sheets(
    small: Small, objects: list[int], start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    template, order = own("<p>No. {{ object.catalognumber }}</p>"), Order(start=start)
    at_once = print_records(small.visit, template, objects, order)
    monkeypatch.setattr(batching, "PART", PER_SHEET)
    progress = Counting()
    parted = print_records(small.visit, template, objects, order, progress=progress)
    assert progress.expected == sum(progress.done) == 10
    assert len(progress.done) > 3
    assert lines(parted.pdf) == lines(at_once.pdf)
    assert [list(labels(one)) for one in pages(parted.pdf)] == [list(labels(one)) for one in pages(at_once.pdf)]


def test_title_and_language_stay_and_labels_are_counted_from_the_first(
    small: Small, objects: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batching, "PART", PER_SHEET)
    template = own("<p>{{ object.catalognumber }}</p><p>{% for one in range(1000) %}word {% endfor %}</p>")
    done = print_records(small.visit, template, objects)
    assert pypdfium2.PdfDocument(done.pdf).get_metadata_value("Title") == "Jars"
    assert re.search(rb"/Lang ?\(en\)", done.pdf)
    told = [note.sentence.partition(":")[0] for note in done.notes]
    assert told == ["Label 1", "Label 3", "Label 5", "Label 7", "Label 9"]


def test_who_stops_it_gets_nothing(small: Small, objects: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "PART", PER_SHEET)
    with pytest.raises(Cancelled):
        print_records(small.visit, own("<p>x</p>"), objects, progress=Counting(5))
