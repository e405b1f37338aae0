"""The six-field note: jeune, besoin, partenaire, modalité, accord, date; on a phone, without JavaScript (5.6)."""

import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Team, User
from audit.careful import CarefulFormMixin
from base.lists import clean_text
from base.minimisation import FREE_TEXT_HINT
from partners.models import Service
from referrals.choices import AgeBand, Agreement, Mode
from referrals.filters import educators_of
from referrals.forms.fields import NeedField, PlaceField, ServiceField, UidChoiceField, YouthField
from referrals.models import Youth
from referrals.noting import Note, Person, person_of, person_replaced
from referrals.partner_finding import partner_by_uid, partners_named, warnings_about
from referrals.stages import Stage

KNOWN, NEW, PASSER_BY = "known", "new", "passer_by"
PERSONS = {KNOWN: "Un jeune accompagné", NEW: "Un nouveau jeune", PASSER_BY: "Une personne non suivie"}
CLOSED_TO_NEW = (
    "Aucun jeune ne peut être créé tant que l’association n’a pas validé son analyse d’impact (AIPD). "
    "Vous pouvez noter pour une personne non suivie."
)
EXPIRED = "Ce formulaire avait été ouvert trop longtemps : vérifiez-le et enregistrez de nouveau."
FARTHEST_APPOINTMENT = timedelta(days=730)
EARLIEST_YEAR = 2000
YOUTH_JOINS = ("team", "situation__commune", "situation__district")
PERSON_FIELDS = ("team", "person", "youth", "age_band", "place", "landmark", "educator")


class NoteForm(CarefulFormMixin, forms.Form):
    """An orientation noted in one go; what the URL gives is filled in, what is typed is never lost."""

    use_required_attribute = False
    careful = ("landmark",)

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    team = UidChoiceField(Team.objects.none(), label="Équipe", required=False, empty_label="– choisir –")
    person = forms.ChoiceField(label="Pour qui", choices=PERSONS.items(), widget=forms.RadioSelect, initial=KNOWN)
    youth = YouthField(Youth.objects.none(), label="Jeune", required=False, empty_label="– choisir –")
    age_band = forms.ChoiceField(label="Tranche d’âge", choices=AgeBand, widget=forms.RadioSelect, required=False)
    place = PlaceField(label="Quartier ou commune", required=False)
    landmark = forms.CharField(
        label="Repère (facultatif)",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=f"Choisi avec le jeune, jamais un nom d’état civil. {FREE_TEXT_HINT}",
    )
    educator = UidChoiceField(User.objects.none(), label="Accompagné par", required=False, empty_label="– choisir –")
    need = NeedField(label="Besoin", error_messages={"required": "Choisissez le besoin, ou sa famille."})
    partner_text = forms.CharField(
        label="Partenaire",
        required=False,
        max_length=200,
        help_text="Le nom d’un lieu ou d’un service, jamais d’une personne accompagnée.",
        widget=forms.TextInput(attrs={"list": "partenaires-usuels", "autocomplete": "off"}),
    )
    partner = forms.CharField(widget=forms.HiddenInput, required=False)
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

    def __init__(self, data=None, *, user, initial=None, may_create=True, replaces=None):
        super().__init__(data, initial={"token": uuid.uuid4(), "stage": ""} | (initial or {}))
        self.user, self.may_create, self.replaces = user, may_create, replaces
        self._offer_people()
        self._find_partner()
        self._offer_services()

    def _offer_people(self):
        fields, teams = self.fields, self.user.team_ids
        fields["team"].queryset = Team.objects.filter(pk__in=teams)
        youths = Youth.objects.visible_to(self.user).accompanied().select_related(*YOUTH_JOINS)
        fields["youth"].queryset = youths.order_by("-last_contact_on", "code")
        fields["educator"].queryset = educators_of(teams)
        fields["place"].offer(teams)
        if not self.may_create:
            fields["person"].choices = [(key, label) for key, label in PERSONS.items() if key != NEW]
        for name in self._useless():
            del fields[name]

    def _useless(self):
        if self.replaces:
            return PERSON_FIELDS
        one_team, own = len(self.user.team_ids) == 1, self.user.is_educator
        return [name for name, useless in (("team", one_team), ("educator", own)) if useless]

    def _find_partner(self):
        """The partner chosen, or the one of exactly the name typed; else those to choose from."""
        text = clean_text(str(self["partner_text"].value() or ""))
        exact, self.close = partners_named(self.user, text) if text else (None, [])
        picked = partner_by_uid(self.user, self["partner"].value())
        if text and picked not in self.close:
            picked = None
        self.chosen = picked or exact

    def _offer_services(self):
        services = self.chosen.services.select_related("domain") if self.chosen else Service.objects.none()
        self.fields["service"] = ServiceField(services)
        self.has_services = services.exists()
        codes = [self.chosen.domain.code, *services.values_list("domain__code", flat=True)] if self.chosen else []
        self.fields["need"].put_first({code[:3] for code in codes})

    @property
    def partner_warnings(self):
        """What should be known before orienting to the partner chosen."""
        return warnings_about(self.chosen, timezone.localdate())

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
            self._check_person()
        self._check_partner()
        self._check_stage()
        return self.cleaned_data

    def _check_person(self):
        person, said = self.cleaned_data.get("person"), self.cleaned_data
        if person == KNOWN:
            return self._ask("youth", "Choisissez le jeune, ou « un nouveau jeune ».")
        if "team" in self.fields:
            self._ask("team", "Choisissez l’équipe.")
        self._ask("age_band", "Touchez la tranche d’âge la plus proche.")
        if person == PASSER_BY:
            self._ask("place", "Choisissez un quartier ou une commune ; « ailleurs, ou non dit » est une réponse.")
        elif person == NEW and "educator" in self.fields:
            self._ask("educator", "Choisissez l’éducateur qui accompagne ce jeune.")
            self._check_educator(said.get("educator"))
        return None

    def _check_educator(self, educator):
        team = self._team()
        if educator and team and team.pk not in educator.team_ids:
            self.add_error("educator", "Cet éducateur n’est pas de l’équipe choisie.")

    def _ask(self, name, sentence):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def _check_partner(self):
        if self.chosen or "partner_text" in self.errors:
            return
        typed = self.cleaned_data.get("partner_text")
        if self.close:
            self.add_error("partner_text", "Choisissez parmi les partenaires qui répondent à ce nom.")
        elif typed:
            self.add_error("partner_text", "Aucun partenaire actif de ce nom. Essayez un mot, ou un sigle.")
        else:
            self.add_error("partner_text", "Indiquez le partenaire.")

    def _check_stage(self):
        said = self.cleaned_data
        stage, at, day = said.get("stage"), said.get("appointment_at"), said.get("happened_on")
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

    def _team(self):
        if "team" in self.fields:
            return self.cleaned_data.get("team")
        return Team.objects.get(pk__in=self.user.team_ids)

    def note(self):
        """What was said, ready to be recorded."""
        said = self.cleaned_data
        person = self._person()
        return Note(
            token=said["token"],
            team=self.replaces.team if self.replaces else person.youth.team if person.youth else self._team(),
            person=person,
            need_kind=said["need"],
            partner=self.chosen,
            service=said.get("service"),
            replaces=self.replaces,
            **{key: said[key] for key in ("mode", "agreement", "happened_on", "stage", "appointment_at", "follow_up")},
        )

    def announce_required(self):
        """Mark what must be filled when it applies; which of them apply is only known once the form is sent."""
        for name in {"team", "youth", "age_band", "educator", "partner_text"} & self.fields.keys():
            self.fields[name].required = True

    @property
    def tells_stage(self):
        """Whether « où en est-on » stands open: something is said there, or must be corrected."""
        return bool(self["stage"].value() or {"stage", "appointment_at"} & self.errors.keys())

    def _person(self):
        said, day = self.cleaned_data, self.cleaned_data["happened_on"]
        if self.replaces:
            return person_replaced(self.replaces, day)
        if said["person"] == KNOWN:
            return person_of(said["youth"], day)
        commune, district = said["place"] or (None, None)
        person = Person(age_band=said["age_band"], commune=commune, district=district)
        if said["person"] == NEW:
            person.is_new, person.landmark = True, said["landmark"]
            person.educator = said.get("educator") or self.user
        return person
