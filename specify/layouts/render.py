"""Renders a form: `BoundForm` or `FilledForm` in, HTML out, through one small template for each kind of part and value.

A page includes `layouts/_form.html` or `layouts/filling/_form.html` itself with `form`, `link` and `link_all` in its
context; this is for whoever needs the HTML alone. The templates know no field, no row and no XML; every text is
escaped.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template import engines
from django.utils.safestring import SafeString

from specify.layouts.bound import BoundForm
from specify.layouts.filling.filled import FilledForm


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where links lead: to a record, to all records behind a relationship, to a long text of a field."""

    link: Callable[[str, int], str]
    link_all: Callable[[str, int, str], str]
    link_text: Callable[[str, int, str], str]


def render_form(form: BoundForm, addresses: Addresses) -> SafeString:
    """The form as HTML: a sequence of `section` elements with headings from level 2 on."""
    return _render("layouts/_form.html", form, addresses)


def render_filled(form: FilledForm, addresses: Addresses) -> SafeString:
    """What stands in the form element: a sequence of `fieldset` elements with headings from level 2 on."""
    return _render("layouts/filling/_form.html", form, addresses)


def _render(name: str, form: BoundForm | FilledForm, addresses: Addresses) -> SafeString:
    context = {
        "form": form,
        "link": addresses.link,
        "link_all": addresses.link_all,
        "link_text": addresses.link_text,
    }
    template = engines["jinja2"].env.get_template(name)  # type: ignore[attr-defined]
    return SafeString(template.render(context))
