"""The partner: the door one knocks at."""

from functools import lru_cache

import pghistory
import phonenumbers
from data_inclusion.schema.v1 import ReseauPorteur
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team
from base.models import UidModel, VersionedModel
from base.text import normalise
from partners.choices import Freshness, PartnerKind, PartnerState
from partners.models.domain import Domain


class ImpossibleMove(Exception):
    """The sheet is no longer in the state that this act supposes; the message says so in French."""


AGING_AFTER_MONTHS, STALE_AFTER_MONTHS = 6, 8


@lru_cache(maxsize=8)
def fresh_since(today):
    """The day from which a verification makes a sheet « à jour »."""
    return today - relativedelta(months=AGING_AFTER_MONTHS)


@lru_cache(maxsize=8)
def usable_since(today):
    """The day before which a verification leaves a sheet « non vérifiée »."""
    return today - relativedelta(months=STALE_AFTER_MONTHS)


@lru_cache(maxsize=2048)
def dialled(phone):
    """The number in E.164 when it is a full French or international one, else its digits (3646, 115)."""
    try:
        number = phonenumbers.parse(phone, "FR")
    except phonenumbers.NumberParseException:
        return ""
    if phonenumbers.is_possible_number(number) and len(str(number.national_number)) >= 9:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return "".join(character for character in phone if character.isdigit())


class PartnerQuerySet(models.QuerySet):
    """Partners: what each person sees, keeps and must verify."""

    def visible_to(self, user):
        """What this person may see: no draft of others, and personnes-ressources of the own sector only (0-27)."""
        if user.is_administrator:
            return self
        own_sector = Q(sector_team__in=user.team_ids) if user.is_educator or user.is_team_lead else Q(pk__in=[])
        seen = ~Q(kind=PartnerKind.PERSON) | own_sector
        return self.filter(seen).filter(~Q(state=PartnerState.DRAFT) | Q(created_by=user))

    def active(self):
        """Sheets in use: neither drafts nor archived."""
        return self.filter(state=PartnerState.ACTIVE)

    def known_by(self, user):
        """Sheets whose referent (or deputy) is this person today."""
        return self.filter(pk__in=user.partner_references.current().values("partner"))

    def kept_by(self, user):
        """Sheets whose coordinates this person keeps up to date: the same rule as `can_edit_coordinates`."""
        if user.is_administrator or user.is_director:
            return self
        today = timezone.localdate()
        mine = Q(referents__user=user)
        if user.is_team_lead:
            mine |= Q(referents__team__in=user.team_ids)
        in_force = Q(referents__until=None) | Q(referents__until__gte=today)
        return self.filter(pk__in=Partner.objects.filter(mine & in_force, referents__since__lte=today).values("pk"))

    def to_verify(self, today=None):
        """Active sheets that are no longer à jour, the oldest verification first."""
        since = fresh_since(today or timezone.localdate())
        due = Q(verified_on=None) | Q(verified_on__lt=since)
        return self.active().filter(due).order_by(F("verified_on").asc(nulls_first=True), "name")

    def named_like(self, text):
        """Sheets whose compared name is the same, or one begins with the other; drafts and archived ones included."""
        name = normalise(text)
        longer = Q(search_row__sort_name=name) | Q(search_row__sort_name__startswith=f"{name} ")
        shorter = Q(typed__startswith=F("search_row__sort_name")) & ~Q(search_row__sort_name="")
        seen = self.select_related("domain__parent").annotate(typed=Value(f"{name} "))
        return seen.filter(longer | shorter | Q(acronym__iexact=text))

    def for_sheet(self):
        """The joins of the sheet’s heading; partners that it names are read apart, if one may see them."""
        return self.select_related("domain__parent", "partnership", "sector_team")


@pghistory.track()
class Partner(UidModel, VersionedModel):
    """A partner: the door one knocks at, an organisation, an antenne with its own door, or a personne-ressource."""

    name = models.CharField("nom", max_length=150)
    acronym = models.CharField("sigle", max_length=30, blank=True)
    aliases = ArrayField(models.CharField(max_length=100), verbose_name="autres noms", default=list, blank=True)
    kind = models.CharField("nature", max_length=20, choices=PartnerKind)
    state = models.CharField("état de la fiche", max_length=10, choices=PartnerState, default=PartnerState.DRAFT)
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="domaine principal", related_name="partners")
    secondary_domains = models.ManyToManyField(
        Domain, verbose_name="autres domaines", blank=True, related_name="secondary_partners"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="organisme gestionnaire", null=True, blank=True, related_name="branches"
    )
    networks = ArrayField(models.CharField(max_length=60), verbose_name="réseaux porteurs", default=list, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    rna = models.CharField("RNA", max_length=10, blank=True)
    description = models.TextField("présentation", max_length=10_000, blank=True)
    competence = models.TextField("champ de compétence", max_length=2000, blank=True)
    limits = models.TextField("limites", max_length=2000, blank=True, help_text="Ce que ce partenaire ne fait pas.")
    phone = models.CharField("téléphone", max_length=60, blank=True)
    phone_agreed_on = models.DateField("accord pour noter son téléphone, le", null=True, blank=True)
    email = models.EmailField("courriel", blank=True)
    website = models.URLField("site", max_length=500, blank=True)
    is_sensitive = models.BooleanField(
        "nom sensible",
        default=False,
        help_text="Le nom seul révèle la santé ou la justice\u00a0: les listes de jeunes ne montrent que le domaine.",
    )
    sector_team = models.ForeignKey(
        Team,
        models.PROTECT,
        verbose_name="équipe du secteur",
        null=True,
        blank=True,
        related_name="proximity_partners",
    )
    closed_from = models.DateField("fermé du", null=True, blank=True)
    closed_until = models.DateField("fermé jusqu’au", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name="remplacé par", null=True, blank=True, related_name="predecessors"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name="fusionné dans", null=True, blank=True, related_name="merged"
    )
    archived_on = models.DateField("archivée le", null=True, blank=True)
    archive_reason = models.CharField("motif d’archivage", max_length=200, blank=True)
    verified_on = models.DateField("vérifiée le", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="créée par", null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("créée le", auto_now_add=True)
    updated_at = models.DateTimeField("modifiée le", auto_now=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "partenaire"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="partner_named", violation_error_message="Donnez un nom au partenaire."
            ),
            models.CheckConstraint(
                condition=~Q(kind=PartnerKind.PERSON)
                | (Q(siret="", rna="", email="", website="", sector_team__isnull=False, networks=[])),
                name="partner_person_minimal",
                violation_error_message=(
                    "Une personne-ressource n’a ni SIRET, ni RNA, ni courriel, ni site, ni réseau\u202f; "
                    "elle dépend de l’équipe d’un secteur."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind=PartnerKind.PERSON) | Q(phone="") | Q(phone_agreed_on__isnull=False),
                name="partner_person_phone_agreed",
                violation_error_message="Le téléphone d’une personne-ressource demande la date de son accord.",
            ),
            models.CheckConstraint(
                condition=Q(closed_from__isnull=True)
                | Q(closed_until__isnull=True)
                | Q(closed_until__gte=F("closed_from")),
                name="partner_closure_in_order",
                violation_error_message="La fin de la fermeture précède son début.",
            ),
            models.CheckConstraint(
                condition=(Q(state=PartnerState.ARCHIVED) & Q(archived_on__isnull=False))
                | (~Q(state=PartnerState.ARCHIVED) & Q(archived_on__isnull=True)),
                name="partner_archived_dated",
                violation_error_message="Une fiche archivée porte la date de son archivage.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:partner_detail", args=[self.uid])

    @property
    def is_person(self):
        """Whether this is a personne-ressource: minimal, of one sector, never exported nor printed."""
        return self.kind == PartnerKind.PERSON

    @property
    def is_in_use(self):
        """Neither a draft nor archived."""
        return self.state == PartnerState.ACTIVE

    @property
    def network_labels(self):
        """The réseaux porteurs in words; a code that data·inclusion does not know is shown as it is."""
        labels = {network.value: network.label for network in ReseauPorteur}
        return [labels.get(code, code) for code in self.networks]

    @property
    def phone_e164(self):
        """What a telephone dials."""
        return dialled(self.phone)

    @property
    def freshness(self):
        """À jour, à revoir or non vérifiée, from the date of the last verification."""
        return freshness_of(self.verified_on, timezone.localdate())

    def is_known_to(self, user):
        """Whether this person is referent or deputy of the sheet today."""
        return any(referent.user_id == user.pk for referent in self.current_referents())

    def is_known_to_a_team(self, team_ids):
        """Whether someone of these teams is referent or deputy of the sheet today."""
        return any(referent.team_id in team_ids for referent in self.current_referents())

    def current_referents(self):
        """Referents, then deputies, of today; read once when `referents` is prefetched."""
        today = timezone.localdate()
        return [referent for referent in self.referents.all() if referent.holds_on(today)]

    def publish(self):
        """A draft enters the inventory."""
        self._move(PartnerState.DRAFT, "Cette fiche n’est plus un brouillon.", state=PartnerState.ACTIVE)

    def archive(self, *, reason, on=None, successor=None, merged_into=None):
        """The sheet leaves the inventory, with a reason; it stays readable (0-09)."""
        if self.state == PartnerState.ARCHIVED:
            raise ImpossibleMove("Cette fiche est déjà archivée.")
        self._move(
            self.state,
            "Cette fiche a changé d’état entre-temps\u00a0: rechargez la page.",
            state=PartnerState.ARCHIVED,
            archived_on=on or timezone.localdate(),
            archive_reason=reason,
            successor=successor,
            merged_into=merged_into,
        )

    def restore(self):
        """An archived sheet comes back in the inventory."""
        self._move(
            PartnerState.ARCHIVED,
            "Cette fiche n’est pas archivée.",
            state=PartnerState.ACTIVE,
            archived_on=None,
            archive_reason="",
            successor=None,
            merged_into=None,
        )

    def _move(self, origin, refusal, **changes):
        """Change the state if it is still `origin`: of two people at once, one wins and the other is told."""
        with transaction.atomic():
            standing = Partner.objects.filter(pk=self.pk, state=origin)
            if not standing.update(version=F("version") + 1, updated_at=timezone.now(), **changes):
                raise ImpossibleMove(refusal)
            self.refresh_from_db()
            self.reindex()

    def reindex(self):
        """Rewrite the row that the search reads; called after each save of the sheet or of anything it owns."""
        from partners.indexing import reindex  # indexing reads all the models of the inventory

        reindex([self.pk])

    def is_closed_on(self, day):
        """Whether the partner is temporarily closed that day."""
        if self.closed_from is None and self.closed_until is None:
            return False
        started = self.closed_from is None or self.closed_from <= day
        return started and (self.closed_until is None or day <= self.closed_until)


def freshness_of(verified_on, today):
    """The freshness of a sheet verified that day (None: never)."""
    if verified_on is None or verified_on < usable_since(today):
        return Freshness.STALE
    return Freshness.FRESH if verified_on >= fresh_since(today) else Freshness.AGING
