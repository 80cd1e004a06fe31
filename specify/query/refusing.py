"""What is said when a query cannot be asked.

In: a sentence and a remedy. Out: `BadQuery`, which pages show beside the line it is about, and commands print.
"""

from django.utils.translation import gettext as _

from specify.web.refusals import FORM_STATUS, Refusal


class BadQuery(Refusal):
    """A query, or a line of it, that cannot be asked. `line` is its place in the query, from 1; 0 the query itself."""

    def __init__(self, sentence: str, remedy: str = "", line: int = 0) -> None:
        """Keep what is told."""
        super().__init__(FORM_STATUS, _("This query cannot be run"), sentence, remedy)
        self.line = line

    def at(self, line: int) -> "BadQuery":
        """The same, said of a line."""
        return BadQuery(self.sentence, self.remedy, line)

    def __str__(self) -> str:
        """Sentence and remedy in one text."""
        return f"{self.sentence} {self.remedy}".strip()
