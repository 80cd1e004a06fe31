"""What can be named in templates of specimens: objects, preparations, determinations, containers.

In: nothing. Out: `Subject`s, and the pieces of them that other subjects are made of. Of determinations only the current
one counts, so that there is one label for each object and not one for each name it ever had; an annotation slip is
printed of a determination itself, whichever it is.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from specify.printing.templates.declaring import Gathering, Group, Path, Subject

_NAME = (
    Group("taxon", ("taxon",), _("the taxon of the current determination, and its ranks: taxon.family")),
    Group("determiner", ("determiner",), _("who determined it")),
)
_PREPARATION = Subject(
    "preparation",
    (Group("", ()), Group("type", ("prepType",)), Group("storage", ("storage",))),
)
_PLACES = (
    Group("object", (), _("the collection object")),
    Group("event", ("collectingEvent",), _("the collecting event; event.collectors are all collectors in one text")),
    Group("locality", ("collectingEvent", "locality"), _("the locality")),
    Group(
        "geography",
        ("collectingEvent", "locality", "geography"),
        _("the place in the geography tree, and its ranks: geography.country"),
    ),
    Group("accession", ("accession",), _("the accession")),
    Group("cataloger", ("cataloger",), _("who catalogued it")),
    Group("paleocontext", ("paleoContext",), _("the palaeontological context")),
    Group("chronostrat", ("paleoContext", "chronosStrat"), _("the time, and its ranks: chronostrat.period")),
    Group("lithostrat", ("paleoContext", "lithoStrat"), _("the layer, and its ranks: lithostrat.formation")),
)


def current(of: Path = ()) -> Gathering:
    """The current determination of the object at the end of `of`."""
    groups = (Group("determination", (), _("the current determination")), *_NAME)
    subject = Subject("determination", groups)
    return Gathering("determination", subject, ("collectionObject",), of, is_one=True, where=("isCurrent",))


def groups_of_object(path: Path, *names: str) -> Iterator[Group]:
    """The groups of the object at the end of a path: all, or those of these names."""
    return (Group(one.name, (*path, *one.path), one.told) for one in _PLACES if one.name in names or not names)


def item(table: str) -> Subject:
    """A preparation that is lent, given or exchanged, in the list of those."""
    path = ("preparation", "collectionObject")
    groups = (
        Group("", ()),
        Group("preparation", ("preparation",)),
        Group("type", ("preparation", "prepType")),
        *groups_of_object(path, "object", "locality", "geography"),
    )
    return Subject(table, groups, (current(path),))


_PREPARATIONS = Gathering("preparations", _PREPARATION, ("collectionObject",), told=_("the preparations of the object"))
_OBJECT = Subject("collectionobject", _PLACES, (current(), _PREPARATIONS))
_BY_ITSELF = Subject(
    "preparation",
    (
        Group("preparation", (), _("the preparation")),
        Group("type", ("prepType",), _("the kind of preparation")),
        Group("storage", ("storage",), _("where it is kept, and the ranks of that: storage.room")),
        Group("preparer", ("preparedByAgent",), _("who prepared it")),
        *groups_of_object(("collectionObject",)),
    ),
    (current(("collectionObject",)),),
)
_SLIP = Subject(
    "determination",
    (
        Group("determination", (), _("the determination, be it the current one or not")),
        Group("taxon", ("taxon",), _("the taxon, and its ranks: taxon.family")),
        Group("determiner", ("determiner",), _("who determined it")),
        *groups_of_object(("collectionObject",)),
    ),
)
_CONTAINER = Subject(
    "container",
    (
        Group("container", (), _("the container")),
        Group("parent", ("parent",), _("the container that it is in")),
        Group("storage", ("storage",), _("where it is kept")),
    ),
    (
        Gathering(
            "objects",
            Subject("collectionobject", tuple(groups_of_object((), "object", "locality", "geography")), (current(),)),
            ("container",),
            told=_("the objects in it: one.object.catalognumber, one.taxon.scientific"),
        ),
    ),
)
SPECIMENS = (_OBJECT, _BY_ITSELF, _SLIP, _CONTAINER)
