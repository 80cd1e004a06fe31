"""All templates that a person may print by: those stored here, those that come with the program, the institution's.

In: a visit, and a table or a name. Out: `Template`s; a refusal for a name that is none. In addresses the program's are
called as their files, stored ones `own-` and the others `jrxml-` with the number of Specify's resource.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from specify.printing.reports.library import reports_here
from specify.printing.stored.reading import own_here
from specify.printing.templates.reading import Template, shipped
from specify.security.entering import Visit
from specify.web.refusals import missing


def templates_here(visit: Visit) -> Mapping[str, Template]:
    """All, by name. Those that cannot be read are left out."""
    own = [one.template for one in own_here(visit).values() if one.template]
    return {one.name: one for one in (*own, *shipped().values(), *reports_here(visit))}


def templates_of(visit: Visit, table_key: str) -> Sequence[Template]:
    """The templates that fit a table."""
    return [one for one in templates_here(visit).values() if one.table == table_key]


def template_here(visit: Visit, name: str) -> Template:
    """The template with that name."""
    every = templates_here(visit)
    if name not in every:
        raise missing(
            _("There is no template “%(name)s”.") % {"name": name[:100]},
            _("There are: %(names)s.") % {"names": ", ".join(sorted(every)[:20])},
        )
    return every[name]
