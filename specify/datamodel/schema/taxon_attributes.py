"""The Specify schema: taxon attributes (1 table).

In: nothing. Out: `TABLES`, read by `specify.datamodel.schema`.
"""

from specify.datamodel.declaring import (
    audited,
    boolean,
    byte,
    date,
    decimal,
    many_to_one,
    one_to_many,
    series,
    string,
    table,
    text,
)

TABLES = (
    table(
        "TaxonAttribute",
        162,
        date("date1"),
        byte("date1Precision"),
        *series(decimal("number1"), 20),
        text("remarks"),
        *series(string("text1", 128), 26),
        *series(string("text27", 256), 48),
        *series(text("text49"), 58),
        *series(boolean("yesNo1"), 82),
        *audited(),
        many_to_one("agent1", "Agent"),
        one_to_many("taxons", "Taxon", "taxonAttribute"),
    ),
)
