from django import forms
from django.apps import AppConfig
from django.core.validators import EmailValidator

DATE = "Écrivez la date sous la forme JJ/MM/AAAA, par exemple 21/11/2026."
MOMENT = "Écrivez le jour et l’heure sous la forme JJ/MM/AAAA HH:MM, par exemple 21/11/2026 14:30."
ADDRESS = "Écrivez une adresse complète, par exemple prenom.nom@association.fr."


class BaseConfig(AppConfig):
    name = "base"
    verbose_name = "Socle"

    def ready(self):
        """Django says that a value is not valid; RGAA 11.11 wants how to write it, with an example."""
        forms.DateField.default_error_messages["invalid"] = DATE
        forms.DateTimeField.default_error_messages["invalid"] = MOMENT
        EmailValidator.message = ADDRESS
