"""The taxon tree of a collection: real names with authors, synonyms and hybrids, and made-up ones to any number.

In: a `Book`, a `Department` and the files its subject names. Out: rows, and the species that specimens choose from.
Kept of Specify: a synonym is a node that names its accepted node; a hybrid is a node with the mark of a hybrid in its
name, that names its parents. Changed on purpose: nothing made up stands among the real names unless a size is asked
for, and then each made-up name says so.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specify.demonstration.book import Book
from specify.demonstration.departments import Department
from specify.demonstration.inventing import invented_genera
from specify.demonstration.sheets import Malformed, rows
from specify.demonstration.subjects import Taxa
from specify.demonstration.trees import Growth, Node, plant

MARKS = {"subsp.": "Subspecies", "var.": "Variety", "f.": "Forma"}
HYBRID = "×"
HIGHER = (("phylum", "Phylum"), ("class", "Class"), ("order", "Order"), ("family", "Family"))


@dataclass(frozen=True, slots=True)
class Species:
    """A species, or what is below it, as determinations use it.

    Ids of its node, genus, family, synonyms, and of what it is mistaken for.
    """

    id: int
    genus: int
    family: int
    synonyms: tuple[int, ...]
    relatives: tuple[int, ...]


@dataclass(slots=True)
class _Names:
    """The tree while it is read: what is above each name, and the nodes of families, genera and full names."""

    root: Node
    families: dict[str, Node]
    genera: dict[str, Node]
    nodes: dict[str, Node]


def plant_taxa(book: Book, department: Department, size: int = 0) -> dict[str, list[Species]]:
    """Note the tree, with made-up names up to `size` nodes; its species by region or formation."""
    about = department.subject.taxa
    names = _Names(about.kind.root, {}, {}, {})
    for row in rows(about.sheet):
        _enter(about, names, row)
    for row in rows(about.sheet):
        _cross(names, row)
    for row in rows(about.synonyms):
        _enter_synonym(names, row)
    _enlarge(names, size)
    plant(book, department.taxa, names.root)
    for row in rows(about.sheet):
        for language, column in (("en", "english"), ("de", "german")):
            if row[column]:
                book.add("commonnametx", taxon=names.nodes[row["name"]].id, name=row[column], language=language)
    return _species(about, names)


def parts_of(name: str) -> list[tuple[str, str]]:
    """The ranks and names that a scientific name consists of: `Mentha × piperita` is a genus and a hybrid species."""
    # The sign of a hybrid and the name behind it are one word.
    words = name.replace(f"{HYBRID} ", HYBRID).split()
    ranks = ["Genus", "Species", "Subspecies"]
    if len(words) == 4 and words[2] in MARKS:
        ranks[2] = MARKS[words.pop(2)]
    if len(words) not in (2, 3) or any(word in MARKS for word in words):
        raise Malformed(f"{name} is not the name of a species or of something below one.")
    return [(rank, word.replace(HYBRID, f"{HYBRID} ")) for rank, word in zip(ranks, words, strict=False)]


def _enter(about: Taxa, names: _Names, row: Mapping[str, str]) -> None:
    node = names.root.child("Kingdom", about.kingdom)
    for column, rank in HIGHER:
        node = node.child(rank, row.get(column) or about.phylum)
    names.families[row["name"]] = node
    parts = parts_of(row["name"])
    for rank, part in parts:
        node = node.child(rank, part)
    names.genera[parts[0][1]] = names.families[row["name"]].child(*parts[0])
    names.nodes[row["name"]] = node
    node.values.update(
        author=row["author"],
        commonName=row["english"] or None,
        source=about.source,
        isHybrid=any(HYBRID in part for _, part in parts),
    )


def _cross(names: _Names, row: Mapping[str, str]) -> None:
    """Name the parents of a hybrid."""
    parents = [row.get("parent1", ""), row.get("parent2", "")]
    for column, parent in zip(("hybridParent1", "hybridParent2"), parents, strict=True):
        if parent:
            names.nodes[row["name"]].values[column] = names.nodes[parent]


def _enter_synonym(names: _Names, row: Mapping[str, str]) -> None:
    accepted = names.nodes[row["accepted"]]
    (_, genus), *below = parts_of(row["name"])
    if genus not in names.genera:
        names.genera[genus] = names.families[row["accepted"]].child("Genus", genus)
    home = names.genera[genus]
    for rank, part in below[:-1]:
        home = home.child(rank, part)
    rank, part = below[-1]
    node = Node(rank, part, {"author": row["author"], "isHybrid": HYBRID in part}, accepted=accepted)
    home.children.append(node)
    names.nodes.setdefault(row["name"], node)


def _enlarge(names: _Names, size: int) -> None:
    """Let every family grow made-up genera, so that the tree has `size` nodes; a larger tree is left as it is."""
    families = list({id(family): family for family in names.families.values()}.values())
    wanted = max(0, size - names.root.size)
    for place, family in enumerate(families):
        share = wanted * (place + 1) // len(families) - wanted * place // len(families)
        if share:
            family.growth = Growth(share, invented_genera(place, share))


def _species(about: Taxa, names: _Names) -> dict[str, list[Species]]:
    synonyms: dict[Node, list[int]] = defaultdict(list)
    for row in rows(about.synonyms):
        node = names.nodes[row["name"]]
        if node.accepted:
            synonyms[node.accepted].append(node.id)
    relatives: dict[Node, list[int]] = defaultdict(list)
    for name, family in names.families.items():
        relatives[family].append(names.nodes[name].id)
    found: dict[str, list[Species]] = defaultdict(list)
    for row in rows(about.sheet):
        node, family = names.nodes[row["name"]], names.families[row["name"]]
        species = Species(
            id=node.id,
            genus=names.genera[parts_of(row["name"])[0][1]].id,
            family=family.id,
            synonyms=tuple(synonyms[node]),
            relatives=tuple(_others(relatives[family], node.id)),
        )
        for where in row[about.where].split():
            found[where].append(species)
    return found


def _others(numbers: list[int], number: int) -> Iterator[int]:
    """Some of a family's species around one of them; a large family has more than anybody would confuse."""
    place = numbers.index(number)
    return (other for other in numbers[max(0, place - 6) : place + 7] if other != number)
