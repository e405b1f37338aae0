"""The six-field note: jeune, besoin, partenaire, modalité, accord, date; on a phone, without JavaScript (5.6)."""

import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Team
from audit.careful import CarefulFormMixin
from referrals.choices import Agreement, Direction, Mode, YouthKnows
from referrals.forms.fields import NeedField
from referrals.forms.note_partner import PartnerPart
from referrals.forms.note_person import KNOWN, NEW, PASSER_BY, PersonPart
from referrals.noting import Note
from referrals.stages import SENSITIVE, Stage

__all__ = ["CLOSED_TO_NEW", "KNOWN", "NEW", "PASSER_BY", "NoteForm"]

CLOSED_TO_NEW = (
    "Aucun jeune ne peut être créé tant que l’association n’a pas validé son analyse d’impact (AIPD). "
    "Vous pouvez noter pour une personne non suivie."
)
EXPIRED = "Ce formulaire avait été ouvert trop longtemps : vérifiez-le et enregistrez de nouveau."
FARTHEST_APPOINTMENT = timedelta(days=730)
EARLIEST_YEAR = 2000
MOST_AT_ONCE = 20
OUTBOUND_ONLY = ("mode", "follow_up", "stage", "appointment_at")
INBOUND_ONLY = ("youth_knows",)
ORDER = [
    "token",
    "draft",
    "team",
    "person",
    "youth",
    "others",
    "age_band",
    "place",
    "landmark",
    "necessary",
    "educator",
]
ORDER += ["partner_text", "partner", "new_kind", "new_domain", "service", "contact", "need", "youth_knows", "mode"]
ORDER += ["follow_up", "agreement", "happened_on", "stage", "appointment_at"]


class NoteForm(CarefulFormMixin, PersonPart, PartnerPart):
    """An orientation noted in one go, ours or a partner’s to us; what is typed is never lost."""

    use_required_attribute = False
    careful = ("landmark",)

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    need = NeedField(label="Besoin", error_messages={"required": "Choisissez le besoin, ou sa famille."})
    youth_knows = forms.ChoiceField(
        label="Ce que le jeune sait de cette demande",
        choices=[(value, label) for value, label in YouthKnows.choices if value],
        widget=forms.RadioSelect,
        required=False,
    )
    mode = forms.TypedChoiceField(
        label="Modalité",
        choices=[("", "– choisir –"), *Mode.choices],
        coerce=int,
        error_messages={"required": "Choisissez la modalité."},
    )
    follow_up = forms.BooleanField(label="À suivre (sinon, rien à suivre : notée comme terminée)", required=False)
    agreement = forms.ChoiceField(
        label="Accord du jeune",
        choices=Agreement,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si le jeune est d’accord. Un accord oral suffit."},
    )
    happened_on = forms.DateField(
        label="Date",
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Indiquez la date."},
    )
    stage = forms.ChoiceField(
        label="Étape déjà atteinte", choices=Stage.choices, widget=forms.RadioSelect, required=False
    )
    appointment_at = forms.DateTimeField(
        label="Rendez-vous le",
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )

    def __init__(self, data=None, *, user, initial=None, may_create=True, replaces=None, direction=Direction.OUT):
        super().__init__(data, initial={"token": uuid.uuid4(), "stage": ""} | (initial or {}))
        self.user, self.may_create, self.replaces, self.direction = user, may_create, replaces, direction
        self.is_inbound = direction == Direction.IN
        if self.is_inbound:
            self.fields["partner_text"].label = "Partenaire qui nous oriente"
        self.offer_people()
        self.find_partner()
        self.fields["need"].put_first(self.domain_codes)
        for name in OUTBOUND_ONLY if self.is_inbound else INBOUND_ONLY:
            del self.fields[name]
        self.order_fields(ORDER)

    @property
    def waits_for_lead(self):
        """Whether the chef de service validates what goes to the partner chosen, in a team of this person (4-16)."""
        if self.is_inbound or not self.domain_codes & set(SENSITIVE):
            return False
        return Team.objects.filter(pk__in=self.user.team_ids, validates_sensitive=True).exists()

    def clean_token(self):
        try:
            return uuid.UUID(self.cleaned_data["token"])
        except ValueError as error:
            self.data = self.data.copy()
            self.data["token"] = str(uuid.uuid4())
            raise ValidationError(EXPIRED) from error

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError("Choisissez aujourd’hui ou avant : seul un rendez-vous peut être à venir.")
        if day.year < EARLIEST_YEAR:
            raise ValidationError("Vérifiez l’année de la date.")
        return day

    def clean(self):
        super().clean()
        if not self.replaces:
            self.check_person()
            self._check_number()
        self.check_partner()
        self._check_stage()
        return self.cleaned_data

    def _check_number(self):
        others = len(self.cleaned_data.get("others") or ())
        if (1 + others) * (1 + len(self.also)) > MOST_AT_ONCE:
            self.add_error(
                "others", f"Enregistrez {MOST_AT_ONCE} orientations au plus à la fois : retirez des jeunes."
            )

    def _check_stage(self):
        said = self.cleaned_data
        stage, at, day = said.get("stage", ""), said.get("appointment_at"), said.get("happened_on")
        if said.get("agreement") == Agreement.TO_ASK and (stage or at):
            self.add_error(
                "stage", "Rien n’est pris avec le partenaire avant l’accord du jeune. Demandez-lui d’abord."
            )
        elif said.get("agreement") == Agreement.GIVEN and stage in ("", Stage.APPOINTMENT):
            self._check_appointment(stage, at, day)

    def _check_appointment(self, stage, at, day):
        if at is None:
            if stage and "appointment_at" not in self.errors:
                self.add_error("appointment_at", "Indiquez le jour et l’heure du rendez-vous.")
        elif day and timezone.localdate(at) < day:
            self.add_error(
                "appointment_at", "Le rendez-vous est fixé avant la date de l’orientation : vérifiez l’un et l’autre."
            )
        elif at > timezone.now() + FARTHEST_APPOINTMENT:
            self.add_error("appointment_at", "Vérifiez l’année du rendez-vous : il est dans plus de deux ans.")

    def notes(self):
        """What was said, ready to be recorded: one note for each person and each partner."""
        partners = self.partners()  # asked once: a proposed sheet is the same one for each person
        return [self._note(person, *partner) for person in self.people() for partner in partners]

    def _note(self, person, partner, service):
        said = self.cleaned_data
        names = ("mode", "agreement", "happened_on", "stage", "appointment_at", "follow_up", "youth_knows", "contact")
        return Note(
            token=said["token"],
            team=self.replaces.team if self.replaces else person.youth.team if person.youth else self.team_said(),
            person=person,
            need_kind=said["need"],
            partner=partner,
            service=service,
            replaces=self.replaces,
            direction=self.direction,
            **{name: said[name] for name in names if said.get(name) is not None},
        )

    def announce_required(self):
        """Mark what must be filled when it applies; which of them apply is only known once the form is sent."""
        for name in {"team", "youth", "age_band", "educator", "partner_text"} & self.fields.keys():
            self.fields[name].required = True

    @property
    def tells_stage(self):
        """Whether « où en est-on » stands open: something is said there, or must be corrected."""
        return bool(self["stage"].value() or {"stage", "appointment_at"} & self.errors.keys())
