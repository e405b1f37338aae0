"""Sessions in a table of ours: each row says whose it is, on which device, and when it was last seen."""

from datetime import UTC, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts.choices import DeviceKind


class SessionStore(DatabaseStore):
    """Django’s sessions in the database, their columns drawn from what the session holds."""

    @classmethod
    def get_model_class(cls):
        """The table of sessions."""
        from accounts.models import Device

        return Device

    def _validate_session_key(self, key):
        # What a cookie may say is anything: a NUL would be an error of the database.
        return super()._validate_session_key(key) and key.isalnum() and key.isascii()

    def create_model_instance(self, data):
        """The row of this session: closing it is deleting it, wherever the browser is."""
        row = super().create_model_instance(data)
        row.uid, row.user_id = data.get("uid"), data.get(SESSION_KEY)
        row.name, row.kind = data.get("name", ""), data.get("kind", DeviceKind.USUAL)
        row.entered_at, row.seen_at = _moment(data.get("entered_at")), _moment(data.get("seen_at"))
        return row


def _moment(timestamp):
    return datetime.fromtimestamp(timestamp, UTC) if timestamp else None
