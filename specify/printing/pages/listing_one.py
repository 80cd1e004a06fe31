"""The page of one template: its first labels, and all that can be done with it.

In: requests inside a collection that name a template. Out: the page.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from specify.datamodel import present
from specify.printing.pages.editing_shown import Records, shown_ids
from specify.printing.printing import may_print
from specify.printing.stored.reading import PREFIX, may, own_named
from specify.printing.templates.library import template_here
from specify.records.views import readable_table
from specify.security.entering import Visit, in_collection
from specify.web.pages import render


@require_safe
@in_collection
def show_template(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """The template with the newest records in it."""
    may_print(visit)
    own = own_named(visit, name) if name.startswith(PREFIX) else None
    template = own.template if own else template_here(visit, name)
    frame = ""
    if template is not None:
        readable_table(visit, template.table)
        asked = [("on", template.table), *(("id", one) for one in shown_ids(visit, template, Records()))]
        if len(asked) > 1:
            told = urlencode([*asked, ("template", name)])
            frame = f"{reverse('printing-preview', kwargs=visit.place.way)}?{told}"
    context = {
        "own": own,
        "template": template,
        "title": own.title if own else template.title if template else name,
        "table": present.tables()[template.table] if template else None,
        "caption": visit.captions.table(template.table) if template else "",
        "frame": frame,
        "may": {action: may(visit, action) for action in ("create", "update", "rename", "delete")},
        "way": {**visit.place.way, "name": name},
    }
    return render(request, "printing/template.html", context)
