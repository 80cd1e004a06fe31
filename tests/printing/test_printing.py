"""Printing: the templates that come with the program, who may print, how many labels a record gets."""

from dataclasses import replace

import pytest

from specify.datamodel.tables import model
from specify.printing.printing import Order, Printed, print_records
from specify.printing.rendering import limits
from specify.printing.templates.reading import Template, read, shipped, template_named
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.printing.press import kinds, labels, pages, text
from tests.query.small_collection import Small

AS_IT_IS = Order()


def own(body: str, head: str = "") -> Template:
    """A template for objects, on paper for four labels."""
    return read("mine", f"{{#\ntable: collectionobject\nsize: 90 x 130 mm\nsheet: a4\n{head}\n#}}{body}")


def printed(small: Small, template: Template, *objects: int, order: Order = AS_IT_IS) -> Printed:
    return print_records(small.visit, template, [small.ids[f"co {number}"] for number in objects], order)


@pytest.mark.parametrize("name", [name for name, one in shipped().items() if one.table == "collectionobject"])
def test_our_templates_print_whatever_a_record_has(small: Small, name: str) -> None:
    done = printed(small, template_named(name), 1, 2, 3, 4, 5)
    assert done.number == 5
    assert done.notes == ()
    assert "Mill Creek" in text(done.pdf)


def test_the_loan_invoice_tells_what_is_lent_to_whom(small: Small) -> None:
    world, ids = small.world, small.ids
    loan = world.plant("loan", loanNumber="2025-009", discipline_id=world.ids["discipline"])
    world.plant(
        "loanagent", loan_id=loan, agent_id=ids["agent smith"], role="Borrower", discipline_id=world.ids["discipline"]
    )
    world.plant("address", agent_id=ids["agent smith"], address="1 Mill Lane", city="Lawrence", postalCode="66045")
    preparation = (
        model("preparation").objects.filter(collectionObject_id=ids["co 1"]).values_list("pk", flat=True).get()
    )
    for quantity in (3, 4):
        world.plant(
            "loanpreparation",
            loan_id=loan,
            preparation_id=preparation,
            quantity=quantity,
            discipline_id=world.ids["discipline"],
        )
    done = print_records(small.visit, template_named("loan-invoice"), [loan])
    told = text(done.pdf)
    for words in (
        "Loan 2025-009",
        "Bob Smith",
        "1 Mill Lane",
        "66045 Lawrence",
        "Etheostoma caeruleum",
        "EtOH",
        "2 lots",
    ):
        assert words in told
    assert "Page 1 of 1" in told
    assert {"Document", "H1", "Table", "TR", "TH", "TD"} <= set(kinds(done.pdf))


def test_empty_records_print_too(small: Small) -> None:
    loan = small.world.plant("loan", loanNumber="1", discipline_id=small.world.ids["discipline"])
    assert "Loan 1" in text(print_records(small.visit, template_named("loan-invoice"), [loan]).pdf)


def test_a_record_gets_as_many_labels_as_its_field_says_and_one_at_least(small: Small) -> None:
    template = own("<p>{{ object.catalognumber }}</p>", "copies: object.integer1")
    assert printed(small, template, 1, 4).number == 6
    assert printed(small, template, 1, 4, order=Order(copies=2)).number == 4


def test_a_number_of_thousands_of_digits_is_sorted_and_counted_too(small: Small) -> None:
    model("collectionobject")._default_manager.filter(pk=small.ids["co 1"]).update(remarks="9" * 5000)
    template = own("<p>{{ object.catalognumber }}</p>", "sort: object.remarks")
    assert printed(small, template, 1, 4).number == 2
    with pytest.raises(Refusal) as refused:
        printed(small, own("<p>x</p>", "copies: object.remarks"), 1)
    assert refused.value.title == "Too many labels"


def test_printing_begins_at_a_place_of_another_sheet(small: Small) -> None:
    done = printed(small, template_named("sticker-sheet"), 1, 2, order=Order(sheet="avery-l7163", start=7))
    assert [round(box[1] > 110) for box in labels(pages(done.pdf)[0])] == [1, 1]


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Order(start=5), "has no place 5"),
        (Order(start=0), "has no place 0"),
        (Order(sheet="avery"), "There is no sheet “avery”"),
        (Order(copies=limits.LABELS + 1), "Too many labels"),
    ],
)
def test_an_order_that_cannot_be_is_refused(small: Small, order: Order, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        printed(small, own("<p>x</p>"), 1, order=order)
    assert words in f"{refused.value.title} {refused.value.sentence}"
    assert refused.value.remedy


def test_nothing_is_not_printed(small: Small) -> None:
    with pytest.raises(Refusal, match="None of these records"):
        printed(small, own("<p>x</p>"), 6)


@pytest.mark.parametrize(("right", "words"), [(None, "may not print"), ("/report", "may not run queries")])
def test_who_may_not_does_not(small: Small, right: str | None, words: str) -> None:
    policies = tuple(Policy(resource, "%", 1) for resource in ("/table/%", right) if resource)
    visit = replace(small.visit, rights=Rights(1, small.visit.place.collection_id, policies))
    with pytest.raises(Refusal, match=words):
        print_records(visit, own("<p>{{ object.catalognumber }}</p>"), [small.ids["co 1"]])
