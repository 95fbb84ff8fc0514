"""Settings of an installation; everything that differs comes from the environment."""

import os
import secrets
from pathlib import Path

import dj_database_url

from gongkai.base import keys, sqlite
from gongkai.config.law_settings import load as load_law_settings

sqlite.install()

ROOT = Path(__file__).resolve().parents[1]
DATA_DIR = Path(os.environ.get("GONGKAI_DATA", "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
KEYS_DIR = DATA_DIR / "keys"
FILES_DIR = DATA_DIR / "files"
SEAL_KEY_FILE = KEYS_DIR / "seal.key"
AUDIT_KEY_FILE = KEYS_DIR / "audit.pem"
CHECKPOINT_FILE = DATA_DIR / "checkpoints.txt"
INSTALLATION_ID = os.environ.get("GONGKAI_INSTALLATION", "demonstration")


SECRET_KEY = keys.read_or_make(KEYS_DIR / "django.key", lambda: secrets.token_urlsafe(50).encode()).decode()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("GONGKAI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organs.Account"
HTTPS = os.environ.get("GONGKAI_HTTPS", "") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_prose_editor",
    "gongkai.base",
    "gongkai.audit",
    "gongkai.organs",
    "gongkai.catalogue",
    "gongkai.cases",
    "gongkai.publication",
    "gongkai.registers",
    "gongkai.newmedia",
    "gongkai.annual",
    "gongkai.portal",
    "gongkai.api",
    "gongkai.desk",
    "gongkai.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gongkai.config.headers.security_headers",  # before the static files, which carry them too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.portal.language.chrome_language",
    "gongkai.config.headers.BusyDatabase",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "gongkai.desk.door.Door",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "desk" / "templates"],  # before allauth's own pages
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.portal.context.site",
                "gongkai.desk.context.rights",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA_DIR / 'gongkai.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    sqlite.refuse_unsafe()
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "base_cache"}}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "gongkai.desk.accounts.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    # Second factors, by account: who tries them knows the password already. axes counts passwords and second factors by
    # account and address, in the database all workers share.
    "login_failed": "5/900s/key",
    "login": "600/m/ip",  # a whole office may share one address
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # publishing and what concerns accounts ask again after that
REQUIRE_MFA = os.environ.get("GONGKAI_REQUIRE_MFA", "1" if HTTPS else "0") == "1"
MFA_ADAPTER = "gongkai.desk.accounts.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "gongkai.desk.second_factor.Code",
    "authenticate_webauthn": "gongkai.desk.second_factor.Key",
    "add_webauthn": "gongkai.desk.second_factor.NewKey",
    "reauthenticate": "gongkai.desk.second_factor.CodeAgain",
    "reauthenticate_webauthn": "gongkai.desk.second_factor.KeyAgain",
}
MFA_TOTP_TOLERANCE = 1  # the neighbouring half minute, for telephones with a wrong clock
MFA_PASSKEY_LOGIN_ENABLED = False  # a log-in by key alone would pass axes by
MFA_TRUST_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address", "code", "credential"]
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 30 * 60  # without a request
SESSION_LONGEST = 8 * 3600  # in any case
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # a browser takes these names from this very host only, and only with the path "/"
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    # gongkai serve hears this header from the trusted proxy only; it takes it away from anybody else
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The server in front ends HTTPS; where it does not say so, Django takes its own scheme for http and would refuse
    # every form.
    CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
else:
    SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"  # public pages never see it
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # two million characters of a body
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SEARCH_ENGINE = os.environ.get("GONGKAI_SEARCH", "database")
MAX_REPORT_BYTES = 30 * 1024 * 1024
MAX_UPLOAD_BYTES = 100 * 1024 * 1024
SILENCED_SYSTEM_CHECKS = ["security.W001"]

LAW = load_law_settings(DATA_DIR / "law.toml")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},  # else a line for every request that waits
        "weasyprint": {"level": "ERROR"},
        "pdfminer": {"level": "ERROR"},
    },
}
