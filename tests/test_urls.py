"""Every address of the site stands in this list; names are `package-verb`; words in addresses are no table's name."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

from specify.datamodel.schema import TABLES

HERE = "<int:collection_id>-<rest:slug>/"
ADDRESSES = {
    "": "security-collections",
    "accounts/password/": "security-password",
    "accounts/sign-in/": "security-sign-in",
    "accounts/sign-out/": "security-sign-out",
    "healthz": "web-healthz",
    "help/": "web-help",
    HERE: "records-home",
    f"{HERE}tables/": "records-tables",
    f"{HERE}<slug:table>/": "records-list",
    f"{HERE}<slug:table>/<int:record_id>/": "records-show",
    f"{HERE}<slug:table>/<int:record_id>/<slug:relationship>/": "records-related",
}
ALLAUTHS_NAMES = {"account_login", "account_logout", "account_change_password"}  # allauth looks them up


def patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern."""
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield address, one
        else:
            yield from patterns(one, address)


def test_only_these_addresses_exist() -> None:
    found = {address: one.name for address, one in patterns(get_resolver()) if one.name not in ALLAUTHS_NAMES}
    assert found == ADDRESSES


def test_names_say_package_and_verb() -> None:
    for _, one in patterns(get_resolver()):
        if one.name not in ALLAUTHS_NAMES:
            package = one.callback.__module__.split(".")[1]
            assert re.fullmatch(rf"{package}-[a-z-]+", one.name or ""), one


def test_no_word_hides_a_table() -> None:
    words = {address.removeprefix(HERE).split("/")[0] for address in ADDRESSES if address.startswith(HERE)}
    assert not {word for word in words if not word.startswith("<")} & set(TABLES)
