"""Expressions of JasperReports' templates: what they give, and that they reach nothing that is not listed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from specify.printing.jrxml.expressions.codes import Code
from specify.printing.jrxml.expressions.evaluating import Values, evaluate
from specify.printing.jrxml.expressions.reading import read
from specify.printing.jrxml.expressions.tree import BadExpression

pytestmark = pytest.mark.one_shape

VALUES = Values(
    fields={
        "1,10,2.locality.localityName": "Mill Creek, 2 km N",
        "1,9-determinations,4.taxon.Species Author": "(Girard, 1859)",
        "n": 7,
        "half": 2.5,
        "exact": Decimal("12.340"),
        "day": date(1998, 5, 7),
        "nothing": None,
        "blank": "",
        "yes": True,
        "code": "KU 12",
    },
    parameters={"title": "Loans", "RPT_IMAGE_DIR": "."},
    variables={"PAGE_NUMBER": 3, "total": 12},
    now=datetime(2026, 2, 3, 14, 5, 6),
)
SCRIPTLET = "((edu.ku.brc.specify.config.Scriptlet)$P{REPORT_SCRIPTLET})"

WORKED: tuple[tuple[str, Any], ...] = (
    ("", None),
    ("$F{1,10,2.locality.localityName}", "Mill Creek, 2 km N"),
    ('"Coll: " + $F{1,9-determinations,4.taxon.Species Author}', "Coll: (Girard, 1859)"),
    ('"Page " + $V{PAGE_NUMBER} + " of " + $V{total}', "Page 3 of 12"),
    ('"" + $F{nothing}', "null"),
    ("$F{nothing}.trim()", None),
    ('$F{nothing} == null ? "" : $F{nothing}.trim()', ""),
    ('$F{blank}.isEmpty() || $F{nothing} == null ? "none" : "some"', "none"),
    ('"a\\"b\\u00e9\\n"', 'a"b\u00e9\n'),
    ("7 / 2", 3),
    ("-7 / 2", -3),
    ("-7 % 2", -1),
    ("7 / 2.0", 3.5),
    ("1 + 2 * 3 - (4 - 1)", 4),
    ("new Integer($F{n}.intValue() + 1)", 8),
    ("new java.lang.Integer(  $V{total}.intValue() + ($F{n}.intValue()) )", 19),
    ('1 + 1 + " and " + 1 + 1', "2 and 11"),
    ('"" + 2.0 + true', "2.0true"),
    ("$F{n} > 3 && !($F{n} >= 10)", True),
    ('$F{code}.equals("KU 12") ? $F{code}.substring(3) : null', "12"),
    ('$F{code}.split(" ")[1]', "12"),
    ('$F{code}.replaceAll("[0-9]+", "<$0>").toLowerCase()', "ku <12>"),
    ('$F{code}.indexOf("x")', -1),
    ('((String)$F{code}).startsWith("KU")', True),
    ("$F{code} instanceof java.lang.String", True),
    ("$F{n} instanceof String", False),
    ("(int) $F{half}", 2),
    ('(new SimpleDateFormat("yyyy/MM/dd")).format($F{day})', "1998/05/07"),
    ("new SimpleDateFormat(\"d MMM yyyy, 'on' EEEE\").format($F{day})", "7 May 1998, on Thursday"),
    ('new SimpleDateFormat("HH:mm").format(new Date())', "14:05"),
    ('new java.text.DecimalFormat("#,##0.00").format(1234567.891)', "1,234,567.89"),
    ('new DecimalFormat("000").format($F{n})', "007"),
    ('new DecimalFormat("#.####").format($F{exact})', "12.34"),
    ('new DecimalFormat("0%").format(0.25)', "25%"),
    ('new DecimalFormat("0.0;(0.0)").format(-3.25)', "(3.2)"),
    ('String.format("%05d|%-5s|%.2f|%s", $F{n}, "ab", $F{half}, $F{nothing})', "00007|ab   |2.50|null"),
    ("String.valueOf($F{n})", "7"),
    ('Integer.parseInt(" 12 ") + Integer.valueOf("3")', 15),
    ("Math.round(2.5) + Math.max(1, 4)", 7),
    ("$F{exact}.setScale(1, BigDecimal.ROUND_HALF_UP).toString()", "12.3"),
    ("$F{exact}.stripTrailingZeros().toPlainString()", "12.34"),
    ("Boolean.TRUE.equals($F{yes})", True),
    ('new String[]{"a", "b"}[1]', "b"),
    ('new StringBuilder("a").append($F{n}).append(null).toString()', "a7null"),
    (f"{SCRIPTLET}.formatCatNo($F{{code}})", "KU 12"),
    (f'{SCRIPTLET}.buildNameString("Ann", "Jones", "M")', "Jones, Ann M"),
    (f'{SCRIPTLET}.buildLocalityString("Kansas", "Mill Creek", "39deg N", null)', "Kansas, Mill Creek, 39 N"),
    (f"{SCRIPTLET}.calcLoanQuantity(10, 3, null)", 7),
    (f'{SCRIPTLET}.dateDifference($F{{day}}, "1998-08-08")', "4 months"),
    (f"{SCRIPTLET}.dateDifference($F{{nothing}}, $F{{day}})", "N/A"),
    ('$P{REPORT_SCRIPTLET}.deaggregateFirst("Jones; Smith", ";")', "Jones"),
    (f"{SCRIPTLET}.getDirChar(new Float(-3.5), true)", "S"),
    (
        "it.businesslogic.ireport.barcode.BcImage.getBarcodeImage(13, $F{code}, false, false, null, 0, 0)",
        Code("code128", "KU 12"),
    ),
    (
        "com.google.zxing.client.j2se.MatrixToImageWriter.toBufferedImage(new com.google.zxing.qrcode.QRCodeWriter()"
        ".encode($F{code}, com.google.zxing.BarcodeFormat.QR_CODE, 50, 50))",
        Code("qr", "KU 12"),
    ),
)


@pytest.mark.parametrize(("text", "value"), WORKED, ids=[text for text, _value in WORKED])
def test_what_an_expression_gives(text: str, value: Any) -> None:
    """As Java would, and of the same kind."""
    found = evaluate(read(text), VALUES)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("1 +", "unexpected"),
        ("(1", "unexpected"),
        ("a b", "unexpected"),
        ("$F{n", "sign"),
        ("`ls`", "sign"),
        ("(" * 5000, "deep"),
        ("!" * 5000 + "true", "deep"),
        ("1" + " + 1" * 9000, "long"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, word: str) -> None:
    """A word for the reason, and where."""
    with pytest.raises(BadExpression) as bad:
        read(text)
    assert bad.value.word == word
    assert bad.value.at or word == "long"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('new ProcessBuilder("ls").start()', "class"),
        ('Runtime.getRuntime().exec("ls")', "method"),
        ('System.getenv("SECRET_KEY")', "method"),
        ('Class.forName("java.lang.Runtime")', "method"),
        ("$F{code}.getClass()", "method"),
        ("$F{code}.__class__", "method"),
        ('$F{code}.format("{0.__class__}")', "method"),
        ('new File("/etc/passwd")', "class"),
        ("$P{REPORT_CONNECTION}.createStatement()", None),
        (f"{SCRIPTLET}.getTypeStatus(1)", "scriptlet"),
        (f"{SCRIPTLET}.__init__()", "method"),
        ("$F{n} / 0", "failed"),
        ('new BigDecimal("1e999999999").intValue()', "number"),
        ('"abc" * 3', "number"),
        ("$F{n} ? 1 : 2", "truth"),
        ("$F{code}.substring(9)", "place"),
        ('$F{code}.replaceAll("(", "")', "regular"),
        ('Integer.parseInt("many")', "failed"),
        ('new SimpleDateFormat("yyyy bb").format($F{day})', "pattern"),
        ('new SimpleDateFormat("yyyy").format("soon")', "date"),
        ("$F{exact}.setScale(2000000000)", "place"),
        ("$F{code}.substring(1, 2, 3, 4)", "failed"),
        ("BcImage.getBarcodeImage(99, $F{code})", "barcode"),
        ("Nowhere.NOTHING", "class"),
    ],
)
def test_what_is_not_listed_is_not_done(text: str, word: str | None) -> None:
    """Other classes, other methods, impossible sums: a word for each, or nothing where nothing is asked."""
    if word is None:
        assert evaluate(read(text), VALUES) is None
        return
    with pytest.raises(BadExpression) as bad:
        evaluate(read(text), VALUES)
    assert bad.value.word == word


def test_a_text_that_grows_without_end_is_stopped() -> None:
    """Joining doubles a text again and again."""
    doubled = "new StringBuilder($F{long}).append($F{long}).append($F{long}).toString()"
    with pytest.raises(BadExpression) as bad:
        evaluate(read(doubled), Values({"long": "x" * 400_000}))
    assert bad.value.word == "large"


TEXTS = frozenset({("F", "text"), ("F", "other")})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$F{text} + $F{other}", "nullnull"),
        ("$F{text} + $F{n}", "null7"),
        ("$F{nothing} + $F{text}", "nullnull"),
        ("(true ? $F{text} : $F{other}) + $F{other}", "nullnull"),
        ("(String) $F{nothing} + 5", "null5"),
        ("$F{nothing} + $F{n}", None),
    ],
)
def test_nothing_that_is_declared_as_a_text_is_joined_as_java_does(text: str, expected: Any) -> None:
    values = Values({"text": None, "other": None, "nothing": None, "n": 7})
    assert evaluate(read(text, TEXTS), values) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'"\uD83D\uDC1F"', "\U0001f41f"),
        (r'"\uD83D fish"', "\N{REPLACEMENT CHARACTER} fish"),
        ("Math.max($F{nothing}, 3)", None),
        ('"abc".indexOf($F{nothing})', None),
        (r'"a b".replaceAll("(a) (b)", "\\$$2")', "$b"),
        ('new SimpleDateFormat("MMM yyyy", java.util.Locale.US).format($F{day})', "May 1998"),
        ('new SimpleDateFormat("yyyy", new Locale("en", "GB")).format($F{day})', "1998"),
        ('new DecimalFormat("0.0", new DecimalFormatSymbols(Locale.US)).format(2.25)', "2.2"),
        ("$F{n} == 1 ? 1 : " * 60 + "2", 2),
        ('"a" + ' * 2000 + '"b"', "a" * 2000 + "b"),
        ("(false && 1/0 == 1) || true", True),
        ("10 - 4 - 3", 3),
    ],
)
def test_what_real_templates_write(text: str, expected: Any) -> None:
    assert evaluate(read(text), VALUES) == expected


def test_a_number_does_not_grow_for_ever() -> None:
    with pytest.raises(BadExpression, match="too large"):
        evaluate(read("$F{n} * $F{n}"), Values({"n": 7**200}))


def test_thousands_of_calls_on_each_other_are_not_read() -> None:
    with pytest.raises(BadExpression, match="deep"):
        read("$F{code}" + ".trim()" * 300)
