"""The narrow companion row of each partner, on which search and facets run."""

from datetime import timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now

from partners.models.partner import Partner

CHANGES_KEPT_FOR = timedelta(days=2)


class MomentsField(models.Field):
    """Several stretches of time, as a multirange of PostgreSQL."""

    def db_type(self, connection):
        """PostgreSQL’s name."""
        return "tstzmultirange"


class PartnerSearch(models.Model):
    """What the search reads of a partner: packed bits, places, compared names and stripped text vector."""

    partner = models.OneToOneField(
        Partner, models.CASCADE, verbose_name="partenaire", primary_key=True, related_name="search_row"
    )
    state = models.CharField("état", max_length=10)
    author = models.BigIntegerField("auteur du brouillon", null=True)
    sector_team = models.BigIntegerField("équipe du secteur d’une personne-ressource", null=True)
    sort_name = models.CharField("nom comparé", max_length=200, db_index=True, db_collation="C")
    acronym = models.CharField("sigle comparé", max_length=30, db_collation="C")
    sort_commune = models.CharField("commune comparée", max_length=100, db_collation="C")
    domain_bits = models.BigIntegerField("domaine principal, premier niveau", default=0)
    subdomain_bits = models.BigIntegerField("domaine principal, second niveau", default=0)
    level_bits = models.SmallIntegerField("niveaux en cours", default=0)
    status_bits = models.SmallIntegerField("statut du partenariat", default=0)
    mode_bits = models.SmallIntegerField("mode du partenariat", default=0)
    nature_bits = models.SmallIntegerField("natures du partenariat", default=0)
    age_bits = models.BigIntegerField("âges accueillis, de 0 à 62 ans", default=0)
    service_bits = ArrayField(models.BigIntegerField(), verbose_name="conditions manquées par service", default=list)
    service_ages = ArrayField(models.BigIntegerField(), verbose_name="âges accueillis par service", default=list)
    service_needs = ArrayField(models.BigIntegerField(), verbose_name="besoins par service", default=list)
    offer_bits = models.BigIntegerField("conditions remplies par un service au moins", default=0)
    open_times = MomentsField("ouvert pendant", null=True)
    open_known_until = models.DateTimeField("horaires calculés jusqu’au", null=True)
    need_bits = models.BigIntegerField("besoins auxquels il répond", default=0)
    commune_ids = ArrayField(models.BigIntegerField(), verbose_name="communes", default=list)
    team_ids = ArrayField(models.BigIntegerField(), verbose_name="équipes des référents", default=list)
    covered = ArrayField(
        models.CharField(max_length=9, db_collation="C"), verbose_name="zones couvertes", default=list
    )
    latitude = models.FloatField("latitude", null=True)
    longitude = models.FloatField("longitude", null=True)
    verified_on = models.DateField("vérifiée le", null=True)
    is_national = models.BooleanField("numéro national", default=False)
    words = SearchVectorField("mots")

    class Meta:
        verbose_name = "ligne de recherche"
        verbose_name_plural = "lignes de recherche"
        indexes = [
            GinIndex(fields=["words"], name="partner_search_words"),
            GinIndex(fields=["commune_ids"], name="partner_search_communes"),
            GinIndex(fields=["covered"], name="partner_search_covered"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="changes_directory",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="INSERT INTO partners_directorychange DEFAULT VALUES; RETURN NULL;",
            )
        ]

    def __str__(self):
        return self.sort_name


class PartnerWords(models.Model):
    """The different words of one sheet, compared: what it gave to the list of known words."""

    partner = models.OneToOneField(
        Partner, models.CASCADE, verbose_name="partenaire", primary_key=True, related_name="known_words"
    )
    words = ArrayField(models.CharField(max_length=40), verbose_name="mots", default=list)

    class Meta:
        verbose_name = "mots d’une fiche"
        verbose_name_plural = "mots des fiches"

    def __str__(self):
        return " ".join(self.words)


class SearchWord(models.Model):
    """A word that sheets use, with the number of these: a misspelt word becomes its neighbour here."""

    word = models.CharField("mot comparé", max_length=40, primary_key=True, db_collation="C")
    written = models.CharField("mot", max_length=60)
    number = models.IntegerField("fiches")

    class Meta:
        verbose_name = "mot connu"
        verbose_name_plural = "mots connus"
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_trigrams")]

    def __str__(self):
        return self.written


class DirectoryChangeQuerySet(models.QuerySet):
    """Changes of the directory, as the database wrote them."""

    def forget(self, now):
        """Delete those older than two days: what was counted then is kept no more; gives how many."""
        return self.filter(at__lt=now - CHANGES_KEPT_FOR).delete()[0]


class DirectoryChange(models.Model):
    """A statement that changed search rows, noted by the database itself: counts kept before it are no longer read."""

    at = models.DateTimeField("le", db_default=Now())

    objects = DirectoryChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "changement de l’annuaire"
        verbose_name_plural = "changements de l’annuaire"

    def __str__(self):
        return f"{self.at}"
