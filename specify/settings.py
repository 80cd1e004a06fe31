"""The composition: which parts make the program, on which database, from the environment.

In: environment variables, read by `environment.py`. Out: Django's settings. The database's shape is read here, once,
before any model is built; our own tables are named `web_*` from here on.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from huey.serializer import SignedSerializer

from specify import environment
from specify.datamodel import connecting, naming, shape
from specify.security.allauth_settings import *  # noqa: F403 - allauth reads its settings from here

BASE = Path(__file__).resolve().parent.parent
LAYOUTS = BASE / "layouts"
VAR = environment.var(os.environ, BASE / "var")
SPECIFY_CONFIG = environment.config(os.environ)
DEBUG = environment.debug(os.environ)

naming.connect()


def _kept_secret(folder: Path) -> str:
    """The secret in that folder, readable by us alone; made when there is none."""
    file = folder / "secret"
    try:
        if not file.exists():
            _make_secret(file)
        kept = file.read_text()
    except OSError as error:
        raise environment.BadVariable(
            f"SECRET_KEY is not set, and no secret can be kept in {file} instead ({error.strerror}). Set SECRET_KEY, "
            "or let SPECIFY_VAR name a folder that this user may write to."
        ) from error
    if not kept.strip():
        raise environment.BadVariable(
            f"SECRET_KEY is not set, and the file {file} that stands in for it is empty. Delete the file, and a new "
            "secret is made at the next start; or set SECRET_KEY."
        )
    return kept


def _make_secret(file: Path) -> None:
    """Fill a file beside it and link that: no other process ever sees half a secret, and the first one's stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix="secret.", dir=file.parent)  # readable by its owner alone
    try:
        with os.fdopen(descriptor, "w") as made:
            made.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(beside, file)
    finally:
        os.unlink(beside)


SECRET_KEY = environment.secret_key(os.environ) or _kept_secret(VAR)
SECRET_KEY_FALLBACKS = environment.secret_key_fallbacks(os.environ)

# The database of Specify, and ours beside it.
EMBEDDED = environment.is_embedded(os.environ)
DATABASE_URL = environment.database_url(os.environ, VAR)
WEB_DATABASE_URL = environment.web_database_url(os.environ, DATABASE_URL)
SHAPE = shape.at_start(DATABASE_URL, VAR)
DATABASES = {"default": connecting.django_entry(DATABASE_URL), "web": connecting.django_entry(WEB_DATABASE_URL)}
DATABASE_ROUTERS = ["specify.web.routing.TwoConnections"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where it may be reached; strict unless it is only this machine.
HOSTS = environment.hosts(os.environ)
ALLOWED_HOSTS = HOSTS or ["localhost", "127.0.0.1", "[::1]"]
LOOPBACK_ONLY = not HOSTS
TRUSTED_PROXIES = environment.trusted_proxies(os.environ)
METRICS_TOKEN = environment.metrics_token(os.environ)
SIGN_IN_PROVIDERS = environment.sign_in_providers(os.environ)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOOPBACK_ONLY
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "specify-session", "specify-csrf"
LANGUAGE_COOKIE_NAME = "specify-language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "huey.contrib.djhuey",
    "specify.datamodel",
    "specify.web",
    "specify.security",
    "specify.tasks",
    "specify.nodes",
    "specify.records",
    "specify.ask",
    "specify.printing",
    "specify.trees",
    "specify.commands",
]
MIDDLEWARE = [
    "specify.web.requests.RequestLog",
    "specify.web.security_headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "specify.web.refusals.Refusals",
    "specify.web.caching.Revalidation",
    "specify.web.look.Looks",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "specify.urls"
WSGI_APPLICATION = "specify.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "specify.web.jinja.environment",
            "autoescape": True,
            "context_processors": [
                "django.template.context_processors.csrf",
                "specify.web.furniture.furniture",
                "specify.tasks.notices.jobs_notice",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"
CSRF_FAILURE_VIEW = "specify.records.filling.parking.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "datamodel.SpecifyUser"

# Naive local times, as Specify writes them.
USE_TZ = False
TIME_ZONE = environment.time_zone(os.environ)

LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_CODE = environment.language(os.environ, dict(LANGUAGES))
LOCALE_PATHS = [BASE / "specify" / "locale"]
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": environment.attachments(os.environ, VAR)},
    },
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "results": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "results", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "specify.web.static_files.HashedStaticFiles"},
}

# A form of many rows has many fields; what one person may send at once stays within what a process can hold.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "specify.web.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

KEEP_JOBS_DAYS = environment.keep_jobs_days(os.environ)
KEEP_DRAFTS_DAYS = environment.keep_drafts_days(os.environ)
QUERY_SECONDS = environment.query_seconds(os.environ)
# A worker asks the file for the next call several times a second; Redis hands it over, and only errors cause a pause.
QUEUE = {"huey_class": "specify.tasks.queueing.FileQueue", "connection": {"filename": str(VAR / "jobs.sqlite")}}
LONGEST_PAUSE_SECONDS = 0.3
if redis_url := environment.redis_url(os.environ):
    QUEUE = {"huey_class": "specify.tasks.queueing.RedisQueue", "connection": {"url": redis_url}}
    LONGEST_PAUSE_SECONDS = 5.0
HUEY = {
    **QUEUE,
    "name": "specify-jobs",
    "immediate": False,
    "utc": False,  # nights are those of TIME_ZONE
    "results": False,
    "serializer": SignedSerializer(secret=SECRET_KEY, salt="specify.jobs"),  # it unpickles what it is given
    "consumer": {
        "workers": 2,
        "worker_type": "process",
        "max_delay": LONGEST_PAUSE_SECONDS,
        "scheduler_interval": 5,
        "health_check_interval": 5,
        "graceful_signal": "TERM",  # running jobs may end; what takes longer than this is broken off and told so
        "shutdown_timeout": 30,
    },
}

SILENCED_SYSTEM_CHECKS = [
    "models.W042",  # Specify's keys are declared, ours are BigAutoField
    "models.W036",  # allauth's "one factor of a kind per user", which MariaDB cannot enforce: switching on replaces
    "fields.W342",  # a key with unique=True is Specify's to have
    "security.W004",  # HSTS belongs to the front server
    "security.W008",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "specify.web.logs.JsonLines"}},
    "filters": {"queue-away": {"()": "specify.tasks.queueing.QueueAway"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "lines"},
        "queue": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["queue-away"]},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "propagate": False},
        "huey": {"handlers": ["queue"], "propagate": False, "level": "WARNING"},
    },
}
