"""Saved queries of the demonstration, as Specify stores them.

In: a `Book`, a `Department`, the users' ids and the file `queries`, which has a row for each line of a query. Out:
rows. Kept of Specify: a query belongs to a user and to no collection; the identity of a field is its string id, from
which the list of tables and the field's name are copied.
"""

from collections.abc import Mapping
from itertools import groupby

from specify.datamodel.schema import TABLES
from specify.demonstration.book import Book
from specify.demonstration.departments import Department
from specify.demonstration.sheets import rows_for

LAST = 32767


def save_queries(book: Book, department: Department, users: Mapping[str, int]) -> None:
    """Note the queries of a collection."""
    for name, lines in groupby(rows_for("queries", department.subject.key), key=lambda row: row["query"]):
        for position, line in enumerate(lines):
            agent = department.agents[line["owner"]]
            if not position:
                query = _query(book, name, line, (users[line["owner"]], agent))
            path, _, rest = line["string_id"].partition(".")
            book.add(
                "spqueryfield",
                query=query,
                position=position,
                stringId=line["string_id"],
                tableList=path,
                fieldName=rest.partition(".")[2],
                isRelFld=bool(line["relationship"]),
                isDisplay=bool(line["show"]),
                isNot=bool(line["negated"]),
                operStart=int(line["operator"]),
                startValue=line["value"],
                sortType=int(line["sort"]),
                isPrompt=False,
                alwaysFilter=False,
                allowNulls=False,
                createdByAgent=agent,
            )


def _query(book: Book, name: str, line: Mapping[str, str], owner: tuple[int, int]) -> int:
    user, agent = owner
    table = TABLES[line["table"]]
    return book.add(
        "spquery",
        name=name,
        contextName=table.name,
        contextTableId=table.number,
        selectDistinct=line["options"] == "distinct",
        countOnly=line["options"] == "count",
        smushed=False,
        searchSynonymy=False,
        formatAuditRecIds=False,
        isFavorite=True,
        ordinal=LAST,
        specifyUser=user,
        createdByAgent=agent,
    )
