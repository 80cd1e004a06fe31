"""The one template language of the site: Jinja2 with autoescape, translations and a handful of globals.

In: nothing. Out: the environment Django's Jinja2 backend uses. Undefined names are errors, so that a template cannot
leave something out silently.
"""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from specify import __version__


def _url(name: str, /, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _count(value: int) -> str:
    """A count in the reader's way of grouping digits."""
    return number_format(value, use_l10n=True, force_grouping=True)


@pass_context
def _access_key(context: Context, letter: str) -> Markup:
    """An access key as an attribute; nothing for somebody who has switched them off."""
    return Markup(f' accesskey="{letter}"') if context["look"].keys else Markup("")  # noqa: S704 - a letter of ours


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of the site."""
    options |= {"trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.i18n"]}
    options["undefined"] = StrictUndefined  # Django's backend gives one that is silent
    made = Environment(**{**options, "autoescape": True})  # noqa: S701 - it is on
    made.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    made.globals.update({"static": static, "url": _url, "version": __version__, "access_key": _access_key})
    made.filters["count"] = _count
    return made
