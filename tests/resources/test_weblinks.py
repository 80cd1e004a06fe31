"""Web links are read as written, and make only addresses that may be followed."""

import pytest

from specify.resources.viewer import Viewer
from specify.resources.weblinks import WebLink, checked_address, read, web_links
from specify.text.xml import BadXml
from tests.resources.conftest import Store

OLD = "2020-01-01T00:00:00/weblinks"
ENTITIES = '<!DOCTYPE v [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]>'


def definition(address: str, more: str = "", name: str = "Ours") -> str:
    return f"<weblinkdef><name>{name}</name><baseURLStr>{address}</baseURLStr>{more}</weblinkdef>"


def link(address: str, more: str = "") -> WebLink:
    found = read(f"<vector>{definition(address, more)}</vector>".encode(), "it").named("ours")
    assert found is not None
    return found


def test_a_definition_is_read_with_its_values_and_formatters() -> None:
    arguments = "<args><weblinkdefarg><name>formatter_a</name><title>Short</title></weblinkdefarg></args>"
    found = link("https://x.org/&lt;this&gt;?a=&lt;formatter_a&gt;AMPb=&lt;this&gt;", f"<desc>Look</desc>{arguments}")
    assert (found.title, found.wanted, found.formatters) == ("Look", ("this", "formatter_a"), {"formatter_a": "Short"})
    assert found.address({"this": "1", "formatter_a": "x"}) == "https://x.org/1?a=x&b=1"


@pytest.mark.parametrize(
    ("template", "value", "address"),
    [
        ("orcid.org/&lt;this&gt;", "0000-1", "https://orcid.org/0000-1"),
        ("https://doi.org/&lt;this&gt;", "10.1/a b", "https://doi.org/10.1/a%20b"),
        ("https://x.org/?q=&lt;this&gt;", 'a&b="c"\'</a>#/', "https://x.org/?q=a%26b%3D%22c%22%27%3C%2Fa%3E%23%2F"),
        ("mailto:&lt;this&gt;", "a@b.org?bcc=c@d.org", "mailto:a@b.org%3Fbcc%3Dc@d.org"),
        ("&lt;this&gt;", "http://x.org/a?b=c&d=é", "http://x.org/a?b=c&d=%C3%A9"),
        ("&lt;this&gt;", "www.x.org", "https://www.x.org"),
        ("&lt;this&gt;", "//x.org", "https://x.org"),
        ("&lt;this&gt;", " JavaScript:alert(1)", ""),
        ("&lt;this&gt;", "java\nscript:alert(1)", ""),
        ("&lt;this&gt;", "data:text/html,x", ""),
        ("&lt;this&gt;", "http://x.org:port/", ""),
        ("&lt;this&gt;", "http://[x", ""),
        ("&lt;this&gt;:alert(1)", "javascript", ""),
        ("javascript:alert('&lt;this&gt;')", "1", ""),
        ("vbscript:&lt;this&gt;", "1", ""),
        ("ftp://x.org/&lt;this&gt;", "1", ""),
        ("https://x.org/&lt;this&gt;", "a" * 3000, ""),
        ("https://x.org/&lt;this&gt;", "  ", ""),
        ("https://x.org/&lt;other&gt;", "1", ""),
        ("https://x.org/&lt;&gt;", "1", ""),
        ("mailto:&lt;this&gt;", "nobody", ""),
        ("", "1", ""),
    ],
)
def test_an_address_is_one_that_may_be_followed_or_none(template: str, value: str, address: str) -> None:
    assert link(template).address({"this": value}) == address


def test_a_checked_address_has_no_blanks_or_control_signs_inside() -> None:
    assert checked_address("https://x.org/a b") == ""
    assert checked_address("https://x.org/a\x00b") == ""
    assert checked_address(" https://x.org/a ") == "https://x.org/a"


def test_of_two_equal_names_the_first_counts_and_one_without_a_name_is_none() -> None:
    data = definition("https://a.org") + definition("https://b.org", name="OURS") + definition("https://c.org", name="")
    found = read(f"<vector>{data}<weblinkdef/></vector>".encode(), "it")
    assert [one.address({}) for one in found.by_name.values()] == ["https://a.org"]
    assert found.named("") is None


@pytest.mark.parametrize("data", ["", "<vector>", f"{ENTITIES}<vector>&b;</vector>"])
def test_what_is_no_plain_xml_is_refused(data: str) -> None:
    with pytest.raises(BadXml):
        read(data.encode(), "it")


@pytest.mark.django_db
def test_a_broken_resource_gives_way_to_the_next(viewer: Viewer, store: Store) -> None:
    store("WebLinks", f"{ENTITIES}<vector>&b;</vector>", "collection")
    store("WebLinks", f"<vector>{definition('https://a.org')}</vector>", "discipline")
    found = web_links(viewer, OLD).named("OURS")
    assert found is not None
    assert found.address({}) == "https://a.org"
