"""What the tests of jobs stand on: people, empty queues, and the two kinds of queue."""

from collections.abc import Iterator
from typing import Any

import pytest
from huey.contrib.djhuey import HUEY

from specify.datamodel.tables import model
from specify.tasks.queueing import RedisQueue
from tests.cast import ACCOUNT, READER
from tests.page_client import CheckingClient
from tests.tasks.workers import Redis


def person_named(name: str) -> Any:
    """A user of the demonstration."""
    return model("specifyuser").objects.get(name=name)


@pytest.fixture(autouse=True)
def empty_queue() -> None:
    """No calls of another test in the queue file."""
    HUEY.storage.flush_queue()


@pytest.fixture
def curator(client: CheckingClient) -> CheckingClient:
    """The demonstration's administrator, signed in."""
    client.force_login(person_named(ACCOUNT))
    return client


@pytest.fixture
def person(db: None) -> int:
    """The number of the demonstration's administrator."""
    return int(person_named(ACCOUNT).pk)


@pytest.fixture
def other(db: None) -> int:
    """The number of the demonstration's reader."""
    return int(person_named(READER).pk)


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    """A Redis of the test's own, and this process calls through it."""
    server = Redis()
    server.start()
    monkeypatch.setattr(HUEY, "storage", RedisQueue(HUEY.name, url=server.url).storage)
    yield server
    server.kill()
