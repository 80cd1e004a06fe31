"""What the demonstration notes, before any database: the same for the same seed, and fit for its columns."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from specify.datamodel.declaring import Field, Relationship
from specify.datamodel.schema import TABLES
from specify.demonstration.book import Book, Values
from specify.demonstration.inventing import REMARK
from specify.demonstration.making import SUBJECTS, Size, note
from specify.demonstration.sheets import Malformed
from specify.demonstration.taxa import parts_of
from specify.demonstration.trees import FROM_LEAF, Growth, Kind, Node, Rank, define, plant

KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "text": str,
    "integer": int,
    "short": int,
    "byte": int,
    "long": int,
    "boolean": bool,
    "date": date,
    "timestamp": datetime,
    "decimal": Decimal,
}


def noted(size: Size) -> list[tuple[str, Values]]:
    book = Book()
    note(book, size)
    return list(book.rows())


def of(rows: list[tuple[str, Values]], table: str) -> list[Values]:
    return [row for name, row in rows if name == table]


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, Values]]:
    return noted(Size(130))


def test_the_same_seed_gives_the_same_rows(rows: list[tuple[str, Values]]) -> None:
    assert noted(Size(130)) == rows


def test_another_seed_gives_other_specimens(rows: list[tuple[str, Values]]) -> None:
    other = noted(Size(130, seed=2))
    assert of(other, "taxon") == of(rows, "taxon")
    assert of(other, "determination") != of(rows, "determination")


def test_every_value_fits_its_column(rows: list[tuple[str, Values]]) -> None:
    for table, row in rows:
        for name, value in row.items():
            member = TABLES[table].find(name)
            if name == "id" or value is None or isinstance(member, Relationship):
                continue
            assert isinstance(member, Field), f"{table}.{name}"
            assert isinstance(value, KINDS[member.kind]), f"{table}.{name} is {value!r}"
            if member.length and isinstance(value, str):
                assert len(value) <= member.length, f"{table}.{name} is {value!r}"


def test_every_text_is_in_the_characters_of_a_6_8_database(rows: list[tuple[str, Values]]) -> None:
    texts = [value for _, row in rows for value in row.values() if isinstance(value, str)]
    assert [text for text in texts if any(ord(character) > 0xFFFF for character in text)] == []


def test_what_is_required_is_said(rows: list[tuple[str, Values]]) -> None:
    for table, row in rows:
        members: list[Field | Relationship] = [*TABLES[table].fields.values(), *TABLES[table].relationships.values()]
        for member in members:
            filled = isinstance(member, Field) and member.kind in ("boolean", "timestamp", "integer", "short", "byte")
            if member.column and not member.null and not filled:
                assert row.get(member.name) is not None, f"{table}.{member.name}"


def test_keys_lead_to_rows(rows: list[tuple[str, Values]]) -> None:
    ids: dict[str, set[object]] = {}
    for table, row in rows:
        ids.setdefault(table, set()).add(row["id"])
    for table, row in rows:
        for name, value in row.items():
            member = TABLES[table].relationships.get(name)
            if member is not None and value is not None:
                assert value in ids[member.target.lower()], f"{table}.{name} is {value}"


def test_the_objects_are_shared_out() -> None:
    for objects in (1, 2, 7, 130, 1000):
        shares = Size(objects).shares()
        assert (len(shares), sum(shares)) == (len(SUBJECTS), objects)
    assert Size(1000).shares() == [500, 300, 200]


def test_rows_of_a_collection_are_of_its_own_discipline(rows: list[tuple[str, Values]]) -> None:
    disciplines = {row["id"]: row["discipline"] for row in of(rows, "collection")}
    events = {row["id"]: row["discipline"] for row in of(rows, "collectingevent")}
    localities = {row["id"]: row["discipline"] for row in of(rows, "locality")}
    assert {
        events[row["collectingEvent"]] == disciplines[row["collection"]] for row in of(rows, "collectionobject")
    } == {True}
    assert {localities[row["locality"]] == row["discipline"] for row in of(rows, "collectingevent")} == {True}
    taxa = {row["id"]: row["definition"] for row in of(rows, "taxon")}
    trees = {
        collection["id"]: discipline["taxonTreeDef"]
        for collection, discipline in zip(of(rows, "collection"), of(rows, "discipline"), strict=True)
    }
    assert {taxa[row["taxon"]] == trees[row["collectionMemberId"]] for row in of(rows, "determination")} == {True}


def test_agents_are_of_the_division_they_act_in(rows: list[tuple[str, Values]]) -> None:
    divisions = {row["id"]: row["division"] for row in of(rows, "agent")}
    for table, name in (("loanagent", "loan"), ("giftagent", "gift"), ("accessionagent", "accession")):
        owners = {row["id"]: row["division"] for row in of(rows, name)}
        assert [row for row in of(rows, table) if divisions[row["agent"]] != owners[row[name]]] == []
    assert [row for row in of(rows, "collector") if divisions[row["agent"]] != row["division"]] == []


def test_a_preparation_leaves_the_house_once_and_may_be_lent(rows: list[tuple[str, Values]]) -> None:
    loanable = {row["id"] for row in of(rows, "preptype") if row["isLoanable"]}
    types = {row["id"]: row["prepType"] for row in of(rows, "preparation")}
    out = [
        row["preparation"]
        for table in ("loanpreparation", "giftpreparation", "exchangeoutprep")
        for row in of(rows, table)
    ]
    assert len(out) > 30
    assert len(set(out)) == len(out)
    assert {types[preparation] for preparation in out} <= loanable


def test_the_last_objects_stand_in_the_diary_in_order(rows: list[tuple[str, Values]]) -> None:
    log = of(rows, "spauditlog")
    assert [row["timestampCreated"] for row in log] == sorted(row["timestampCreated"] for row in log)
    objects = {row["id"]: row for row in of(rows, "collectionobject")}
    for entry in log:
        if entry["tableNum"] == TABLES["collectionobject"].number:
            stamp = "timestampModified" if entry["action"] else "timestampCreated"
            assert objects[entry["recordId"]][stamp] == entry["timestampCreated"]
    assert {row["createdByAgent"] for row in log} > {row["createdByAgent"] for row in log if row["action"]}
    assert {row["spAuditLog"] for row in of(rows, "spauditlogfield")} == {row["id"] for row in log if row["action"]}


def test_fossils_come_from_rocks_with_an_age(rows: list[tuple[str, Values]]) -> None:
    fossils = next(row["id"] for row in of(rows, "discipline") if row["type"] == "vertpaleo")
    for row in of(rows, "collectingevent"):
        assert (row["paleoContext"] is not None) == (row["discipline"] == fossils)
    assert all(row["chronosStrat"] and row["lithoStrat"] for row in of(rows, "paleocontext"))


def test_hybrids_have_their_parents(rows: list[tuple[str, Values]]) -> None:
    taxa = {row["id"]: row for row in of(rows, "taxon")}
    hybrids = [row for row in taxa.values() if row.get("isHybrid")]
    crossed = [row for row in hybrids if row.get("hybridParent1")]
    assert all("×" in str(row["fullName"]) for row in hybrids)
    assert len(crossed) >= 5
    assert all(taxa[row["hybridParent1"]]["rankId"] == 220 for row in crossed)


def test_stored_queries_lead_to_fields(rows: list[tuple[str, Values]]) -> None:
    by_number = {table.number: table for table in TABLES.values()}
    contexts = {row["id"]: row["contextTableId"] for row in of(rows, "spquery")}
    ranks = {row["name"] for tree in ("taxon", "geography", "lithostrat") for row in of(rows, f"{tree}treedefitem")}
    ranks |= {row["name"] for row in of(rows, "geologictimeperiodtreedefitem")}
    for row in of(rows, "spqueryfield"):
        path, owner, field = str(row["stringId"]).split(".")
        first, *steps = path.split(",")
        table = by_number[int(first)]
        assert table.number == contexts[row["query"]]
        for step in steps:
            number, _, name = step.partition("-")
            way = table.find(name or by_number[int(number)].name)
            assert isinstance(way, Relationship), row["stringId"]
            assert way.target == by_number[int(number)].name, row["stringId"]
            before, table = table, by_number[int(number)]
        holder = before if row["isRelFld"] else table
        plain = field.removesuffix("NumericYear").removesuffix("NumericMonth")
        assert owner == table.key, row["stringId"]
        assert holder.find(plain) or (table.is_tree and field in ranks), row["stringId"]


def test_a_tree_grows_to_any_number_of_nodes() -> None:
    real = of(noted(Size(1)), "taxon")
    grown = of(noted(Size(1, taxa=len(real) + 4000)), "taxon")
    first = [row for row in grown if row["definition"] == 1]
    made_up = [row for row in first if row.get("remarks") == REMARK]
    assert len(first) == len(real) + 4000
    assert [row["nodeNumber"] for row in grown] == [row["id"] for row in grown] == list(range(1, len(grown) + 1))
    ends: dict[object, object] = {row["id"]: row["highestChildNodeNumber"] for row in grown}
    for row in grown:
        assert row["parent"] is None or row["id"] <= ends[row["id"]] <= ends[row["parent"]]  # type: ignore[operator]
    genera = [row["name"] for row in first if row["rankId"] == 180]
    assert len(set(genera)) == len(genera)
    assert {row["fullName"] for row in first if row not in made_up} <= {row["fullName"] for row in real}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Esox lucius", [("Genus", "Esox"), ("Species", "lucius")]),
        ("Mentha × piperita", [("Genus", "Mentha"), ("Species", "× piperita")]),
        ("× Triticosecale rimpaui", [("Genus", "× Triticosecale"), ("Species", "rimpaui")]),
        ("Salmo trutta fario", [("Genus", "Salmo"), ("Species", "trutta"), ("Subspecies", "fario")]),
        (
            "Ranunculus aquatilis var. diffusus",
            [("Genus", "Ranunculus"), ("Species", "aquatilis"), ("Variety", "diffusus")],
        ),
    ],
)
def test_names_are_taken_apart(name: str, parts: list[tuple[str, str]]) -> None:
    assert parts_of(name) == parts


@pytest.mark.parametrize("name", ["Esox", "", "Esox var. lucius", "Esox lucius var.", "Esox lucius major minor"])
def test_what_names_no_species_is_refused(name: str) -> None:
    with pytest.raises(Malformed, match="is not the name of a species"):
        parts_of(name)


KIND = Kind(
    "geography",
    (Rank(0, "Earth"), Rank(100, "Continent"), Rank(200, "Country", in_name=True), Rank(300, "State", in_name=True)),
    separator=", ",
    direction=FROM_LEAF,
    accepted="acceptedGeography",
)


def planted(kind: Kind, root: Node) -> list[Values]:
    book = Book()
    plant(book, define(book, kind, kind.table), root)
    return of(list(book.rows()), kind.table)


def test_a_tree_is_numbered_and_named_as_specify_does_it() -> None:
    root = KIND.root
    for country in ("Norway", "Japan"):
        root.child("Continent", "Mainland").child("Country", country).child("State", f"{country} 1")
    nodes = planted(KIND, root)
    assert [(row["fullName"], row["nodeNumber"], row["highestChildNodeNumber"], row["parent"]) for row in nodes] == [
        ("Earth", 1, 6, None),
        ("Mainland", 2, 6, 1),
        ("Japan", 3, 4, 2),
        ("Japan 1, Japan", 4, 4, 3),
        ("Norway", 5, 6, 2),
        ("Norway 1, Norway", 6, 6, 5),
    ]


def test_what_a_tree_grows_is_numbered_with_it() -> None:
    root = KIND.root
    norway, japan = root.child("Country", "Norway"), root.child("Country", "Japan")
    japan.growth = Growth(3, lambda: [Node("State", "A"), Node("State", "B", children=[Node("State", "C")])])
    nodes = planted(KIND, root)
    assert [(row["name"], row["id"], row["highestChildNodeNumber"], row["parent"]) for row in nodes] == [
        ("Earth", 1, 6, None),
        ("Japan", 2, 5, 1),
        ("A", 3, 3, 2),
        ("B", 4, 5, 2),
        ("C", 5, 5, 4),
        ("Norway", 6, 6, 1),
    ]
    assert (root.size, japan.size, norway.size) == (6, 4, 1)


def test_a_synonym_points_at_the_accepted_name() -> None:
    kind = Kind("taxon", (Rank(0, "Life"), Rank(220, "Species", in_name=True)), accepted="acceptedTaxon")
    root = kind.root
    accepted = root.child("Species", "umbla")
    root.children.append(Node("Species", "alpinus", accepted=accepted))
    nodes = {row["name"]: row for row in planted(kind, root)}
    assert (nodes["alpinus"]["isAccepted"], nodes["alpinus"]["acceptedTaxon"]) == (False, nodes["umbla"]["id"])
    assert (nodes["umbla"]["isAccepted"], nodes["umbla"]["acceptedTaxon"]) == (True, None)


def test_a_rank_may_have_a_word_before_its_names() -> None:
    species, variety = Rank(220, "Species", in_name=True), Rank(240, "Variety", in_name=True, before="var. ")
    kind = Kind("taxon", (Rank(0, "Life"), species, variety), accepted="acceptedTaxon")
    root = kind.root
    root.child("Species", "aquatilis").child("Variety", "diffusus")
    assert [row["fullName"] for row in planted(kind, root)] == ["Life", "aquatilis", "aquatilis var. diffusus"]


@pytest.mark.django_db
def test_a_name_that_no_table_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specify.demonstration.book._insert", lambda *_: None)
    book = Book()
    book.add("agent", shoeSize=44)
    with pytest.raises(KeyError, match="Agent has no column for shoeSize"):
        book.write()


@pytest.mark.django_db
def test_a_book_writes_itself_when_it_holds_much(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    monkeypatch.setattr("specify.demonstration.book._insert", lambda *arguments: written.append(len(arguments[2])))
    book = Book(held=10)
    for number in range(25):
        book.add("agent", lastName=str(number), agentType=1)
    assert (written, len(list(book.rows())), book.count("agent")) == ([10, 10], 5, 25)
