"""What Partenariat refuses to start with: settings or a database that would void its promises (C-02)."""

from django.core.exceptions import ImproperlyConfigured


def refuse_unnamed_tiles(settings):
    """Refuse a map whose ground does not say whose it is: every licence of tiles asks for it."""
    if settings.MAP_TILES_URL and not settings.MAP_TILES_ATTRIBUTION:
        _refuse(["MAP_TILES_ATTRIBUTION doit nommer la source du fond de carte"])


def refuse_unsafe_settings(settings):
    """Refuse, in production, the development key, DEBUG, any host, or the demonstration flag."""
    if not settings.PRODUCTION:
        return
    faults = {
        "SECRET_KEY doit être une clé à vous, d’au moins 50 caractères": (
            settings.SECRET_KEY == settings.DEVELOPMENT_KEY or len(settings.SECRET_KEY) < 50
        ),
        "FIELD_KEYS doit donner au moins une clé de chiffrement": not settings.FIELD_KEYS,
        "DEBUG doit être à 0": settings.DEBUG,
        "ALLOWED_HOSTS doit nommer vos domaines, sans *": (
            not settings.ALLOWED_HOSTS or any("*" in host for host in settings.ALLOWED_HOSTS)
        ),
        "DEMONSTRATION doit être à 0": settings.DEMONSTRATION,
    }
    _refuse(fault for fault, found in faults.items() if found)


def refuse_unsafe_database():
    """Refuse a role that row-level security does not bind, a table about youths without it, the demonstration."""
    from django.conf import settings
    from django.db import connection

    from accounts.models import Association
    from audit import wall
    from referrals.walls import are_raised

    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        unbound = cursor.fetchone()[0]
    demonstration = settings.PRODUCTION and Association.current().is_demonstration
    faults = {
        "le compte PostgreSQL ne doit être ni superutilisateur ni BYPASSRLS": unbound,
        "un mur de confidentialité manque dans la base\u00a0: lancez manage.py migrate": not (
            are_raised() and wall.is_raised()
        ),
        "la base contient les données de démonstration": demonstration,
    }
    _refuse(fault for fault, found in faults.items() if found)


def _refuse(faults):
    faults = list(faults)
    if faults:
        raise ImproperlyConfigured("Partenariat refuse de démarrer : " + " ; ".join(faults) + ".")
