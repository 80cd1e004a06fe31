"""What waits for a person's sheets, and what comes of it when it is printed.

In: a visit, the name of a template. Out: `Queued` rows in the order in which they are printed; the ids of their
records, each as often as it gets labels. A row whose record is no more stays until it is taken out.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count

from specify.datamodel import present
from specify.printing.models import Queued
from specify.printing.printing import copies_of
from specify.printing.templates.reading import Template
from specify.security.entering import Visit
from specify.security.scoping import visible_ids


def numbers_waiting(visit: Visit) -> Mapping[str, int]:
    """How many records wait for each template, by its name, those that wait longest first. One statement."""
    mine = Queued.objects.filter(user_id=visit.user.pk, collection_id=visit.place.collection_id)
    found = mine.values_list("template").annotate(number=Count("pk")).order_by("template")
    return dict(found)


def waiting_for(visit: Visit, template: str) -> Sequence[Queued]:
    """What waits for the sheets of a template, in its order. One statement."""
    whose = {"user_id": visit.user.pk, "collection_id": visit.place.collection_id}
    return list(Queued.objects.filter(template=template, **whose).order_by("pk"))


def still_there(visit: Visit, queued: Sequence[Queued]) -> frozenset[int]:
    """The ids of the records among them that are here to be printed. One statement."""
    table = present.tables().get(queued[0].table) if queued else None
    if table is None or not visit.rights.readable(table.key):
        return frozenset()
    return frozenset(visible_ids(table, visit.place, [one.record_id for one in queued]))


def labels_of(visit: Visit, template: Template, queued: Sequence[Queued]) -> list[int]:
    """The ids of the records, each as often as it gets labels. A statement more where a field tells how often.

    Of a template of JasperReports with such a field once: `each_of` goes with it, and its query tells.
    """
    here = still_there(visit, queued)
    rows = [one for one in queued if one.record_id in here]
    if template.series:  # one label stands for several records: that can't be told before
        return list(dict.fromkeys(one.record_id for one in rows))
    usual = copies_of(visit, template, [one.record_id for one in rows if one.copies is None])
    return [one.record_id for one in rows for _copy in range(one.copies or usual.get(one.record_id, 1))]


def each_of(queued: Iterable[Queued]) -> Mapping[int, tuple[int, int]]:
    """How many labels each record gets by its id: so many, and so many times what the template says."""
    each: dict[int, tuple[int, int]] = {}
    for one in queued:
        exactly, times = each.get(one.record_id, (0, 0))
        each[one.record_id] = (exactly + (one.copies or 0), times + (one.copies is None))
    return each
