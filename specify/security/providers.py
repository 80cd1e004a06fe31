"""The providers of single sign-on, as an administrator writes them down.

In: the path of a TOML file with a table for each provider; the table's name is the key that Specify 7 keeps in
`spuserexternalid.provider`. Out: a `Provider` for each key, or `BadProviders` with a sentence that says what to write
instead. Nothing is asked of a provider here.
"""

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WELL_KNOWN = "/.well-known/openid-configuration"
_KEY = re.compile(r"[A-Za-z0-9_-]{1,200}")
_TEXTS = ("title", "client_id", "client_secret", "discovery", "issuer", "scope")
_SETTINGS = (*_TEXTS, "hosts")
_SCOPE = "openid profile email"


class BadProviders(Exception):
    """A file of providers that cannot be used; its text is a sentence that says what to write instead."""


@dataclass(frozen=True)
class Provider:
    """Where people of an institution sign in. `hosts` are the only ones that we ask anything."""

    key: str
    title: str
    client_id: str
    client_secret: str = field(repr=False)
    discovery: str
    issuer: str
    scope: tuple[str, ...] = tuple(_SCOPE.split())
    hosts: frozenset[str] = frozenset()

    def may_be_asked(self, address: str) -> bool:
        """Whether we may send a request there: one of the hosts, by TLS unless it is this machine."""
        return is_protected(address) and host_of(address) in self.hosts


def read_providers(file: Path) -> dict[str, Provider]:
    """The providers by key, in the order of the file."""
    try:
        written = tomllib.loads(file.read_text())
    except OSError as error:
        raise BadProviders(f"{file} cannot be read ({error.strerror}).") from error
    except ValueError as error:  # of TOML, or of an encoding other than UTF-8
        raise BadProviders(f"{file} is no TOML: {error}.") from error
    return {key: _provider(key, table, file) for key, table in written.items()}


def _provider(key: str, table: Any, file: Path) -> Provider:
    place = f"[{key}] in {file}"
    if not isinstance(table, dict) or not _KEY.fullmatch(key):
        raise BadProviders(f"{file}: {key} is no table of a provider. Begin each with a key in brackets, as [campus].")
    _check(table, place)
    discovery, issuer = _addresses(table, place)
    return Provider(
        key=key,
        title=table["title"],
        client_id=table["client_id"],
        client_secret=table["client_secret"],
        discovery=discovery,
        issuer=issuer,
        scope=tuple(dict.fromkeys(["openid", *table.get("scope", _SCOPE).split()])),
        hosts=frozenset({host_of(discovery), *(host.lower() for host in table.get("hosts", []))}),
    )


def _check(table: Mapping[str, Any], place: str) -> None:
    """That there is nothing unknown, nothing missing and nothing of another kind."""
    if unknown := [name for name in table if name not in _SETTINGS]:
        raise BadProviders(f"{place}: {unknown[0]} means nothing here. Known are {', '.join(_SETTINGS)}.")
    for name in _TEXTS:
        if name in table and not (isinstance(table[name], str) and table[name].strip()):
            raise BadProviders(f"{place}: {name} must be a text in quotes.")
    if missing := [name for name in ("title", "client_id", "client_secret") if name not in table]:
        raise BadProviders(f"{place}: {missing[0]} is missing.")
    hosts = table.get("hosts", [])
    if not isinstance(hosts, list) or not all(isinstance(host, str) and _is_host(host) for host in hosts):
        raise BadProviders(f'{place}: hosts must be a list of host names, as ["keys.example.edu"].')


def _addresses(table: Mapping[str, str], place: str) -> tuple[str, str]:
    """Where the provider describes itself, and who it says it is: either follows from the other."""
    written = table.get("discovery") or table.get("issuer")
    if not written:
        raise BadProviders(f"{place}: discovery is missing. Write the address with {WELL_KNOWN} in it.")
    discovery = written if WELL_KNOWN in written else written.rstrip("/") + WELL_KNOWN
    issuer = table.get("issuer", discovery).partition(WELL_KNOWN)[0]
    if not is_protected(discovery):
        raise BadProviders(
            f"{place}: {discovery} is no address to ask who somebody is. It must begin with https://; http:// is for "
            "a provider on this machine alone."
        )
    return discovery, issuer


def host_of(address: str) -> str:
    """The host of an address, in lower case; empty when it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def is_protected(address: str) -> bool:
    """Whether nobody on the way can read or alter what goes there: TLS, or a host that is this machine."""
    try:
        parts = urlsplit(address)
        known = bool(parts.hostname) and (parts.port or 1) > 0 and "@" not in parts.netloc
    except ValueError:
        return False
    return known and (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or "")))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_host(text: str) -> bool:
    return bool(text) and host_of(f"https://{text}") == text.lower()
