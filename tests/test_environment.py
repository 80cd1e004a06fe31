"""Our environment variables: what they mean, and the sentence for a value that means nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from specify import environment, settings
from specify.environment import BadVariable

ROOT = Path(__file__).parent.parent
SPOKEN = ("en", "de")


def test_unset_and_empty_variables_are_their_defaults(tmp_path: Path) -> None:
    empty = dict.fromkeys(("SPECIFY_VAR", "SPECIFY_CONFIG", "SPECIFY_DEBUG", "SPECIFY_HOSTS", "TZ", "REDIS_URL"), "")
    for environ in ({}, empty):
        assert environment.var(environ, tmp_path) == tmp_path
        assert environment.config(environ) is None
        assert not environment.debug(environ)
        assert environment.hosts(environ) == []
        assert environment.trusted_proxies(environ) == 0
        assert environment.time_zone(environ) == "UTC"
        assert environment.language(environ, SPOKEN) == "en"
        assert environment.redis_url(environ) == ""
        assert environment.web_processes(environ, 4) == 4
        assert environment.log_level(environ) == "warning"
        assert environment.metrics_token(environ) == ""
        assert environment.keep_jobs_days(environ) == 14
        assert environment.keep_drafts_days(environ) == 30
        assert environment.sign_in_providers(environ) == {}
        assert environment.secret_key_fallbacks(environ) == []
        assert environment.is_embedded(environ)
        assert environment.database_url(environ, tmp_path).name == str(tmp_path / "specify.sqlite")


def test_values_are_taken_without_blanks_around_them() -> None:
    given = {"SPECIFY_HOSTS": " a.example , [::1],,10.0.0.7", "SPECIFY_TRUSTED_PROXIES": " 2 ", "SPECIFY_DEBUG": "1 "}
    assert environment.hosts(given) == ["a.example", "[::1]", "10.0.0.7"]
    assert environment.trusted_proxies(given) == 2
    assert environment.debug(given)
    assert environment.secret_key_fallbacks({"SECRET_KEY_FALLBACKS": " newer  older "}) == ["newer", "older"]
    assert environment.language({"SPECIFY_LANGUAGE": "de "}, SPOKEN) == "de"


def test_our_tables_are_with_specifys_unless_told_otherwise(tmp_path: Path) -> None:
    server = {"DATABASE_URL": "mysql://u:p@db/fish"}
    fish = environment.database_url(server, tmp_path)
    assert environment.web_database_url(server, fish) == fish
    assert environment.web_database_url({**server, "WEB_DATABASE_URL": "mysql://u:p@db/web"}, fish).name == "web"
    embedded = environment.database_url({}, tmp_path)
    assert environment.web_database_url({}, embedded).name == f"{embedded.name}-web"


@pytest.mark.parametrize(
    ("environ", "zone"),
    [
        ({"SPECIFY_TIME_ZONE": "Europe/Berlin", "TZ": "UTC"}, "Europe/Berlin"),
        ({"TZ": "Asia/Tokyo"}, "Asia/Tokyo"),
        ({"TZ": ":Asia/Tokyo"}, "Asia/Tokyo"),
        ({"TZ": ":/etc/localtime"}, "UTC"),
        ({"TZ": "CET-1CEST"}, "UTC"),
        ({"TZ": "Europe"}, "UTC"),
    ],
)
def test_a_tz_that_names_no_zone_does_not_count(environ: dict[str, str], zone: str) -> None:
    assert environment.time_zone(environ) == zone


def read_all(environ: dict[str, str]) -> None:
    """Read every variable, as the settings do."""
    environment.var(environ, ROOT)
    environment.config(environ)
    environment.attachments(environ, ROOT)
    environment.debug(environ)
    environment.web_database_url(environ, environment.database_url(environ, ROOT))
    environment.redis_url(environ)
    environment.hosts(environ)
    environment.trusted_proxies(environ)
    environment.time_zone(environ)
    environment.language(environ, SPOKEN)
    environment.web_processes(environ, 4)
    environment.log_level(environ)
    environment.metrics_token(environ)
    environment.keep_jobs_days(environ)
    environment.keep_drafts_days(environ)
    environment.query_seconds(environ)
    environment.sign_in_providers(environ)


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("SPECIFY_VAR", __file__, "Write the path of a folder"),
        ("SPECIFY_CONFIG", "/nonexist", "Write the path of a Specify resource folder"),
        ("SPECIFY_ATTACHMENTS", "/nonexist", "Write the path of the folder"),
        ("SPECIFY_DEBUG", "yes", "Write 1"),
        ("WEB_DATABASE_URL", "postgres://db/web", "Write mysql://"),
        ("WEB_DATABASE_URL", "mysql://db:port/web", "Write mysql://"),
        ("REDIS_URL", "localhost:6379", "Write redis://host:port/0"),
        ("REDIS_URL", "redis://localhost:many/0", "Write redis://host:port/0"),
        ("SPECIFY_HOSTS", "https://a.example", "Write names"),
        ("SPECIFY_HOSTS", "a.example:8000", "Write names"),
        ("SPECIFY_HOSTS", "a.example b.example", "with commas between"),
        ("SPECIFY_TRUSTED_PROXIES", "abc", "0 for none, 1 for one"),
        ("SPECIFY_TRUSTED_PROXIES", "-1", "0 for none, 1 for one"),
        ("SPECIFY_TRUSTED_PROXIES", "9" * 5000, "0 for none, 1 for one"),
        ("SPECIFY_WEB_PROCESSES", "many", "1 or more"),
        ("SPECIFY_WEB_PROCESSES", "0", "1 or more"),
        ("SPECIFY_WEB_PROCESSES", "9" * 5000, "1 or more"),
        ("SPECIFY_LOG_LEVEL", "loud", "Write one of debug, info"),
        ("SPECIFY_KEEP_JOBS_DAYS", "0", "1 or more"),
        ("SPECIFY_KEEP_JOBS_DAYS", "a week", "1 or more"),
        ("SPECIFY_KEEP_DRAFTS_DAYS", "-3", "1 or more"),
        ("SPECIFY_QUERY_SECONDS", "0", "1 or more"),
        ("SPECIFY_METRICS_TOKEN", "short", "at least 16"),
        ("SPECIFY_METRICS_TOKEN", "sixteen and blanks", "without blanks"),
        ("SPECIFY_TIME_ZONE", "Mars/X", "such as Europe/Berlin"),
        ("SPECIFY_TIME_ZONE", "/etc/localtime", "such as Europe/Berlin"),
        ("SPECIFY_LANGUAGE", "fr", "Write en or de."),
        ("SPECIFY_SIGN_IN_PROVIDERS", "/nonexist", "cannot be read"),
        ("SPECIFY_SIGN_IN_PROVIDERS", __file__, "is no TOML"),
    ],
)
def test_a_wrong_value_is_told_with_the_variable_and_the_remedy(name: str, value: str, remedy: str) -> None:
    with pytest.raises(BadVariable) as told:
        read_all({name: value})
    assert str(told.value).startswith(name)
    assert remedy in str(told.value)


@pytest.mark.parametrize("entry", ["manage.py check", "-c import specify.wsgi"])
@pytest.mark.parametrize(
    ("name", "value"),
    [("SPECIFY_TRUSTED_PROXIES", "abc"), ("SPECIFY_LANGUAGE", "fr"), ("DATABASE_URL", "postgres:///a")],
)
def test_the_program_ends_with_the_sentence_and_no_traceback(entry: str, name: str, value: str, tmp_path: Path) -> None:
    environ = {**os.environ, "SPECIFY_VAR": str(tmp_path), "DATABASE_URL": "", "WEB_DATABASE_URL": "", name: value}
    command = [sys.executable, *entry.split(" ", 1)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(name)
    assert done.stderr.count("\n") == 1


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made = settings._kept_secret(tmp_path / "var")
    assert len(made) == 64
    assert settings._kept_secret(tmp_path / "var") == made
    (file,) = (tmp_path / "var").iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("secret", 0o600)


def test_no_other_process_sees_half_a_secret_and_the_first_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"

    def made_while_another_starts(_length: int) -> str:
        assert not file.exists()
        file.write_text("the other's")
        return "ours"

    monkeypatch.setattr(settings.secrets, "token_urlsafe", made_while_another_starts)
    assert settings._kept_secret(tmp_path) == "the other's"
    assert list(tmp_path.iterdir()) == [file]


def test_an_empty_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    with pytest.raises(BadVariable, match=r"secret that stands in for it is empty\. Delete the file"):
        settings._kept_secret(tmp_path)


def test_a_folder_that_takes_no_secret_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadVariable, match=r"no secret can be kept in .*Set SECRET_KEY"):
        settings._kept_secret(tmp_path / "file")
