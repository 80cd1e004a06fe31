"""The words of the template language, each with an example and what it does.

In: nothing. Out: `Word`s: those of a template's head, its marks, functions, filters, conditions, and what else has a
name. The render process knows them by `child/words.py`; a test compares the two, and tries the examples.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Word:
    """A word, how it is written, and what it does."""

    name: str
    example: str
    told: "str | Promise"


def _shown(name: str, expression: str, told: "str | Promise") -> Word:
    """A word whose example is a value that is printed."""
    return Word(name, f"{{{{ {expression} }}}}", told)


HEAD = (
    Word("title", "title: Jar label", _("What it is called; a stored one by its own title.")),
    Word("table", "table: collectionobject", _("Of which table it is.")),
    Word("kind", "kind: label", _("“label”: many on a sheet. “report”: pages of its own for each record.")),
    Word("size", "size: 63.5 x 38.1 mm", _("How wide and high a label is, where the sheet does not say it.")),
    Word("sheet", "sheet: avery-l7160", _("On which sheet it is printed if nobody chooses another.")),
    Word("least", "least: 70 %", _("How small letters may become for a text to fit.")),
    Word("sort", "sort: taxon.family, object.catalognumber", _("By which fields the labels are sorted.")),
    Word("copies", "copies: 2", _("How many of each: a number, or the field that has it.")),
    Word("series", "series: object.catalognumber", _("Alike records whose numbers follow one another get one label.")),
    Word("language", "language: en", _("In which language its own words are, for those who have it read to them.")),
)
MARKS = (
    Word("comment", "{# not printed #}", _("A comment.")),
    Word("print", "{{ today }}", _("What is printed: a field, or a text in quotation marks.")),
    Word("if", "{% if today.day %}…{% elif today.month %}…{% else %}…{% endif %}", _("Only where something holds.")),
    Word("for", "{% for one in numbers(3) %}{{ one }}{% else %}…{% endfor %}", _("For each of a list; else for none.")),
    Word("set", "{% set house = institution.name %}{{ house }}", _("Gives a value a name.")),
    Word("with", "{% with house = institution.name %}{{ house }}{% endwith %}", _("The same for a part alone.")),
    Word(
        "macro",
        "{% macro line(text) %}<p>{{ text }}</p>{% endmacro %}{{ line(today) }}",
        _("A piece to be used again."),
    ),
    Word(
        "call",
        "{% macro box() %}<div>{{ caller() }}</div>{% endmacro %}{% call box() %}…{% endcall %}",
        _("A piece around others."),
    ),
    Word("filter", "{% filter upper %}…{% endfilter %}", _("A filter for a whole part.")),
    Word("raw", "{% raw %}{{ }}{% endraw %}", _("A part that is printed as it is written.")),
    Word("block", "{% block foot %}…{% endblock %}", _("A part with a name.")),
    Word("autoescape", "{% autoescape true %}…{% endautoescape %}", _("Signs of HTML in fields are written out.")),
    Word(
        "data-fit", '<p data-fit="shrink" style="height: 9mm">…</p>', _("Letters become smaller until the text fits.")
    ),
    Word(
        "img",
        '<img src="Logo.png" alt="…" style="height: 9mm">',
        _("The picture that is an attachment with that title."),
    ),
    Word("one-line", '<p class="one-line">…</p>', _("What does not fit into one line is cut.")),
)
FUNCTIONS = (
    _shown("code128", "code128('FISH 0123', height='8mm')", _("A Code 128 barcode so high.")),
    _shown("code39", "code39('FISH 0123')", _("A Code 39 barcode: capital letters, digits and - . $ / + %.")),
    _shown("datamatrix", "datamatrix('FISH 0123', size='8mm')", _("A Data Matrix code so large.")),
    Word(
        "numbers",
        "{% for one in numbers(3) %}{{ one }}{% endfor %}",
        _("The numbers from 1, or another, to a last one."),
    ),
    _shown(
        "qr", "qr('FISH 0123', size='12mm', level='M')", _("A QR code so large; L, M, Q or H of it may be damaged.")
    ),
    Word("range", "{% for one in range(3) %}{{ one }}{% endfor %}", _("The numbers from 0, without the last.")),
    _shown(
        "together",
        "together('Etheostoma', '', 'USA', by=', ')",
        _("The texts that are not empty, with something between."),
    ),
)
FILTERS = (
    _shown("abs", "(2 - 5)|abs", _("The number without its sign.")),
    Word(
        "batch",
        "{% for row in [1, 2, 3]|batch(2) %}{{ row|join('-') }} {% endfor %}",
        _("The list in pieces of so many."),
    ),
    _shown("capitalize", "'river'|capitalize", _("The text with a capital at its beginning, and no other.")),
    _shown("count", "[1, 2, 3]|count", _("How many there are in a list, or letters in a text.")),
    _shown("default", "''|default('none', true)", _("What is said instead of nothing.")),
    _shown("e", "'<b>'|e", _("The text with signs of HTML written out.")),
    _shown("escape", "'<b>'|escape", _("The same.")),
    _shown("first", "[1, 2, 3]|first", _("The first of a list.")),
    _shown("float", "'2.5'|float", _("The number in a text, with its decimals.")),
    Word(
        "groupby",
        "{% for day, some in [today]|groupby('day') %}{{ day }}: {{ some|count }}{% endfor %}",
        _("The list in groups by a field."),
    ),
    _shown("int", "'12'|int", _("The whole number in a text; 0 if there is none.")),
    _shown("iso", "today|iso", _("The date as year, month and day, as far as it is known: 1987-08.")),
    _shown("join", "['a', 'b']|join(', ')", _("The list as one text, with what is given between.")),
    _shown("last", "[1, 2, 3]|last", _("The last of a list.")),
    _shown("length", "'river'|length", _("The same as “count”.")),
    _shown("lines", "'a'|lines", _("The text with its line breaks kept.")),
    _shown("list", "'abc'|list|join('-')", _("The letters of a text, or a list, as a list.")),
    _shown("lower", "'RIVER'|lower", _("The text in small letters.")),
    _shown(
        "map", "[today]|map(attribute='year')|join", _("A field of all in a list, or all of them through a filter.")
    ),
    _shown("max", "[1, 3]|max", _("The largest of a list.")),
    _shown("min", "[1, 3]|min", _("The smallest of a list.")),
    _shown("reject", "[1, 2, 3]|reject('odd')|join", _("The list without those for which something holds.")),
    _shown(
        "rejectattr",
        "[today]|rejectattr('year', 'lt', 1900)|list|count",
        _("The list without those of which a field is so."),
    ),
    _shown("replace", "'a-b'|replace('-', ' ')", _("The text with one part of it replaced by another.")),
    _shown("reverse", "'abc'|reverse", _("The list, or text, from its end.")),
    _shown("roman", "today|roman", _("The date with its month in Roman numerals: 14.viii.1987.")),
    _shown("round", "2.567|round(1)", _("The number rounded to so many decimals.")),
    _shown("select", "[1, 2, 3]|select('odd')|join", _("Those of the list for which something holds.")),
    _shown(
        "selectattr",
        "[today]|selectattr('year', 'gt', 1900)|list|count",
        _("Those of the list of which a field is so."),
    ),
    _shown("sentence", "'a river'|sentence", _("The text with one full stop at its end; nothing if there is no text.")),
    Word(
        "slice",
        "{% for part in [1, 2, 3]|slice(2) %}{{ part|join('-') }} {% endfor %}",
        _("The list in so many pieces."),
    ),
    _shown("sort", "[3, 1]|sort|join(', ')", _("The list in order; of records by a field: sort(attribute='…').")),
    _shown("string", "12|string", _("The value as a text.")),
    _shown("sum", "[1, 2]|sum", _("What the numbers of a list come to.")),
    _shown("title", "'green river'|title", _("The text with a capital at the beginning of each word.")),
    _shown("trim", "' a '|trim", _("The text without blanks at its ends.")),
    _shown("truncate", "'a long river'|truncate(8)", _("The text cut to so many letters.")),
    _shown("unique", "[1, 1, 2]|unique|join", _("The list with each only once.")),
    _shown("upper", "'river'|upper", _("The text in capitals.")),
    _shown("wordcount", "'green river'|wordcount", _("How many words there are in a text.")),
)


def _holds(name: str, condition: str, told: "str | Promise") -> Word:
    return Word(name, f"{{% if {condition} %}}…{{% endif %}}", told)


CONDITIONS = (
    _holds("==", "today.day == 1", _("They are the same.")),
    _holds("!=", "today.day != 1", _("They are not the same.")),
    _holds("<", "today.day < 5", _("The first is smaller.")),
    _holds("<=", "today.day <= 5", _("The first is smaller or the same.")),
    _holds(">", "today.day > 5", _("The first is larger.")),
    _holds(">=", "today.day >= 5", _("The first is larger or the same.")),
    _holds("in", "'a' in 'abc'", _("It is in the list or text.")),
    _holds("defined", "series is defined", _("There is such a name.")),
    _holds("undefined", "series is undefined", _("There is no such name.")),
    _holds("none", "none is none", _("It is nothing at all.")),
    _holds("divisibleby", "today.day is divisibleby(3)", _("The number can be divided so.")),
    _holds("even", "today.day is even", _("The number is even.")),
    _holds("odd", "today.day is odd", _("The number is odd.")),
    _holds("number", "today.day is number", _("It is a number.")),
    _holds("string", "'a' is string", _("It is a text.")),
    _holds("lower", "'a' is lower", _("The text has small letters only.")),
    _holds("upper", "'A' is upper", _("The text has capitals only.")),
)
ALSO = {
    "==": ("eq", "equalto"),
    "!=": ("ne",),
    "<": ("lt", "lessthan"),
    "<=": ("le",),
    ">": ("gt", "greaterthan"),
    ">=": ("ge",),
}
"""Other names of conditions."""


def _looped(name: str, told: "str | Promise") -> Word:
    return Word(f"loop.{name}", f"{{% for one in 'abc' %}}{{{{ loop.{name} }}}}{{% endfor %}}", told)


LOOP = (
    _looped("index", _("The how manieth it is, from 1.")),
    _looped("index0", _("The same from 0.")),
    _looped("revindex", _("The how manieth from the end, from 1.")),
    _looped("revindex0", _("The same from 0.")),
    _looped("first", _("Whether it is the first.")),
    _looped("last", _("Whether it is the last.")),
    _looped("length", _("How many there are.")),
    Word(
        "loop.previtem",
        "{% for one in 'abc' %}{% if not loop.first %}{{ loop.previtem }}{% endif %}{% endfor %}",
        _("The one before."),
    ),
    Word(
        "loop.nextitem",
        "{% for one in 'abc' %}{% if not loop.last %}{{ loop.nextitem }}{% endif %}{% endfor %}",
        _("The one behind."),
    ),
    Word(
        "loop.changed", "{% for one in 'aab' %}{{ one if loop.changed(one) }}{% endfor %}", _("Whether it is another.")
    ),
    Word("loop.cycle", "{% for one in 'abc' %}{{ loop.cycle('odd', 'even') }}{% endfor %}", _("These by turns.")),
    _looped("depth", _("How deep a loop within loops of its own is, from 1.")),
    _looped("depth0", _("The same from 0.")),
)
AROUND = (
    _shown("institution.name", "institution.name", _("the institution")),
    _shown("division.name", "division.name", _("the division")),
    _shown("discipline.name", "discipline.name", _("the discipline")),
    _shown("collection.name", "collection.name", _("the collection")),
    _shown("collection.code", "collection.code", _("the code of the collection")),
    _shown("today", "today", _("the day of printing")),
    _shown("today.year", "today.year", _("its year; so it is with every date")),
    _shown("today.month", "today.month", _("its month; 0 if it is not known")),
    _shown("today.day", "today.day", _("its day; 0 if it is not known")),
    _shown("label.width", "label.width", _("how wide the label is on this sheet, in millimetres")),
    _shown("label.height", "label.height", _("how high it is")),
)
SERIES = (
    _shown("series.first", "series.first", _("the first number of a series")),
    _shown("series.last", "series.last", _("the last number of a series")),
    _shown("series.number", "series.number", _("how many are in it")),
    _shown("series.text", "series.text", _("both numbers with a dash between")),
)
"""Only where the head says `series`."""
