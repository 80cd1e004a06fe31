"""A report's first page as a page for a frame: a picture of it, and what is worth telling below.

In: what was printed, its title, the person's language. Out: `Made` with HTML, as previews of other templates are.
"""

from base64 import b64encode

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from specify.printing.rendering.pool import Made, Work, render
from specify.printing.rendering.telling import Note
from specify.printing.reports.printing import Made as Report

_DOTS = 96
_STYLE = (
    "body{margin:0;font:1rem/1.4 sans-serif}img{display:block;max-width:100%;box-sizing:border-box;border:1px solid}"
)


def previewed(report: Report, title: str, language: str) -> Made:
    """The page."""
    png = render(Work({"task": "picture", "page": 1, "dots": _DOTS}, {"pdf": report.pdf})).png
    said = format_html_join("", "<li>{}</li>", ((told(note),) for note in report.notes))
    html = format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title><style>{}</style></head><body>'
        '<img alt="{}" src="data:image/png;base64,{}">{}</body></html>',
        language,
        title,
        _STYLE,
        _("The first page of “%(title)s”") % {"title": title},
        b64encode(png).decode(),
        format_html("<ul>{}</ul>", said) if said else "",
    )
    return Made({"html": html}, notes=report.notes)


def told(note: Note) -> str:
    """A note with its line."""
    if not note.line:
        return note.sentence
    return _("Line %(line)d: %(sentence)s") % {"line": note.line, "sentence": note.sentence}
