"""The file of providers: what it means, and the sentence for what means nothing."""

from pathlib import Path

import pytest

from specify.security.providers import WELL_KNOWN, BadProviders, Provider, read_providers

HEAD = 'title = "Campus"\nclient_id = "specify"\nclient_secret = "xyzzy"\n'
ADDRESS = "https://login.example.edu/realms/museum"


def read(tmp_path: Path, text: str) -> dict[str, Provider]:
    file = tmp_path / "providers.toml"
    file.write_text(text)
    return read_providers(file)


@pytest.mark.parametrize(
    "line", [f'discovery = "{ADDRESS}{WELL_KNOWN}"', f'discovery = "{ADDRESS}/"', f'issuer = "{ADDRESS}"']
)
def test_discovery_and_issuer_follow_from_each_other(tmp_path: Path, line: str) -> None:
    provider = read(tmp_path, f"[campus]\n{HEAD}{line}")["campus"]
    assert provider.discovery == ADDRESS + WELL_KNOWN
    assert provider.issuer == ADDRESS
    assert provider.scope == ("openid", "profile", "email")
    assert provider.hosts == {"login.example.edu"}


def test_several_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    table = f'{HEAD}issuer = "{ADDRESS}"'
    found = read(tmp_path, f"[orcid]\n{table}\n[Campus-2]\n{table}")
    assert list(found) == ["orcid", "Campus-2"]


def test_a_scope_always_asks_who_somebody_is(tmp_path: Path) -> None:
    assert read(tmp_path, f'[a]\n{HEAD}issuer = "{ADDRESS}"\nscope = "email openid"')["a"].scope == ("openid", "email")


def test_discovery_may_have_a_query_and_another_issuer(tmp_path: Path) -> None:
    lines = f'discovery = "{ADDRESS}{WELL_KNOWN}?p=museum"\nissuer = "https://login.example.edu/7/v2.0/"'
    provider = read(tmp_path, f"[a]\n{HEAD}{lines}")["a"]
    assert provider.discovery.endswith("?p=museum")
    assert provider.issuer == "https://login.example.edu/7/v2.0/"


def test_only_named_hosts_are_asked_and_only_by_tls(tmp_path: Path) -> None:
    lines = f'issuer = "{ADDRESS}"\nhosts = ["Keys.example.edu"]'
    provider = read(tmp_path, f"[a]\n{HEAD}{lines}")["a"]
    assert provider.may_be_asked("https://login.example.edu:8443/token")
    assert provider.may_be_asked("https://keys.example.edu/keys")
    for address in (
        "http://login.example.edu/token",
        "https://elsewhere.example/token",
        "https://login.example.edu.elsewhere.example/",
        "https://login.example.edu@elsewhere.example/",
        "https://elsewhere.example\\@login.example.edu/",
        "https://login.example.edu:99999/",
        "ftp://login.example.edu/",
        "//login.example.edu/",
        "None",
        "",
    ):
        assert not provider.may_be_asked(address), address


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "localhost:9000", "[::1]:9000"])
def test_without_tls_only_on_this_machine(tmp_path: Path, host: str) -> None:
    assert read(tmp_path, f'[a]\n{HEAD}issuer = "http://{host}"')["a"].may_be_asked(f"http://{host}/token")


def test_the_secret_is_not_shown(tmp_path: Path) -> None:
    assert "xyzzy" not in repr(read(tmp_path, f'[a]\n{HEAD}issuer = "{ADDRESS}"'))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a", "is no TOML"),
        ('title = "Campus"', "title is no table of a provider"),
        (f'["a b"]\n{HEAD}', "a b is no table of a provider"),
        (f"[a]\n{HEAD}", "discovery is missing"),
        (f'[a]\n{HEAD}issuer = "http://login.example.edu"', "must begin with https://"),
        (f'[a]\n{HEAD}issuer = "login.example.edu"', "must begin with https://"),
        (f'[a]\n{HEAD}discovery = "https://[::1"', "must begin with https://"),
        (f'[a]\ntitle = "Campus"\nclient_id = "x"\nissuer = "{ADDRESS}"', "client_secret is missing"),
        (f'[a]\n{HEAD.replace("specify", " ")}issuer = "{ADDRESS}"', "client_id must be a text"),
        (f'[a]\n{HEAD}issuer = "{ADDRESS}"\nscope = ["openid"]', "scope must be a text"),
        (f'[a]\n{HEAD}issuer = "{ADDRESS}"\nconfig = "x"', "config means nothing here. Known are title"),
        (f'[a]\n{HEAD}issuer = "{ADDRESS}"\nhosts = "keys.example.edu"', "hosts must be a list"),
        (f'[a]\n{HEAD}issuer = "{ADDRESS}"\nhosts = ["https://keys.example.edu"]', "hosts must be a list"),
    ],
)
def test_what_means_nothing_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadProviders, match="providers.toml") as error:
        read(tmp_path, text)
    assert told in str(error.value)
    assert "xyzzy" not in str(error.value)


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadProviders, match="is no TOML"):
        read_providers(tmp_path / "providers.toml")
