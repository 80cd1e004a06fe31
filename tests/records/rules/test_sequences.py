"""DNA sequences: what is counted, and when."""

import pytest

from specify.security.entering import Visit
from tests.planting import World
from tests.records.changing import changed, made, row, saved

pytestmark = pytest.mark.django_db


def counts(sequence: int | None) -> list[int]:
    """A, c, g, t, ambiguous, total."""
    found = row("dnasequence", sequence)
    return [found.compA, found.compC, found.compG, found.compT, found.ambiguousResidues, found.totalResidues]


def test_bases_are_counted_in_either_case_without_blanks(visit: Visit) -> None:
    new = made("dnasequence", geneSequence="AaC g\r\nTTt nN-")
    saved(visit, new)
    assert counts(new.id) == [2, 1, 1, 3, 3, 10]
    saved(visit, lambda: changed("dnasequence", new.id, geneSequence=None))
    assert counts(new.id) == [0, 0, 0, 0, 0, 0]


def test_counts_that_were_typed_stay_while_the_sequence_does(visit: Visit, home_world: World) -> None:
    stored = home_world.plant("dnasequence", geneSequence="acgt", totalResidues=9)
    saved(visit, lambda: changed("dnasequence", stored, remarks="checked"))
    assert row("dnasequence", stored).totalResidues == 9
