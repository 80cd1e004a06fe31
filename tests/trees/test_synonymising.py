"""A node becomes a synonym, and is accepted again; determinations and other synonyms follow."""

import pytest

from specify.datamodel.tables import model
from specify.records.rules import trees as rule
from specify.security.entering import Visit
from specify.web.refusals import Refusal
from tests.nodes.growing import Grove
from tests.records.changing import row
from tests.trees.wood import assert_determined, assert_sound, desynonymise, grove_in, one, settle, synonymise

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]


@pytest.fixture
def ground(visit: Visit) -> Ground:
    """A genus with three species and a determination of each, one of them a synonym of another."""
    grove, visit = grove_in(visit)
    genus = grove.node(20, grove.node(0, None, "Life"), "Salmo")
    trutta, _fario = (grove.node(40, genus, name) for name in ("trutta", "fario"))
    grove.node(40, genus, "lacustris", acceptedTaxon_id=trutta, isAccepted=False)
    settle(grove)
    for name, accepted in (("trutta", "trutta"), ("fario", "fario"), ("lacustris", "trutta")):
        grove.world.plant("determination", taxon_id=one(grove, name), preferredTaxon_id=one(grove, accepted))
    return grove, visit


def done(ground: Ground, node: str, target: str) -> None:
    grove, visit = ground
    synonymise(visit, grove.tree, one(grove, node), one(grove, target))


def log_of(action: int, record: int) -> dict[str, tuple[str | None, str | None]]:
    """What the log tells last of such an act."""
    log = model("spauditlog").objects.filter(action=action, recordId=record).latest("pk")
    fields = model("spauditlogfield").objects.filter(spAuditLog_id=log.pk)
    return {name: (old, new) for name, old, new in fields.values_list("fieldName", "oldValue", "newValue")}


def test_its_own_synonyms_and_determinations_follow(ground: Ground) -> None:
    grove, _visit = ground
    trutta, fario = one(grove, "trutta"), one(grove, "fario")
    done(ground, "trutta", "fario")
    assert {row("taxon", one(grove, name)).acceptedTaxon_id for name in ("trutta", "lacustris")} == {fario}
    assert_sound(grove)
    assert_determined(grove)
    assert log_of(5, trutta) == {"acceptedid": (None, str(fario)), "isaccepted": ("True", "False")}


def test_a_synonym_may_become_one_of_another(ground: Ground) -> None:
    grove, _visit = ground
    done(ground, "lacustris", "fario")
    assert row("taxon", one(grove, "lacustris")).acceptedTaxon_id == one(grove, "fario")
    assert_determined(grove)


def test_it_is_accepted_again(ground: Ground) -> None:
    grove, visit = ground
    lacustris = one(grove, "lacustris")
    desynonymise(visit, grove.tree, lacustris)
    assert_sound(grove)
    assert_determined(grove)
    assert log_of(6, lacustris) == {"acceptedid": (str(one(grove, "trutta")), None), "isaccepted": ("False", "True")}


@pytest.mark.parametrize(
    ("node", "target", "sentence"),
    [
        ("trutta", "trutta", "cannot be a synonym of itself"),
        ("fario", "lacustris", "Salmo-20-<lacustris> is a synonym itself"),
        ("lacustris", "trutta", "is a synonym of Salmo-20-<trutta> already"),
        ("Life", "Salmo", "Life is the root"),
        ("Salmo", "fario", "Salmo has nodes below it"),
    ],
)
def test_what_cannot_be_is_refused(ground: Ground, node: str, target: str, sentence: str) -> None:
    before = list(model("taxon").objects.order_by("pk").values())
    with pytest.raises(Refusal) as refused:
        done(ground, node, target)
    assert sentence in refused.value.sentence
    assert list(model("taxon").objects.order_by("pk").values()) == before


def test_children_are_allowed_where_the_collection_says_so(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    grove, _visit = ground
    grove.node(20, one(grove, "Life"), "Trutto")
    settle(grove)
    monkeypatch.setattr(rule, "collection_preference", lambda *_path: True)
    done(ground, "Salmo", "Trutto")
    assert row("taxon", one(grove, "Salmo")).isAccepted is False


def test_only_a_synonym_is_accepted_again(ground: Ground) -> None:
    grove, visit = ground
    with pytest.raises(Refusal, match="Salmo-20-<fario> is no synonym"):
        desynonymise(visit, grove.tree, one(grove, "fario"))


def test_who_may_not_is_refused(ground: Ground, reader_visit: Visit) -> None:
    grove, _visit = ground
    for refused in (
        lambda: synonymise(reader_visit, grove.tree, one(grove, "fario"), one(grove, "trutta")),
        lambda: desynonymise(reader_visit, grove.tree, one(grove, "lacustris")),
    ):
        with pytest.raises(Refusal) as told:
            refused()
        assert told.value.status == 403
