"""A template of JasperReports as it was declared: pages, sections of bands, elements, what is worked out.

In: nothing. Out: the dataclasses that `reading/` makes and `filling/` fills. Measures are points, 72 to the inch, from
the upper left corner. Names of looks are those of the newest file format.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specify.printing.jrxml.expressions.tree import Expression

Looks = Mapping[str, str]
LARGEST_PAGE = 14_400.0
"""The points that a page of a PDF may be wide and high."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be honoured: the line of the file, a word for why, what it is about."""

    line: int
    word: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """An expression: its text, and its tree, None where there is nothing or it cannot be read."""

    text: str = ""
    tree: Expression | None = None
    line: int = 0


NOTHING = Worked()


@dataclass(frozen=True, slots=True)
class Subreport:
    """A report within a report: which one, what it is given, and which of its variables are added to which of ours."""

    which: Worked
    parameters: Mapping[str, Worked]
    returned: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a band.

    `kind` is `text`, `line`, `rectangle`, `ellipse`, `image`, `code`, `frame`, `subreport` or `break`. `position` is
    `Float`, `FixRelativeToTop` or `FixRelativeToBottom`. `evaluated` is `Now` or when else: `Report`, `Page`, `Column`,
    `Group` (with its name in `group`), `Band`, `Auto`. `looks` are those said at the element; its style may say others.
    """

    kind: str
    line: int
    x: float
    y: float
    width: float
    height: float
    looks: Looks = field(default_factory=dict)
    style: str = ""
    position: str = "FixRelativeToTop"
    stretch: str = "NoStretch"
    removes_line: bool = False
    repeats: bool = True
    repeats_at_top: bool = False
    on_overflow: bool = False
    group_changes: str = ""
    when: Worked = NOTHING
    text: str = ""
    says: Worked = NOTHING
    pattern: Worked = NOTHING
    stretches: bool = False
    shrinks: bool = False
    evaluated: str = "Now"
    group: str = ""
    code: str = ""
    is_read: bool = False
    is_up: bool = False
    subreport: Subreport | None = None
    elements: "tuple[Element, ...]" = ()

    def all(self) -> "Iterator[Element]":
        """It and all within it."""
        yield self
        for element in self.elements:
            yield from element.all()


@dataclass(frozen=True, slots=True)
class Band:
    """Elements that are printed together. `split` is `Stretch`, `Prevent` or `Immediate`."""

    height: float
    elements: tuple[Element, ...] = ()
    split: str = "Stretch"
    when: Worked = NOTHING
    line: int = 0

    @property
    def least(self) -> float:
        """The height that there has to be for it: its own, or that of an element if it may be split anywhere."""
        ends = [one.y + one.height for one in self.elements if self.split == "Immediate"]
        return min([self.height, *ends])


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are alike in what `by` gives, with bands before and after them."""

    name: str
    by: Worked
    header: tuple[Band, ...] = ()
    footer: tuple[Band, ...] = ()
    on_new_page: bool = False
    on_new_column: bool = False
    resets_page: bool = False
    repeats_header: bool = False
    repeats_in_columns: bool = False
    is_at_bottom: bool = False
    least_room: float = 0
    keeps_together: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Variable:
    """What is worked out over rows. `resets` and `increments` are `Report`, `Page`, `Column`, `Group`, `None`."""

    name: str
    kind: str
    says: Worked
    calculation: str = "Nothing"
    resets: str = "Report"
    reset_group: str = ""
    increments: str = "None"
    increment_group: str = ""
    initial: Worked = NOTHING


@dataclass(frozen=True, slots=True)
class Parameter:
    """What is given from outside; `is_asked` says that a person is asked for it."""

    name: str
    kind: str
    is_asked: bool
    initial: Worked = NOTHING
    described: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """Looks by name, on top of those of another style, and others where a condition holds."""

    name: str
    base: str
    looks: Looks
    conditions: tuple[tuple[Worked, Looks], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The page and its columns, of which the first may be the rightmost.

    `order` is `Vertical` or `Horizontal`; margins are left, right, top, bottom.
    """

    width: float
    height: float
    columns: int
    column_width: float
    spacing: float
    margins: tuple[float, float, float, float]
    order: str = "Vertical"
    from_right: bool = False


@dataclass(frozen=True)
class Report:
    """A template. `sections` are the bands by name: `title`, `pageHeader`, `detail` and so on.

    Rows are sorted by the fields of `sorts`, downwards where it says so; those are left out for which `keeps` is false.
    """

    name: str
    paper: Paper
    fields: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    variables: tuple[Variable, ...]
    groups: tuple[Group, ...]
    sections: Mapping[str, tuple[Band, ...]]
    styles: Mapping[str, Style]
    default_style: str = ""
    without_rows: str = "NoPages"
    switches: frozenset[str] = frozenset()
    query: str = ""
    sorts: tuple[tuple[str, bool], ...] = ()
    keeps: Worked = NOTHING
    problems: tuple[Problem, ...] = field(default=())

    def bands(self) -> Iterator[Band]:
        """All bands, those of groups among them."""
        for bands in self.sections.values():
            yield from bands
        for group in self.groups:
            yield from (*group.header, *group.footer)

    def elements(self) -> Iterator[Element]:
        """All elements, those in frames among them."""
        for band in self.bands():
            for element in band.elements:
                yield from element.all()

    def expressions(self) -> Iterator[Worked]:
        """All that is worked out."""
        yield self.keeps
        for parameter in self.parameters:
            yield parameter.initial
        for variable in self.variables:
            yield from (variable.says, variable.initial)
        for group in self.groups:
            yield group.by
        for style in self.styles.values():
            yield from (when for when, _looks in style.conditions)
        yield from (band.when for band in self.bands())
        for element in self.elements():
            yield from (element.when, element.says, element.pattern)
            if element.subreport:
                yield from (element.subreport.which, *element.subreport.parameters.values())
