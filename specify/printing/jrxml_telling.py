"""What of a template of JasperReports cannot be honoured, as sentences.

In: a line, a word of `jrxml/`, what it is about. Out: a `Problem` with its sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the template, counted from 1; 0 is the template as a whole."""

    line: int
    what: str


def told(line: int, word: str, name: str) -> Problem:
    """The problem for a word."""
    return Problem(line, str(_TOLD.get(word, _OTHER)) % {"name": name})


_OTHER = _("“%(name)s” cannot be honoured; it is left out.")
_TOLD: Mapping[str, str | Promise] = {
    "address": _("“%(name)s” is outside; nothing is fetched. Add the picture as an attachment and name its title."),
    "band-high": _("The band “%(name)s” is higher than the page has room; what does not fit is left out."),
    "code": _("No code can be made of this: %(name)s. Choose another kind, or shorten what it says."),
    "component": _("The component “%(name)s” cannot be printed; its place stays free. Barcodes and QR codes can."),
    "element": _("The element <%(name)s> cannot be printed; its place stays free."),
    "expression-barcode": _(
        "A barcode of the kind %(name)s cannot be drawn. Use Code 128, Code 39, QR or Data Matrix."
    ),
    "expression-class": _("The class %(name)s is not known here. Use the classes of texts, numbers and dates."),
    "expression-date": _("“%(name)s” is no date that the pattern could write."),
    "expression-deep": _("This expression is nested too deeply. Split it into variables: %(name)s"),
    "expression-failed": _("This cannot be worked out: %(name)s. Test for nothing, or for a blank text, before."),
    "expression-large": _("This text would become too long: %(name)s"),
    "expression-long": _("This expression is too long to be read. Split it into variables."),
    "expression-method": _("The method %(name)s is not known here."),
    "expression-number": _("“%(name)s” is no number, and cannot be counted with."),
    "expression-pattern": _("The pattern has a letter that means nothing in a date: %(name)s"),
    "expression-place": _("The text has no place %(name)s; it is shorter. Test its length before."),
    "expression-regular": _("The regular expression cannot be read: %(name)s"),
    "expression-scriptlet": _("The scriptlet's %(name)s looks into the database; add its column to the query."),
    "expression-sign": _("This expression has a sign that means nothing: %(name)s"),
    "expression-truth": _("“%(name)s” is neither true nor false; compare it with something."),
    "expression-unexpected": _("This expression cannot be read: %(name)s"),
    "keep-together": _("The group “%(name)s” is not kept together; it may go on on the next page."),
    "large": _("More than %(name)s pages are not printed at once; the rest is left out. Print in several parts."),
    "no picture": _("The attachment “%(name)s” is no picture that can be printed."),
    "number": _("%(name)s is no measure; the usual one is taken."),
    "picture": _("There is no attachment with the title “%(name)s”; its place stays free. Add it, or take it out."),
    "sheet-bands": _("A label is made of several bands, or of none, so that labels have no fixed places."),
    "sheet-beside": _("Something is printed besides the labels (%(name)s); it would be printed on a used part again."),
    "sheet-break": _("A page ends within the label, so that labels have no fixed places."),
    "sheet-group": _("Labels are grouped (%(name)s), so that they have no fixed places."),
    "sheet-grows": _("This may make a label higher or lower, and then moves those that follow it on the page."),
    "sheet-over": _("This reaches below the label, so that labels have no fixed places."),
    "sheet-pages": _("All is printed on one long page."),
    "sheet-room": _("The page has no room for a label."),
    "sheet-when": _("A condition decides which labels are printed, so that they have no fixed places."),
    "recursion": _("The report “%(name)s” stands within itself without end; it is printed once there."),
    "style": _("There is no style “%(name)s” in the template; what it says of the looks is left out."),
    "text-long": _("A text is longer than %(name)s letters; the rest of it is left out. Shorten it, or split it up."),
    "sort": _("Rows cannot be sorted by the variable “%(name)s”, which is worked out from them; sort by a field."),
}
