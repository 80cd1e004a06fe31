"""Where printing is offered: for records of tables that there are templates of.

In: a visit, the key of a table. Out: whether records of it can be printed.
"""

from specify.printing.printing import ACTION, RESOURCE
from specify.printing.templates.library import templates_of
from specify.printing.templates.reading import shipped
from specify.security.entering import Visit


def prints_of(visit: Visit, table_key: str) -> bool:
    """Whether the person may print records of this table, and has something to print them by.

    What comes with the program is known; what is stored here is asked for once, and again when it has changed.
    """
    if not visit.rights.may(RESOURCE, ACTION) or not visit.rights.readable(table_key):
        return False
    return any(one.table == table_key for one in shipped().values()) or bool(templates_of(visit, table_key))
