"""The home page of a collection, and the button that has its holdings counted again.

In: requests inside a collection (`Visit`). Out: one page that tells what the collection holds, where the person was,
and what waits for them; four statements besides the furniture, however large the collection.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from specify.records.home.counting import count_holdings, held_by
from specify.records.home.desk import desk_of
from specify.records.home.holdings import tables_to_open, told_holdings
from specify.records.home.recent import recent_of
from specify.resources.preferences import preferences
from specify.security.entering import Visit, in_collection
from specify.tasks.starting import start
from specify.text.moments import done_at
from specify.web.pages import render


@require_safe
@in_collection
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The collection at a glance."""
    now = datetime.now()
    recent = recent_of(visit, now)
    held = held_by(visit, is_in_use=bool(recent))
    pattern = preferences(visit.stamp).date_format
    context = {
        "recent": recent,
        "desk": desk_of(visit, now.date()),
        "holdings": told_holdings(visit, held.figures) if held.figures else None,
        "tables": tables_to_open(visit, held.figures),
        "is_empty": bool(held.figures and held.figures.objects == 0),
        "is_being_counted": held.is_being_counted,
        "counted": done_at(held.counted, now, pattern) if held.counted else "",
        "sees_objects": visit.rights.readable("collectionobject"),
    }
    return render(request, "records/home.html", context)


@require_POST
@in_collection
def count_again(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Start the job that counts, and go to its page."""
    job = start(count_holdings, person=visit.viewer.user_id, collection_id=visit.place.collection_id)
    answer = HttpResponseRedirect(reverse("tasks-show", kwargs={"number": job.pk}))
    answer.status_code = 303
    return answer
