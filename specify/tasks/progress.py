"""How a verb tells how far it is, without knowing who listens.

In: a verb's calls. Out: nothing here; `reporting.py` writes them into the job's row. `SILENT` is for calls outside a
job: from a page, a command or a test.
"""

from typing import Protocol


class Cancelled(BaseException):
    """The person asked to stop; the verb lets it pass, so that its transaction is rolled back.

    No `Exception`, so that a verb which goes on after a row that failed does not go on after this.
    """


class Progress(Protocol):
    """Told by a verb while it works."""

    def expect(self, total: int, doing: str) -> None:
        """A step begins: how many things it has, 0 when nobody knows, and what is done with them."""
        ...

    def advance(self, number: int = 1) -> None:
        """So many things more are done; raises `Cancelled` when the person asked to stop."""
        ...

    def say(self, sentence: str) -> None:
        """A line of the job's log."""
        ...


class _Silent:
    def expect(self, total: int, doing: str) -> None:
        pass

    def advance(self, number: int = 1) -> None:
        pass

    def say(self, sentence: str) -> None:
        pass


SILENT: Progress = _Silent()
