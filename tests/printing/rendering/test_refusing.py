"""What templates must not do: each is told in a sentence with the line, soon, and nothing outside is read."""

import struct
import zlib

import pytest

from specify.printing.rendering.telling import BadTemplate
from tests.patience import within
from tests.printing.press import made, text

pytestmark = pytest.mark.one_shape
LOOP = "{% for a in range(1000) %}"
BAD = {
    "endless": (f"\n{LOOP * 3}{'{% endfor %}' * 3}", 2, "does not come to an end"),
    "a billion letters": ("\n\n{{ 'x' * 1000000000 }}", 3, "too large"),
    "a width of a billion": ("{{ '{:>1000000000}'.format(1) }}", 1, "too large"),
    "letters that double": (
        "{% macro double(x, n) %}\n{{ double(x ~ x, n - 1) if n else x }}{% endmacro %}{{ double('xx', 60) }}",
        2,
        "too large",
    ),
    "a high power": ("{{ 10 ** 10 ** 10 }}", 1, "too large"),
    "a long range": ("{{ range(100000000)|list|length }}", 1, "too large"),
    "calling itself": ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 1, "too large"),
    "a class": ("\n{{ ''.__class__ }}", 2, "inside of the program"),
    "all classes": ("\n{{ ''.__class__.__mro__[1].__subclasses__() }}", 2, "inside of the program"),
    "a function's world": ("{{ qr.__globals__ }}", 1, "inside of the program"),
    "a format's inside": ("{{ '{0.__class__}'.format(taxon) }}", 1, "inside of the program"),
    "the environment": ("{{ self._TemplateReference__context }}", 1, "inside of the program"),
    "another template": ("<p>{% include 'x' %}</p>", 1, "cannot be worked out"),
    "a file as style": (
        "<style>\n.a { background: url(file:///etc/passwd) }</style><p class='a'>x</p>",
        2,
        "is outside",
    ),
    "an address as style": (
        "<style>\n\n.a { background: url(http://x.test/a) }</style><p class='a'>x</p>",
        3,
        "is outside",
    ),
    "a picture from elsewhere": ("<p>x</p>\n<img src='http://x.test/a.png'>", 2, "is outside"),
    "a picture of a file": ("<img src='/etc/passwd'>", 1, "is outside"),
    "a picture in a drawing": ("<svg><image href='file:///etc/passwd' width='1' height='1'/></svg>", 1, "is outside"),
    "a picture in its address": ("<img src='data:image/png;base64,AAAA'>", 1, "is outside"),
    "an import": ("<style>\n@import url(http://x.test/a.css);</style>", 2, "is outside"),
    "a font": ("<style>@font-face { font-family: x; src: url(file:///etc/passwd) }</style>", 1, "font"),
    "an attachment": ("<p>x</p><link rel='attachment' href='file:///etc/passwd'>", 1, "no place"),
    "a frame": ("<iframe src='file:///etc/passwd'></iframe>", 1, "no place"),
    "an open if": ("<p>\n{% if x %}", 2, "not ended"),
    "an open brace": ("<p>\n\n{{ x </p>", 3, "cannot be read"),
    "an unknown filter": ("{{ 'a'|safe }}", 1, "cannot be read"),
    "an open tag": ("<p>a</p>\n<div><p>b</p>", 2, "<div> is opened and not closed"),
    "crossed tags": ("<p><b>x</p>", 1, "<b> is opened and not closed"),
    "a link that ends where it begins": ("<p>x</p>\n<svg><link href='file:///etc/passwd'/></svg>", 2, "no place"),
    "an attachment of a link": ("<a rel='attachment' href='file:///etc/passwd'>x</a>", 1, "is outside", "report"),
    "a colour profile": ("\n<style>@color-profile --x { src: url(file:///etc/passwd) }</style>x", 2, "is outside"),
    "letters without end": ("<p style='font-size:1e30px'>x</p>", 0, "larger, or smaller, than anything"),
    "a style in a style": (f"<style>{'a{' * 30_000}</style>x", 0, "within each other"),
    "a stray tag": ("<p>x</p>\n\n</section>", 3, "</section> closes what was not opened"),
    "an unknown group": ("\n{{ taxn.fullname }}", 2, "“taxn”. Did you mean taxon?"),
    "an unknown field": ("\n{{ taxon.fulname }}", 2, "“fulname”. Did you mean fullname?"),
    "a function that is not called": ("\n{{ qr }}", 2, "“qr” stands without parentheses"),
    "a macro that is not called": ("{% macro a() %}x{% endmacro %}{{ a }}", 1, "“a” stands without parentheses"),
    "a division by nothing": ("{{ 1 / 0 }}", 1, "cannot be worked out"),
    "no measure": ("{{ qr('x', size='large') }}", 1, "“large” is no measure"),
    "no code": ("{{ code39('ä') }}", 1, "cannot be made of"),
    "too long for a code": ("{{ qr('x' * 1500) }}", 1, "cannot be made of"),
    "blocks in blocks": ("{% for a in [1] %}" * 21 + "{% endfor %}" * 21, 0, "within each other"),
    "elements in elements": ("<div>" * 400 + "</div>" * 400, 0, "within each other"),
    "a number of 5,000 digits": (f"{{{{ {'9' * 5000} }}}}", 0, "cannot be read"),
    "a number without end": ("{% set x = 1e999 %}{{ x }}", 1, "cannot be worked out"),
    "half a letter in a code": ("{{ qr('\\ud800') }}", 1, "cannot be made of “?”"),
    "an element with a long name": ("<{{ 'x' * 20000 }}>", 0, f"<{'x' * 200}>"),
    "a hidden label": ("<style>.label { display: none }</style>x", 0, "takes a label from the place"),
    "a long style": (f"<style>{'a{}' * 50_000}</style>", 0, "longer than"),
    "a long template": ("x" * 100_001, 0, "longer than"),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_with_its_line(name: str) -> None:
    source, line, words, *kind = BAD[name]
    with within(20), pytest.raises(BadTemplate) as refused:
        made(source, {"taxon": {"fullname": "Perca"}}, seconds=1 if name == "endless" else 5, kind=(*kind, "label")[0])
    assert words in str(refused.value)
    assert refused.value.line == line
    assert refused.value.remedy


def test_a_process_is_as_good_as_new_after_a_refusal() -> None:
    with pytest.raises(BadTemplate):
        made("{{ 'x' * 1000000000 }}")
    assert "Perca" in text(made("<p>{{ taxon.fullname }}</p>", {"taxon": {"fullname": "Perca"}}).pdf)


def test_a_drawing_without_end_is_not_left_out() -> None:
    uses = (f"<use href='#a{at}'/>" * 10 for at in range(9))
    many = "".join(f"<g id='a{at}'>{use}</g>" for at, use in enumerate(uses, start=1))
    with pytest.raises(BadTemplate, match="took longer"):
        made(f"<svg viewBox='0 0 9 9'><g id='a0'><rect width='1' height='1'/></g>{many}</svg>", seconds=1)


def test_a_drawing_that_cannot_be_made_is_told() -> None:
    done = made("<svg viewBox='0 0 9 9' width='9' height='9'><g transform='rotate()'><rect/></g></svg>")
    assert [note.sentence for note in done.notes] == ["This is no picture that can be read: <svg>"]


def test_two_labels_in_one_place_are_refused() -> None:
    with pytest.raises(BadTemplate, match="takes a label from the place"):
        made("<style>.label { position: absolute }</style>{{ object.n }}", {"object": {"n": 1}}, {"object": {"n": 2}})


def test_half_a_letter_becomes_a_question_mark() -> None:
    assert "?" in text(made("<p>{{ '\\ud800' }}</p>").pdf)
    made("<p>{{ '\\ud800' }}</p>", task="html").told["html"].encode()


@pytest.mark.parametrize(
    "hidden",
    [
        "<!--><meta http-equiv='refresh' content='0;url=http://x.test/'><!-- -->",
        "<![CDATA[><script></script>]]>",
    ],
)
def test_a_preview_hides_nothing_from_browsers(hidden: str) -> None:
    with pytest.raises(BadTemplate, match="has no place"):
        made(hidden, task="html")


def test_what_people_typed_is_no_markup() -> None:
    pdf = made("<p>{{ object.remarks }}</p>", {"object": {"remarks": "<b>5 & 6</b>{{ 7 }}"}}).pdf
    assert "<b>5 & 6</b>{{ 7 }}" in text(pdf)


def test_a_picture_that_is_none_is_told() -> None:
    done = made("<p>x</p><img src='logo' alt=''>", pictures={"logo": b"no picture"})
    assert [note.sentence for note in done.notes] == ["This is no picture that can be read: 'logo': "]


def test_ten_thousand_letters_and_letters_from_right_to_left_are_cut_at_the_label() -> None:
    done = made("<p>{{ object.remarks }}</p>", {"object": {"remarks": "נאסף סמוך לחוף " * 700}})
    assert [note.sentence for note in done.notes if "does not fit" in note.sentence]


@pytest.mark.parametrize("size", ["9.9.9mm", "9xx", "0mm"])
def test_a_drawing_that_looks_like_a_code_is_a_drawing(size: str) -> None:
    path = '<path stroke="#000" stroke-width="1" d="M0 0.5h1"/><title></title>'
    box = f'width="{size}" height="9mm" viewBox="0 0 9 9" preserveAspectRatio="none"'
    assert made(f'<svg class="code" {box}>{path}</svg><p>x</p>').pdf


@pytest.mark.parametrize(
    "drawing",
    [
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{}<text y="9">&a;</text></svg>',
        "<!DOCTYPE svg [<!ENTITY a0 'ha'>"
        + "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12))
        + "]>{}<text y='9'>&a11;</text></svg>",
        "{}" + "<g>" * 50_000 + "</g>" * 50_000 + "</svg>",
        '{}<image href="picture:logo" width="9" height="9"/></svg>',
        '{}<g id="x"><use href="#x"/></g></svg>',
    ],
)
def test_a_drawing_with_something_in_it_shows_nothing_of_it(drawing: str) -> None:
    begin = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">'
    done = made("<p>x</p><img src='logo' alt=''>", pictures={"logo": drawing.replace("{}", begin, 1).encode()})
    assert [note.sentence.partition(":")[0] for note in done.notes] == ["This is no picture that can be read"]
    assert text(done.pdf).strip() == "x"


def test_a_picture_that_grows_out_of_all_bounds_is_told() -> None:
    side = 30_000
    row = zlib.compress(bytes(side // 8 + 1) * side, 9)
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)), (b"IDAT", row), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    done = made("<p>x</p><img src='logo' alt=''>", pictures={"logo": png})
    assert [note.sentence for note in done.notes] == ["This is no picture that can be read: 'logo': "]
