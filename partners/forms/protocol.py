"""How one orients to a service: written by who edits the sheet, read by everybody (3-06)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.forms.models import fields_for_model, model_to_dict

from partners.forms.parts import PartForm
from partners.models import Protocol, Service

HELP = {
    "who": "Par exemple\u00a0: l’équipe, un parent, le jeune lui-même.",
    "steps": "Une par ligne, dans l’ordre.",
    "information": "Jamais un nom\u00a0: ce que le service doit savoir pour recevoir la personne.",
    "feedback": "Ce que le service nous dit ensuite, et comment.",
}
LONGEST_DAYS = 180


class ProtocolForm(PartForm):
    """The protocol of a service, saved under the version of the service: nobody overwrites a colleague’s."""

    class Meta:
        model = Service
        fields = []

    def __init__(self, *args, instance, **kwargs):
        stored = getattr(instance, "protocol", None)
        self.base_fields = self.base_fields | fields_for_model(Protocol, exclude=["service"], help_texts=HELP)
        super().__init__(*args, instance=instance, initial=model_to_dict(stored) if stored else {}, **kwargs)
        days = self.fields["feedback_days"]
        days.validators += [
            MinValueValidator(1, "Au moins un jour\u00a0: laissez vide s’il n’y a pas de délai."),
            MaxValueValidator(LONGEST_DAYS, f"{LONGEST_DAYS} jours au plus."),
        ]

    def save(self, commit=True):
        """Write the protocol, or take it away when nothing is left of it."""
        said = {name: self.cleaned_data[name] for name in self.fields if name not in ("version", "necessary")}
        with transaction.atomic():
            service = super().save(commit)
            if any(value not in ("", None) for value in said.values()):
                Protocol.objects.update_or_create(service=service, defaults=said)
            else:
                Protocol.objects.filter(service=service).delete()
        return service
