"""The words people use for partners and needs: acronyms, former names, words of the street."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Left, Upper

from base.statements import planned_cursor
from base.text import normalise
from partners.choices import SynonymKind
from partners.models.domain import Domain
from partners.search.words import STOP_WORDS

OWN = "own:"
NO_SUCCESSOR = "Un ancien nom dit le nom d’aujourd’hui."
NOT_SEARCHED = "Un mot de la rue dit ce que la recherche essaie aussi."


class Unaccented(Func):
    """A text in lower case without the accents of French, so that « solidarites » is found."""

    template = "translate(lower(%(expressions)s), 'àâäéèêëîïôöùûüç', 'aaaeeeeiioouuuc')"
    output_field = models.TextField()


def key_of(text):
    """The text as synonyms are compared: without small words nor the plural of longer ones."""
    words = normalise(text).split()
    told = [word for word in words if word not in STOP_WORDS] or words
    return " ".join(_singular(word) for word in told)


def _singular(word):
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and word[-2] != "s" else word


def endings_of(key):
    """A meaning without its first words, down to two: « allocations familiales », « demandeurs d’asile »."""
    words = key.split()
    return [" ".join(words[start:]) for start in range(1, len(words) - 1)]


def own_code():
    """The code of a word that the association wrote itself."""
    return f"{OWN}{uuid4()}"


# The meaning of an acronym that has one only, for `<abbr>`; nothing when it has several (EPS, CSS).
ONLY_MEANING = """SELECT min(meaning) FROM partners_synonym
    WHERE kind = 'acronym' AND written = {written}
      AND coalesce(valid_from, %(today)s) <= %(today)s AND coalesce(valid_until, %(today)s) >= %(today)s
    HAVING count(*) = 1"""
# What the search reads of a row; keys are of letters and digits alone, so that no pattern is in them.
READ = ["id", "written", "meaning", "kind", "stands_for", "successor", "compared", "reverse"]
HEARD = """SELECT id, written, meaning, kind, stands_for, successor, compared, reverse FROM partners_synonym
    WHERE coalesce(valid_from, %(day)s) <= %(day)s
      AND (compared = ANY(%(keys)s) OR reverse = ANY(%(keys)s) OR reverse LIKE ANY(%(endings)s))"""


class SynonymQuerySet(models.QuerySet):
    """Synonyms, as search and pages read them."""

    def started(self, day):
        """Words that have a meaning that day or had one before: a former name is typed for years."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day))

    def in_force(self, day):
        """Words whose meaning holds that day."""
        return self.started(day).filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def heard(self, keys, day):
        """Rows that have or had a meaning that day, written as one of these keys, or whose meaning is or ends so."""
        endings = [f"% {key}" for key in keys if " " in key]
        with planned_cursor() as cursor:
            cursor.execute(HEARD, {"keys": keys, "endings": endings, "day": day})
            return [self.model.from_db(self.db, READ, row) for row in cursor]

    def matching(self, text):
        """Entries that hold these words: as written, in the meaning or in the name of today."""
        words = key_of(text).split()
        if not words:
            return self.filter(compared=None) if text else self
        rows = self.annotate(told=Unaccented(Concat("written", Value(" "), "meaning", Value(" "), "successor")))
        return rows.filter(*(Q(told__contains=word) for word in words))

    def beginning(self, letter):
        """Words of that first letter; all of them without one."""
        return self.filter(compared__startswith=normalise(letter)) if normalise(letter) else self

    def letters(self):
        """The first letters there are, in order."""
        first = self.order_by().annotate(first=Upper(Left("compared", 1))).values_list("first", flat=True)
        return sorted(first.distinct())

    def for_list(self):
        """Alphabetical, with what the page shows."""
        return self.select_related("domain__parent").order_by("compared", "meaning")


class Synonym(models.Model):
    """An acronym, a former name or a word of the street, with one of its meanings (field guide 1.2)."""

    written = models.CharField("mot ou sigle", max_length=80)
    meaning = models.CharField(
        "signification", max_length=200, help_text="Une seule par ligne : un sigle qui en a deux a deux lignes."
    )
    kind = models.CharField("nature", max_length=10, choices=SynonymKind)
    stands_for = ArrayField(
        models.CharField(max_length=80),
        verbose_name="aussi cherché",
        default=list,
        blank=True,
        help_text="Ce que la recherche essaie aussi, séparé par des virgules ; par défaut la signification d’un "
        "sigle, le nom actuel d’un ancien nom.",
    )
    domain = models.ForeignKey(
        Domain, models.PROTECT, verbose_name="domaine", null=True, blank=True, related_name="synonyms"
    )
    successor = models.CharField("aujourd’hui", max_length=200, blank=True, help_text="Le nom qui remplace celui-ci.")
    valid_from = models.DateField("valable du", null=True, blank=True)
    valid_until = models.DateField("valable jusqu’au", null=True, blank=True)
    compared = models.CharField("forme comparée", max_length=80, editable=False, db_index=True, db_collation="C")
    reverse = models.CharField(
        "signification comparée", max_length=200, editable=False, db_index=True, db_collation="C", blank=True
    )
    code = models.CharField("code du vocabulaire", max_length=300, unique=True, default=own_code, editable=False)
    is_edited = models.BooleanField("modifié par l’association", default=False, editable=False)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = "sigle ou synonyme"
        verbose_name_plural = "sigles et synonymes"
        ordering = ["compared", "meaning"]
        indexes = [models.Index(fields=["written"], name="synonym_written")]
        constraints = [
            models.UniqueConstraint(
                fields=["compared", "meaning"],
                name="synonym_once",
                violation_error_message="Ce mot a déjà cette signification.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="synonym_dates",
                violation_error_message="La fin ne peut pas précéder le début.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SynonymKind.FORMER) | ~Q(successor=""),
                name="synonym_former_has_successor",
                violation_error_message=NO_SUCCESSOR,
            ),
            models.CheckConstraint(
                condition=~Q(kind=SynonymKind.STREET) | Q(stands_for__len__gt=0),
                name="synonym_street_is_searched",
                violation_error_message=NOT_SEARCHED,
            ),
            models.CheckConstraint(
                condition=~Q(compared=""),
                name="synonym_has_letters",
                violation_error_message="Écrivez au moins une lettre ou un chiffre.",
            ),
        ]

    def __str__(self):
        return f"{self.written}\u00a0: {self.meaning}"

    def save(self, **options):
        """Keep the compared forms in step: they are what the search reads."""
        self.compare()
        super().save(**options)

    def clean(self):
        """Compare before the constraints are checked; what is missing is said where it is to be written."""
        self.compare()
        if self.kind == SynonymKind.FORMER and not self.successor:
            raise ValidationError({"successor": NO_SUCCESSOR})
        if self.kind == SynonymKind.STREET and not self.stands_for:
            raise ValidationError({"stands_for": NOT_SEARCHED})

    def validate_constraints(self, exclude=None):
        """Check also what no form shows: the same word with the same meaning."""
        super().validate_constraints(exclude=set(exclude or ()) - {"compared"})

    def compare(self):
        """Write the compared forms from what is written."""
        told = {SynonymKind.ACRONYM: self.meaning, SynonymKind.FORMER: self.successor}.get(self.kind, "")
        self.compared, self.reverse = key_of(self.written), key_of(told)

    @property
    def is_own(self):
        """Whether the association wrote it, rather than the vocabulary that comes with the product."""
        return self.code.startswith(OWN)

    @property
    def searched(self):
        """What the search tries besides what was typed."""
        if self.stands_for:
            return self.stands_for
        return [self.meaning] if self.kind == SynonymKind.ACRONYM else [self.successor]
