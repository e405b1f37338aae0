"""Where a partner is and what it offers."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from base.models import UidModel, VersionedModel
from partners.choices import (
    Audience,
    Capacity,
    ContactRole,
    Cost,
    Language,
    MobilisableBy,
    Mobilisation,
    ParentalAgreement,
    Precision,
    Reception,
    Secrecy,
    ServiceKind,
    Sex,
)
from partners.models.domain import Domain, NeedKind
from partners.models.partner import Partner, dialled
from territories.models import Commune

NO_PERSON = pgtrigger.Trigger(
    name="no_site_nor_service_for_a_person",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=(
        "IF EXISTS (SELECT 1 FROM partners_partner WHERE id = NEW.partner_id AND kind = 'person') THEN "
        "RAISE EXCEPTION 'a personne-ressource has no site nor service' USING ERRCODE = 'check_violation', "
        "CONSTRAINT = 'partner_person_minimal'; END IF; RETURN NEW;"
    ),
)


def codes(choices, label):
    """A list of codes of one value set."""
    return ArrayField(models.CharField(max_length=60, choices=choices), verbose_name=label, default=list, blank=True)


@pghistory.track()
class Site(UidModel, VersionedModel):
    """A place where a partner receives: address, opening hours, access (0-35)."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="sites")
    label = models.CharField("nom du lieu", max_length=100, blank=True)
    is_main = models.BooleanField("lieu principal", default=False)
    address = models.CharField("adresse", max_length=200, blank=True)
    address_extra = models.CharField("complément d’adresse", max_length=200, blank=True)
    postal_code = models.CharField("code postal", max_length=5, blank=True)
    commune = models.ForeignKey(Commune, models.PROTECT, verbose_name="commune", related_name="sites")
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)
    precision = models.CharField("précision", max_length=10, choices=Precision, default=Precision.UNKNOWN, blank=True)
    opening_hours = models.CharField(
        "horaires (format OpenStreetMap)",
        max_length=500,
        blank=True,
        help_text="Par exemple «\u00a0Mo-Fr 09:00-17:00\u00a0».",
    )
    opening_note = models.CharField("précision sur les horaires", max_length=300, blank=True)
    access_notes = models.CharField(
        "accès", max_length=300, blank=True, help_text="Bus, tram, temps à pied depuis le quartier, stationnement."
    )
    is_wheelchair_accessible = models.BooleanField("accessible en fauteuil", null=True, blank=True)
    accessibility_link = models.URLField("fiche d’accessibilité", max_length=500, blank=True)

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"
        ordering = ["-is_main", "pk"]
        triggers = [NO_PERSON]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(is_main=True),
                name="site_one_main",
                violation_error_message="Un partenaire n’a qu’un lieu principal.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="site_on_earth",
                violation_error_message="Latitude entre −90 et 90, longitude entre −180 et 180, les deux ou aucune.",
            ),
        ]

    def __str__(self):
        return self.label or self.address_text

    @property
    def address_text(self):
        """The address on one line, as given to a route planner; never a commune’s centre."""
        town = f"{self.postal_code} {self.commune.name}".strip()
        return ", ".join(part for part in (self.address, self.address_extra, town) if part)


@pghistory.track()
class Service(UidModel, VersionedModel):
    """What a partner offers: for whom, how one gets in, at what cost, in what delay (0-19, 1-10)."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="services")
    name = models.CharField("nom", max_length=150)
    description = models.TextField("description", max_length=10_000, blank=True)
    kind = models.CharField("type", max_length=30, choices=ServiceKind, blank=True)
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="domaine principal", related_name="services")
    secondary_domains = models.ManyToManyField(
        Domain, verbose_name="autres domaines", blank=True, related_name="secondary_services"
    )
    themes = ArrayField(
        models.CharField(max_length=100), verbose_name="thématiques data·inclusion", default=list, blank=True
    )
    needs = models.ManyToManyField(
        NeedKind,
        verbose_name="besoins auxquels il répond",
        blank=True,
        related_name="services",
        help_text="À dire quand le domaine ne suffit pas. Rien de coché\u00a0: les besoins de ses domaines.",
    )
    sites = models.ManyToManyField(
        Site,
        verbose_name="lieux",
        blank=True,
        related_name="services",
        help_text="Aucun lieu\u00a0: à distance, ou mobile.",
    )
    audiences = codes(Audience, "publics")
    audience_note = models.CharField("précision sur le public", max_length=500, blank=True)
    age_min = models.PositiveSmallIntegerField("dès (ans)", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("jusqu’à (ans)", null=True, blank=True)
    sex = models.CharField("réservé aux", max_length=10, choices=Sex, default=Sex.ANY, blank=True)
    conditions = models.TextField("conditions d’admission", max_length=2000, blank=True)
    documents = models.CharField("à apporter", max_length=300, blank=True)
    parental_agreement = models.CharField(
        "accord parental", max_length=15, choices=ParentalAgreement, default=ParentalAgreement.UNKNOWN
    )
    cost = models.CharField("coût", max_length=10, choices=Cost, default=Cost.UNKNOWN, blank=True)
    cost_note = models.CharField("précision sur le coût", max_length=500, blank=True)
    usual_delay_days = models.PositiveSmallIntegerField("délai habituel (jours)", null=True, blank=True)
    capacity = models.CharField("capacité", max_length=10, choices=Capacity, default=Capacity.NORMAL)
    capacity_note = models.CharField("précision sur la capacité", max_length=200, blank=True)
    capacity_until = models.DateField("jusqu’au", null=True, blank=True)
    without_appointment = models.BooleanField("sans rendez-vous", null=True, blank=True)
    accepts_minors_alone = models.BooleanField("accueille les mineurs seuls", null=True, blank=True)
    languages = codes(Language, "langues parlées, hors français")
    reception = codes(Reception, "modes d’accueil")
    mobilisation = codes(Mobilisation, "comment on entre")
    mobilisable_by = codes(MobilisableBy, "qui peut demander")
    mobilisation_note = models.CharField("précision sur l’entrée", max_length=1000, blank=True)
    mobilisation_link = models.URLField("formulaire en ligne", max_length=2083, blank=True)
    zone = ArrayField(
        models.CharField(max_length=9),
        verbose_name="zone couverte",
        default=list,
        blank=True,
        help_text="Codes de communes, départements, EPCI, ou «\u00a0france\u00a0».",
    )
    phone = models.CharField("téléphone", max_length=60, blank=True)
    email = models.EmailField("courriel", blank=True)
    opening_hours = models.CharField("horaires (format OpenStreetMap)", max_length=500, blank=True)
    weekly_hours = models.FloatField("heures par semaine", null=True, blank=True)
    weeks = models.PositiveSmallIntegerField("nombre de semaines", null=True, blank=True)

    class Meta:
        verbose_name = "service"
        ordering = ["name"]
        triggers = [NO_PERSON]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_max__gte=F("age_min")),
                name="service_ages_in_order",
                violation_error_message="L’âge maximum est inférieur à l’âge minimum.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def phone_e164(self):
        """What a telephone dials."""
        return dialled(self.phone)

    def is_limited_on(self, day):
        """Whether a note of capacity is in force that day: it expires by itself (2-10)."""
        ended = self.capacity_until is not None and self.capacity_until < day
        return self.capacity != Capacity.NORMAL and not ended


class ContactQuerySet(models.QuerySet):
    """People one speaks to, in post or gone."""

    def present(self, today):
        """People still in post that day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=today))


@pghistory.track()
class Contact(UidModel, VersionedModel):
    """A person one speaks to at a partner’s: professional data, its source and the date they were informed (L-34)."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="contacts")
    function = models.CharField("fonction", max_length=100)
    name = models.CharField("nom", max_length=100, blank=True)
    role = models.CharField("rôle", max_length=12, choices=ContactRole, blank=True)
    phone = models.CharField("téléphone professionnel", max_length=60, blank=True)
    email = models.EmailField("courriel professionnel", blank=True)
    secrecy = models.CharField(
        "soumis au secret professionnel", max_length=10, choices=Secrecy, default=Secrecy.TO_CHECK
    )
    secrecy_basis = models.CharField("fondement", max_length=150, blank=True)
    note = models.CharField("à savoir", max_length=300, blank=True)
    arrived_on = models.DateField("arrivé le", null=True, blank=True)
    left_on = models.DateField("parti le", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.SET_NULL, verbose_name="remplacé par", null=True, blank=True, related_name="predecessors"
    )
    source = models.CharField("source", max_length=150, blank=True, help_text="D’où tenez-vous ces coordonnées\u202f?")
    informed_on = models.DateField("informé le", null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "interlocuteur"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(secrecy=Secrecy.YES) | ~Q(secrecy_basis=""),
                name="contact_secrecy_has_basis",
                violation_error_message="Le secret professionnel vient d’un texte\u00a0: indiquez son fondement.",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True) | Q(left_on__isnull=True) | Q(left_on__gte=F("arrived_on")),
                name="contact_dates_in_order",
                violation_error_message="Le départ de l’interlocuteur précède son arrivée.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.function}" if self.name else self.function

    @property
    def phone_e164(self):
        """What a telephone dials."""
        return dialled(self.phone)
