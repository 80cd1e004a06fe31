"""Checking view sets as a whole, those of strangers too: everything wrong is a named problem."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts import checking, wiring
from specify.layouts.checking import Checked, check
from specify.layouts.choosing import MODES, SHAPES
from specify.layouts.form import Form
from specify.layouts.names import NOBODY_KNOWS, Names
from specify.layouts.shelves import shelves
from tests.layouts.making import Kept, layout, view, view_set

pytestmark = pytest.mark.by_schema

CONFIG = Path(os.environ.get("SPECIFY_DUMPS", "/nowhere")) / "specify7-config"
CORPUS = Path(os.environ.get("SPECIFY_SPEC", "/nowhere")) / "form-corpus.json"
NAME = '<row><cell type="label" labelfor="1"/><cell type="field" id="1" name="lastName"/></row>'
AGENT = view("Agent", "Agent", ("Agent", "view"), ("Agent", "edit"))
GOOD = view_set(AGENT, layout("Agent", "Agent", NAME))
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><viewset name="&b;"><views/><viewdefs/></viewset>'


def checked(data: bytes, *after: bytes, names: Names = NOBODY_KNOWS) -> Checked:
    """What is said of one view set, with others after it."""
    sources = [Kept(one, f"set {at}") for at, one in enumerate(after)]
    return check(Kept(data), sources, TABLES, names)


def agent(rows: str) -> bytes:
    """A view set with one layout."""
    return view_set(AGENT, layout("Agent", "Agent", rows))


def reasons(found: Checked) -> list[str]:
    return [problem.reason for problem in found.problems]


def test_what_is_right_is_counted_and_rendered_in_each_mode_that_can_be() -> None:
    found = checked(GOOD)
    assert (found.views, found.view_defs, found.cells) == (1, 1, 2)
    assert found.problems == ()
    assert not found.failed
    assert found.rendered == len(MODES) * len(SHAPES)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no XML that can be read"),
        (b"Dear curator,", "no XML that can be read"),
        (b'<?xml version="1.0" encoding="UTF-8"?><viewset name="M\xfcnchen"/>', "no XML that can be read"),
        (b'<?xml version="1.0" encoding="klingon"?><viewset/>', "no XML that can be read"),
        (BOMB, "DOCTYPE"),
        (b"<viewset>" + b" " * (16 * 2**20), "larger than 16 MiB"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "no XML that can be read"),
    ],
)
def test_what_cannot_be_read_is_named_and_fails(data: bytes, reason: str) -> None:
    found = checked(data)
    assert found.failed
    assert (found.views, found.rendered) == (0, 0)
    assert [reason in said for said in reasons(found)] == [True]


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"<viewset/>", 0, "it has no view in it"),
        (view_set(AGENT, ""), 2, "the layout Agent is not in the file"),
        (view_set(AGENT, "") + b"\n", 2, "the automatic form is shown instead"),
        (view_set(view("Agnet", "Agnet"), ""), 2, "the class edu.ku.brc.specify.datamodel.Agnet is no table"),
        (agent("<row><cell type='field' name='lastNaem'/></row>" + NAME), 2, "lastNaem is no field of Agent"),
        (agent(NAME + "<row><cell type='field' name='title' picklist='Titel'/></row>"), 2, "no pick list Titel"),
        (agent(NAME.replace("</row>", "<cell type='x'/></row>")), 2, "cell type x"),
        (agent("<row>" + "<cell/>" * 1_000_000 + "</row>"), 2, "more than 5,000 cells"),
        (view_set(AGENT, layout("Agent", "Accession", NAME)), 2, "is of another class, accession"),
    ],
)
def test_what_is_wrong_in_a_view_set_is_named_and_a_form_comes_out(data: bytes, line: int, reason: str) -> None:
    found = checked(data, names=Names(pick_lists={"SEX": ()}))
    assert not found.failed
    assert any(reason in problem.reason and problem.line == line for problem in found.problems), reasons(found)
    assert found.rendered == (0 if found.views == 0 or "no table" in reason else checked(GOOD).rendered)


def test_definitions_that_lead_nowhere_or_round_in_a_circle_are_named() -> None:
    defs = [("Agent", "B"), ("B", "C"), ("C", "B"), ("D", "D"), ("E", "Z")]
    layouts = "".join(layout(name, "Agent", f"<definition>{to}</definition>") for name, to in defs)
    told = [problem for problem in checked(view_set(AGENT, layouts)).problems if "definition" in problem.reason]
    assert [problem.view for problem in told] == ["Agent", "B", "C", "D", "E"]
    assert "leads round in a circle" in told[0].reason
    assert "leads round in a circle" in told[3].reason
    assert "is not in the file" in told[4].reason


def test_a_view_that_only_a_later_set_has_is_there() -> None:
    rows = NAME + '<row><cell type="subview" id="2" name="addresses" viewname="Where"/></row>'
    where = view_set(view("Where", "Address"), layout("Where", "Address", NAME.replace("lastName", "city")))
    assert any("no view Where" in reason for reason in reasons(checked(agent(rows), GOOD)))
    assert checked(agent(rows), where).problems == ()


def test_sub_forms_in_sub_forms_come_to_an_end() -> None:
    sub = "<row>" + '<cell type="subview" name="{}"/>' * 200 + "</row>"
    ways = {"CollectingEvent": "collectionObjects", "CollectionObject": "preparations"}
    views = "".join(view(table, table) for table in ways)
    layouts = "".join(layout(table, table, sub.replace("{}", name)) for table, name in ways.items())
    found = checked(view_set(views, layouts))
    assert (found.views, found.failed, found.problems) == (2, False, ())


def test_every_block_of_a_panel_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(work: Any, form: Form) -> Iterator[str]:
        htmls = list(draw(work, form))
        pages.append(htmls)
        yield from htmls

    draw, pages = checking.RENDERERS["view"], list[list[str]]()
    monkeypatch.setattr(checking, "RENDERERS", {"view": drawn})
    blocks = "".join(
        f'<rows condition="agentType={kind}"><row><cell type="label" label="For {kind}"/></row></rows>'
        for kind in ("Person", "Group", "Other")
    )
    inner = f'<row><cell type="panel"><rows/><rows><row><cell type="panel">{blocks}</cell></row></rows></cell></row>'
    assert not checked(agent(NAME + inner)).failed
    assert [sum(f"For {kind}" in html for html in pages[0]) for kind in ("Person", "Group", "Other")] == [2, 2, 2]


def test_web_links_are_drawn_too() -> None:
    link = '<row><cell type="field" uitype="plugin" name="url" initialize="name=WebLinkButton;weblink=Home"/></row>'
    found = checked(agent(NAME + link), names=Names(web_links={"home"}))
    assert (found.problems, found.failed) == ((), False)


def test_a_renderer_that_fails_or_writes_bad_html_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_work: object, _form: Form) -> Iterator[str]:
        raise KeyError("name")

    def unlabelled(_work: object, _form: Form) -> Iterator[str]:
        yield '<input id="a">'

    monkeypatch.setattr(checking, "RENDERERS", {"view": fail})
    found = checked(GOOD)
    assert (found.failed, found.rendered) == (True, 0)
    assert "cannot be shown as form in view mode (KeyError: 'name')" in reasons(found)
    monkeypatch.setattr(checking, "RENDERERS", {"view": unlabelled})
    found = checked(GOOD)
    assert (found.failed, found.rendered) == (True, 0)
    assert "as form in view mode, its page is not as it must be: <input> 'a' has no label." in reasons(found)


def test_a_folder_gives_its_files_those_registered_and_what_its_registry_lacks(tmp_path: Path) -> None:
    for folder in ("fish", "common"):
        (tmp_path / folder).mkdir()
    (tmp_path / "fish/viewset_registry.xml").write_text('<files><file file="odd.xml"/>\n<file file="no.xml"/></files>')
    (tmp_path / "common/viewset_registry.xml").write_text('<files><file file="common.views.xml"/></files>')
    for name in ("fish/odd.xml", "fish/loose.views.xml", "fish/not.xml", "common/common.views.xml"):
        (tmp_path / name).write_bytes(GOOD)
    found = shelves([tmp_path, tmp_path / "fish/odd.xml"])
    names = [str(each.source.path.relative_to(tmp_path)) for each in found.files]
    assert names == ["common/common.views.xml", "fish/loose.views.xml", "fish/odd.xml"]
    assert [(problem.line, "no.xml" in problem.reason) for problem in found.problems] == [(2, True)]
    assert [one.path.name for one in found.files[1].after()] == ["odd.xml", "common.views.xml"]


@pytest.mark.skipif(
    not (CONFIG.is_dir() and CORPUS.is_file()),
    reason="SPECIFY_DUMPS and SPECIFY_SPEC do not name the shipped layouts and what is in them.",
)
def test_every_shipped_view_renders_and_nothing_is_overlooked() -> None:
    counted = {
        each["file"].removeprefix("sp7/config/"): (each["views"], each["viewdefs"], sum(each["cells"].values()))
        for each in json.loads(CORPUS.read_text())["files"]
        if each["file"].startswith("sp7/config/")
    }
    found = shelves([CONFIG])
    done = [check(each.source, each.after(), TABLES, found.names_for(each)) for each in found.files]
    ours = {str(Path(each.file).relative_to(CONFIG)): (each.views, each.view_defs, each.cells) for each in done}
    assert ours == counted
    assert [each.file for each in done if each.failed] == []
    assert found.problems == []
    assert sum(each.rendered for each in done) == 344 * len(MODES) * len(SHAPES)  # 13 views are of no table


def test_of_a_view_set_without_end_the_first_views_are_looked_at_and_the_rest_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wiring, "MOST_CELLS", 11)
    views = "".join(view(f"Agent{at}", "Agent", ("Agent", "view"), ("Agent", "edit")) for at in range(1, 6))
    found = checked(view_set(views, layout("Agent", "Agent", NAME)))
    assert found.rendered == 3 * len(SHAPES) * len(checking.RENDERERS)
    (told,) = [one for one in found.problems if "not checked" in one.reason]
    assert (told.view, "(2)" in told.reason) == ("Agent4", True)
