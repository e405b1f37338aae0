"""The narrow companion row of each partner, on which search and facets run."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from partners.models.partner import Partner


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
    commune_ids = ArrayField(models.BigIntegerField(), verbose_name="communes", default=list)
    team_ids = ArrayField(models.BigIntegerField(), verbose_name="équipes des référents", default=list)
    latitude = models.FloatField("latitude", null=True)
    longitude = models.FloatField("longitude", null=True)
    verified_on = models.DateField("vérifiée le", null=True)
    words = SearchVectorField("mots")

    class Meta:
        verbose_name = "ligne de recherche"
        verbose_name_plural = "lignes de recherche"
        indexes = [GinIndex(fields=["words"], name="partner_search_words")]

    def __str__(self):
        return self.sort_name
