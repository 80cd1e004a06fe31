"""Which texts are scientific names, to be set in italics and spoken as Latin.

In: a taxon's row and a text that shows it. Out: the text in two pieces. The rule is the codes' custom: names of genus
and below are set apart, names above genus and authors are not. Rank 180 is genus in every Specify taxon tree.
"""

from collections.abc import Mapping

GENUS = 180
NAME_FIELDS = ("fullName", "name")


def split_name(text: str, taxon: Mapping[str, object] | None) -> tuple[str, str]:
    """The scientific name that `text` begins with, and what follows it; ("", text) when it is none."""
    rank = taxon.get("rankId") if taxon else None
    if taxon is None or not isinstance(rank, int) or rank < GENUS:
        return "", text
    for field in NAME_FIELDS:
        name = taxon.get(field)
        if isinstance(name, str) and name and text.startswith(name):
            return name, text[len(name) :]
    return "", text
