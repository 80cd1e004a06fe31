"""What can be named in templates of what goes to others and comes from them: loans, gifts, exchanges, borrows.

In: nothing. Out: `Subject`s; and those of accessions and of agents, whom all of it goes to.
"""

from django.utils.translation import gettext_lazy as _

from specify.printing.templates.declaring import Gathering, Group, Path, Subject
from specify.printing.templates.specimens import item

_SHIPPED = Group("shipment", (), _("the first shipment"))
_ADDRESS_OF_RECORD = Group("addressofrecord", ("addressOfRecord",), _("the address that was noted with it"))


def _address(of: Path) -> Gathering:
    """The address of the agent at the end of `of`, the main one first."""
    subject = Subject("address", (Group("address", (), _("the agent's first address")),))
    return Gathering("address", subject, ("agent",), of, is_one=True, order=("ordinal",))


def _agents(table: str, owner: str) -> Gathering:
    """Who takes part, each with a role and an address."""
    groups = (Group("", ()), Group("agent", ("agent",)), Group("organization", ("agent", "organization")))
    subject = Subject(table, groups, (_address(("agent",)),))
    return Gathering("agents", subject, (owner,), told=_("who takes part: one.role, one.agent.lastname"))


def _items(table: str, owner: str) -> Gathering:
    """What is lent, given or exchanged."""
    return Gathering("items", item(table), (owner,), told=_("the preparations: one.quantity, one.object.catalognumber"))


def _shipment(owner: str, *, with_address: bool = True) -> Gathering:
    """The first shipment, and the address it goes to unless there is another."""
    groups = (_SHIPPED, Group("recipient", ("shippedTo",), _("to whom it was sent")))
    subject = Subject("shipment", groups, (_address(("shippedTo",)),) if with_address else ())
    return Gathering("shipment", subject, (owner,), is_one=True, order=("shipmentDate",))


_LOAN = Subject(
    "loan",
    (Group("loan", (), _("the loan")), _ADDRESS_OF_RECORD),
    (_agents("loanagent", "loan"), _items("loanpreparation", "loan"), _shipment("loan")),
)
_GIFT = Subject(
    "gift",
    (Group("gift", (), _("the gift")), _ADDRESS_OF_RECORD),
    (_agents("giftagent", "gift"), _items("giftpreparation", "gift"), _shipment("gift")),
)
_EXCHANGE_OUT = Subject(
    "exchangeout",
    (
        Group("exchange", (), _("the exchange")),
        Group("agent", ("agentSentTo",), _("with whom it is exchanged")),
        Group("cataloger", ("agentCatalogedBy",), _("who catalogued it")),
        _ADDRESS_OF_RECORD,
    ),
    (
        _address(("agentSentTo",)),
        _items("exchangeoutprep", "exchangeOut"),
        _shipment("exchangeOut", with_address=False),
    ),
)
_EXCHANGE_IN = Subject(
    "exchangein",
    (
        Group("exchange", (), _("the exchange")),
        Group("agent", ("agentReceivedFrom",), _("with whom it is exchanged")),
        Group("cataloger", ("agentCatalogedBy",), _("who catalogued it")),
        _ADDRESS_OF_RECORD,
    ),
    (_address(("agentReceivedFrom",)), _items("exchangeinprep", "exchangeIn")),
)
_MATERIAL = Subject("borrowmaterial", (Group("", ()),))
_BORROW = Subject(
    "borrow",
    (Group("borrow", (), _("the borrow")), _ADDRESS_OF_RECORD),
    (
        _agents("borrowagent", "borrow"),
        Gathering("items", _MATERIAL, ("borrow",), told=_("what is borrowed: one.quantity, one.description")),
        _shipment("borrow"),
    ),
)
_ACCESSION = Subject(
    "accession",
    (
        Group("accession", (), _("the accession")),
        Group("division", ("division",), _("the division that it belongs to")),
        Group("agreement", ("repositoryAgreement",), _("the repository agreement")),
        _ADDRESS_OF_RECORD,
    ),
    (
        _agents("accessionagent", "accession"),
        Gathering(
            "permits",
            Subject("accessionauthorization", (Group("", ()), Group("permit", ("permit",)))),
            ("accession",),
            told=_("its permits: one.permit.permitnumber"),
        ),
    ),
)
_AGENT = Subject(
    "agent",
    (
        Group("agent", (), _("the agent")),
        Group("organization", ("organization",), _("the organization that the agent belongs to")),
    ),
    (
        _address(()),
        Gathering(
            "addresses",
            Subject("address", (Group("", ()),)),
            ("agent",),
            order=("ordinal",),
            told=_("all addresses of the agent: one.city"),
        ),
    ),
)
TRANSACTIONS = (_LOAN, _GIFT, _EXCHANGE_OUT, _EXCHANGE_IN, _BORROW, _ACCESSION, _AGENT)
