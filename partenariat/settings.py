"""Settings: one file, driven by the environment (see docs/installation.md), with safe development defaults."""

import sys
from pathlib import Path

import pghistory

from partenariat import environment as env
from partenariat.startup import refuse_unnamed_tiles, refuse_unsafe_settings

BASE_DIR = Path(__file__).resolve().parent.parent
DEVELOPMENT_KEY = "development-only-key-never-used-in-production-0123456789"

ENVIRONMENT = env.one_of("ENVIRONMENT", ("development", "production"), "development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.flag("DEBUG", not PRODUCTION)
DEMONSTRATION = env.flag("DEMONSTRATION", False)
SECRET_KEY = env.text("SECRET_KEY", DEVELOPMENT_KEY)
FIELD_KEYS = env.words("FIELD_KEYS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "partenariat",
    "exchange",
    "referrals",
    "partners",
    "accounts",
    "audit",
    "territories",
    "base",
    "pghistory",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "partenariat.apps.ManagementConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "base.reference.ReferenceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "base.middleware.PrivatePagesMiddleware",
    "audit.middleware.RefusalMiddleware",
    "base.middleware.RequestTransactionMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.DoorMiddleware",
]

ROOT_URLCONF = "partenariat.urls"
WSGI_APPLICATION = "partenariat.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["base.templates.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partenariat.context_processors.house",
            ],
            "builtins": ["base.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"


# Migrations may have an account of their own; then the one that runs builds nothing (`runtime_role`).
MIGRATES_APART = bool(env.text("DATABASE_OWNER_URL")) and "migrate" in sys.argv


def database_url():
    """The database of the environment, else the embedded PostgreSQL, started when it is not running."""
    url = env.text("DATABASE_URL")
    if url:
        return env.text("DATABASE_OWNER_URL") if MIGRATES_APART else url
    from base.embedded_postgres import database_url as embedded

    return embedded()


DATABASES = {"default": env.database(database_url())}
RUNTIME_ROLE = env.database(env.text("DATABASE_URL"))["USER"] if MIGRATES_APART else ""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        # Throttling lives here: with Django’s 300 entries, a few hundred invented addresses would wipe it.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Numbers of the inventory, in the memory of each process (`partners.search.kept`).
    "counts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counts",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = env.text("MEDIA_ROOT", str(BASE_DIR / ".data" / "media"))

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# L-29: fifteen characters, no composition rule, words that are guessed first refused.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "accounts.passphrases.GuessablePassphraseValidator"},
]
PASSWORD_RESET_TIMEOUT = 48 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "change_password": "accounts.forms.sign_in.ChangePassphraseForm",
    "reset_password": "accounts.forms.sign_in.AskResetForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPassphraseForm",
}
# L-30: codes or passkeys, the latter with fingerprint, face or code; recovery codes are ours, kept as hashes.
MFA_ADAPTER = "accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.factors.CodeForm",
    "authenticate_webauthn": "accounts.forms.factors.PasskeyForm",
    "activate_totp": "accounts.forms.factors.ActivateCodesForm",
    "add_webauthn": "accounts.forms.factors.AddPasskeyForm",
}
# Sign-in by the association’s own directory (OpenID Connect): off unless it is named.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL")
OIDC_NAME = env.text("OIDC_NAME", "le compte de l’association") if OIDC_SERVER_URL else ""
SOCIALACCOUNT_ADAPTER = "accounts.oidc.OidcAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else [],
    }
}
# L-29, A-02: on one account five tries in five minutes, ten in half an hour, thirty in six hours: the wait grows, and
# always ends. Thirty in ten minutes from one address of the network.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/10m/ip,5/5m/key,10/30m/key,30/6h/key",
    "reset_password": "20/m/ip,5/h/key",
}

SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "accounts.sessions"
# An hour more than `accounts.doors` allows: what a form sends just after is kept for its person.
SESSION_COOKIE_AGE = 13 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if env.flag("BEHIND_TLS_PROXY", PRODUCTION):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        # The sign-in form is sent on to the directory of the association, when there is one.
        "form-action": ["'self'", *(["/".join(OIDC_SERVER_URL.split("/")[:3])] if OIDC_SERVER_URL else [])],
    }
}

# The history of partners: each row carries its author, none can be changed or removed.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_APPEND_ONLY = True

EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND", f"django.core.mail.backends.{'smtp' if PRODUCTION else 'console'}.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = env.text("EMAIL_HOST", "localhost"), env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_USER"), env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS, EMAIL_TIMEOUT = env.flag("EMAIL_USE_TLS", False), 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "partenariat@localhost")
# A ground from elsewhere for the map: the browser of each reader then asks that server for it.
MAP_TILES_URL, MAP_TILES_ATTRIBUTION = env.tiles("MAP_TILES_URL"), env.text("MAP_TILES_ATTRIBUTION")
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
SILENCED_SYSTEM_CHECKS = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_query": {"()": "partenariat.quiet_logs.WithoutQuery"},
        "with_reference": {"()": "base.reference.WithReference"},
    },
    "formatters": {
        "dated": {"format": "[{asctime}] {message}", "style": "{"},
        "referenced": {"format": "[{asctime}] [{reference}] {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["with_reference"], "formatter": "referenced"},
        "server": {"class": "logging.StreamHandler", "filters": ["without_query"], "formatter": "dated"},
    },
    "loggers": {"django.server": {"handlers": ["server"], "level": "INFO", "propagate": False}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

refuse_unnamed_tiles(sys.modules[__name__])
refuse_unsafe_settings(sys.modules[__name__])
