"""Which version of a sheet is printed: names shown or not, purpose, tu or vous, paper (5.7)."""

from django import forms
from django.db import models

from partners.choices import PartnerKind
from referrals.stages import SENSITIVE


class Names(models.TextChoices):
    """Whether the sheet names services and partners."""

    CAREFUL = "", "selon la prudence notée"
    HIDDEN = "masque", "sans aucun nom de service"
    SHOWN = "visible", "avec le nom du service"


class Purpose(models.TextChoices):
    """How the sheet says what it is for."""

    CAREFUL = "", "neutre si le nom est masqué"
    NEUTRAL = "neutre", "toujours neutre"
    NEED = "besoin", "dire le besoin"


class Tone(models.TextChoices):
    """How the sheet speaks to who keeps it."""

    FAMILIAR = "tu", "tutoiement"
    FORMAL = "vous", "vouvoiement"


class Paper(models.TextChoices):
    """The size of the paper."""

    A5 = "a5", "A5"
    A4 = "a4", "A4"


def _choice(choices, label):
    return forms.ChoiceField(choices=choices.choices, label=label, required=False)


class VersionForm(forms.Form):
    """The choices of a sheet, read from its address: nothing personal is in them."""

    nom = _choice(Names, "Nom du service")
    pour = _choice(Purpose, "Pour quoi")
    ton = _choice(Tone, "Manière de parler")
    format = _choice(Paper, "Papier")

    def __init__(self, *args, only, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(only):
            del self.fields[name]


class Version:
    """One version of a sheet; without any choice, or with a wrong one, the careful version."""

    def __init__(self, asked, *, only=("nom", "pour", "ton", "format"), neutral=False, paper=Paper.A5):
        standard = {"nom": Names.CAREFUL, "pour": Purpose.CAREFUL, "ton": Tone.FAMILIAR, "format": paper}
        given = {name: asked.get(name, value) for name, value in standard.items()}
        self.form = VersionForm(given, only=only)
        self.form.full_clean()
        said = self.form.cleaned_data
        self.names, self.purpose, self.tone, self.paper = (said.get(name) or standard[name] for name in standard)
        self.is_neutral = neutral

    @property
    def is_familiar(self):
        """Whether the sheet says « tu »."""
        return self.tone == Tone.FAMILIAR

    def hides(self, partner, domain=None):
        """Whether this partner stays unnamed; a personne-ressource always does: her name is never printed (0-27)."""
        if partner and partner.kind == PartnerKind.PERSON:
            return True
        if self.names:
            return self.names == Names.HIDDEN
        return self.is_neutral or _reveals(partner, domain)

    def tells_need(self, hidden):
        """Whether the need is written, or neutral words."""
        return self.purpose == Purpose.NEED or (not self.purpose and not hidden)


def _reveals(partner, domain):
    """Whether the name alone would tell of health or justice."""
    if partner:
        return partner.is_sensitive
    return domain is not None and domain.code[:3] in SENSITIVE
