"""Programs that end by themselves are started again, later and later when they keep on ending."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from deploy.keeping import PAUSES_SECONDS, STEADY_SECONDS, Kept, listening

pytestmark = pytest.mark.one_shape

LASTING = [sys.executable, "-c", "import time; time.sleep(60)"]
GIVING_UP = [sys.executable, "-c", "raise SystemExit(1)"]
Keeping = Callable[[list[str]], Kept]


@pytest.fixture
def keeping() -> Iterator[Keeping]:
    """Keeps a command, started at the moment 0; what still runs is killed at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def make(command: list[str]) -> Kept:
        def start() -> subprocess.Popen[bytes]:
            started.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
            return started[-1]

        kept = Kept("program", start)
        assert kept.look(0.0)
        return kept

    yield make
    for process in started:
        process.kill()
        process.wait()


def killed(kept: Kept) -> None:
    """Kill what runs."""
    assert kept.running
    kept.running.kill()
    kept.running.wait()


def test_a_program_that_gives_up_at_its_start_was_never_well(keeping: Keeping) -> None:
    kept = keeping(GIVING_UP)
    assert kept.running
    kept.running.wait()
    assert not kept.look(1.0)


def test_one_that_was_well_and_gives_up_is_started_again_at_once(keeping: Keeping) -> None:
    kept = keeping(GIVING_UP)
    first = kept.running
    assert first
    first.wait()
    assert kept.look(STEADY_SECONDS + 1)
    assert kept.look(STEADY_SECONDS + 1)
    assert kept.running not in (None, first)


def test_one_that_is_killed_again_and_again_is_started_ever_later(keeping: Keeping) -> None:
    kept, now, pauses = keeping(LASTING), 0.0, []
    for _ in range(7):
        killed(kept)
        assert kept.look(now)
        pauses.append(kept.due - now)
        now = kept.due
        if pauses[-1]:
            assert kept.look(now - 0.1)
            assert kept.running is None, "it was started before its time"
        assert kept.look(now)
        assert kept.running
    assert pauses == [*PAUSES_SECONDS[1:], PAUSES_SECONDS[-1], PAUSES_SECONDS[-1]]
    now += STEADY_SECONDS
    killed(kept)
    assert kept.look(now)
    assert kept.due == now


def test_the_port_is_listened_on_before_the_web_server_is_there() -> None:
    with listening("127.0.0.1", 0) as place, place.dup() as same:
        assert same.getsockname()[1] > 0
        assert not place.get_inheritable(), "only the web server gets it"
