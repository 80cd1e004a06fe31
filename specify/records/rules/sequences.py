"""DNA sequences: how often each base stands in them.

Kept of Specify 7's forms: when the sequence changes, the bases a, c, g and t are counted in either case, any other
character but blanks is ambiguous, and their sum is the total. Changed on purpose: a sequence that is emptied counts 0.
"""

from collections import Counter

from specify.records.writing.changes import Saving

_BASES = "acgt"


def before(saving: Saving) -> None:
    """Count the bases of sequences that change."""
    for change in saving.of("dnasequence"):
        if change.alters("geneSequence"):
            letters = Counter("".join((change.now("geneSequence") or "").lower().split()))
            for base in _BASES:
                change.put(f"comp{base.upper()}", letters[base])
            total = letters.total()
            change.put("ambiguousResidues", total - sum(letters[base] for base in _BASES))
            change.put("totalResidues", total)


def after(saving: Saving) -> None:
    """Nothing."""
