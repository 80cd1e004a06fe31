"""What the documents say is so: every variable that the program reads is in the README's table, and no other."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_shape

ROOT = Path(__file__).parent.parent
READ = re.compile(r"""environ(?:\.get\(|\[)\s*"([A-Z_]+)""")
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
NOT_FOR_PEOPLE = {
    "DJANGO_SETTINGS_MODULE",  # ours is the only one
    "PROMETHEUS_MULTIPROC_DIR",  # what deploy/gunicorn.conf.py tells the library
    "SPECIFY_TIMING",  # what deploy/bench asks of the server
    "TZ",  # the system's
}


def variables() -> set[str]:
    """The variables that the program reads."""
    modules = [*(ROOT / "specify").rglob("*.py"), *(ROOT / "deploy").glob("*.py"), ROOT / "manage.py"]
    return {name for module in modules for name in READ.findall(module.read_text())}


def test_the_readme_lists_every_variable() -> None:
    assert set(ROW.findall((ROOT / "README.md").read_text())) == variables() - NOT_FOR_PEOPLE


def test_files_named_in_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    for name in re.findall(r"`((?:deploy|tests|specify)/[\w/.-]+)`", text):
        assert (ROOT / name).exists(), f"{name} is named in a document and does not exist."
