"""The house rules that a machine can check: sizes, docstrings, names, and that the project speaks of itself alone."""

import ast
import os
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_shape

ROOT = Path(__file__).parent.parent
LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 400, 40
SAY_NOTHING = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "base"}
FOREIGN = re.compile(r"/" + r"work/|\bsub" + r"agent|/tmp/" + r"plan")
MADE = {".git", ".venv", "var", "__pycache__", "static_built"}
TEXTS = {".py", ".pyi", ".md", ".html", ".css", ".js", ".toml", ".txt", ".xml", ".json", ".po", ".conf", ".service", ""}


def _ours() -> list[Path]:
    found = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in MADE and not name.endswith("_cache")]
        found += [Path(folder, name) for name in names]
    return sorted(found)


FILES = _ours()
MODULES = [file for file in FILES if file.suffix == ".py"]


def _told(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_files_are_short() -> None:
    long = {_told(file): len(file.read_text().splitlines()) for file in MODULES}
    over = [f"{name} has {lines} lines" for name, lines in long.items() if lines > LINES_OF_A_FILE]
    assert not over, f"Files have at most {LINES_OF_A_FILE} lines: {'; '.join(over)}."


def test_functions_are_short() -> None:
    over = [
        f"{_told(file)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= LINES_OF_A_FUNCTION
    ]
    assert not over, f"Functions have at most {LINES_OF_A_FUNCTION} lines: {'; '.join(over)}."


def test_every_module_opens_with_a_docstring() -> None:
    mute = [
        _told(file)
        for file in MODULES
        if file.read_text().strip() and not ast.get_docstring(ast.parse(file.read_text()))
    ]
    assert not mute, f"These modules do not say what they are: {', '.join(mute)}."


def test_names_say_something() -> None:
    vague = [_told(file) for file in MODULES if file.stem in SAY_NOTHING or file.parent.name in SAY_NOTHING - {"base"}]
    assert not vague, f"These names say nothing: {', '.join(vague)}. A file is named for what it does."


def test_the_project_speaks_of_itself_alone() -> None:
    foreign = [
        f"{_told(file)}, line {number}"
        for file in FILES
        if file.suffix in TEXTS
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert not foreign, f"These lines speak of a place outside the project: {'; '.join(foreign)}."


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_explained(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r"))]
    assert len(lines) <= 21
    for line in lines:
        assert re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+  # .+", line), f"{name}: {line}"
