"""Dates are read in any spelling that means one date only; what is written by a pattern is read back to the same."""

import random
from contextlib import suppress
from datetime import date

import pytest
from django.conf import settings
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP
from django.utils.translation import override

from specify.text.partial_dates import FULL_PATTERN, MONTH_PATTERN, Precision, format_date
from specify.text.reading_dates import read_date, read_full_date
from specify.text.typed import Unreadable

pytestmark = pytest.mark.one_shape

DAY, MONTH, YEAR = date(1987, 8, 14), date(1987, 8, 1), date(1987, 1, 1)
# The orders and separators that Specify offers, and some that people have written into their preferences.
ORDERS = ["MM dd yyyy", "dd MM yyyy", "dd MMM yyyy", "yyyy MM dd"]
FULL_PATTERNS = [
    *(order.replace(" ", separator) for order in ORDERS for separator in " -./"),
    "YYYY-MM-DD", "d/M/yyyy", "M/d/y", "yyyy-dd-MM", "yyyyMMdd", "ddMMyyyy", "dMMMyyyy", "d. MMMM yyyy",
    "MMMM d, yyyy", "d 'de' MMMM 'de' yyyy", "'the' dd MMM',' yyyy", "yyyy年M月d日", "MM.yyyy.dd", "ddd MM yyyy",
    " dd/MM/yyyy ", "d 'o''x' M y",
]  # fmt: skip
MONTH_PATTERNS = [
    "MM/yyyy",
    "M.yyyy",
    "yyyy-MM",
    "yyyy/M",
    "MMM yyyy",
    "MMMM yyyy",
    "MMM, yyyy",
    "yyyyMM",
    "MM-yyyy",
    "MMyyyy",
]
LOSSY_PATTERNS = ["dd/MM/yy", "MM/dd/yy", "dd/MM", "yyyy", "", "x", "yyyy yyyy MM dd", "dd MMM yy", "Mdyyyy"]


def refused(typed: str, pattern: str = FULL_PATTERN) -> str:
    with pytest.raises(Unreadable) as caught:
        read_date(typed, pattern)
    return str(caught.value)


@pytest.mark.parametrize(
    "typed",
    ["1987-08-14", "1987/08/14", "1987.8.14", "1987 8 14", "14.8.1987", "14. 8. 1987", "14.08.1987.",
     "14/8/1987", "8/14/1987", "14-8-1987", "14 Aug 1987", "14Aug1987", "14-AUG-1987", "14. August 1987",
     "den 14. August 1987", "14.VIII.1987", "14 viii 1987", "14/VIII/1987", "14-VIII-1987", "August 14, 1987",
     "aug. 14 1987", "August 14th, 1987", "the 14th of August, 1987", "1987 Aug 14", "1987-Aug-14",
     "14 août 1987", "14 de agosto de 1987", "１９８７－０８－１４", "1987‑08‑14", "١٤.٨.١٩٨٧",
     " 14\u00a0Aug\u00a01987 "],
)  # fmt: skip
def test_full_dates(typed: str) -> None:
    assert read_date(typed) == (DAY, Precision.FULL)


@pytest.mark.parametrize(
    "typed",
    ["1987-08", "1987/8", "08/1987", "8.1987", "8-1987", "8 1987", "Aug 1987", "aug. 1987", "August, 1987",
     "1987 August", "VIII.1987", "viii 1987", "Aug1987", "1987-08-00", "00.08.1987", "00/08/1987",
     "08/00/1987", "0 Aug 1987", "août 1987"],
)  # fmt: skip
def test_months_are_kept_as_their_first_day(typed: str) -> None:
    assert read_date(typed) == (MONTH, Precision.MONTH)


@pytest.mark.parametrize("typed", ["1987", " 1987 ", "1987-00-00", "00.00.1987", "00/1987", "1987-00", "１９８７"])
def test_years_are_kept_as_their_first_day(typed: str) -> None:
    assert read_date(typed) == (YEAR, Precision.YEAR)


def test_today_is_a_date() -> None:
    today = date(2026, 3, 1)
    assert read_date("Today", today=today) == read_date(" heute ", today=today) == (today, Precision.FULL)
    assert read_full_date("today", today=today) == today
    assert read_date("today")[0] - date.today() <= date.resolution


@pytest.mark.parametrize(
    ("typed", "pattern", "day"),
    [
        ("03/04/1987", "dd/MM/yyyy", date(1987, 4, 3)),
        ("3.4.1987", "dd/MM/yyyy", date(1987, 4, 3)),
        ("3-4-1987", "dd/MM/yy", date(1987, 4, 3)),
        ("03/04/1987", "MM/dd/yyyy", date(1987, 3, 4)),
        ("3-4-1987", "MM/dd/yyyy", date(1987, 3, 4)),
        ("03.04.1987", "MM.dd.yyyy", date(1987, 3, 4)),
        ("14.8.1987", "MM/dd/yyyy", DAY),
        ("3/3/1987", FULL_PATTERN, date(1987, 3, 3)),
        ("1987-03-04", "MM/dd/yyyy", date(1987, 3, 4)),
        ("19870304", "yyyyMMdd", date(1987, 3, 4)),
    ],
)
def test_the_pattern_says_whether_day_or_month_comes_first(typed: str, pattern: str, day: date) -> None:
    assert read_date(typed, pattern) == (day, Precision.FULL)


@pytest.mark.parametrize(
    ("typed", "pattern", "remedy"),
    [
        ("03/04/1987", FULL_PATTERN, "1987-04-03 or 1987-03-04"),
        ("3.4.1987", "d MMM yyyy", "3 Apr 1987 or 4 Mar 1987"),
        ("3.4.1987", "MM/dd/yyyy", "04/03/1987 or 03/04/1987"),
        ("3 4 1987", "dd MMM yy", "1987-04-03 or 1987-03-04"),
    ],
)
def test_what_could_be_two_dates_is_refused(typed: str, pattern: str, remedy: str) -> None:
    assert refused(typed, pattern) == f"“{typed}” could be 3 April 1987 or 4 March 1987: write {remedy}."
    first, second = remedy.split(" or ")
    assert [read_date(one, pattern)[0] for one in (first, second)] == [date(1987, 4, 3), date(1987, 3, 4)]


@pytest.mark.parametrize(
    ("typed", "pattern", "sentence"),
    [
        ("31 June 1987", FULL_PATTERN, "31 June 1987 does not exist: June 1987 has 30 days."),
        ("31.6.1987", FULL_PATTERN, "31 June 1987 does not exist: June 1987 has 30 days."),
        ("6/31/1987", FULL_PATTERN, "31 June 1987 does not exist: June 1987 has 30 days."),
        ("31/06/1987", "dd/MM/yyyy", "31 June 1987 does not exist: June 1987 has 30 days."),
        ("1900-02-29", FULL_PATTERN, "29 February 1900 does not exist: February 1900 has 28 days."),
        ("1987-00-14", FULL_PATTERN, "“1987-00-14” has a day but no month: write the month, or 00 for the day, too."),
        ("0000-00-00", FULL_PATTERN, "“0000-00-00” has the year 0, which never was: years begin with 0001."),
    ],
)
def test_what_is_wrong_is_told(typed: str, pattern: str, sentence: str) -> None:
    assert refused(typed, pattern) == sentence


@pytest.mark.parametrize(
    ("typed", "pattern", "month", "example"),
    [
        ("14/8/1987", "MM/dd/yyyy", 14, "08/31/1987"),
        ("13.13.1987", FULL_PATTERN, 13, "1987-08-31"),
        ("1987-88", "dd.MM.yyyy", 88, "31.08.1987"),
    ],
)
def test_a_year_has_twelve_months(typed: str, pattern: str, month: int, example: str) -> None:
    sentence = f"“{typed}” has {month} for a month: 31 August 1987, for example, is written {example}."
    assert refused(typed, pattern) == sentence


@pytest.mark.parametrize(
    "typed", ["14.8.87", "14 Aug 87", "Aug 87", "8/87", "87", "14 Aug", "August", "3.VII.87", "14/08/87"]
)
def test_years_have_four_digits(typed: str) -> None:
    sentence = f"“{typed}” has no year of four digits: write it in full, as in 1887 or 1987."
    assert refused(typed) == sentence
    assert refused(typed, "dd/MM/yy") == sentence


@pytest.mark.parametrize(
    "typed",
    ["", "-", "ca. 1987", "1987?", "1980-1990", "1980s", "3-4 April 1987", "July/August 1987", "8./9. 1987",
     "14/8 1987", "14./15.8.1987", "VII-VIII.1987", "19870814", "987", "-0050", "1987-", "Ma 1987", "jui 1987",
     "Smarch 1987", "14 8, 1987", "1987-08-14T00:00", "1987 14 8 Aug", "²", "1987-8-²", "XIII.1987",
     "14:8:1987", "19 87", "12345", "1987\x00"],
)  # fmt: skip
def test_anything_else_is_no_date(typed: str) -> None:
    assert refused(typed, "dd/MM/yyyy").startswith(f"“{typed}” ")


def test_a_field_without_precision_takes_full_dates_only() -> None:
    assert read_full_date("14/08/1987", "dd/MM/yyyy") == DAY
    for typed in ("Aug 1987", "1987", "1987-08-00"):
        with pytest.raises(Unreadable) as caught:
            read_full_date(typed, "dd/MM/yyyy")
        assert str(caught.value) == f"“{typed}” is not a full date: write day, month and year, as in 31/08/1987."


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_months_have_the_names_of_each_language_of_the_pages(language: str) -> None:
    with override(language):
        told = [
            (number, str(names[number]))
            for names in (MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP)
            for number in range(1, 13)
        ]
    for number, name in told:
        for typed in (f"7 {name} 1987", f"{name.upper()} 7, 1987", f"7.{name.lower()}.1987"):
            assert read_date(typed) == (date(1987, number, 7), Precision.FULL)


@pytest.mark.parametrize("pattern", FULL_PATTERNS)
def test_what_a_pattern_writes_is_read_back(pattern: str) -> None:
    chance = random.Random(1)  # noqa: S311 - the same days in each run
    days = [
        date.min,
        date.max,
        date(2000, 2, 29),
        *(date.fromordinal(chance.randint(1, 3652059)) for _round in range(300)),
    ]
    for day in days:
        assert read_date(format_date(day, 1, pattern), pattern) == (day, Precision.FULL)
        assert read_date(format_date(day, 3, pattern), pattern) == (day.replace(month=1, day=1), Precision.YEAR)


@pytest.mark.parametrize("pattern", FULL_PATTERNS)
def test_months_are_read_back_beside_every_pattern(pattern: str) -> None:
    chance = random.Random(2)  # noqa: S311 - the same months in each run
    for month_pattern in MONTH_PATTERNS * 24:
        month = date(chance.randint(1, 9999), chance.randint(1, 12), 1)
        written = format_date(month, 2, pattern, month_pattern)
        assert read_date(written, pattern, month_pattern) == (month, Precision.MONTH)


@pytest.mark.parametrize("pattern", [*FULL_PATTERNS, *LOSSY_PATTERNS])
def test_examples_in_sentences_can_be_read(pattern: str) -> None:
    example = refused("?", pattern).partition("write it like ")[2].partition(", Aug 1987")[0]
    assert read_date(example, pattern) == (date(1987, 8, 31), Precision.FULL)
    assert read_date("Aug 1987", pattern) == (MONTH, Precision.MONTH)


@pytest.mark.parametrize("pattern", [*FULL_PATTERNS, *LOSSY_PATTERNS])
def test_nothing_but_a_sentence_comes_of_nonsense(pattern: str) -> None:
    chance = random.Random(3)  # noqa: S311 - the same texts in each run
    words = [
        "Aug",
        "VII",
        "1987",
        "14",
        "8",
        "0",
        "00",
        "0000",
        ".",
        "/",
        "-",
        " ",
        ",",
        "de",
        "th",
        "x",
        "²",
        "٣",
        "%s",
        "\x00",
    ]
    for _round in range(500):
        typed = "".join(chance.choices(words, k=chance.randrange(8)))
        with suppress(Unreadable):
            day, precision = read_date(typed, pattern, chance.choice([MONTH_PATTERN, *MONTH_PATTERNS]))
            assert day.day == 1 or precision is Precision.FULL
            assert day.month == 1 or precision is not Precision.YEAR
