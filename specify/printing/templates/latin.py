"""Sets scientific names right: names of genus and below in italics, all between them and authors upright.

In: the full name of a taxon as Specify builds it, its author, its rank, a qualifier such as “cf.”. Out: HTML. The rule
is that of the codes for animals and for plants: what tells a rank, a hybrid, a cultivar or a doubt is no part of the
name. A qualifier stands before the last part of the name, as open nomenclature has it (Bengtson 1988), and before what
tells its rank or that it is a hybrid: “Quercus agrifolia cf. var. oxyadenia”, as Darwin Core has it.
"""

from collections.abc import Iterator, Sequence
from html import escape

GENUS = 180
"""The rank of a genus in every taxon tree of Specify."""
_UPRIGHT = frozenset(
    "subgen. subg. sect. subsect. ser. subser. subsp. ssp. var. subvar. convar. f. fo. subf. forma cv. agg. gr. ab."
    " morph. nothosect. nothosubsp. nothovar. nothof. nov. cf. aff. nr. sp. spp. indet. ined. ? × x".split()
)
_CULTIVAR = ("'", "‘")
_CROSS = "×"


def scientific(name: str, author: str = "", *, rank: int | None = None, qualifier: str = "") -> str:
    """The name as HTML."""
    words, doubt = name.split(), qualifier.strip()
    if doubt and words:
        words.insert(_place_of_doubt(words), doubt)
    is_set_apart = rank is None or rank >= GENUS
    body = " ".join(_pieces(words, doubt)) if is_set_apart else escape(" ".join(words))
    return f"{body} {escape(author)}" if author else body


def _place_of_doubt(words: Sequence[str]) -> int:
    """Before the last part of a name, with what tells its rank; at the beginning if there is one part alone."""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _UPRIGHT:
        at -= 1
    return at


def _pieces(words: Sequence[str], doubt: str) -> Iterator[str]:
    """The words, runs of those that belong to the name in italics; a cross that is joined to one stands before it."""
    runs: list[tuple[bool, list[str]]] = []
    for word in words:
        is_name = word.lower() not in _UPRIGHT and word != doubt and not word.startswith(_CULTIVAR)
        if runs and runs[-1][0] == is_name and not word.startswith(_CROSS):
            runs[-1][1].append(word)
        else:
            runs.append((is_name, [word]))
    for is_name, run in runs:
        text = " ".join(run)
        cross = _CROSS if is_name and text.startswith(_CROSS) else ""
        told = escape(text.removeprefix(cross))
        yield f'{cross}<i lang="la">{told}</i>' if is_name else told
