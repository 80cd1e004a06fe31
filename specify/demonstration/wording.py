"""What a discipline and its collection say about tables and fields: captions, pick lists, rules.

In: a `Book`, a `Department` and the files `captions`, `pick_lists` and `uniqueness`. Out: rows of schema captions in
English and German, pick lists, and the uniqueness rules with which Specify 7 sets a discipline up.
"""

from collections.abc import Sequence
from itertools import groupby

from specify.datamodel.declaring import Relationship
from specify.datamodel.schema import TABLES
from specify.demonstration.book import Book
from specify.demonstration.departments import Department
from specify.demonstration.sheets import rows, rows_for

LANGUAGES = (("en", "english"), ("de", "german"))
OF_A_TABLE = {"PrepType": "preptype", "CollectionObjectType": "collectionobjecttype", "Division": "division"}
JAVA = {
    "string": "java.lang.String",
    "text": "text",
    "integer": "java.lang.Integer",
    "short": "java.lang.Short",
    "byte": "java.lang.Byte",
    "long": "java.lang.Long",
    "boolean": "java.lang.Boolean",
    "date": "java.util.Calendar",
    "timestamp": "java.sql.Timestamp",
    "decimal": "java.math.BigDecimal",
    "double": "java.lang.Double",
}
RELATIONSHIPS = {"many-to-one": "ManyToOne", "one-to-many": "OneToMany", "one-to-one": "OneToOne"}
ITEMS, BY_TABLE = 0, 1
BY_TITLE, BY_ORDINAL = 1, 2


def write_captions(book: Book, department: Department) -> None:
    """Note the captions of tables and fields."""
    containers: dict[str, int] = {}
    for row in rows_for("captions", department.subject.key):
        table = row["table"]
        if table not in containers:
            containers[table] = book.add(
                "splocalecontainer",
                name=table,
                discipline=department.discipline,
                schemaType=0,
                isHidden=False,
                isSystem=False,
            )
        if not row["field"]:
            _texts(book, row, containerName=containers[table])
            continue
        item = book.add(
            "splocalecontaineritem",
            name=row["field"],
            container=containers[table],
            type=_type(table, row["field"]),
            isHidden=False,
            isSystem=False,
            isRequired=False,
            pickListName=row["pick_list"] or None,
            format=row["format"] or None,
            isUIFormatter=bool(row["format"]),
            webLinkName=row["web_link"] or None,
        )
        _texts(book, row, itemName=item)


def _texts(book: Book, row: dict[str, str], **of: int) -> None:
    for language, column in LANGUAGES:
        book.add("splocaleitemstr", language=language, text=row[column], **of)


def _type(table: str, field: str) -> str:
    member = TABLES[table].find(field)
    if isinstance(member, Relationship):
        return RELATIONSHIPS.get(member.type, "ManyToMany")
    return JAVA[member.kind] if member else ""


def write_pick_lists(book: Book, department: Department) -> None:
    """Note the pick lists: those with items of their own, and those that show the rows of a table."""
    for name, items in groupby(rows_for("pick_lists", department.subject.key), key=lambda row: row["list"]):
        pick_list = _pick_list(book, department, name, type=ITEMS, sortType=BY_ORDINAL)
        for ordinal, item in enumerate(items, 1):
            book.add(
                "picklistitem",
                pickList=pick_list,
                ordinal=ordinal,
                title=item["title"] or item["value"],
                value=item["value"],
            )
    for name, table in OF_A_TABLE.items():
        _pick_list(book, department, name, type=BY_TABLE, sortType=BY_TITLE, tableName=table)


def _pick_list(book: Book, department: Department, name: str, **values: object) -> int:
    return book.add(
        "picklist", name=name, collection=department.collection, isSystem=True, readOnly=True, sizeLimit=-1, **values
    )


def write_uniqueness_rules(book: Book, departments: Sequence[Department]) -> None:
    """Note the uniqueness rules; those without a scope, or scoped above the discipline, once for every discipline."""
    for row in rows("uniqueness"):
        everywhere = not row["within"] or row["within"] in ("division", "institution")
        for discipline in (None,) if everywhere else (department.discipline for department in departments):
            rule = book.add(
                "uniquenessrule",
                modelname=row["table"],
                isdatabaseconstraint=bool(row["in_database"]),
                discipline=discipline,
            )
            for field in row["fields"].split():
                book.add("uniquenessrulefield", uniquenessrule=rule, fieldpath=field, isscope=False)
            if row["within"]:
                book.add("uniquenessrulefield", uniquenessrule=rule, fieldpath=row["within"], isscope=True)
