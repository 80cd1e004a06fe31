"""The page checker itself: it accepts a good page, and names each fault of a bad one."""

import pytest

from tests.page_checks import faults, parse

pytestmark = pytest.mark.one_shape

GOOD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fishes – Tables – Museum</title><link rel="stylesheet" href="/static/specify.css"></head>
<body><p><a href="#main">Skip to main content</a></p>
<p role="status" id="status"></p>
<main id="main"><h1>Fishes</h1>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<fieldset><legend>Who</legend><label for="n">Name</label> <input id="n" name="n" aria-describedby="n-hint">
<p id="n-hint">As on the label.</p></fieldset><button>Save</button></form>
<table><caption>Three fishes</caption><thead><tr><th scope="col">Number</th><th scope="col">Name</th></tr></thead>
<tbody><tr><th scope="row">1</th><td>Perch <input name="t" aria-label="Remarks, row 1"></td></tr></tbody></table>
<h2>More</h2><dl><div><dt>Weight</dt><dd>3 kg</dd></div></dl>
<svg viewBox="0 0 1 1" aria-hidden="true"><path d="M0 0"/></svg></main></body></html>"""


def test_a_good_page_has_no_fault() -> None:
    assert faults(parse(GOOD)) == []


@pytest.mark.parametrize(
    ("good", "bad", "sentence"),
    [
        ("<h1>Fishes</h1>", "<h1>Fishes</h1><h1>Fishes</h1>", "exactly one h1"),
        ("<h1>Fishes</h1>", "<h2>Fishes</h2>", "exactly one h1"),
        ("<h2>More</h2>", "<h3>More</h3>", "a level is skipped"),
        ("<h2>More</h2>", "<h2></h2>", "is empty"),
        (' lang="en"', "", "names no language"),
        ("<title>Fishes – ", "<title>Birds – ", "says no word"),
        ("<title>Fishes – Tables – Museum</title>", "", "exactly one title"),
        ('role="status" ', "", "exactly one role=status"),
        ('href="#main"', 'href="#n"', "first link"),
        ("width=device-width, ", "width=device-width, user-scalable=no, ", "forbid zooming"),
        ('<p id="n-hint">', '<p id="n">', "stands 2 times"),
        ('id="n-hint"', 'id="other"', "not on the page"),
        ('<label for="n">', '<label for="m">', "no control on the page"),
        ('<label for="n">Name</label>', "", "has no visible label"),
        (' aria-label="Remarks, row 1"', "", "has no visible label"),
        ("<legend>Who</legend>", "", "must begin with a legend"),
        ("<caption>Three fishes</caption>", "", "has no caption"),
        ('<th scope="col">Name', "<th>Name", "has no scope"),
        ('<th scope="row">1</th>', "<td>1</td>", "row header"),
        ('<form method="post">', "<form>", "no method"),
        ('<input type="hidden" name="csrfmiddlewaretoken" value="x">', "", "CSRF"),
        ("<button>Save</button>", "", "no button"),
        ("<button>Save</button>", "<button></button>", "has no name"),
        ("<button>Save</button>", '<button aria-label="Store it">Save</button>', "is called"),
        ("<h2>More</h2>", "<h2>More</h2><script>alert(1)</script>", "A script stands in the page"),
        ("<h2>More</h2>", "<h2>More</h2><style>a{}</style>", "A style sheet stands"),
        ("<h2>More</h2>", '<h2 style="color:red">More</h2>', "inline style"),
        ("<h2>More</h2>", '<h2 onclick="go()">More</h2>', "inline onclick"),
        ("<h2>More</h2>", '<h2 hx-on:click="go()">More</h2>', "inline hx-on"),
        ('href="/static/specify.css"', 'href="https://cdn.example.org/a.css"', "fetches from elsewhere"),
        ("<h2>More</h2>", '<img src="data:image/png;base64,AA" alt="">', "fetches from elsewhere"),
        ("<h2>More</h2>", '<img src="/fish.png">', "no alt text"),
        ("<h2>More</h2>", '<a href="javascript:go()">More</a>', "no link to a page"),
        ("<h2>More</h2>", '<a href="#nowhere">More</a>', "leads to no element"),
        ("<h2>More</h2>", "<p>one<div>two</div></p>", "not well formed"),
        ("<h2>More</h2>", "<h2><div>More</div></h2>", "holds words only"),
        ("<h2>More</h2>", "<ul><p>More</p></ul>", "may not hold p"),
        ("<h2>More</h2>", '<h2 tabindex="3">More</h2>', "order of tabbing"),
        ("<h2>More</h2>", '<h2 fro="x">More</h2>', "does not take"),
        ("<h2>More</h2>", "<center>More</center>", "obsolete"),
        ("<h2>More</h2>", '<p accesskey="s">a</p><p accesskey="s">b</p>', "access key"),
        ("<h2>More</h2>", '<a href="/x"><button>More</button></a>', "stands in a link"),
        ("<h2>More</h2>", "<nav><a href='/a'>a</a></nav><nav><a href='/b'>b</a></nav>", "needs a name"),
    ],
)
def test_each_fault_is_named(good: str, bad: str, sentence: str) -> None:
    assert good in GOOD
    found = faults(parse(GOOD.replace(good, bad)))
    assert any(sentence in fault for fault in found), found


def test_a_fragment_needs_no_frame_but_the_same_care() -> None:
    assert faults(parse('<div id="results"><p>3 found</p></div>', fragment=True)) == []
    said = '<div id="r"></div><p role="status" id="status-line" hx-swap-oob="{}">3 found</p>'
    assert faults(parse(said.format("innerHTML"), fragment=True)) == []
    assert any("status line" in fault for fault in faults(parse(said.format("true"), fragment=True)))
    assert any("one root element" in fault for fault in faults(parse("<p>3 found</p>", fragment=True)))
    assert any("no visible label" in f for f in faults(parse('<div id="r"><input name="a"></div>', fragment=True)))
