"""The composition: which parts make the program, on which database, from the environment.

In: environment variables (the README has their table). Out: Django's settings. The database's shape is read here, once,
before any model is built; our own tables are named `web_*` from here on.
"""

import os
import secrets
from pathlib import Path

from specify.datamodel import connecting, naming, shape
from specify.security.allauth_settings import *  # noqa: F403 - allauth reads its settings from here

BASE = Path(__file__).resolve().parent.parent
LAYOUTS = BASE / "layouts"
VAR = Path(os.environ.get("SPECIFY_VAR", BASE / "var"))
SPECIFY_CONFIG = Path(os.environ["SPECIFY_CONFIG"]) if os.environ.get("SPECIFY_CONFIG") else None
DEBUG = os.environ.get("SPECIFY_DEBUG", "") == "1"

naming.connect()


def _secret() -> str:
    """The secret given, or one made once into `var/secret`, readable by us alone."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    VAR.mkdir(parents=True, exist_ok=True)
    file = VAR / "secret"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as made:
            made.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text()


SECRET_KEY = _secret()

# The database of Specify, and ours beside it.
EMBEDDED = not os.environ.get("DATABASE_URL")
DATABASE_URL = connecting.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{VAR / 'specify.sqlite'}")
WEB_DATABASE_URL = connecting.parse(
    os.environ.get("WEB_DATABASE_URL")
    or (f"sqlite:///{DATABASE_URL.name}-web" if DATABASE_URL.is_sqlite else os.environ["DATABASE_URL"])
)
SHAPE = shape.at_start(DATABASE_URL, VAR)
DATABASES = {"default": connecting.django_entry(DATABASE_URL), "web": connecting.django_entry(WEB_DATABASE_URL)}
DATABASE_ROUTERS = ["specify.web.routing.TwoConnections"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where it may be reached; strict unless it is only this machine.
HOSTS = [host for host in os.environ.get("SPECIFY_HOSTS", "").split(",") if host]
ALLOWED_HOSTS = HOSTS or ["localhost", "127.0.0.1", "[::1]"]
LOOPBACK_ONLY = not HOSTS
TRUSTED_PROXIES = int(os.environ.get("SPECIFY_TRUSTED_PROXIES", "0"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOOPBACK_ONLY
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "specify-session", "specify-csrf"
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
    "django_htmx",
    "huey.contrib.djhuey",
    "specify.datamodel",
    "specify.web",
    "specify.security",
    "specify.tasks",
    "specify.records",
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
                "django.contrib.messages.context_processors.messages",
                "specify.web.furniture.furniture",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"
CSRF_FAILURE_VIEW = "specify.web.refusals.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "datamodel.SpecifyUser"

# Naive local times, as Specify writes them.
USE_TZ = False
TIME_ZONE = os.environ.get("SPECIFY_TIME_ZONE") or os.environ.get("TZ") or "UTC"

LANGUAGE_CODE = os.environ.get("SPECIFY_LANGUAGE", "en")
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE / "specify" / "locale"]
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "specify.web.static_files.HashedStaticFiles"},
}

QUEUE = {"huey_class": "huey.SqliteHuey", "connection": {"filename": str(VAR / "queue.sqlite")}}
if os.environ.get("REDIS_URL"):
    QUEUE = {"huey_class": "huey.RedisHuey", "connection": {"url": os.environ["REDIS_URL"]}}
HUEY = {**QUEUE, "name": "specify", "immediate": False, "consumer": {"workers": 2, "worker_type": "process"}}

SILENCED_SYSTEM_CHECKS = [
    "models.W042",  # Specify's keys are declared, ours are BigAutoField
    "fields.W342",  # a key with unique=True is Specify's to have
    "security.W004",  # HSTS belongs to the front server
    "security.W008",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "specify.web.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.server": {"handlers": ["stderr"], "propagate": False}},
}
