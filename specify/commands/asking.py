"""Who asks, and where, of commands that act for a person in a collection.

In: what `--user` and `--collection` say, or None. Out: ids; an administrator and the first collection when nothing is
said, a `CommandError` when there is no such one.
"""

from django.core.management.base import CommandError

from specify.datamodel import tables
from specify.security.administrators import first_administrator


def collection_named(named: str | None) -> int:
    """The collection of that number or name; else the first."""
    collections = tables.Collection.objects.order_by("id")
    if named and named.isascii() and named.isdecimal():
        collections = collections.filter(pk=int(named))
    elif named:
        collections = collections.filter(collectionName=named)
    found: int | None = collections.values_list("id", flat=True).first()
    if found is None:
        raise CommandError(f"There is no collection {named or 'yet'}. Name one by its number or its name.")
    return found


def user_named(named: str | None) -> int:
    """The user of that name; else an administrator."""
    found: int | None
    if named:
        found = tables.SpecifyUser.objects.filter(name=named).values_list("id", flat=True).first()
    else:
        found = first_administrator()
    if found is None:
        raise CommandError(f"There is no user {named or 'who may all'}. Name one with --user.")
    return found
