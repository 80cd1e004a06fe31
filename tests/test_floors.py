"""The floors of `specify/`: a module imports from floors below it and from its own package only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_shape

ROOT = Path(__file__).parent.parent
FLOORS: tuple[tuple[str, ...], ...] = (
    ("text",),
    ("datamodel", "resources", "web"),
    ("layouts", "security", "tasks", "nodes"),
    ("query", "files"),
    ("records",),
    ("ask", "trees", "interactions", "printing", "export", "workbench", "attachments"),
    ("api", "demonstration"),
    ("settings", "environment", "urls", "wsgi", "commands"),
)
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
BESIDE = {
    "resources": {"datamodel"},  # app resources lie in tables
    "web": {"datamodel"},  # a page asks whether the database is there
    "settings": {"environment"},  # its variables, read and checked
    "wsgi": {"environment"},  # what is wrong with them is said at the start
}
MODULES = sorted((ROOT / "specify").rglob("*.py"))


def _package(module: Path) -> str:
    return module.relative_to(ROOT / "specify").parts[0].removesuffix(".py")


def _imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "specify":
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name in FLOOR)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("specify."):
            yield (node.module or "").split(".")[1], node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("specify."):
                    yield alias.name.split(".")[1], node.lineno


def climbing(module: str, package: str, source: str) -> list[str]:
    """The imports of a module that lead up or sideways, as sentences."""
    wrong = []
    for target, line in _imported(ast.parse(source)):
        if target == package or target in BESIDE.get(package, set()):
            continue
        if FLOOR.get(target, 0) >= FLOOR[package]:
            wrong.append(
                f"{module}, line {line}, on floor {FLOOR[package]} imports specify/{target}, which is on floor "
                f"{FLOOR[target]}; a module imports from floors below it and from its own package only."
            )
    return wrong


def test_every_package_has_a_floor() -> None:
    known = {*FLOOR, "__init__", "locale"}
    there = {_package(module) for module in MODULES}
    assert there <= known, f"These packages stand on no floor: {', '.join(sorted(there - known))}."


@pytest.mark.parametrize("package", sorted({_package(module) for module in MODULES} & set(FLOOR)))
def test_imports_lead_down(package: str) -> None:
    wrong = [
        sentence
        for module in MODULES
        if _package(module) == package
        for sentence in climbing(str(module.relative_to(ROOT)), package, module.read_text())
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "source", ["from specify.records import saving", "import specify.records.saving", "from specify import records"]
)
def test_an_import_that_climbs_is_told(source: str) -> None:
    assert "imports specify/records, which is on floor 4" in climbing("specify/text/folding.py", "text", source)[0]
