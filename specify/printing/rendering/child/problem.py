"""What is wrong with a template, or with what it was filled with: told by a word, put into sentences by the server.

In: a word of `telling.py`, the line of the template, and what the sentence names. Out: `Problem`.
"""

from typing import Any


class Problem(Exception):
    """Why nothing can be printed. `line` counts from 1; 0 is the template as a whole."""

    def __init__(self, word: str, line: int = 0, **told: Any) -> None:
        """Keep what is told."""
        super().__init__(word)
        self.word, self.line, self.told = word, line, told

    def message(self) -> dict[str, Any]:
        """The same as a message."""
        return {"problem": self.word, "line": self.line, "told": self.told}
