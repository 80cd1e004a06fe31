"""The HTML of a form to be filled in."""

import re
from dataclasses import replace

import pytest

from specify.layouts.bound import Value
from specify.layouts.filling.filled import (
    Entry,
    EntryColumn,
    FilledForm,
    FilledPart,
    FilledRecords,
    FilledRow,
    Option,
    Suggestions,
)
from specify.layouts.markup import faults
from tests.layouts.filling.forms import html

pytestmark = pytest.mark.one_shape


def drawn(*entries: Entry, suggestions: tuple[Suggestions, ...] = ()) -> str:
    """The controls of one part, white space between tags made plain."""
    form = FilledForm("agent", 1, (FilledPart("-1", "Agent", entries=entries),), suggestions)
    made = re.sub(r">\n+<", "><", html(form)).strip()
    assert faults(made) == []
    return made


def test_a_line_has_a_label_for_it_and_the_word_that_it_is_required() -> None:
    made = drawn(Entry(name="lastName", label="Name", kind="line", share=8, text="O'K <b>", required=True))
    assert made == (
        '<fieldset class="part"><legend><h2>Agent</h2></legend><div><div class="grid"><div class="pair s8">'
        '<label class="s3" for="lastName">Name <small>(required)</small></label>'
        '<div class="s5"><input id="lastName" name="lastName" value="O&#39;K &lt;b&gt;"></div></div></div></div>'
        "</fieldset>"
    )


def test_error_and_hint_come_after_the_control_and_describe_it() -> None:
    made = drawn(Entry(name="a", label="A", kind="line", hint="in metres", problems=("Too long.",)))
    assert '<div class="pair s24 bad">' in made
    assert (
        '<input id="a" name="a" aria-invalid="true" aria-describedby="a-e a-h" value="">'
        '<p class="error" id="a-e">Error: Too long.</p><p class="hint" id="a-h">in metres</p>'
    ) in made


def test_what_the_fields_mean_is_told_once_and_describes_no_control() -> None:
    row = FilledRow("rows.1", "Row 1", parts=(FilledPart("-2", "", 4, entries=(told("rows.1.b", "B", "Bee."),)),))
    rows = FilledRecords("rows", "row", rows=(row, replace(row, name="rows.2")))
    part = FilledPart("-1", "Agent", entries=(told("a", "A", "Ay."), told("c", "C", "")), records=rows)
    made = html(FilledForm("agent", 1, (part,)))
    assert re.findall("<p>(.*)</p>", made) == ["A: Ay.", "B: Bee."]
    assert made.count("<details") == 1
    assert "aria-describedby" not in made
    assert "<details" not in drawn(told("c", "C", ""))


def told(name: str, label: str, description: str) -> Entry:
    return Entry(name=name, label=label, kind="line", description=description)


def test_a_hint_of_a_table_stands_open_beneath_it() -> None:
    entry = Entry(name="rows.1.a", label="A", kind="line", spoken="A, row 1", told_by="rows-1-h")
    column = EntryColumn("rows-1", "A", hint="as 1987")
    rows = FilledRecords("rows", "row", columns=(column,), rows=(FilledRow("rows.1", "Row 1", entries=(entry,)),))
    made = html(FilledForm("agent", 1, (FilledPart("-1", "Agent", records=rows),)))
    assert '<p class="hint" id="rows-1-h">A: as 1987</p>' in made
    assert "<details" not in made
    assert faults(made) == []


@pytest.mark.parametrize(("may_add", "buttons"), [(True, 1), (False, 0)])
def test_that_there_is_none_yet_stands_beside_the_button_that_ends_it(may_add: bool, buttons: int) -> None:
    part = FilledPart("-1", "Agent", records=FilledRecords("rows", "row", may_add=may_add))
    (bar,) = re.findall(r'<p class="bar">.*?</p>', html(FilledForm("agent", 1, (part,))), re.DOTALL)
    assert '<span class="soft">None yet.</span>' in bar
    assert bar.count("<button") == buttons


def test_a_text_keeps_the_line_end_it_begins_with() -> None:
    made = drawn(Entry(name="a", label="A", kind="text", text="\nfrom line two", lines=3))
    assert '<textarea id="a" name="a" rows="3">\n\nfrom line two</textarea>' in made


@pytest.mark.parametrize(("text", "mark"), [("1", " checked"), ("", "")])
def test_a_box_sends_something_when_it_is_not_ticked(text: str, mark: str) -> None:
    made = drawn(Entry(name="a", label="Public", kind="check", text=text))
    assert (
        '<input type="hidden" name="a" value=""><label class="check">'
        f'<input type="checkbox" id="a" name="a" value="1"{mark}> Public</label>'
    ) in made


def test_a_choice_has_its_option_chosen() -> None:
    made = drawn(Entry(name="a", label="A", kind="choice", text="2", options=(Option("", "none"), Option("2", "Two"))))
    assert (
        '<select id="a" name="a"><option value="">none</option><option value="2" selected>Two</option></select>'
    ) in made


def test_a_record_is_a_line_with_a_button_and_the_id_that_goes_with_it() -> None:
    made = drawn(Entry(name="a", label="Agent", kind="record", text="Okafor", target="agent", chosen="7"))
    assert (
        '<span class="join"><input id="a" name="a" value="Okafor">'
        '<button name="_find" value="a">Find<span class="vh"> Agent</span></button></span>'
        '<input type="hidden" name="a.id" value="7">'
    ) in made


def test_the_button_that_leads_to_a_chosen_record_tells_which_it_is() -> None:
    for leads, word in (("edit", "Edit"), ("view", "View")):
        made = drawn(Entry(name="a", label="Agent", kind="record", text="Okafor", chosen="7", leads=leads))  # type: ignore[arg-type]
        assert (
            f'<div><button class="quiet" name="_go" value="a">{word}<span class="vh"> Okafor</span></button></div>'
        ) in made
    assert "_go" not in drawn(Entry(name="a", label="Agent", kind="record", text="Okafor", chosen="7"))


def test_several_controls_are_a_group_named_by_its_label() -> None:
    inner = (
        Entry(name="latitude1", label="Latitude", kind="line", share=12),
        Entry(name="longitude1", label="Longitude", kind="line", share=12),
    )
    made = drawn(Entry(name="points", label="Coordinates", kind="several", inner=inner))
    assert '<div class="grid s24" id="points" role="group" aria-label="Coordinates">' in made
    assert '<label class="s3" for="longitude1">Longitude</label><div class="s9"><input id="longitude1"' in made


def test_what_is_only_looked_at_is_no_control() -> None:
    made = drawn(
        Entry(name="a", label="Number", kind="read", values=(Value("12"), Value("Two", "link", link=("agent", 2)))),
        Entry(name="b", label="Nothing", kind="read", hint="not told"),
    )
    assert '<div class="s21">12; <a href="/agent/2/">Two</a></div>' in made
    assert '<span class="soft">empty</span>' in made
    assert "<input" not in made
    assert "not told" not in made


def test_a_line_shows_the_link_that_is_made_of_it_and_takes_suggestions() -> None:
    link = Value("https://a.example/", "web", address="https://a.example/")
    made = drawn(
        Entry(name="a", label="Address", kind="line", text="https://a.example/", values=(link,), suggestions="list-x"),
        suggestions=(Suggestions("list-x", ("One", "<Two>")),),
    )
    assert '<p class="hint"><a href="https://a.example/" rel="noopener external">' in made
    assert 'list="list-x"' in made
    assert '<datalist id="list-x"><option>One</option><option>&lt;Two&gt;</option></datalist>' in made


def test_parts_within_a_part_have_headings_as_far_as_they_go_and_legends_below() -> None:
    inner = FilledPart("x", "Deep", 3, inner=(FilledPart("y", "Deeper", 4), FilledPart("z", "", 4, texts=("bare",))))
    made = html(FilledForm("agent", 1, (FilledPart("-1", "Agent", inner=(inner,), withheld=(("Loan", "Loans"),)),)))
    assert "<legend><h3>Deep</h3></legend>" in made
    assert "<legend>Deeper</legend>" in made
    assert "<legend></legend>" not in made
    assert "<p>bare</p>" in made
    assert "Not shown: Loan. You may not read Loans." in made
