"""Database constraints answered in French sentences."""

from contextlib import contextmanager

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

UNNAMED = "Cet enregistrement contredit une règle de la base. Rechargez la page et vérifiez votre saisie."


@contextmanager
def constraints_as_errors(form=None):
    """Run a write in a savepoint; a broken constraint becomes its French message, on the form when one is given."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        message = sentence(error)
        if form is None:
            raise ValidationError(message) from error
        form.add_error(None, message)


def sentence(error):
    """The French message of the constraint that a database error names."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    constraints = (item for model in apps.get_models() for item in model._meta.constraints)
    return next((item.violation_error_message for item in constraints if item.name == name), UNNAMED)
