"""Preferences are found where both programs keep them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specify.datamodel import tables
from specify.resources import problems
from specify.resources.preferences import Preferences, collection_preference, preferences, properties, user_preference
from specify.resources.viewer import Viewer

pytestmark = pytest.mark.django_db(databases="__all__")
OLD = "2020-01-01T00:00:00/preferences"
Store = Callable[..., int]


def test_properties_are_read_as_java_writes_them() -> None:
    text = "#a comment\n! another\n a = 1 \nb=x\\:y\\=z\\u00e9\nno equals sign\na=2\nempty=\n"
    assert properties(text) == {"a": "1", "b": "x:y=zé", "empty": ""}


def test_both_kinds_of_institutional_preferences_are_one(viewer: Viewer, store: Store) -> None:
    tables.SpAppResource.objects.filter(name="preferences").update(name="before")
    store("preferences", "ui.formatting.scrdateformat=dd.MM.yyyy\nx.CO_CREATE_PREP_4=true\nn=12", userType="Prefs")
    store("preferences", "AUDIT_LIFESPAN_MONTHS=3\nn=13", userType="Global Prefs")
    store("preferences", "n=14", userType="Common")
    found = preferences(OLD)
    assert found.date_format == "dd.MM.yyyy"
    assert found.month_format == "MM/yyyy"
    assert found.number("n", 0) == 12
    assert found.number("AUDIT_LIFESPAN_MONTHS", 0) == 3
    assert found.number("ui.formatting.scrdateformat", 5) == 5
    assert Preferences({"n": "9" * 5000}).number("n", 5) == 5
    assert not found.flag("CO_CREATE_PREP_4")
    assert found.flag("x.CO_CREATE_PREP_4")
    assert found.flag("absent", default=True)


def test_json_preferences_fall_back_to_the_default_ones(viewer: Viewer, store: Store, config: Path) -> None:
    store("DefaultUserPreferences", '{"form": {"schema": {"language": "de"}, "ui": {"maxWidth": 900}}}', "common")
    store("UserPreferences", '{"form": {"schema": {"language": "fr"}}}', "personal")
    store("CollectionPreferences", '{"general": {"pickLists": {"sp7_scope_table_picklists": false}}}', "collection")
    assert user_preference(viewer, OLD, "form", "schema", "language") == "fr"
    assert user_preference(viewer, OLD, "form", "ui", "maxWidth") == 900
    assert user_preference(viewer, OLD, "form", "ui", "maxWidth", "deeper") is None
    assert collection_preference(viewer, OLD, "general", "pickLists", "sp7_scope_table_picklists") is False


@pytest.mark.parametrize("text", ["{", "[" * 20_000])
def test_broken_json_is_named(viewer: Viewer, store: Store, config: Path, text: str) -> None:
    store("UserPreferences", text, "personal")
    stamp = f"{OLD}-broken-{len(text)}"
    assert user_preference(viewer, stamp, "form") is None
    assert [problem.resource for problem in problems.under(stamp)] == ["UserPreferences"]
