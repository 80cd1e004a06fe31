"""What was saved a moment ago is remembered by the page that asks, and by no other: once, for however many records."""

from datetime import timedelta

import pytest

from specify.printing.stored.changing import make
from specify.resources import stamp
from specify.security.entering import Visit
from tests.page_client import CheckingClient, count_statements
from tests.printing.pages.test_editing import SOURCE
from tests.printing.pages.test_printing_pages import chosen

FEW, MANY = 2, 12


@pytest.mark.parametrize("page", ["print/", "print/preview/", "print/html/", "print/pdf/"])
def test_many_records_are_printed_by_as_many_statements_as_two(
    curator: CheckingClient, home: str, visit: Visit, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = f"own-{make(visit, 'Jar label', SOURCE)}"
    for name in (template, "fish-jar"):
        counts = []
        for settled, number in ((timedelta(0), MANY), (timedelta(hours=1), FEW), (timedelta(hours=1), MANY)):
            stamp.forget()
            monkeypatch.setattr(stamp, "SETTLED", settled)
            with count_statements() as statements, curator.not_checking("a PDF, or what stands in a frame"):
                curator.get(f"{home}{page}?{chosen(visit, number)}&template={name}")
            counts.append(len(statements))
        assert len(set(counts)) == 1, (name, counts)
