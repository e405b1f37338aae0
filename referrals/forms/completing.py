"""The form of one step of « à compléter »: a few details, each optional; two people never overwrite each other."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from base.versions import VersionedForm
from referrals.choices import Document, ParentalSaid, ResponseKind, Status, Urgency
from referrals.clock import NEXT_MORNING, due_after
from referrals.completing import asks_parents
from referrals.forms.fields import ContactField, ServiceField
from referrals.models import Referral
from referrals.stages import waits_for_lead

UNSAID = "non précisé"
CHOICES = ("origin", "motive", "urgency", "response_kind", "response_cause", "youth_knows", "parental_agreement")
RESPONSES = {
    ResponseKind.ORDINARY: "droit commun : les services ouverts à tous",
    ResponseKind.SCHEME: "dispositif spécifique, chez un partenaire",
    ResponseKind.PALLIATIVE: "palliatif interne, faute de mieux ailleurs",
}
HELPS = {
    "motive": "Pourquoi demander à d’autres.",
    "urgency": "« Urgente » rappelle l’orientation dès demain matin.",
    "response_kind": "Les réponses extérieures d’abord. Un palliatif interne dit ce qui a manqué.",
    "youth_knows": "Ce que le jeune sait de ce qui est dit au partenaire.",
    "parental_agreement": "Le service le demande. On ne note jamais pourquoi.",
}


class CompletionForm(VersionedForm):
    """One step; without a step, all its fields (to compare with what someone else saved)."""

    documents = forms.MultipleChoiceField(
        label="Documents prêts", choices=Document.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Referral
        fields = [
            "origin",
            "motive",
            "urgency",
            "service",
            "contact",
            "response_kind",
            "response_cause",
            "youth_knows",
            "documents",
            "parental_agreement",
            "parental_agreed_on",
        ]
        widgets = dict.fromkeys(CHOICES, forms.RadioSelect) | {
            "parental_agreed_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        }
        help_texts = HELPS

    asks_validation = False

    def __init__(self, *args, contacts=None, step=None, **kwargs):
        super().__init__(*args, **kwargs)
        referral = self.instance
        self.before = {name: getattr(referral, name) for name in ("urgency", "service_id")}
        self.due_was_usual = referral.due_on == self._usual_due()
        self.fields["service"] = ServiceField(referral.partner.services.all())
        # What is stored is compared without asking who reads: it is shown on the orientation already.
        present = referral.partner.contacts.present(timezone.localdate())
        self.fields["contact"] = ContactField(present if contacts is None else contacts)
        self.fields["service"].initial = self.initial["service"] = referral.service and referral.service.uid
        self.fields["contact"].initial = self.initial["contact"] = referral.contact and referral.contact.uid
        self._word_choices()
        self._keep_to(step)

    def _word_choices(self):
        for name in CHOICES:
            field = self.fields[name]
            said = [(value, label) for value, label in field.choices if value]
            field.choices = [("", "ordinaire" if name == "urgency" else UNSAID), *said]
            field.label = field.label[:1].upper() + field.label[1:]
        self.fields["response_kind"].choices = [("", UNSAID), *RESPONSES.items()]
        self.fields["parental_agreed_on"].label = "Obtenu le"
        if self.instance.is_inbound:
            self.fields["youth_knows"].help_text = "Ce que le jeune sait de la demande du partenaire."
        service = self.instance.service
        if service and service.documents:
            self.fields["documents"].help_text = f"Le service demande : {service.documents}"

    def _keep_to(self, step):
        kept = set(step.fields) if step else set(self.fields)
        if not asks_parents(self.instance) and not self.instance.parental_agreement:
            kept -= {"parental_agreement", "parental_agreed_on"}
        if self.instance.is_inbound:
            kept -= {"documents", "parental_agreement", "parental_agreed_on"}
        for name in [name for name in self.fields if name not in kept | {"version"}]:
            del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if "response_kind" in self.fields:
            self._check_response(cleaned)
        if "parental_agreement" in self.fields:
            self._check_parents(cleaned)
        return cleaned

    def _check_response(self, cleaned):
        if cleaned.get("response_kind") == ResponseKind.PALLIATIVE and not cleaned.get("response_cause"):
            self.add_error("response_cause", "Un palliatif interne dit ce qui a manqué au droit commun : choisissez.")
        elif cleaned.get("response_kind") in ("", ResponseKind.ORDINARY):
            cleaned["response_cause"] = ""

    def _check_parents(self, cleaned):
        day, today = cleaned.get("parental_agreed_on"), timezone.localdate()
        if cleaned.get("parental_agreement") != ParentalSaid.OBTAINED:
            cleaned["parental_agreed_on"] = None
        elif day is None and "parental_agreed_on" not in self.errors:
            self.add_error("parental_agreed_on", "Indiquez le jour où l’accord parental a été obtenu.")
        elif day and (day > today or day.year < today.year - 20):
            self.add_error(
                "parental_agreed_on", ValidationError("Choisissez aujourd’hui ou avant, et vérifiez l’année.")
            )

    def save(self, commit=True):
        """Save with what the details say beyond themselves: names as of today, the domain counted, the clock."""
        referral = self.instance
        if "service" in self.changed_data:
            referral.service_label = referral.service.name if referral.service else ""
            self._count_for_domain()
        if "contact" in self.changed_data:
            referral.contact_label = str(referral.contact or "")
        self._set_clock()
        return super().save(commit)

    def _count_for_domain(self):
        """The service’s domain counts; where it is sensitive and nobody was contacted yet, the chef validates."""
        referral = self.instance
        if referral.is_inbound:
            return
        referral.domain = referral.service.domain if referral.service else referral.partner.domain
        waits = waits_for_lead(referral.team, referral.domain, referral.mode)
        if referral.status in (Status.DRAFT, Status.PROPOSED):
            referral.needs_validation = waits
        elif referral.status == Status.AGREED and waits and not referral.needs_validation:
            referral.needs_validation = self.asks_validation = True

    def _set_clock(self):
        """A date that nobody chose follows the urgency and the service; « urgente » never waits past tomorrow."""
        referral = self.instance
        changed = any(getattr(referral, name) != value for name, value in self.before.items())
        if referral.due_on is None or not changed:
            return
        if self.due_was_usual:
            referral.due_on = self._usual_due()
        if referral.urgency == Urgency.NOW:
            referral.due_on = min(referral.due_on, timezone.localdate() + timedelta(days=NEXT_MORNING))

    def _usual_due(self):
        referral = self.instance
        if referral.is_ended:
            return None
        return due_after(referral, referral.status, referral.status_since, referral.appointment_at)
