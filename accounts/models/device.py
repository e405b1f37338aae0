"""Sessions, as « Mes appareils » lists them."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

from accounts.choices import DeviceKind


class DeviceManager(BaseSessionManager):
    """Sessions of people, by who may close them."""

    def of(self, person):
        """The sessions that this person has open, the last used first."""
        return self.filter(user=person, expire_date__gt=timezone.now()).order_by("-seen_at", "-entered_at")

    def forget(self):
        """Erase the sessions that are over, with the names of their devices; how many."""
        return self.filter(expire_date__lt=timezone.now()).delete()[0]

    def close(self, person, *, but=None):
        """End the sessions of this person, all or all but the one of this key; how many ended."""
        return self.filter(user=person).exclude(session_key=but).delete()[0]


class Device(AbstractBaseSession):
    """A browser where someone is signed in: Django’s session, with the columns by which a person knows it (6.3)."""

    session_key = models.CharField("clé de la session", max_length=40, primary_key=True)
    # Not unique: for a moment two rows bear it, when the key of a session changes.
    uid = models.UUIDField("identifiant", null=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="personne", null=True, related_name="devices"
    )
    name = models.CharField("nom de l’appareil", max_length=60, blank=True)
    kind = models.CharField("nature", max_length=10, choices=DeviceKind, default=DeviceKind.USUAL)
    entered_at = models.DateTimeField("connecté le", null=True)
    seen_at = models.DateTimeField("vu le", null=True)

    objects = DeviceManager()

    class Meta:
        verbose_name = "appareil"
        verbose_name_plural = "appareils"

    def __str__(self):
        return self.name

    @classmethod
    def get_session_store_class(cls):
        from accounts.sessions import SessionStore

        return SessionStore
