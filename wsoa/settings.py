"""Settings. Everything that differs between installations is read from the environment, here only.

WSOA_DATA             folder for the database, collected static files and the demo secret (./data); made
                      where it is missing
WSOA_DEMO             1 for a demonstration: generated secret, sign-in hints on the first page
SECRET_KEY            required outside the demonstration
DATABASE_URL          postgres://... ; unset means SQLite in WSOA_DATA
ALLOWED_HOSTS         comma-separated host names (localhost and 127.0.0.1 when unset)
CSRF_TRUSTED_ORIGINS  comma-separated origins such as https://send.example.gov.uk
HTTPS                 1 when served over TLS: secure cookies, HSTS, redirect
PROXIES               how many proxies stand in front, so that sign-in limits count people, not proxies
DEBUG                 1 shows tracebacks in the browser; never in service
EMAIL_HOST            the mail server, spoken to over TLS; unset means that email goes to the console.
                      EMAIL_PORT (587), EMAIL_HOST_USER and EMAIL_HOST_PASSWORD go with it
DEFAULT_FROM_EMAIL    the sender of email
UPLOAD_LIMIT_MB       how large one file of evidence may be, in MB (20)
BASE_URL              the site's address in emails, such as https://send.example.gov.uk; unset means
                      http://localhost:8000, or the port that bin/run serves on
KEEP_SIGN_INS_DAYS (180), KEEP_EMAILS_DAYS (90), KEEP_IMPORT_DRAFTS_DAYS (7), ANSWER_LINK_DAYS (30)
                      how long the log of sign-ins, sent email, unfinished imports and emailed links last
"""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from wsoa import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("WSOA_DATA", BASE_DIR / "data")
DEMO = env.flag("WSOA_DEMO")
DEMO_PASSWORD = "demonstration-only-2018"  # noqa: S105 - meant to be known: it opens demonstrations only
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", keep_in=DATA_DIR / "secret_key" if DEMO else None)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
HTTPS = env.flag("HTTPS")
BASE_URL = env.text("BASE_URL", f"http://localhost:{env.number('PORT', 8000)}")

INSTALLED_APPS = [
    "wsoa",
    "actions",
    "boards",
    "reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "wsoa.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wsoa.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wsoa.middleware.UploadLimitMiddleware",
    "wsoa.middleware.BusyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "wsoa.urls"
WSGI_APPLICATION = "wsoa.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wsoa.context_processors.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def _database() -> dict[str, Any]:
    """PostgreSQL by DATABASE_URL, else SQLite set up for several writers and honest triggers."""
    url = env.text("DATABASE_URL")
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "db.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; "
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "wsoa.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "wsoa.accounts.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "WSOA tracker: "
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "10/m/ip,5/5m/key"}

# Sign-in attempts are counted here, in files that all of the server's processes share.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PROXIES")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
FORMAT_MODULE_PATH = ["wsoa.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"

# Evidence files: below no address; only a view that checks who asks hands them out.
EVIDENCE_ROOT = DATA_DIR / "evidence"
# PDFs of board packs that were made ready: the same. They can be made again, and need no back-up.
PACKS_ROOT = DATA_DIR / "packs"
UPLOAD_LIMIT_MB = env.number("UPLOAD_LIMIT_MB", 20)

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = bool(EMAIL_HOST)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "wsoa-tracker@localhost")

# Jobs wait in the database; `bin/run` keeps a worker beside the server.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# How long what is not part of the record is kept, in days. The page "What is kept" says the same.
KEEP_SIGN_INS_DAYS = env.number("KEEP_SIGN_INS_DAYS", 180)
KEEP_EMAILS_DAYS = env.number("KEEP_EMAILS_DAYS", 90)
KEEP_IMPORT_DRAFTS_DAYS = env.number("KEEP_IMPORT_DRAFTS_DAYS", 7)
ANSWER_LINK_DAYS = env.number("ANSWER_LINK_DAYS", 30)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

DJANGO_TABLES2_TEMPLATE = "actions/tables/register_table.html"
SIMPLE_HISTORY_ENABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "wsoa.secret_links.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "loggers": {
        name: {"filters": ["without_secrets"]}
        for name in ("django.request", "django.security.csrf")
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
