"""All settings, read from the environment once."""

import os
from datetime import date
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from taskforce.given import secret
from taskforce.logs import configuration

ROOT = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("DEBUG") == "1"
DEMO = os.environ.get("DEMO") == "1"
HTTPS = os.environ.get("HTTPS") == "1"
# The key everybody knows: taskforce/checks.py lets no server start with it but a demonstration.
SECRET_KEY = secret("SECRET_KEY") or "only-for-the-demonstration-and-tests-never-for-real-use"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")

# The fixed day of a demonstration (2024-11-15): what is due, late and expiring stays meaningful.
TASKFORCE_TODAY = date.fromisoformat(os.environ["TASKFORCE_TODAY"]) if os.environ.get("TASKFORCE_TODAY") else None
# Which permission lets somebody read the journal of a workspace: the kernel knows no domain word.
JOURNAL_PERMISSION = "read_journal"
# Below this, a count that comes from entries one may not read is shown as "< 5".
SMALL_NUMBER = 5
# Names of office holders without an account, "First Last;First Last": naming them in a text asks no confirmation.
OFFICE_HOLDERS = [name for name in os.environ.get("OFFICE_HOLDERS", "").split(";") if name.strip()]

INSTALLED_APPS = [
    "taskforce",
    "hotspots",
    "actions",
    "reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "guardian",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "heroicons",
    "rest_framework",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "taskforce.hardening.hardened",
    "django.middleware.security.SecurityMiddleware",
    "taskforce.hardening.Packed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "taskforce.logs.logged",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "taskforce.door.session_middleware",
    "taskforce.web.language_middleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "taskforce.door.second_factor_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "taskforce.web.readings_middleware",
]
ROOT_URLCONF = "taskforce.urls"
WSGI_APPLICATION = "taskforce.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["taskforce.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "taskforce.web.page_context",
            ],
        },
    },
]

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
# A page that would wait longer is answered 503; a command of manage.py takes the time it needs. A dead network is noticed by both.
HURRY = {"statement_timeout": "20s", "lock_timeout": "8s", "idle_in_transaction_session_timeout": "60s"}
# Behind a pool that lends a connection for one transaction: the limits are then those of the role (docs/operations.md).
POOLED = os.environ.get("POOLED") == "1"
UNHURRIED = POOLED or os.environ.get("PATIENT") == "1"
POSTGRESQL = {
    "connect_timeout": 5,
    "tcp_user_timeout": 20_000,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "options": "" if UNHURRIED else " ".join(f"-c {name}={value}" for name, value in HURRY.items()),
}
ADDRESS = secret("DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'db.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(ADDRESS, conn_max_age=60, conn_health_checks=True, disable_server_side_cursors=POOLED)}
OPTIONS = SQLITE if DATABASES["default"]["ENGINE"].endswith("sqlite3") else POSTGRESQL
DATABASES["default"]["OPTIONS"] = {**OPTIONS, **DATABASES["default"].get("OPTIONS", {})}
SQLITE_ALLOWED = os.environ.get("ALLOW_SQLITE") == "1"
# Where the database has roles of its own for sealing and erasing (deploy/postgresql), these are their connections.
for alias in ("sealer", "eraser"):
    if url := secret(f"{alias.upper()}_DATABASE_URL"):
        DATABASES[alias] = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True) | {"OPTIONS": POSTGRESQL}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "taskforce.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60

# Signing in, by django-allauth (taskforce/adapters.py): by invitation only, so there is no sign-up and no address to verify.
ACCOUNT_ADAPTER = "taskforce.adapters.Account"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "taskforce.tokens.ResetLink"  # noqa: S105  # a name
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_SESSION_REMEMBER = False
# Per address (ip), and per account and address together (key); login_account is per account from everywhere.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/5m/ip,5/5m/key",
    "login_account": "50/h/key",
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/h/ip",
    "reauthenticate": "10/5m/user",
    "join": "30/5m/ip",
    "feed": "600/5m/ip,60/5m/key",
    "verify": "60/5m/ip",
    "token": "60/5m/ip",
}
# Behind how many proxies of one's own: their addresses are not the reader's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))

# The second factor: asked of whoever's part needs one (taskforce/roles.py), except in a demonstration.
SECOND_FACTOR_REQUIRED = not DEMO
SECRET_KEY_FALLBACKS = [key for key in secret("SECRET_KEY_FALLBACKS").split(",") if key]
MFA_ADAPTER = "taskforce.adapters.Factors"
MFA_FORMS = {
    "login_webauthn": "taskforce.forms_door.PasskeySignInForm",
    "authenticate_webauthn": "taskforce.forms_door.PasskeyCodeForm",
    "reauthenticate_webauthn": "taskforce.forms_door.ConfirmPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS and (DEMO or DEBUG)  # http://localhost

# The organisation's own sign-in (OpenID Connect): only for accounts that exist and are connected.
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "")
OIDC_NAME = os.environ.get("OIDC_NAME", "OpenID Connect") if OIDC_ISSUER else ""
OIDC_PROVIDER = "oidc"
# Which claim of the identity means that a second factor was asked there ("amr=mfa"); empty: none counts.
OIDC_MFA_CLAIM = os.environ.get("OIDC_MFA_CLAIM", "")
SOCIALACCOUNT_ADAPTER = "taskforce.adapters.Identities"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: a strict policy of form targets would stop the way to the provider
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER,
                "name": OIDC_NAME,
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": secret("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# Guardian keeps grants; Mandates reads them with their dates. Its own backend, which knows no dates, stays off.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# security.W021: whether a whole domain is preloaded into browsers is for its owner to say.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W021"]
SIMPLE_HISTORY_DATE_INDEX = False

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["taskforce.formats"]
TIME_ZONE = os.environ.get("TIME_ZONE", "Europe/Brussels")

STATIC_URL = "static/"
STATICFILES_DIRS = [("guide", ROOT / "docs" / "guide" / "images")]  # the pictures of the guides (taskforce/guides.py)
STATIC_ROOT = ROOT / "var" / "static"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}}  # no other: nothing handed in lies on a disk
WHITENOISE_USE_FINDERS = DEBUG or not STATIC_ROOT.is_dir()  # before they are collected, files are read where they lie, as they are
WHITENOISE_ALLOW_ALL_ORIGINS = False  # other sites have no business with our files
FORM_RENDERER = "taskforce.forms_look.Look"

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "taskforce@localhost")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
EMAIL_TIMEOUT = 10
# Where people find this installation: links in mails begin with it.
SITE = os.environ.get("SITE", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
# What the accessibility statement says for this installation: who publishes it, whom readers tell, to which body they turn after that.
PUBLISHER = os.environ.get("PUBLISHER", "")
ACCESSIBILITY_CONTACT = os.environ.get("ACCESSIBILITY_CONTACT", "")
ACCESSIBILITY_APPEAL = {
    "fr": os.environ.get("ACCESSIBILITY_APPEAL_FR", ""),
    "nl": os.environ.get("ACCESSIBILITY_APPEAL_NL", ""),
    "en": os.environ.get("ACCESSIBILITY_APPEAL_EN", ""),
}
# Urgent notices are mailed by the process that made them, in a thread of its own; "0" leaves them to `manage.py deliver --watch`.
MAIL_AT_ONCE = os.environ.get("MAIL_AT_ONCE", "1") == "1"
MAIL_BESIDE = True

# Long work is done beside the answers, by `manage.py work`, however many of them run and on however many machines.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Sessions: two hours without use, twelve in all; the name __Host- keeps other sites of the domain from setting one.
SESSION_ENGINE = "taskforce.sessions"
SESSION_IDLE = 2 * 60 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if HTTPS else ("session", "csrf")
# Counts of attempts hold across processes: the cache is a table, made by a migration.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "taskforce_cache"}}

# What a browser may do with our answers; the rest of the headers stands in taskforce/hardening.py.
X_FRAME_OPTIONS, SECURE_REFERRER_POLICY = "DENY", "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0  # two years
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
if os.environ.get("BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Where a form may lead besides this site: the sign-in of an organisation (browsers look at the redirects, too).
FORM_TARGETS = [one for one in os.environ.get("FORM_TARGETS", "").split(",") if one]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, *FORM_TARGETS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["taskforce"],
    }
}

REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "taskforce.rest.schema.Schema"}
# What may be sent to us. A form holds less than 1 MB of text; a file 10 MB; the rest of a body is their wrapping.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_BODY = LARGEST_FILE + 2 * DATA_UPLOAD_MAX_MEMORY_SIZE
# What is handed in is read whole and made anew, or hashed and dropped: it never lies on a disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY

# What is said of the house: the log without anything people typed, and numbers for those who watch over it (taskforce/desk/health.py).
LOGGING = {} if DEBUG else configuration(as_json=os.environ.get("LOG_JSON") == "1")
METRICS_TOKEN = secret("METRICS_TOKEN")
MARKS = os.environ.get("MARKS", "")
