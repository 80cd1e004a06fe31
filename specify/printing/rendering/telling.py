"""What a render process says by a word, as sentences: what is wrong with a template and what to do about it.

In: a message with a word, a line, and what the sentence names. Out: `BadTemplate`, a refusal with the line; `Note`s,
which are no reason not to print.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from specify.printing.rendering import limits
from specify.web.refusals import FORM_STATUS, Refusal

_log = logging.getLogger("specify.printing")
Told = Mapping[str, Any]
_MOST_LETTERS = 200


class BadTemplate(Refusal):
    """A template that cannot be used. `line` counts from 1; 0 is the template as a whole."""

    def __init__(self, sentence: str, remedy: str, line: int = 0) -> None:
        """Keep what is told."""
        super().__init__(FORM_STATUS, _("This template cannot be printed"), sentence, remedy)
        self.line = line
        self.template = ""

    def __str__(self) -> str:
        """Line, sentence and remedy in one text."""
        return f"{self.told} {self.remedy}".strip()

    @property
    def told(self) -> str:
        """The sentence with the line before it."""
        return (
            _("Line %(line)d: %(sentence)s") % {"line": self.line, "sentence": self.sentence}
            if self.line
            else self.sentence
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth telling beside the result; `line` of the template, or 0."""

    sentence: str
    line: int = 0


def busy() -> Refusal:
    """All render processes had work for longer than one waits."""
    return Refusal(
        FORM_STATUS,
        _("Too much is being printed"),
        _("Others are printing just now, and no turn came."),
        _("Try again in a minute."),
    )


def refusal(message: Told) -> BadTemplate:
    """The refusal for a problem that a render process told."""
    if message["problem"] == "broken":
        _log.error("the render process made an error", extra={"data": {"trace": message["told"]["trace"]}})
    sentence, remedy = _PROBLEMS[message["problem"]](_cut(message["told"]))
    return BadTemplate(sentence, remedy, int(message["line"]))


def noted(messages: Iterable[Told]) -> tuple[Note, ...]:
    """The notes that a render process told."""
    return tuple(Note(_NOTES[one["note"]](_cut(one["told"])), one["line"]) for one in messages)


def _cut(told: Told) -> Told:
    """The same with no text longer than a page can show: names in a template may have any length."""
    return {word: value[:_MOST_LETTERS] if isinstance(value, str) else value for word, value in told.items()}


def _syntax(told: Told) -> tuple[str, str]:
    sentence = _("the template cannot be read: %(reason)s") % told
    return sentence, _("Check that every {% has its %}, every {{ its }}, and every “if” and “for” its end.")


def _block_open(told: Told) -> tuple[str, str]:
    sentence = _("“%(name)s” is begun here and not ended.") % told
    return sentence, _("Write its end where it belongs: %(mark)s.") % {"mark": f"{{% end{told['name']} %}}"}


def _unknown(told: Told) -> tuple[str, str]:
    sentence = _("there is no field or word “%(name)s”.") % told
    if told.get("near"):
        return sentence, _("Did you mean %(near)s?") % {"near": ", ".join(told["near"])}
    return sentence, _("The page “What can I write here?” lists all that there are.")


def _unsafe(_told: Told) -> tuple[str, str]:
    return _("this reaches for the inside of the program, which templates cannot."), _("Write the name of a field.")


def _call(told: Told) -> tuple[str, str]:
    sentence = _("“%(name)s” stands without parentheses, so that nothing is made by it.") % told
    return sentence, _("Write in parentheses what it is made of, as in %(name)s(object.catalognumber).") % told


def _large(_told: Told) -> tuple[str, str]:
    return _("this would become too large to be printed."), _("Repeat less, or print in several parts.")


def _long(_told: Told) -> tuple[str, str]:
    sentence = _("The template is longer than the %(most)d characters that are read.") % {"most": limits.SOURCE_LETTERS}
    return sentence, _("Shorten it; pictures are attachments, not text.")


def _endless(_told: Told) -> tuple[str, str]:
    return _("this does not come to an end in the time there is."), _("Repeat less often.")


def _deep(_told: Told) -> tuple[str, str]:
    return _("too much stands within each other here."), _("Put fewer elements, loops or conditions into one another.")


def _apart(_told: Told) -> tuple[str, str]:
    sentence = _("The style or an element takes a label from the place that each has for itself.")
    return sentence, _("Do not hide or move “.label”, nor put anything in its place.")


def _broken(_told: Told) -> tuple[str, str]:
    sentence = _("The program made an error in laying this out; it has been noted with its cause.")
    return sentence, _("Try a simpler style; if it happens again, tell the person who runs this server, with the time.")


def _time(told: Told) -> tuple[str, str]:
    sentence = _("The printing took longer than %(seconds)d seconds and was stopped.") % told
    return sentence, _("Print fewer at once, or make the template simpler.")


def _extreme(_told: Told) -> tuple[str, str]:
    sentence = _("A measure of the style is larger, or smaller, than anything can be laid out with.")
    return sentence, _("Check the sizes of letters, lines and boxes.")


def _fonts(_told: Told) -> tuple[str, str]:
    sentence = _("There is no font on this server to print with.")
    return sentence, _("The person who runs it can install them: the packages fonts-urw-base35 and fonts-dejavu-core.")


def _memory(_told: Told) -> tuple[str, str]:
    return _("The printing took more memory than it may and was stopped."), _("Print fewer at once, or repeat less.")


def _failed(told: Told) -> tuple[str, str]:
    return _("this cannot be worked out: %(reason)s") % told, _("Check what is calculated or compared here.")


def _address(told: Told) -> tuple[str, str]:
    sentence = _("“%(name)s” is outside; labels and reports show nothing that is fetched from elsewhere.") % told
    return sentence, _("Take the address out, or add the picture as an attachment.")


def _font(_told: Told) -> tuple[str, str]:
    return _("fonts are those that the server has."), _(
        "Take @font-face out, and have the font installed on the server."
    )


def _open(told: Told) -> tuple[str, str]:
    return _("the element <%(name)s> is opened and not closed.") % told, _("Add </%(name)s> where it ends.") % told


def _stray(told: Told) -> tuple[str, str]:
    sentence = _("</%(name)s> closes what was not opened.") % told
    return sentence, _("Take it out, or add <%(name)s> where it begins.") % told


def _forbidden(told: Told) -> tuple[str, str]:
    sentence = _("the element <%(name)s> has no place in a label or report.") % told
    return sentence, _("Take it out; what a template may use is listed at “What can I write here?”.")


def _code(told: Told) -> tuple[str, str]:
    sentence = _("a code of the kind %(name)s cannot be made of “%(text)s”.") % told
    return sentence, _("Choose another kind of code: QR and Data Matrix take any text, Code 39 capitals and digits.")


def _measure(told: Told) -> tuple[str, str]:
    return _("“%(text)s” is no measure.") % told, _("Write a number and its unit, such as 9mm, 1.5cm, 0.5in or 24pt.")


def _xml(told: Told) -> tuple[str, str]:
    return _("it is no template of JasperReports: %(reason)s") % told, _("Export it again from the program it is from.")


_PROBLEMS: Mapping[str, Callable[[Told], tuple[str, str]]] = {
    "address": _address,
    "apart": _apart,
    "block open": _block_open,
    "broken": _broken,
    "call": _call,
    "code": _code,
    "deep": _deep,
    "endless": _endless,
    "extreme": _extreme,
    "failed": _failed,
    "font": _font,
    "fonts": _fonts,
    "large": _large,
    "long": _long,
    "measure": _measure,
    "memory": _memory,
    "syntax": _syntax,
    "tag forbidden": _forbidden,
    "tag open": _open,
    "tag stray": _stray,
    "time": _time,
    "unknown": _unknown,
    "unsafe": _unsafe,
    "xml": _xml,
}
_NOTES: Mapping[str, Callable[[Told], str]] = {
    "missing": lambda told: (
        _("There is no attachment with the title “%(name)s”; its place stays free. Add it, or take it out.") % told
    ),
    "picture": lambda told: _("This is no picture that can be read: %(text)s") % told,
    "over": lambda told: _("Label %(label)d: the text does not fit; %(mm)s mm of it are cut off.") % told,
    "smaller": lambda told: _("Label %(label)d: the letters were made smaller so that the text fits.") % told,
    "style": lambda told: _("This part of the style is passed over: %(text)s") % told,
}
