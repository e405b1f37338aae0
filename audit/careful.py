"""Forms whose texts may speak of someone: a NIR is refused, delicate words are asked about once (L-04)."""

from django import forms
from django.core.exceptions import ValidationError

from audit.choices import Action
from audit.models import AccessLog
from base.minimisation import delicate_in, refuse_nir

NECESSARY = "necessary"
QUESTION = "Ce texte parle peut-être de {}. Est-ce nécessaire\u202f? La personne concernée peut le lire."
PASSED = (forms.EmailField, forms.URLField)
NUMBERS = {"phone", "siret", "rna", "postal_code", "token", "partner"}


class CarefulFormMixin:
    """No NIR in any text; in the `careful` ones, delicate words come back once: « est-ce nécessaire ? »."""

    careful = ()

    def clean(self):
        cleaned = super().clean()
        self.refuse_nir_as_typed()
        self._question()
        return cleaned

    def refuse_nir_as_typed(self):
        """Refuse a NIR in what was typed, even where the field refuses the text for another reason."""
        for name in (name for name, field in self.fields.items() if _is_text(field) and name not in NUMBERS):
            try:
                refuse_nir(str(self.data.get(self.add_prefix(name)) or ""))
            except ValidationError as refusal:
                self.add_error(name, refusal)

    def _question(self):
        """Ask once about what is delicate; the journal keeps a count, neither who nor what."""
        found = {name: delicate_in(self.cleaned_data.get(name) or "") for name in self.careful}
        found = {name: about for name, about in found.items() if about}
        if not found:
            return
        answered = self.data.get(self.add_prefix(NECESSARY))
        AccessLog.objects.leave(action=Action.DELICATE, detail="kept" if answered else "asked")
        if not answered:
            self._ask(found)

    def _ask(self, found):
        for name, about in found.items():
            self.add_error(name, QUESTION.format(" et ".join(about)))
        field = forms.BooleanField(label="Oui, c’est nécessaire", required=False)
        field.help_text = "Sinon, reformulez : un fait, une démarche, ce qu’il faut pour l’accompagner."
        self.fields[NECESSARY] = field
        order = list(self.fields)
        order.insert(order.index(list(found)[-1]) + 1, order.pop())
        self.order_fields(order)


def _is_text(field):
    return isinstance(field, forms.CharField) and not isinstance(field, PASSED)
