"""What one line of a query asks, in words: for each operator what it says, and what it says when it is negated.

In: nothing. Out: the clauses, with places for `field` and `value`; the operators whose values are parts of a text.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from specify.query.asked import Operator

Words = str | Promise
_IS = (_("whose %(field)s is %(value)s"), _("whose %(field)s is <b>not</b> %(value)s"))
CLAUSES: Mapping[Operator, tuple[Words, Words]] = {
    Operator.EQUAL: _IS,
    Operator.IN: _IS,
    Operator.AGE_PERIOD: _IS,
    Operator.LIKE: (
        _("whose %(field)s is like %(value)s"),
        _("whose %(field)s is <b>not</b> like %(value)s"),
    ),
    Operator.CONTAINS: (
        _("whose %(field)s contains %(value)s"),
        _("whose %(field)s does <b>not</b> contain %(value)s"),
    ),
    Operator.STARTS_WITH: (
        _("whose %(field)s starts with %(value)s"),
        _("whose %(field)s does <b>not</b> start with %(value)s"),
    ),
    Operator.ENDS_WITH: (
        _("whose %(field)s ends with %(value)s"),
        _("whose %(field)s does <b>not</b> end with %(value)s"),
    ),
    Operator.GREATER: (
        _("whose %(field)s is more than %(value)s"),
        _("whose %(field)s is <b>not</b> more than %(value)s"),
    ),
    Operator.LESS: (
        _("whose %(field)s is less than %(value)s"),
        _("whose %(field)s is <b>not</b> less than %(value)s"),
    ),
    Operator.GREATER_OR_EQUAL: (
        _("whose %(field)s is at least %(value)s"),
        _("whose %(field)s is <b>not</b> at least %(value)s"),
    ),
    Operator.LESS_OR_EQUAL: (
        _("whose %(field)s is at most %(value)s"),
        _("whose %(field)s is <b>not</b> at most %(value)s"),
    ),
    Operator.BETWEEN: (
        _("whose %(field)s is between %(value)s"),
        _("whose %(field)s is <b>not</b> between %(value)s"),
    ),
    Operator.AGE_RANGE: (
        _("whose %(field)s is between %(value)s million years"),
        _("whose %(field)s is <b>not</b> between %(value)s million years"),
    ),
    Operator.EMPTY: (_("whose %(field)s is empty"), _("whose %(field)s is <b>not</b> empty")),
    Operator.TRUE: (_("whose %(field)s is yes"), _("whose %(field)s is <b>not</b> yes")),
    Operator.FALSE: (_("whose %(field)s is no"), _("whose %(field)s is <b>not</b> no")),
    Operator.TRUE_OR_EMPTY: (
        _("whose %(field)s is yes or empty"),
        _("whose %(field)s is neither yes nor empty"),
    ),
    Operator.FALSE_OR_EMPTY: (
        _("whose %(field)s is no or empty"),
        _("whose %(field)s is neither no nor empty"),
    ),
    Operator.ANY: ("", _("whose %(field)s is <b>not</b> anything, which nothing is")),
}
OF_DATES: Mapping[Operator, tuple[Words, Words]] = {
    Operator.GREATER: (
        _("whose %(field)s is after %(value)s"),
        _("whose %(field)s is <b>not</b> after %(value)s"),
    ),
    Operator.LESS: (
        _("whose %(field)s is before %(value)s"),
        _("whose %(field)s is <b>not</b> before %(value)s"),
    ),
    Operator.GREATER_OR_EQUAL: (
        _("whose %(field)s is on or after %(value)s"),
        _("whose %(field)s is <b>not</b> on or after %(value)s"),
    ),
    Operator.LESS_OR_EQUAL: (
        _("whose %(field)s is on or before %(value)s"),
        _("whose %(field)s is <b>not</b> on or before %(value)s"),
    ),
}
QUOTED = frozenset((Operator.LIKE, Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH))
"""The operators whose values are no whole values: a sentence sets each off with quotation marks."""
