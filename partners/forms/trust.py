"""« Toujours exact », « Corriger cette fiche », and what is answered."""

from django import forms

from audit.careful import CarefulFormMixin
from partners.choices import CorrectionStatus, VerificationMeans
from partners.models import Correction

ANSWERS = [
    (CorrectionStatus.APPLIED, "Corrigée\u00a0: la fiche est juste maintenant"),
    (CorrectionStatus.DECLINED, "Sans suite\u00a0: la fiche était juste, ou on ne peut pas le savoir"),
]


class VerificationForm(CarefulFormMixin, forms.Form):
    """How the sheet was checked (0-17)."""

    how = forms.ChoiceField(
        label="Comment l’avez-vous vérifié\u202f?", choices=VerificationMeans, widget=forms.RadioSelect
    )
    note = forms.CharField(label="Précision", max_length=200, required=False, help_text="Facultatif.")


class CorrectionForm(CarefulFormMixin, forms.ModelForm):
    """Two fields: what is wrong, what is right (0-15)."""

    careful = ("wrong", "right")

    class Meta:
        model = Correction
        fields = ["wrong", "right"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("wrong", "right")}
        help_texts = {
            "wrong": "Par exemple\u00a0: l’accueil ne répond plus au numéro indiqué.",
            "right": "Si vous le savez. Jamais le nom d’un jeune ni d’une famille.",
        }


class CorrectionAnswerForm(CarefulFormMixin, forms.Form):
    """What becomes of a correction."""

    status = forms.ChoiceField(label="Suite donnée", choices=ANSWERS, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="Réponse à la personne", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") == CorrectionStatus.DECLINED and not cleaned.get("answer"):
            self.add_error("answer", "Dites pourquoi\u00a0: la personne qui a proposé la correction le lira.")
        return cleaned
