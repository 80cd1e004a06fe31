"""How it is to be printed, as the address of a page says it: template, sheet, the first label, copies, order.

In: names and texts. Out: a `Template` and an `Order`; a refusal that names the field.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.printing.models import Queued
from specify.printing.pages.asking import ANSWER, QUEUE
from specify.printing.printing import Order
from specify.printing.queue.changing import can_wait
from specify.printing.queue.waiting import each_of
from specify.printing.sheets.known import ROLL, known
from specify.printing.sheets.offsets import shift_of
from specify.printing.templates.library import templates_of
from specify.printing.templates.reading import Template
from specify.query.texts import Pairs
from specify.security.entering import Visit
from specify.web.addresses import number_in
from specify.web.refusals import FORM_STATUS, Refusal

GIVEN = "given"
MOST = 1000
"""The highest number of copies, and of the first label."""


class BadOrder(Refusal):
    """Something typed that cannot be printed by; `field` is where it stands."""

    def __init__(self, field: str, sentence: str, remedy: str) -> None:
        """Keep the field."""
        super().__init__(FORM_STATUS, _("Not understood"), sentence, remedy)
        self.field = field


def template_in(visit: Visit, table: Table, asked: Pairs) -> Template:
    """The template that an address asks for, else the first."""
    offered = templates_of(visit, table.key)
    told = dict(asked)
    wanted = told.get(QUEUE) or told.get("template", "")
    return next((one for one in offered if one.name == wanted), offered[0])


def template_to_print(visit: Visit, table: Table, asked: Pairs) -> Template:
    """The same; a refusal where it is gone: nobody wants paper printed by another one."""
    template, wanted = template_in(visit, table, asked), dict(asked).get("template", "")
    if wanted and template.name != wanted:
        raise BadOrder(
            "template",
            _("The template that was chosen is not there any more, or is of another table."),
            _("Choose one of these."),
        )
    return template


def sheets_of(template: Template) -> Mapping[str, str]:
    """The sheets that a template can be printed on, by name; its own first. Those of JasperReports have their paper."""
    if template.is_jrxml:
        return {}
    plain = {"a4": _("A4, plain paper"), "letter": _("Letter, plain paper")}
    if template.kind == "label":
        plain |= {ROLL: _("Roll, one label a page")} if all(template.size) else {}
        named = {name: one.title for name, one in known().items()}
        every = {**(plain if all(template.size) else {}), **named}
    else:
        every = plain
    own = template.sheet if template.sheet in every else next(iter(every))
    return {own: every[own], **every}


def order_in(template: Template, asked: Pairs, rows: Sequence[Queued] = ()) -> Order:
    """How it is to be printed; a refusal for what is no number.

    What waits for a sheet, or waited, comes in `rows` with its copies: then each record as often as it is named.
    """
    told = dict(asked)
    each = {"each": each_of(rows)} if template.is_jrxml else {"copies": 1}
    sheet = told.get("sheet", "")
    copies = told.get("copies", "").strip()
    order = Order(
        sheet=sheet if sheet in sheets_of(template) else "",
        start=_number(told.get("start", "").strip() or "1", "start", _("No label has the number “%(text)s”.")),
        copies=_number(copies, "copies", _("“%(text)s” is no number of copies.")) if copies else None,
        as_given=told.get("order") == GIVEN or QUEUE in told,
        answers=tuple((name.removeprefix(ANSWER), text) for name, text in asked if name.startswith(ANSWER)),
    )
    return replace(order, **each) if rows else order


def ordered(visit: Visit, template: Template, asked: Pairs, rows: Sequence[Queued] = ()) -> Order:
    """The same for what is printed now: labels as the person's printer needs them. One statement for labels."""
    order = order_in(template, asked, rows)
    if template.kind != "label":
        return order
    if order.start != 1 and template.is_jrxml and not can_wait(visit, template):
        order = replace(order, start=1)  # a word of another template: the form of this one does not ask
    return replace(order, shift=shift_of(visit))


def _number(text: str, field: str, sentence: str) -> int:
    number = number_in(text)
    if number is None or number > MOST:
        raise BadOrder(field, sentence % {"text": text[:50]}, _("Write a number from 1 to %(most)d.") % {"most": MOST})
    return number
