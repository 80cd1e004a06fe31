"""The tables that labels and reports are printed of, with what can be named in their templates.

In: nothing. Out: `SUBJECTS`, by the key of the table that is printed: specimens, what goes to others, and nodes of
trees for the labels of shelves and drawers.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from specify.printing.templates.declaring import Gathering, Group, Path, Subject
from specify.printing.templates.specimens import SPECIMENS
from specify.printing.templates.transactions import TRANSACTIONS

__all__ = ["SUBJECTS", "Gathering", "Group", "Path", "Subject"]

_STORAGE = Subject(
    "storage",
    (
        Group("storage", (), _("the place of storage, and its ranks: storage.room")),
        Group("parent", ("parent",), _("what it stands in")),
    ),
)
_TAXON = Subject(
    "taxon",
    (
        Group("taxon", (), _("the taxon, and its ranks: taxon.family")),
        Group("parent", ("parent",), _("the taxon that it belongs to")),
        Group("accepted", ("acceptedTaxon",), _("the accepted name of a synonym")),
    ),
    (
        Gathering(
            "commonnames",
            Subject("commonnametx", (Group("", ()),)),
            ("taxon",),
            told=_("its common names: one.name, one.language"),
        ),
    ),
)
SUBJECTS: Mapping[str, Subject] = {one.table: one for one in (*SPECIMENS, *TRANSACTIONS, _STORAGE, _TAXON)}
