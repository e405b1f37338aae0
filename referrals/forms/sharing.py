"""Before something is told to a partner: three questions, a frame, a recipient, categories (0-26, 2-19, 4.5)."""

from django import forms
from django.utils import timezone

from audit.careful import CarefulFormMixin
from base.minimisation import FREE_TEXT_HINT
from referrals.choices import Category, FamilyKnows, Frame, YouthKnows
from referrals.forms.fields import UidChoiceField
from referrals.forms.moves import OvertakenMixin, VersionField
from referrals.models import Sharing
from referrals.sharing import bound_text

DAY = {"type": "date"}


class RecipientField(UidChoiceField):
    """Someone in post at the partner’s, with whether a text binds them to secrecy (L-11)."""

    widget = forms.RadioSelect
    default_error_messages = {
        "invalid_choice": "Cet interlocuteur n’est pas de ce partenaire\u00a0: choisissez dans la liste."
    }

    def __init__(self, **kwargs):
        super().__init__(None, label="À qui\u202f?", required=False, blank=True, **kwargs)

    def offer(self, contacts):
        """List them; nobody named is the reception, of whom nothing is known."""
        self.queryset = contacts
        self.empty_label = f"l’accueil, sans personne précise – {bound_text(Sharing().is_bound)}"

    def label_from_instance(self, contact):
        return f"{contact} – {bound_text(contact.secrecy, contact.secrecy_basis)}"


class SharingForm(OvertakenMixin, CarefulFormMixin, forms.Form):
    """What is told to the partner of an orientation: never the content, the categories only."""

    careful = ("who_does_what",)

    version = VersionField()
    who_does_what = forms.CharField(
        label="Qui fait quoi\u202f?",
        max_length=200,
        required=False,
        help_text="Ce que chacun fera, en quelques mots. " + FREE_TEXT_HINT,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    youth_knows = forms.ChoiceField(
        label="Que sait le jeune\u202f?", choices=YouthKnows, required=False, widget=forms.RadioSelect
    )
    family_knows = forms.ChoiceField(
        label="Que sait la famille\u202f?", choices=FamilyKnows, required=False, widget=forms.RadioSelect
    )
    frame = forms.ChoiceField(
        label="Dans quel cadre\u202f?",
        choices=Frame,
        initial=Frame.NOTHING_NOMINATIVE,
        widget=forms.RadioSelect,
        help_text="Un nom est-il nécessaire\u202f? Le plus souvent, non.",
        error_messages={"required": "Choisissez le cadre\u00a0: sans donnée nominative, ou accord du jeune."},
    )
    agreed_on = forms.DateField(
        label="Accord du jeune à ce partage, le",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        help_text="L’oral compte. Il peut revenir dessus quand il veut.",
    )
    contact = RecipientField()
    categories = forms.MultipleChoiceField(
        label="Ce qui est dit",
        choices=Category,
        initial=[Category.NEED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Les catégories seulement, jamais le contenu. Le strict nécessaire.",
    )
    shared_on = forms.DateField(
        label="Transmis le",
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        error_messages={"required": "Indiquez le jour où c’est transmis."},
    )

    def __init__(self, *args, referral, contacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral = referral
        self.fields["contact"].offer(contacts)
        self.fields["version"].initial = referral.version
        self.fields["youth_knows"].initial = referral.youth_knows
        today = timezone.localdate()
        self.fields["shared_on"].initial = today
        for name in ("shared_on", "agreed_on"):
            self.fields[name].widget.attrs |= {"max": today.isoformat(), "min": referral.happened_on.isoformat()}
        if referral.contact_id and contacts.filter(pk=referral.contact_id).exists():
            self.fields["contact"].initial = referral.contact.uid

    def sharing(self):
        """The sharing that this form describes, not saved."""
        told = {name: self.cleaned_data[name] for name in TOLD}
        contact = told["contact"]
        names = [str(contact)] if contact else []
        return Sharing(
            recipient=", ".join([*names, self.referral.partner_label])[:200],
            **told | ({"is_bound": contact.secrecy} if contact else {}) | self._agreed_on(),
        )

    def _agreed_on(self):
        agreed = self.cleaned_data["frame"] == Frame.YOUTH_AGREEMENT
        return {"agreed_on": self.cleaned_data["agreed_on"] if agreed else None}


TOLD = ("who_does_what", "youth_knows", "family_knows", "frame", "contact", "categories", "shared_on")


class RetractForm(OvertakenMixin, forms.Form):
    """The day when the youth took a sharing back."""

    version = VersionField()
    on = forms.DateField(
        label="Le jeune l’a dit le",
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        error_messages={"required": "Indiquez le jour où le jeune l’a dit."},
    )

    def __init__(self, *args, referral, sharing, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["version"].initial = referral.version
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs |= {"max": today.isoformat(), "min": sharing.shared_on.isoformat()}
