"""Field formats: how numbers such as `2024-AA-017` are made up (Specify's resource `UIFormatters`).

In: the resource's XML. Out: `FieldFormat`s that know whether a text fits, how it is stored, which number it asks for,
and how to tell a person what is expected; and which of them counts for a field. Kept of Specify 7: parts in a row,
each matching exactly its size; parts that are numbered also take their own placeholder (`###`, `YEAR`), which is how a
form asks for a number; the numeric catalog number is stored with nine digits; formats of other outside classes do not
exist; of two formats of one name the last counts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from specify.datamodel import present, tables
from specify.resources.captions import captions
from specify.resources.lookup import parsed
from specify.resources.stamp import remember
from specify.resources.viewer import Viewer
from specify.text.series import Series
from specify.text.xml import BadXml, flag, number, parse

RESOURCE = "UIFormatters"
CATALOG_DIGITS = 9
TEXT_LENGTH = 32
_OF_SIZE = {"numeric": r"\d", "year": r"\d", "alphanumeric": "[a-zA-Z0-9]", "alpha": "[a-zA-Z]", "anychar": "."}
_LITERAL = ("separator", "constant")
_PLACEHOLDERS = {"alphanumeric": "A", "alpha": "a", "anychar": "X"}


@dataclass(frozen=True)
class Part:
    """One part of a format. `is_numbered`: saving may count it up; `by_year`: counting starts anew each year."""

    type: str
    size: int = 1
    value: str = ""
    hint: str = ""
    is_numbered: bool = False
    by_year: bool = False

    @property
    def placeholder(self) -> str:
        """What stands for the part in a pattern: `###`, `YEAR`, `AA`, or the literal itself."""
        if self.type == "numeric":
            return "#" * self.size
        if self.type == "regex":
            return self.hint or self.value
        return self.value or ("YEAR" if self.type == "year" else _PLACEHOLDERS.get(self.type, "") * self.size)

    @property
    def pattern(self) -> str:
        """A regular expression for the part."""
        if self.type in _LITERAL:
            return re.escape(self.value)
        if self.type == "regex":
            return self.value
        matching = f"{_OF_SIZE[self.type]}{{{self.size}}}"
        return f"{matching}|{re.escape(self.placeholder)}" if self.is_numbered or self.by_year else matching

    def is_wild(self, text: str) -> bool:
        """Whether saving replaces `text`: a placeholder that could not be a value itself, as `AAA` could."""
        is_filled = self.type in ("numeric", "year") and (self.is_numbered or self.by_year)
        return is_filled and text == self.placeholder and not text.isdecimal()

    @property
    def is_counter(self) -> bool:
        """Whether saving counts it up."""
        return self.type == "numeric" and self.is_numbered

    def in_words(self) -> str:
        """What to type for this part, told to a person."""
        if self.type in _LITERAL:
            return _("“%(text)s”") % {"text": self.value}
        if self.type == "year":
            return _("the year")
        if self.type == "regex":
            return self.hint or _("text like %(pattern)s") % {"pattern": self.value}
        told = {
            "numeric": ngettext("%(count)d digit", "%(count)d digits", self.size),
            "alphanumeric": ngettext("%(count)d letter or digit", "%(count)d letters or digits", self.size),
            "alpha": ngettext("%(count)d letter", "%(count)d letters", self.size),
            "anychar": ngettext("%(count)d character", "%(count)d characters", self.size),
        }
        return told[self.type] % {"count": self.size}


@dataclass(frozen=True)
class FieldFormat:
    """A field format. `digits` is set for the numeric catalog number alone, `max_length` for free text."""

    name: str
    title: str
    table_key: str
    field_name: str
    parts: tuple[Part, ...] = ()
    digits: int = 0
    max_length: int = 0
    is_system: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether saving can give the number."""
        return bool(self.digits) or any(part.is_numbered for part in self.parts)

    @property
    def placeholder(self) -> str:
        """The pattern as Specify writes it, which also is the value that asks for a number: `YEAR-AA-###`."""
        return "#" * self.digits or "".join(part.placeholder for part in self.parts)

    @cached_property
    def expression(self) -> str:
        """A regular expression for the whole text, fit for the `pattern` of an HTML input as well."""
        if self.digits:
            return rf"\d{{0,{self.digits}}}|#{{{self.digits}}}"
        if self.max_length:
            return f".{{0,{self.max_length}}}"
        return "".join(f"({part.pattern})" for part in self.parts)

    @cached_property
    def _compiled(self) -> "re.Pattern[str]":
        """The expression with a named group around each part."""
        named = "".join(f"(?P<part{i}>{part.pattern})" for i, part in enumerate(self.parts))
        return re.compile(named or self.expression, re.ASCII)

    def matches(self, text: str) -> bool:
        """Whether `text` fits. Empty text is no business of a format's."""
        return not text or self._compiled.fullmatch(text) is not None

    def asks_for_number(self, text: str) -> bool:
        """Whether `text` fits with a placeholder left that saving replaces."""
        return self.series(text, 0) is not None

    def series(self, text: str, year: int) -> Series | None:
        """The series that `text` asks for a number of, in that year; None when it asks for none."""
        if self.digits:
            return Series((self.digits,)) if text == self.placeholder else None
        typed = self._typed(text)
        if not any(part.is_wild(value) for part, value in typed):
            return None
        return Series(tuple(_piece(part, value, year) for part, value in typed))

    def counted(self, text: str) -> Series | None:
        """The series that `text` is a number of, in whatever year; None where it is none or nothing is counted."""
        if self.asks_for_number(text):
            return None
        found = Series(tuple(part.size if part.is_counter else value for part, value in self._typed(text)))
        found = Series((self.digits,)) if self.digits else found
        return found if found.is_counted and found.holds(text) else None

    def asking_like(self, text: str) -> str:
        """What asks for another number like `text`: its letters, this year, the next count; "" where it fits not."""
        if self.digits:
            return self.placeholder
        asking = ((part, part.is_counter or part.by_year, value) for part, value in self._typed(text))
        return "".join(part.placeholder if is_asked else value for part, is_asked, value in asking)

    def _typed(self, text: str) -> list[tuple[Part, str]]:
        """The parts, each with what stands for it in `text`; none where it fits not."""
        found = self._compiled.fullmatch(text)
        return [(part, found[f"part{i}"]) for i, part in enumerate(self.parts)] if found else []

    def canonical(self, text: str) -> str:
        """`text` as it is stored; unchanged when it does not fit."""
        if self.digits and text.isdecimal() and len(text) <= self.digits:
            return text.zfill(self.digits)
        return text

    def in_words(self) -> str:
        """What to type, told to a person."""
        if self.digits:
            return ngettext("up to %(count)d digit", "up to %(count)d digits", self.digits) % {"count": self.digits}
        if self.max_length:
            return ngettext("up to %(count)d character", "up to %(count)d characters", self.max_length) % {
                "count": self.max_length
            }
        return _(", then ").join(part.in_words() for part in self.parts)


def _piece(part: Part, value: str, year: int) -> str | int:
    if not part.is_wild(value):
        return value
    return f"{year:04d}" if part.by_year else part.size


FieldFormats = Mapping[str, FieldFormat]


def field_formats(viewer: Viewer, stamp: str) -> FieldFormats:
    """All field formats that count for `viewer`, by name."""
    return parsed(viewer, stamp, RESOURCE, read) or {}


def format_for(
    viewer: Viewer, stamp: str, table_key: str, field_name: str, *, row: Mapping[str, Any] | None = None
) -> FieldFormat | None:
    """The format that a field keeps to, or None.

    It is the one set up for the field; for a catalog number the one of the object's type comes first, which `row`
    tells (`collectionObjectType_id`), then the collection's. A format that does not exist is passed over.
    """
    names = [captions(viewer, stamp).item(table_key, field_name).format]
    if (table_key, field_name) == ("collectionobject", "catalogNumber"):
        of_type = _formats_of_types(stamp).get((row or {}).get("collectionObjectType_id"), "")
        names = [of_type, viewer.place.catalog_number_format, *names]
    known = field_formats(viewer, stamp)
    return next((known[name] for name in names if name in known), None)


def _formats_of_types(stamp: str) -> Mapping[int | None, str]:
    """The names of the formats that types of collection objects have of their own, by the type's id."""
    if not present.has("collectionobjecttype"):
        return {}
    rows = tables.CollectionObjectType.objects.values_list("id", "catalogNumberFormatName")
    return remember(stamp, "formats of types", lambda: {key: name for key, name in rows if name})


def read(data: bytes, name: str) -> FieldFormats:
    """The formats in a `UIFormatters` resource, by name; those that nothing can be done with are left out."""
    found: dict[str, FieldFormat] = {}
    for element in parse(data, name).iter("format"):
        one = FieldFormat(
            name=element.get("name") or "",
            title=element.get("title") or element.get("name") or "",
            table_key=(element.get("class") or "").rpartition(".")[2].lower(),
            field_name=element.get("fieldname") or "",
            is_system=flag(element, "system"),
        )
        if complete := _with_content(one, element):
            found[one.name] = complete
    return found


def _with_content(one: FieldFormat, element: "etree._Element") -> FieldFormat | None:
    external = (element.findtext("external") or "").strip().rpartition(".")[2]
    if external == "CatalogNumberUIFieldFormatter":
        return replace(one, digits=CATALOG_DIGITS)
    if external == "CatalogNumberStringUIFieldFormatter":
        return replace(one, max_length=TEXT_LENGTH)
    parts = tuple(_part(field) for field in element.findall("field"))
    if external or not parts:
        return None
    complete = replace(one, parts=parts)
    try:
        complete.matches("x")
    except (re.error, RecursionError, OverflowError) as error:
        raise BadXml(f"The field format {one.name} has a part that is no regular expression: {error}.") from error
    return complete


def _part(element: "etree._Element") -> Part:
    kind = (element.get("type") or "").lower()
    value = element.get("value") or ""
    part = Part(
        type=kind if kind in (*_OF_SIZE, *_LITERAL, "regex") else "alphanumeric",
        size=number(element, "size", 1),
        value=value,
        hint=element.get("pattern") or "",
        is_numbered=flag(element, "inc"),
        by_year=flag(element, "byyear"),
    )
    if part.type == "regex":
        return replace(part, value=_bare(value))
    if part.type in _LITERAL:
        return replace(part, size=len(value))
    return replace(part, size=4) if part.type == "year" else part


def _bare(expression: str) -> str:
    """A regular expression without the slashes and anchors that some write around it."""
    inner = expression[1:-1] if len(expression) > 1 and expression[0] == expression[-1] == "/" else expression
    return inner.removeprefix("^").removesuffix("$")
