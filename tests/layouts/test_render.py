"""The HTML of a form."""

import re
from html.parser import HTMLParser

import pytest

from specify.layouts.bound import BoundForm, BoundPair, Column, LongText, Part, Records, TableRow, Value, Way
from specify.layouts.render import Addresses, render_form
from tests.layouts.event import EVENT_FORMS, event_rows
from tests.layouts.making import bound, form_of

pytestmark = pytest.mark.one_shape

ADDRESSES = Addresses(
    link=lambda table, row_id: f"/{table}/{row_id}/",
    link_all=lambda table, row_id, name: f"/{table}/{row_id}/{name}/",
    link_text=lambda table, row_id, field: f"/{table}/{row_id}/text/{field}/",
)


def html(*parts: Part) -> str:
    """The form's HTML, white space made plain."""
    made = str(render_form(BoundForm("f", "agent", 1, parts), ADDRESSES))
    return re.sub(r">\s+<", "><", made).strip()


def pair(*values: Value, label: str = "Name") -> Part:
    return Part("f--1", "Agent", 2, pairs=(BoundPair("a", label, 8, 3, values),))


def test_a_pair_is_a_term_and_a_description_with_shares() -> None:
    assert html(pair(Value("Brandvold"))) == (
        '<section class="part"><h2>Agent</h2><div><dl class="grid"><div class="pair s8">'
        '<dt class="s3">Name</dt><dd class="s5">Brandvold</dd></div></dl></div></section>'
    )


def test_every_text_is_escaped() -> None:
    evil = "<script>alert('&')</script>"
    told = html(
        Part(
            "f--1",
            evil,
            2,
            note=evil,
            texts=(evil,),
            pairs=(BoundPair("a", evil, 8, 3, (Value(evil, latin=evil), Value(evil, "link", link=("agent", 1)))),),
            empty=(evil,),
            withheld=((evil, evil),),
            unmade=(evil,),
        )
    )
    assert "<script" not in told
    assert told.count("&lt;script&gt;") == 11


def test_each_kind_of_value_has_its_markup() -> None:
    assert '<i lang="la">Salmo</i> L.' in html(pair(Value(" L.", latin="Salmo")))
    assert '<a href="/taxon/9/"><i lang="la">Salmo</i></a>' in html(
        pair(Value("", "link", latin="Salmo", link=("taxon", 9)))
    )
    assert '<a href="https://a.example/" rel="noopener external">https://a.example/</a>' in html(
        pair(Value("https://a.example/", "web", address="https://a.example/"))
    )
    long = html(pair(Value("cut", "long", long=LongText("agent", 1, "remarks"))))
    assert 'cut… <a href="/agent/1/text/remarks/">' in long
    assert '<a href="/agent/1/groups/">all 30</a>' in html(pair(Value("30", "all", way=Way("agent", 1, "groups", 30))))
    assert "one<br>two" in html(pair(Value("one\ntwo")))
    assert "one; two" in html(pair(Value("one"), Value("two")))


def test_what_is_not_there_is_told_in_a_sentence() -> None:
    told = html(Part("f--1", "Agent", 2, empty=("A", "B"), withheld=(("C", "Loan"), ("D", "Loan")), unmade=("E",)))
    assert '<p class="soft">Empty: A, B.</p>' in told
    assert '<p class="soft">Not shown: C, D. You may not read Loan.</p>' in told
    assert '<p class="soft">Not computed here: E.</p>' in told


def test_what_is_not_known_is_told_calmly() -> None:
    assert '<dd class="s5"><span class="soft">not known here</span></dd>' in html(
        pair(Value("not known here", "unknown"))
    )
    told = html(Part("f-c", "C", 2, records=Records(Way("x", 1, "c", 1), 1, unknown=("A", "B"))))
    assert '<p class="soft">Not known here: A, B.</p>' in told


def test_problems_stand_at_the_end_under_a_heading() -> None:
    form = BoundForm("f", "agent", 1, (), problems=("ours, view A: <odd>",))
    told = re.sub(r">\s+<", "><", str(render_form(form, ADDRESSES)))
    assert "<h2>Problems of this layout</h2>" in told
    assert '<div class="note" lang="en"><ul><li>ours, view A: &lt;odd&gt;</li></ul></div>' in told
    assert "Problems" not in html()


def test_a_part_that_goes_on_repeats_its_heading_for_those_who_hear_it() -> None:
    told = html(Part("f--2", "Agent", 2, continued=True, pairs=pair(Value("x")).pairs))
    assert '<section class="part"><div><h2 class="vh">Agent, continued</h2></div><div><dl' in told


def test_records_are_a_table_with_row_heads_and_the_way_to_all() -> None:
    row = TableRow(("collector", 4), Value("Okafor"), ((Value("3", number=True),), ()), current=True)
    columns = (Column("a", "Name", False), Column("b", "No", True), Column("c", "Note", False))
    told = html(
        Part("f-c", "Collectors", 2, note="30", records=Records(Way("x", 1, "collectors", 30), 1, columns, (row,)))
    )
    assert "<h2>Collectors <small>30</small></h2>" in told
    assert '<div class="wide" role="region" aria-labelledby="f-c-t" tabindex="0"><table class="stack">' in told
    assert '<caption id="f-c-t" class="vh">Collectors</caption>' in told
    assert '<th scope="col">Name</th><th scope="col" class="n">No</th>' in told
    assert '<tr class="on"><th scope="row"><a href="/collector/4/">Okafor</a></th>' in told
    assert '<td data-label="No" class="n">3</td><td data-label="Note"></td></tr>' in told
    assert '<p><a href="/x/1/collectors/">All 30: Collectors</a></p>' in told


class Outline(HTMLParser):
    """Heading levels and ids in order; open and close tags must match."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_headings_never_skip_and_ids_are_unique() -> None:
    outline = Outline()
    outline.feed(
        str(render_form(bound(form_of(EVENT_FORMS, "collectingevent"), event_rows(), books=EVENT_FORMS), ADDRESSES))
    )
    assert not outline.open
    assert len(outline.ids) == len(set(outline.ids)) == 2
    assert outline.levels == [2, 2, 2, 3, 2]
    assert all(after - before <= 1 for before, after in zip([1, *outline.levels], outline.levels, strict=False))
