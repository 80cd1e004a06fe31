"""The Specify schema, table by table: the one place where tables, fields and relationships stand.

In: the modules of this package, each a subject. Out: `TABLES` by lower-case system name, `JOIN_TABLES` by table name.
The schema is that of Specify 7.12, which contains that of 6.8.03; `since` marks what 6.8.03 lacks.
"""

from specify.datamodel.declaring import JoinTable, Table
from specify.datamodel.schema import (
    accessions,
    agents,
    ages,
    attachments,
    attributes,
    borrows,
    collecting,
    collection_objects,
    conservation,
    determinations,
    exports,
    geography,
    groups,
    joins,
    literature,
    loans,
    localities,
    organisation,
    preparations,
    resources,
    security,
    sequences,
    stratigraphy,
    taxa,
    taxon_attributes,
    workbench,
)

# In the order in which people meet them.
SUBJECTS = (
    collection_objects,
    determinations,
    preparations,
    taxa,
    collecting,
    localities,
    geography,
    agents,
    accessions,
    loans,
    borrows,
    literature,
    conservation,
    sequences,
    ages,
    stratigraphy,
    groups,
    attributes,
    taxon_attributes,
    attachments,
    organisation,
    security,
    resources,
    exports,
    workbench,
)

TABLES: dict[str, Table] = {table.key: table for subject in SUBJECTS for table in subject.TABLES}
JOIN_TABLES: dict[str, JoinTable] = {join.table: join for join in joins.JOIN_TABLES}
