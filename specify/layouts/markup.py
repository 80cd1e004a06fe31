"""Checks the HTML of a form: well-formed, ids unique, every control labelled and sent once, everything named.

In: a fragment of HTML. Out: sentences, none when all is well. Stricter than a browser, which forgives: a tag that is
left open or closed out of turn is a fault. Controls are labelled by a `label` around them or for their id, or by
`aria-labelledby`; in a cell of a table, whose row and column stand beside it, `aria-label` is enough. A group of
controls has a legend.
"""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_CONTROLS = frozenset({"input", "select", "textarea"})
_NAMED = frozenset({"a", "button", "label", "legend", "caption", "summary", "dt", "h2", "h3", "h4", "h5", "h6"})
_NEEDS_NO_LABEL = frozenset({"hidden", "submit", "reset", "button", "image"})
_REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers")


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet, and the words in it so far."""

    tag: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)
    has_legend: bool = False


@dataclass(frozen=True, slots=True)
class _Control:
    """A control, and whether what stands around it already labels it."""

    tag: str
    attributes: dict[str, str]
    is_labelled: bool


@dataclass(slots=True)
class _Seen:
    """What there was in the fragment."""

    ids: Counter[str] = field(default_factory=Counter)
    referred: list[tuple[str, str]] = field(default_factory=list)
    controls: list[_Control] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class _Fragment(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.seen = _Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        seen = self.seen
        if len(given) < len(attrs):
            seen.faults.append(f"<{tag}> has an attribute twice.")
        if "id" in given:
            seen.ids[given["id"]] += 1
        seen.referred += [(f"{tag} {name}", one) for name in _REFERRING for one in given.get(name, "").split()]
        if tag in _CONTROLS and given.get("type", "").lower() not in _NEEDS_NO_LABEL:
            seen.controls.append(_Control(tag, given, self._is_labelled_here(given)))
            self._words(given.get("aria-label", ""))
        if tag == "img":
            self._words(given.get("alt", ""))
            if "alt" not in given:
                seen.faults.append("An image has no alt text.")
        if tag == "legend" and self.open and self.open[-1].tag == "fieldset":
            self.open[-1].has_legend = True
        if tag not in _VOID:
            self.open.append(_Open(tag, given))

    def _is_labelled_here(self, given: dict[str, str]) -> bool:
        around = {element.tag for element in self.open}
        return "label" in around or ("td" in around and bool(given.get("aria-label", "").strip()))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            inside = f"<{self.open[-1].tag}>" if self.open else "nothing"
            self.seen.faults.append(f"</{tag}> closes {inside}.")
            return
        element = self.open.pop()
        words = " ".join("".join(element.words).split())
        given = element.attributes
        if "id" in given:
            self.seen.texts[given["id"]] = words
        if element.tag in _NAMED and not (words or given.get("aria-label", "").strip()):
            self.seen.faults.append(f"A <{tag}> has no words in it.")
        if element.tag == "fieldset" and not element.has_legend:
            self.seen.faults.append("A <fieldset> has no legend.")
        if element.tag == "label" and words:
            self.seen.labelled.add(given.get("for", ""))

    def handle_data(self, data: str) -> None:
        self._words(data)

    def _words(self, text: str) -> None:
        if text.strip():
            for element in self.open:
                element.words.append(text)


def faults(html: str) -> list[str]:
    """Every rule that the fragment breaks, each as a sentence."""
    parser = _Fragment()
    parser.feed(html)
    parser.close()
    seen = parser.seen
    told = [*seen.faults, *(f"<{element.tag}> is never closed." for element in parser.open)]
    for name, times in seen.ids.items():
        if times > 1 or not name or any(character.isspace() for character in name):
            told.append(f"The id {name!r} is empty, has a blank in it, or stands {times} times.")
    told += [f"{what} names {one!r}, which is not there." for what, one in seen.referred if one not in seen.ids]
    told += [f"<{one.tag}> {_name(one)} has no label." for one in seen.controls if not _is_labelled(one, seen)]
    names = Counter(one.attributes.get("name", "") for one in seen.controls if one.attributes.get("type") != "radio")
    told += [f"The name {name!r} stands on {times} controls." for name, times in names.items() if name and times > 1]
    return told


def _name(control: _Control) -> str:
    return repr(control.attributes.get("id") or control.attributes.get("name", ""))


def _is_labelled(control: _Control, seen: _Seen) -> bool:
    given = control.attributes
    named_by = any(seen.texts.get(one) for one in given.get("aria-labelledby", "").split())
    return control.is_labelled or named_by or ("id" in given and given["id"] in seen.labelled)
