"""The verb runner repeats what the database asks to repeat, three times at most, and nothing else."""

import fcntl
import time
from pathlib import Path
from threading import Timer

import pytest
from django.db import OperationalError, connections

from specify.datamodel import present, transactions
from specify.datamodel.tables import model
from specify.datamodel.transactions import ATTEMPTS, run_verb

pytestmark = pytest.mark.django_db(databases="__all__")


class Verb:
    """Changes a row, then fails the first `failures` times with that error number."""

    def __init__(self, failures: int, number: int) -> None:
        self.failures, self.number, self.runs = failures, number, 0

    def __call__(self) -> str:
        self.runs += 1
        model("agent").objects.filter(pk=self.agent()).update(remarks=f"run {self.runs}")
        if self.runs <= self.failures:
            raise OperationalError(self.number, "try restarting transaction")
        return "done"

    def agent(self) -> int:
        return int(model("agent").objects.order_by("pk").values_list("pk", flat=True)[0])


@pytest.mark.parametrize("number", [1213, 1205, 1020])
def test_a_deadlock_is_run_again_as_a_whole(number: int) -> None:
    verb = Verb(2, number)
    assert run_verb(verb) == "done"
    assert verb.runs == 3
    assert model("agent").objects.get(pk=verb.agent()).remarks == "run 3"  # type: ignore[attr-defined]


def test_it_gives_up_after_the_last_attempt_and_keeps_nothing() -> None:
    verb = Verb(ATTEMPTS, 1213)
    before = model("agent").objects.get(pk=verb.agent()).remarks  # type: ignore[attr-defined]
    with pytest.raises(OperationalError):
        run_verb(verb)
    assert verb.runs == ATTEMPTS
    assert model("agent").objects.get(pk=verb.agent()).remarks == before  # type: ignore[attr-defined]


def test_other_errors_are_not_repeated() -> None:
    verb = Verb(1, 1054)
    with pytest.raises(OperationalError):
        run_verb(verb)
    assert verb.runs == 1
    assert connections["default"].is_usable()


@pytest.mark.skipif(present.dialect() != "sqlite", reason="other engines have many writers at a time")
@pytest.mark.django_db(databases="__all__", transaction=True)
def test_before_the_embedded_database_verbs_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(f"{connections['default'].settings_dict['NAME']}-turn").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        Timer(0.2, lambda: fcntl.flock(other, fcntl.LOCK_UN)).start()
        begun = time.monotonic()
        assert run_verb(lambda: "done") == "done"
        assert time.monotonic() - begun > 0.15
        fcntl.flock(other, fcntl.LOCK_EX)
        monkeypatch.setattr(transactions, "BUSY_SECONDS", 0.1)
        with pytest.raises(OperationalError, match="locked"):
            run_verb(lambda: "done")
    assert run_verb(lambda: "done") == "done"
