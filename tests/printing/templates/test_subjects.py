"""What can be named of all that is printed, on every shape of database: groups, and lists within each other."""

from collections.abc import Iterator
from typing import Any

import pytest

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.printing.printing import filled, preview
from specify.printing.templates.declaring import Subject
from specify.printing.templates.naming import offered
from specify.printing.templates.reading import read
from specify.printing.templates.subjects import SUBJECTS
from specify.query.specs import Spec, Told
from tests.page_client import count_statements
from tests.query.small_collection import Small


def bodies_of(small: Small, subject: Subject, within: str = "") -> Iterator[str]:
    """Templates that name all fields of a subject, one for each group, since databases join so many tables and no more.

    `within` is the list that the subject's records stand in.
    """
    for group in subject.groups:
        table = Spec(subject.table, group.path, Told()).table
        words = [word for word in ("one" if within else "", group.name) if word]
        named = "".join(f"{{{{ {'.'.join(words)}['{name}'] }}}}" for name in offered(small.visit, table))
        yield f"{{% for one in {within} %}}{named}{{% endfor %}}" if within else named
    for one in subject.ones:
        yield from bodies_of(small, one.subject, within)
    for one in subject.lists:
        yield from bodies_of(small, one.subject, one.name)


def record_of(small: Small, table: str) -> int:
    """A record of the table with all that hangs on it and can be named."""
    made: int = PLANTED[table](small)
    return made


def _transaction(table: str, items: str, key: str, **more: Any) -> Any:
    def plant(small: Small) -> int:
        values = {"discipline_id", "division_id"} & {f"{one}_id" for one in present.tables()[table].relationships}
        of_world = {name: small.world.ids[name.removesuffix("_id")] for name in values}
        made = small.world.plant(table, **of_world, **more)
        objects = [small.ids["co 1"], small.ids["co 2"]]
        for one in objects:
            kept = small.world.plant("preparation", collectionObject_id=one, prepType_id=small.ids["EtOH"])
            small.world.plant(items, **{f"{key}_id": made}, preparation_id=kept, quantity=3)
        return made

    return plant


def _borrow(small: Small) -> int:
    made = small.world.plant("borrow", invoiceNumber="B-1")
    small.world.plant("borrowmaterial", borrow_id=made, materialNumber="M-1", quantity=4)
    return made


def _accession(small: Small) -> int:
    made = small.world.plant("accession", accessionNumber="2024-IC-1", division_id=small.world.ids["division"])
    small.world.plant("accessionagent", accession_id=made, agent_id=small.ids["agent jones"], role="Donor")
    return made


def _agent(small: Small) -> int:
    for order, city in ((1, "Lawrence"), (0, "Berlin")):
        small.world.plant("address", agent_id=small.ids["agent jones"], ordinal=order, city=city)
    return small.ids["agent jones"]


def _container(small: Small) -> int:
    made = small.world.plant("container", name="Crate 7")
    free = model("collectionobject").objects.filter(collection=small.world.ids["collection"], container=None)
    model("collectionobject").objects.filter(pk=free.order_by("pk").values_list("pk", flat=True)[0]).update(
        container=made
    )
    return made


def _storage(small: Small) -> int:
    tree, found = small.world.ids["storagetreedef"], 0
    items = model("storagetreedefitem").objects.filter(treeDef=tree).order_by("rankId").values_list("pk", "rankId")
    for name, (item, rank) in zip(("House", "House Room 3"), items, strict=False):
        found = small.world.plant(
            "storage", name=name, fullName=name, rankId=rank, definitionItem_id=item, definition_id=tree,
            parent_id=found or None,
        )  # fmt: skip
    return found


def _first(table: str, **values: Any) -> Any:
    def find(small: Small) -> int:
        found: int = (
            model(table).objects.filter(collectionObject=small.ids["co 1"], **values).values_list("pk", flat=True)[0]
        )
        return found

    return find


PLANTED: dict[str, Any] = {
    "collectionobject": lambda small: small.ids["co 1"],
    "preparation": _first("preparation"),
    "determination": _first("determination", isCurrent=False),
    "container": _container,
    "loan": _transaction("loan", "loanpreparation", "loan", loanNumber="L-1"),
    "gift": _transaction("gift", "giftpreparation", "gift", giftNumber="G-1"),
    "exchangeout": _transaction("exchangeout", "exchangeoutprep", "exchangeOut", exchangeOutNumber="O-1"),
    "exchangein": _transaction("exchangein", "exchangeinprep", "exchangeIn", exchangeInNumber="I-1"),
    "borrow": _borrow,
    "accession": _accession,
    "agent": _agent,
    "storage": _storage,
    "taxon": lambda small: small.ids["taxon pulchellum"],
}
TOLD = {
    "preparation": ("{{ preparation.countamt }} {{ type.name }} {{ object.catalognumber }}", "10 EtOH 1"),
    "determination": ("{{ taxon.fullname }} {{ object.catalognumber }}", "Etheostoma spectabile 1"),
    "container": ("{% for one in objects %}{{ one.taxon.fullname }}{% endfor %}", "Etheostoma caeruleum"),
    "loan": ("{% for one in items %}{{ one.quantity }}{{ one.object.catalognumber }} {% endfor %}", "31 32"),
    "gift": (
        "{% for one in items %}{{ one.taxon.fullname }} {% endfor %}",
        "Etheostoma caeruleum Etheostoma pulchellum",
    ),
    "exchangeout": ("{% for one in items %}{{ one.quantity }} {% endfor %}", "3 3"),
    "exchangein": ("{% for one in items %}{{ one.locality.localityname }} {% endfor %}", "Mill Creek Mill Creek"),
    "borrow": ("{{ borrow.invoicenumber }}{% for one in items %} {{ one.quantity }}{% endfor %}", "B-1 4"),
    "accession": ("{% for one in agents %}{{ one.role }} {{ one.agent.lastname }}{% endfor %}", "Donor Jones"),
    "agent": ("{{ address.city }}{% for one in addresses %} {{ one.city }}{% endfor %}", "Berlin Berlin Lawrence"),
    "storage": ("{{ storage.fullname }} in {{ parent.name }}", "House Room 3 in House"),
    "taxon": ("{{ taxon.scientificname }} {{ accepted.species }}", '<i lang="la">Etheostoma pulchellum</i> spectabile'),
}
"""What a template says of the records above, and what comes of it."""


def test_every_subject_is_tried() -> None:
    assert set(PLANTED) == set(SUBJECTS)


@pytest.mark.parametrize("table", SUBJECTS)
def test_all_that_can_be_named_is_filled_in(small: Small, table: str) -> None:
    record, seen = record_of(small, table), set[str]()
    for body in bodies_of(small, SUBJECTS[table]):
        (context,) = filled(small.visit, read("mine", f"{{# table: {table} #}}{body}"), [record])
        seen |= set(context)
    assert seen >= {*SUBJECTS[table].group_names(), *(one.name for one in SUBJECTS[table].lists)}


@pytest.mark.parametrize("table", TOLD)
def test_what_is_filled_in_is_what_is_stored(small: Small, table: str) -> None:
    body, expected = TOLD[table]
    template = read("mine", f"{{# table: {table}\nsize: 60 x 40 mm #}}<p>{body}</p>")
    html = preview(small.visit, template, [record_of(small, table)]).told["html"]
    assert " ".join(html.partition("<p>")[2].partition("</p>")[0].split()) == expected


@pytest.mark.parametrize("table", ["gift", "agent", "accession", "container"])
def test_statements_do_not_follow_the_number_of_records(small: Small, table: str) -> None:
    template = read("mine", f"{{# table: {table} #}}{TOLD[table][0]}")
    several = [record_of(small, table)]
    if table == "agent":
        several += [small.ids["agent smith"], small.ids["agent museum"]]
    else:
        several += [record_of(small, table) for _more in range(3)]
    filled(small.visit, template, several[:1])
    with count_statements() as of_one:
        filled(small.visit, template, several[:1])
    with count_statements() as of_all:
        filled(small.visit, template, several)
    assert len(of_all) == len(of_one)
