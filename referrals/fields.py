"""Encrypted columns: a dump of the database without the key shows nothing (L-08)."""

from django.db import models

from base.cipher import decrypted, encrypted


class EncryptedTextField(models.TextField):
    """A text encrypted at rest; it cannot be searched nor sorted by the database."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypted(value) if value else value

    def from_db_value(self, value, expression, connection):
        return self.from_column(value)

    def from_column(self, value):
        """The text of what is written in the column."""
        return decrypted(value) if value else value
