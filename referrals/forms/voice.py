"""« L’avis du jeune »: three questions, three taps, nobody’s name (2-27)."""

from django import forms
from django.db import models

from partners.voices import QUESTIONS


class Answer(models.TextChoices):
    """What one may say, nothing included."""

    YES = "yes", "oui"
    NO = "no", "non"
    UNSAID = "unsaid", "je ne me prononce pas"


SAID = {Answer.YES: True, Answer.NO: False, Answer.UNSAID: None}


class VoiceForm(forms.Form):
    """One answer a question; « je ne me prononce pas » is one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(label=question, choices=Answer, widget=forms.RadioSelect)
            self.fields[name].error_messages["required"] = (
                "Choisissez une réponse\u00a0: «\u00a0je ne me prononce pas\u00a0» en est une."
            )

    def answers(self):
        """A question to yes, no or nothing."""
        return {name: SAID[self.cleaned_data[name]] for name in QUESTIONS}
