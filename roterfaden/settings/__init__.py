"""Django's settings, read from the environment. Every setting of ours stands in docs/settings.md (a test holds it)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from roterfaden.operation.logs import logging_settings
from roterfaden.settings.broker import broker
from roterfaden.settings.database import databases
from roterfaden.settings.env import Reader
from roterfaden.settings.mail import mail
from roterfaden.settings.search import search_engine
from roterfaden.settings.secret import secret_key
from roterfaden.settings.wiring import INSTALLED_APPS as INSTALLED_APPS
from roterfaden.settings.wiring import MIDDLEWARE as MIDDLEWARE
from roterfaden.settings.wiring import TEMPLATES as TEMPLATES

env = Reader()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
HOME = env.path("ROTERFADEN_HOME", "var", "Folder for the database, files, search index and logs.")
DEBUG = env.yes("ROTERFADEN_DEBUG", False, "Show technical error pages. Never on a public host.")
SECRET_KEY = secret_key(
    env.text("ROTERFADEN_SECRET_KEY", "", "Signing key. Empty: one is made once and kept in ROTERFADEN_HOME."), HOME
)
ALLOWED_HOSTS = env.words("ROTERFADEN_HOSTS", "localhost 127.0.0.1 [::1]", "Host names under which the portal answers.")
SITE_URL = env.text(
    "ROTERFADEN_URL", "http://127.0.0.1:8000", "Public address of the portal, for mails, feeds and OParl ids."
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = SITE_URL.startswith("https://")
if (_host := urlsplit(SITE_URL).hostname) and _host not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(_host)

ROOT_URLCONF = "roterfaden.urls"
WSGI_APPLICATION = "roterfaden.wsgi.application"
DATABASES = databases(
    env.text("DATABASE_URL", "", "SQLite (default: a file in ROTERFADEN_HOME) or postgres://user:pass@host/name."), HOME
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ALLAUTH_TRUSTED_PROXY_COUNT = env.number(
    "ROTERFADEN_BEHIND_PROXIES",
    0,
    "Reverse proxies before the portal that set X-Forwarded-For (limits of forms and logins).",
)
TRUSTED_PROXIES = env.networks(
    "ROTERFADEN_PROXIES",
    "127.0.0.0/8 ::1 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7",
    "Networks of the reverse proxies: X-Forwarded-For of any other connection is not believed.",
)
STAFF_MFA = env.yes("ROTERFADEN_STAFF_MFA", True, "Staff need a second factor for the back office.")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = WAGTAILADMIN_LOGIN_REDIRECT_URL = "/verwaltung/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "roterfaden.accounts.adapter.AccountAdapter"
SIGNUP_OPEN = env.yes(
    "ROTERFADEN_SIGNUP", True, "Residents may make an account by themselves (guests can always write)."
)
GUEST_DAYS = env.number(
    "ROTERFADEN_GUEST_DAYS", 365, "After so many days without a sign of life a guest's data are erased.", least=30
)
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
SOCIALACCOUNT_ADAPTER = "roterfaden.accounts.broker.adapter.BrokerAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
BROKER = broker(env)
SOCIALACCOUNT_PROVIDERS = BROKER.providers
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers offer passkeys on localhost or with HTTPS only
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators make the accounts
MFA_TOTP_ISSUER = "Roter Faden"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "texts"]}}
REDIS_URL = env.text("REDIS_URL", "", "Shared cache for several web processes. Empty: a cache in each process.")
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "roterfaden" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "roterfaden.design.formats"
# One page tree with German and English fields (roterfaden.pages.models.bilingual), not a tree for each language.
WAGTAIL_I18N_ENABLED = False
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "roterfaden.design.finders.KernTokens",
]
STATICFILES_DIRS = [
    ("kern", BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"),
    ("fira", BASE_DIR / "node_modules" / "@fontsource" / "fira-sans"),
    ("htmx", BASE_DIR / "node_modules" / "htmx.org" / "dist"),
]
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry the content's hash, so browsers may keep the files for ever. `roterfaden prepare` collects them.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "files"
SEARCH_ROOT = HOME / "search"
SEARCH_ENGINE = search_engine(
    env.text("ROTERFADEN_SEARCH", "auto", "Search engine: embedded (files in ROTERFADEN_HOME), postgres, or auto."),
    DATABASES,
)

WAGTAIL_SITE_NAME = "Roter Faden"
WAGTAILADMIN_BASE_URL = SITE_URL
# Staff log in at /konto/, where the second factor is asked for; Wagtail's own way in is closed.
WAGTAILADMIN_LOGIN_URL = "/konto/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one city, one clock
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *BROKER.origins],  # browsers count the way to the broker as part of the form
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = logging_settings(
    env.choice(
        "ROTERFADEN_LOG", "", "`json` or `text`. Empty: text on a terminal, else JSON.", allowed=("", "json", "text")
    ),
    env.choice(
        "ROTERFADEN_LOG_LEVEL", "INFO", "Least level that is logged.", allowed=("DEBUG", "INFO", "WARNING", "ERROR")
    ),
)
_mail = mail(
    env.text(
        "ROTERFADEN_MAIL_URL",
        "",
        "Mail server: `smtp+starttls://user:password@host:587`, `smtps://…` or `smtp://…` (unencrypted). Empty: mails"
        " are written to `ROTERFADEN_HOME/mails`.",
    )
)
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _mail.backend, _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = _mail.starttls, _mail.ssl, 20
EMAIL_FILE_PATH = HOME / "mails"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = (
    env.text("ROTERFADEN_MAIL_FROM", "", "Sender of the portal's mails. Empty: `noreply@` the host of ROTERFADEN_URL.")
    or f"noreply@{_host or 'localhost'}"
)

LEDGER_KEY_FILE = env.path(
    "ROTERFADEN_LEDGER_KEY_FILE",
    "",
    "File with the private key (Ed25519, PEM) that signs the ledger's heads. Empty: `ledger_key.pem` in"
    " ROTERFADEN_HOME, made at the first head.",
    empty=HOME / "ledger_key.pem",
)
SURVEY_KEYS = env.path(
    "ROTERFADEN_SURVEY_KEYS",
    "",
    "Folder with the private keys of surveys (one file each, destroyed after the evaluation). Empty: `survey_keys` in"
    " ROTERFADEN_HOME. A folder that only the job worker may read keeps answers from the web process.",
    empty=HOME / "survey_keys",
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DIGEST_DAY = _WEEKDAYS.index(
    env.choice("ROTERFADEN_DIGEST_DAY", "fri", "Day of the weekly mails to followers: mon … sun.", allowed=_WEEKDAYS)
)
DIGEST_HOUR = int(
    env.choice(
        "ROTERFADEN_DIGEST_HOUR",
        "8",
        "Hour of the weekly mails to followers, 0 to 23, at the city's clock.",
        allowed=tuple(map(str, range(24))),
    )
)

CITY = env.text("ROTERFADEN_CITY", "Landeshauptstadt Hannover", "Name of the city, as the header shows it.")
FETCH_ALLOW = env.words(
    "ROTERFADEN_FETCH_ALLOW", "", "Hosts or networks that may be fetched although they are not public, e.g. 127.0.0.1."
)
PROXY = env.text("ROTERFADEN_PROXY", "", "HTTP proxy for harvests. The environment's http_proxy is never used.")
CONTACT = env.text("ROTERFADEN_CONTACT", "", "Mail address of the operator; harvests and the imprint name it.")
COUNCIL_NEWS_DAYS = env.number(
    "ROTERFADEN_COUNCIL_NEWS_DAYS", 30, "What of the council is older than so many days is no news for followers."
)
STALE_DAYS = env.number(
    "ROTERFADEN_STALE_DAYS", 90, "After so many days without a report a measure's data count as stale."
)
ANSWER_DAYS = env.number(
    "ROTERFADEN_ANSWER_DAYS", 14, "Within so many days the city promises to answer questions outside of processes."
)
ANSWER_OFFICE = env.text("ROTERFADEN_ANSWER_OFFICE", "", "Who answers questions outside of processes.")
POPULATION = env.number(
    "ROTERFADEN_POPULATION",
    0,
    "How many people live in the city; 0: not said. Petitions compute from it (§ 31 NKomVG).",
)
OPEN_DATA_LICENCE = env.text(
    "ROTERFADEN_OPEN_DATA_LICENCE",
    "https://www.govdata.de/dl-de/zero-2-0",
    "Address of the licence under which the data of finished processes are published.",
)
COMMENTS_BEFORE = env.yes(
    "ROTERFADEN_COMMENTS_BEFORE", False, "Comments outside of processes wait until somebody has released them."
)
TESTDATA = env.text(
    "ROTERFADEN_TESTDATA", "../shared/data", "Recorded data for tests and benchmarks (never needed to run)."
)
