"""The queue of wake-up calls: a SQLite file, or Redis, and the consumer that reads it.

In: `settings.HUEY`, whose `huey_class` is one of the two classes here. Out: huey, with four things more. A call that
does not reach Redis fails at once instead of keeping a page waiting. A queue file that was deleted is made anew. The
scheduler's process looks after the jobs by itself every few seconds, so that neither a lost call nor workers that are
all at work keep a job from being woken, and nobody waits to hear of a killed one. Workers end with their consumer, even
if that was killed, once they have done what they were doing.

Loaded while Django is being set up: nothing here may import a model before it is called.
"""

import logging
import os
import sqlite3
from contextlib import suppress
from typing import Any

from huey import RedisHuey, SqliteHuey
from huey.consumer import Consumer, Scheduler, Worker
from huey.storage import RedisStorage, SqliteStorage
from redis import ConnectionPool, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

# Longer than the second that a worker listens for the next call.
REDIS_ANSWERS_SECONDS = 5
REDIS_CONNECTS_SECONDS = 2
QUEUE_AWAY = (sqlite3.Error, RedisError, OSError)


class QueueAway(logging.Filter):
    """A queue that is away is told in one line, again and again until it is back; the trace would say no more."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, this kind without its trace."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, QUEUE_AWAY):
            record.data, record.exc_info = {"reason": str(error)}, None
        return True


class JobWorker(Worker):  # type: ignore[misc]
    """huey's worker, which ends when its consumer is gone."""

    def loop(self, now: Any = None) -> None:
        """One call, if there is one."""
        _end_without_consumer(self.huey)
        super().loop(now)


class LookingAfter(Scheduler):  # type: ignore[misc]
    """huey's scheduler, which also looks after the jobs."""

    def loop(self, now: Any = None) -> None:
        """One round of `scheduler_interval` seconds."""
        from django.db import close_old_connections

        from specify.tasks.looking_after import look_after

        _end_without_consumer(self.huey)
        close_old_connections()
        look_after()
        super().loop(now)


def _end_without_consumer(queue: Any) -> None:
    if os.getppid() != queue.consumer_pid:
        raise KeyboardInterrupt  # how huey's processes end without a word


class JobConsumer(Consumer):  # type: ignore[misc]
    """huey's consumer with these two."""

    worker_class = JobWorker
    scheduler_class = LookingAfter

    def start(self) -> None:
        """Fork the workers; connections to a database are not shared with them."""
        from django.db import connections

        connections.close_all()
        self.huey.consumer_pid = os.getpid()
        super().start()


class QueueFile(SqliteStorage):  # type: ignore[misc]
    """A queue in a file that may vanish: whoever uses it next makes it anew."""

    inode = 0
    _conn: Any

    @property
    def conn(self) -> Any:
        """The connection to the file that lies there now."""
        if self._conn is not None and self._inode() != self.inode:
            self._conn.close()
            self._conn = None
        return super().conn

    def _create_connection(self) -> Any:
        made = super()._create_connection()
        for statement in self.ddl:
            made.execute(statement)
        self.inode = self._inode()
        return made

    def _inode(self) -> int:
        with suppress(FileNotFoundError):
            return os.stat(self.filename).st_ino
        return 0


class FileQueue(SqliteHuey):  # type: ignore[misc]
    """The queue of one machine."""

    def get_storage(self, **options: Any) -> QueueFile:
        """The file, opened when it is first used. Without a write-ahead log there is none that outlives the file."""
        return QueueFile(self.name, journal_mode="delete", create_tables=False, **options)

    def create_consumer(self, **options: Any) -> JobConsumer:
        """The process that starts workers."""
        return JobConsumer(self, **options)


class RedisQueue(RedisHuey):  # type: ignore[misc]
    """The queue of several machines."""

    def get_storage(self, url: str, **options: Any) -> RedisStorage:
        """Redis, connected when it is first used, asked anew once when it hung up."""
        pool = ConnectionPool.from_url(
            url,
            socket_connect_timeout=REDIS_CONNECTS_SECONDS,
            socket_timeout=REDIS_ANSWERS_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )
        return RedisStorage(self.name, connection_pool=pool, **options)

    def create_consumer(self, **options: Any) -> JobConsumer:
        """The process that starts workers."""
        return JobConsumer(self, **options)
