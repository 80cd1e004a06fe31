"""What is said when a query cannot be asked.

In: a sentence and a remedy. Out: `BadQuery`, which pages show beside the line it is about, and commands print; that
of queries that are too long.
"""

from django.utils.translation import gettext as _

from specify.web.refusals import FORM_STATUS, Refusal

MOST_LINES = 500
"""How many lines a query has at most, and how many groups."""
MOST_TABLES = 58
"""How many tables a statement joins at most: MariaDB takes 61, SQLite 64, and what is asked beside the query some."""


class BadQuery(Refusal):
    """A query, or a line of it, that cannot be asked. `line` is its place in the query, from 1; 0 the query itself."""

    def __init__(self, sentence: str, remedy: str = "", line: int = 0) -> None:
        """Keep what is told."""
        super().__init__(FORM_STATUS, _("This query cannot be run"), sentence, remedy)
        self.line = line

    def at(self, line: int) -> "BadQuery":
        """The same, said of a line."""
        return BadQuery(self.sentence, self.remedy, line)

    @property
    def placed(self) -> str:
        """The same in one text, with the number of the line."""
        told = _("Line %(number)d of the query: %(told)s") % {"number": self.line, "told": self}
        return told if self.line else str(self)

    def __str__(self) -> str:
        """Sentence and remedy in one text."""
        return f"{self.sentence} {self.remedy}".strip()


def check_length(lines: int, groups: int = 0) -> None:
    """Refuse a query of more lines or groups than can be asked at once."""
    if lines > MOST_LINES:
        raise BadQuery(
            _("The query has %(number)d lines; %(most)d are the most that can be asked at once.")
            % {"number": lines, "most": MOST_LINES},
            _("Ask in several queries, or for the values of one line with commas between them."),
        )
    if groups > MOST_LINES:
        raise BadQuery(
            _("The query has %(number)d groups; %(most)d are the most that can be asked at once.")
            % {"number": groups, "most": MOST_LINES},
            _("Ask in several queries."),
        )


def check_tables(number: int) -> None:
    """Refuse a query that would join more tables than a database can."""
    if number > MOST_TABLES:
        raise BadQuery(
            _("The query goes along more than %(most)d relationships, which no database joins at once.")
            % {"most": MOST_TABLES},
            _("Ask in several queries, or take fields of fewer related records."),
        )
