"""Our environment variables, read and checked; the README has their table.

In: a mapping, as `os.environ` is. Out: what each variable means, or its default when it is unset or empty; a sentence
for a value that means nothing, so that a slip in a file of variables is told at the start and not found later. Nothing
is written here.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from specify.datamodel.connecting import BadDatabaseUrl, DatabaseUrl, parse
from specify.security.providers import BadProviders, Provider, read_providers

# What Django compares with the host of a request: never a port, never a letter outside ASCII.
_HOST = re.compile(r"\*|[a-z0-9.-]+|\[[a-f0-9:.]+\]", re.IGNORECASE)
# Where Django looks a zone up, if the system has it.
_ZONES = Path("/usr/share/zoneinfo")
# What gunicorn knows.
_LOG_LEVELS = ("debug", "info", "warning", "error", "critical")
_TOKEN = re.compile(r"[!-~]{16,}")


class BadVariable(Exception):
    """A variable with a value that cannot be used; its text is a sentence that says what to write instead."""


def var(environ: Mapping[str, str], default: Path) -> Path:
    """The folder for what we keep; it may be missing still."""
    folder = Path(environ.get("SPECIFY_VAR") or default)
    if folder.exists() and not folder.is_dir():
        raise BadVariable(f"SPECIFY_VAR is {folder}, which is a file. Write the path of a folder, there or to be made.")
    return folder


def config(environ: Mapping[str, str]) -> Path | None:
    """The folder of resources that stands in for our own layouts; None for those."""
    given = environ.get("SPECIFY_CONFIG", "")
    if given and not Path(given).is_dir():
        raise BadVariable(
            f"SPECIFY_CONFIG is {given}, and there is no such folder. Write the path of a Specify resource folder, or "
            "leave SPECIFY_CONFIG out for the project's own layouts."
        )
    return Path(given) if given else None


def attachments(environ: Mapping[str, str], folder: Path) -> Path:
    """The folder of attachments, with their files in `originals`; one in ours, missing or not, if none is named."""
    given = environ.get("SPECIFY_ATTACHMENTS", "")
    if given and not Path(given).is_dir():
        raise BadVariable(
            f"SPECIFY_ATTACHMENTS is {given}, and there is no such folder. Write the path of the folder in which your "
            "attachments lie in the folder originals, or leave SPECIFY_ATTACHMENTS out."
        )
    return Path(given) if given else folder / "attachments"


def debug(environ: Mapping[str, str]) -> bool:
    """Whether developers see the details of errors."""
    given = environ.get("SPECIFY_DEBUG", "").strip()
    if given not in ("", "0", "1"):
        raise BadVariable(f"SPECIFY_DEBUG is {given}. Write 1 to show the details of errors, or leave it out.")
    return given == "1"


def secret_key(environ: Mapping[str, str]) -> str:
    """The secret that signs cookies; empty when none is given."""
    return environ.get("SECRET_KEY", "")


def secret_key_fallbacks(environ: Mapping[str, str]) -> list[str]:
    """Former secrets, by which what was signed or encrypted can still be read."""
    return environ.get("SECRET_KEY_FALLBACKS", "").split()


def is_embedded(environ: Mapping[str, str]) -> bool:
    """Whether no database of Specify is named, so that ours serves."""
    return not environ.get("DATABASE_URL")


def database_url(environ: Mapping[str, str], folder: Path) -> DatabaseUrl:
    """Specify's database, else the embedded one in `folder`; raises `BadDatabaseUrl`."""
    return parse(environ.get("DATABASE_URL") or f"sqlite:///{folder / 'specify.sqlite'}")


def web_database_url(environ: Mapping[str, str], specifys: DatabaseUrl) -> DatabaseUrl:
    """Where our own tables are: with Specify's, or in a second file beside an embedded database."""
    given = environ.get("WEB_DATABASE_URL")
    if given:
        try:
            return parse(given)
        except BadDatabaseUrl as error:
            raise BadVariable(str(error).replace("DATABASE_URL", "WEB_DATABASE_URL")) from error
    return parse(f"sqlite:///{specifys.name}-web") if specifys.is_sqlite else specifys


def redis_url(environ: Mapping[str, str]) -> str:
    """The job queue for several machines; empty when there is none."""
    given = environ.get("REDIS_URL", "").strip()
    if given and not _is_redis(given):
        raise BadVariable(
            "REDIS_URL names no Redis. Write redis://host:port/0, or leave it out when one machine does all."
        )
    return given


def hosts(environ: Mapping[str, str]) -> list[str]:
    """The host names that the site answers to; none for this machine only."""
    names = [name.strip() for name in environ.get("SPECIFY_HOSTS", "").split(",")]
    for name in names:
        if name and not _HOST.fullmatch(name):
            raise BadVariable(
                f"SPECIFY_HOSTS names {name}, which is no host name. Write names as they stand between https:// and "
                "the next sign in an address, without a port, with commas between: specify.example.org,10.0.0.7."
            )
    return [name for name in names if name]


def trusted_proxies(environ: Mapping[str, str]) -> int:
    """How many proxies of the institution's own stand in front."""
    given = environ.get("SPECIFY_TRUSTED_PROXIES", "").strip()
    if given and not _is_count(given):
        raise BadVariable(
            f"SPECIFY_TRUSTED_PROXIES is {given}, which is no number. Write how many proxies of yours stand in front: "
            "0 for none, 1 for one."
        )
    return int(given or 0)


def time_zone(environ: Mapping[str, str]) -> str:
    """The zone in which Specify writes times; the system's `TZ` when that names one, which not all its forms do."""
    given = environ.get("SPECIFY_TIME_ZONE", "").strip()
    if given and not _is_zone(given):
        raise BadVariable(
            f"SPECIFY_TIME_ZONE is {given}, and this system knows no zone of that name. Write one of the names of the "
            "IANA time zone database, such as Europe/Berlin, or UTC."
        )
    systems = environ.get("TZ", "").strip().removeprefix(":")
    return given or (systems if _is_zone(systems) else "UTC")


def language(environ: Mapping[str, str], known: Collection[str]) -> str:
    """The language for people who chose none."""
    given = environ.get("SPECIFY_LANGUAGE", "").strip()
    if given and given not in known:
        raise BadVariable(
            f"SPECIFY_LANGUAGE is {given}, a language that the pages do not speak. Write {' or '.join(known)}."
        )
    return given or "en"


def web_processes(environ: Mapping[str, str], default: int) -> int:
    """How many processes serve pages."""
    given = environ.get("SPECIFY_WEB_PROCESSES", "").strip()
    if given and not (_is_count(given) and int(given)):
        raise BadVariable(
            f"SPECIFY_WEB_PROCESSES is {given}. Write how many processes shall serve pages, 1 or more, or leave it out "
            "for one per core."
        )
    return int(given or default)


def log_level(environ: Mapping[str, str]) -> str:
    """From which level on the web server's own messages are written."""
    given = environ.get("SPECIFY_LOG_LEVEL", "").strip()
    if given and given not in _LOG_LEVELS:
        raise BadVariable(f"SPECIFY_LOG_LEVEL is {given}. Write one of {', '.join(_LOG_LEVELS)}.")
    return given or "warning"


def metrics_token(environ: Mapping[str, str]) -> str:
    """What a request for the metrics must carry; empty when nobody shall have them."""
    given = environ.get("SPECIFY_METRICS_TOKEN", "").strip()
    if given and not _TOKEN.fullmatch(given):
        raise BadVariable(
            "SPECIFY_METRICS_TOKEN can be guessed or cannot be sent. Write at least 16 letters, digits and signs of "
            "ASCII without blanks, such as `openssl rand -hex 24` makes, or leave it out to have no metrics."
        )
    return given


def sign_in_providers(environ: Mapping[str, str]) -> dict[str, Provider]:
    """The providers of single sign-on by key; none without a file of them."""
    given = environ.get("SPECIFY_SIGN_IN_PROVIDERS", "")
    try:
        return read_providers(Path(given)) if given else {}
    except BadProviders as error:
        raise BadVariable(f"SPECIFY_SIGN_IN_PROVIDERS: {error}") from error


def keep_jobs_days(environ: Mapping[str, str]) -> int:
    """How many days jobs that have ended, and their results, are kept."""
    given = environ.get("SPECIFY_KEEP_JOBS_DAYS", "").strip()
    return _days(given, 14, "SPECIFY_KEEP_JOBS_DAYS", "the results of jobs")


def keep_drafts_days(environ: Mapping[str, str]) -> int:
    """How many days forms that were filled in and not saved are kept."""
    given = environ.get("SPECIFY_KEEP_DRAFTS_DAYS", "").strip()
    return _days(given, 30, "SPECIFY_KEEP_DRAFTS_DAYS", "forms that were not saved")


def query_seconds(environ: Mapping[str, str]) -> int:
    """How many seconds the database may take for one query of a page."""
    given = environ.get("SPECIFY_QUERY_SECONDS", "").strip()
    if given and not (_is_count(given) and int(given)):
        raise BadVariable(
            f"SPECIFY_QUERY_SECONDS is {given}. Write after how many seconds a query of a page shall be stopped, 1 or "
            "more, or leave it out for 30."
        )
    return int(given or 30)


def _days(given: str, default: int, name: str, what: str) -> int:
    if given and not (_is_count(given) and int(given)):
        raise BadVariable(
            f"{name} is {given}. Write for how many days {what} shall be kept, 1 or more, or leave it out for "
            f"{default}."
        )
    return int(given or default)


def _is_count(text: str) -> bool:
    return len(text) <= 3 and text.isascii() and text.isdecimal()


def _is_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("redis", "rediss", "unix") and (parts.port or 1) > 0
    except ValueError:
        return False


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return not _ZONES.is_dir() or (_ZONES / name).is_file()
