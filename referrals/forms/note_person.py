"""For whom: a youth accompanied (or several), a new one, or a person who is not; the first of the six fields."""

from django import forms

from accounts.models import Team, User
from base.minimisation import FREE_TEXT_HINT
from referrals.choices import AgeBand
from referrals.filters import educators_of
from referrals.forms.fields import PlaceField, UidChoiceField, YouthField, YouthsField
from referrals.models import Youth
from referrals.noting import Person, person_of, person_replaced

KNOWN, NEW, PASSER_BY = "known", "new", "passer_by"
PERSONS = {KNOWN: "Un jeune accompagné", NEW: "Un nouveau jeune", PASSER_BY: "Une personne non suivie"}
YOUTH_JOINS = ("team", "situation__commune", "situation__district")
PERSON_FIELDS = ("team", "person", "youth", "others", "age_band", "place", "landmark", "educator")


class PersonPart(forms.Form):
    """Who the orientation is for; what is asked depends on the kind of person."""

    team = UidChoiceField(Team.objects.none(), label="Équipe", required=False, empty_label="– choisir –")
    person = forms.ChoiceField(label="Pour qui", choices=PERSONS.items(), widget=forms.RadioSelect, initial=KNOWN)
    youth = YouthField(Youth.objects.none(), label="Jeune", required=False, empty_label="– choisir –")
    others = YouthsField(Youth.objects.none(), label="Le même jour, aussi pour", required=False)
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

    def offer_people(self):
        """List the youths, teams, places and educators of this person; drop what is not asked."""
        fields, teams = self.fields, self.user.team_ids
        fields["team"].queryset = Team.objects.filter(pk__in=teams)
        youths = Youth.objects.visible_to(self.user).accompanied().select_related(*YOUTH_JOINS)
        fields["youth"].queryset = fields["others"].queryset = youths.order_by("-last_contact_on", "code")
        fields["educator"].queryset = educators_of(teams)
        fields["place"].offer(teams)
        if not self.may_create:
            fields["person"].choices = [(key, label) for key, label in PERSONS.items() if key != NEW]
        for name in self._not_asked():
            del fields[name]

    def _not_asked(self):
        if self.replaces:
            return PERSON_FIELDS
        one_team, own = len(self.user.team_ids) == 1, self.user.is_educator
        return [name for name, useless in (("team", one_team), ("educator", own)) if useless]

    def check_person(self):
        """What this kind of person asks is there."""
        person, said = self.cleaned_data.get("person"), self.cleaned_data
        if person == KNOWN:
            return self.ask("youth", "Choisissez le jeune, ou « un nouveau jeune ».")
        if "team" in self.fields:
            self.ask("team", "Choisissez l’équipe.")
        self.ask("age_band", "Touchez la tranche d’âge la plus proche.")
        if person == PASSER_BY:
            self.ask("place", "Choisissez un quartier ou une commune ; « ailleurs, ou non dit » est une réponse.")
        elif person == NEW and "educator" in self.fields:
            self.ask("educator", "Choisissez l’éducateur qui accompagne ce jeune.")
            self._check_educator(said.get("educator"))
        return None

    def _check_educator(self, educator):
        team = self.team_said()
        if educator and team and team.pk not in educator.team_ids:
            self.add_error("educator", "Cet éducateur n’est pas de l’équipe choisie.")

    def ask(self, name, sentence):
        """Say what is missing, once."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def team_said(self):
        """The team chosen, or the only one."""
        if "team" in self.fields:
            return self.cleaned_data.get("team")
        return Team.objects.get(pk__in=self.user.team_ids)

    def people(self):
        """For whom: one person, or several youths accompanied, each once."""
        said, day = self.cleaned_data, self.cleaned_data["happened_on"]
        if self.replaces:
            return [person_replaced(self.replaces, day)]
        if said["person"] == KNOWN:
            youths = dict.fromkeys([said["youth"], *said["others"]])
            return [person_of(youth, day) for youth in youths]
        commune, district = said["place"] or (None, None)
        person = Person(age_band=said["age_band"], commune=commune, district=district)
        if said["person"] == NEW:
            person.is_new, person.landmark = True, said["landmark"]
            person.educator = said.get("educator") or self.user
        return [person]
