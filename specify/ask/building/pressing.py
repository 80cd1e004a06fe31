"""The buttons of the builder: which was pressed, and what becomes of the query.

In: a query as it was sent, the fields of the form. Out: the query as it is then, the id of what the hands go to next,
and what the status line says; a refusal where a button names nothing that is there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from specify.ask.building.editing import (
    all_lines,
    moved,
    no_longer_there,
    rows_of,
    run_with,
    with_alternative,
    with_group,
    with_line,
    without_group,
    without_line,
)
from specify.ask.building.grouping import THERE_IS, THERE_IS_NONE
from specify.ask.wording import Kind, kind_of, takes_value
from specify.query.asked import Holds, Operator, Query
from specify.query.texts import line_of, line_text, path_of
from specify.web.addresses import number_in

ADDING = "add-field"
_WITH_VALUE = (Kind.TEXT, Kind.NUMBERED, Kind.NUMBER, Kind.DATE)
_RECORDS = {THERE_IS: Holds.ALL, THERE_IS_NONE: Holds.NONE}


@dataclass(frozen=True, slots=True)
class Pressed:
    """The query after a button was pressed, what has the focus, what is told, the group that is filled; the address.

    `line` is the number of the line that is to be seen, 0 if it does not matter which.
    """

    query: Query
    anchor: str = ""
    told: str = ""
    group: int | None = None
    at: str = ""
    line: int = 0


def pressed(query: Query, sent: QueryDict) -> Pressed:
    """What the button that was pressed does; one that leads elsewhere leaves the query as it is.

    The group that is being filled stays chosen, unless the groups have other numbers now.
    """
    done = _done(query, sent)
    stays = done.group is None and not sent.get("ungroup")
    return replace(done, group=number_in(sent.get("into", ""))) if stays else done


def _done(query: Query, sent: QueryDict) -> Pressed:
    for name, press in _BUTTONS.items():
        if sent.get(name):
            return press(query, sent.get(name, ""))
    if sent.get("do") == "add":
        return _added(query, sent)
    if sent.get("do") == "group":
        return _grouped(query, sent)
    return Pressed(query, "", _("The query is up to date."))


def _moved(query: Query, said: str) -> Pressed:
    number, _dash, way = said.partition("-")
    made, place = moved(query, _number(number), up=way == "up")
    told = _("The field was moved up.") if way == "up" else _("The field was moved down.")
    return Pressed(made, f"f{place}-op", told, line=place)


def _removed(query: Query, said: str) -> Pressed:
    """Without a line; the hands go to the one that is there now, or to that of which it was an alternative."""
    number = _number(said)
    is_alternative = run_with(query, number)[0].number != number
    made = without_line(query, number)
    place = number - 1 if is_alternative else min(number, len(list(all_lines(made))))
    told = _("The value was taken out.") if is_alternative else _("The field was taken out.")
    return Pressed(made, f"f{place}-op" if place else ADDING, told, line=place)


def _either(query: Query, said: str) -> Pressed:
    made, number = with_alternative(query, _number(said))
    return Pressed(made, _control(made, number), _("Another value was added."), line=number)


def _turned(query: Query, said: str) -> Pressed:
    """The same query, seen from another line on."""
    number = _number(said)
    return Pressed(query, f"f{number}-op", _("Lines from %(number)d on.") % {"number": number}, line=number)


def _ungrouped(query: Query, said: str) -> Pressed:
    return Pressed(without_group(query, _number(said)), ADDING, _("The group was taken out."))


def _added(query: Query, sent: QueryDict) -> Pressed:
    if not sent.get("field"):
        return Pressed(query, ADDING, _("Choose a field first."))
    return added(query, sent.get("field", ""), number_in(sent.get("into", "")))


def added(query: Query, text: str, group: int | None) -> Pressed:
    """The query with one more line, in a group or by itself; a group of records takes only what is behind them.

    It asks for what is equal, so that a value is all that is missing; without one it asks nothing.
    """
    rows, line = rows_of(query, group), line_of(query.base, text)
    if line.spec.path[: len(rows)] != rows:
        told = _("That is no field of the records of the group. Look for another field: its own are shown.")
        return Pressed(query, ADDING, told, group)
    has_value = kind_of(line.spec) in _WITH_VALUE
    if has_value and line.operator is Operator.ANY:
        text = line_text(replace(line, operator=Operator.EQUAL))
    made, number = with_line(query, text, group)
    return Pressed(made, _control(made, number), _("The field was added."), group, line=number)


def _grouped(query: Query, sent: QueryDict) -> Pressed:
    """A group of conditions, or one of records behind a path."""
    holds, _sign, path = sent.get("group", "").partition("~")
    if holds in _RECORDS:
        holds, path = _RECORDS[holds], sent.get("rows", "")
    if holds not in tuple(Holds):
        return Pressed(query, "add-group", _("Choose what the group asks first."))
    rows = path_of(query.base, path) if path else ()
    made, number = with_group(query, Holds(holds), rows, number_in(sent.get("into", "")))
    return Pressed(made, f"g{number}", _("The group was added. Add fields to it below."), number)


def _control(query: Query, number: int) -> str:
    """The id of what the hands go to in a line: its value, if it asks for one."""
    line = next(line for line in all_lines(query) if line.number == number)
    is_asking = line.operator is not Operator.ANY and takes_value(line, is_ours=query.is_ours)
    return f"f{number}-v" if is_asking else f"f{number}-op"


def _number(text: str) -> int:
    number = number_in(text)
    if number is None:
        raise no_longer_there()
    return number


_BUTTONS: dict[str, Callable[[Query, str], Pressed]] = {
    "move": _moved,
    "out": _removed,
    "or": _either,
    "ungroup": _ungrouped,
    "from": _turned,
}
