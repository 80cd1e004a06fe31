"""A full disk: the file of our own tables cannot grow. On SQLite alone: a server's cannot be filled for a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the file of our own tables not grow."""
    with connections["web"].cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
