"""The changes of ranks by the names that stand in addresses.

In: a name. Out: its `RankChange`.
"""

from collections.abc import Mapping

from specify.trees.ranks.adding import ADD
from specify.trees.ranks.declaring import RankChange
from specify.trees.ranks.deleting import DELETE
from specify.trees.ranks.describing import DESCRIBE
from specify.trees.ranks.editing import EDIT
from specify.trees.ranks.making import MAKE
from specify.trees.ranks.rooting import ADD_ROOT

RANK_CHANGES: Mapping[str, RankChange] = {
    "add": ADD,
    "edit": EDIT,
    "delete": DELETE,
    "definition": DESCRIBE,
    "root": ADD_ROOT,
    "new": MAKE,
}
