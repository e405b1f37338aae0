"""The needs of the demonstration’s youths: those that their orientations answer, and what was lacking."""

from itertools import groupby

from referrals.choices import DemandOrigin, NeedClosing, Status, WishMatch
from referrals.models import Need
from referrals.models.need import cause_of

# What a youth says of a need of each family, and what is said when the wish is another one.
WISHES = {
    "scolarite": ("finir l’année avec ma classe", "qu’on m’explique les maths", "aller dans un lycée qui me plaît"),
    "emploi-formation": ("travailler cet été", "un métier dehors", "qu’on m’aide pour mon CV"),
    "demarches": ("avoir mes papiers", "comprendre le courrier", "passer le permis"),
    "sante": ("qu’on m’écoute", "dormir mieux", "y aller avec quelqu’un"),
    "logement": ("un logement à moi", "un endroit calme", "garder ma chambre"),
    "justice-droit": ("savoir à quoi j’ai droit", "qu’on m’explique le courrier", "que ça s’arrange sans bagarre"),
    "famille": ("qu’on se parle à la maison", "souffler un peu", "qu’on nous aide tous les deux"),
    "lien-loisirs": ("reprendre le sport", "partir une semaine", "rencontrer du monde"),
    "vie-materielle": ("manger à ma faim", "des affaires pour l’hiver", "finir le mois"),
    "numerique": ("qu’ils effacent les photos", "avoir internet à la maison", "un ordinateur pour les cours"),
}
OTHERWISE = ("gagner de l’argent d’abord", "voir mes amis", "partir d’ici")


def fill_needs(dice, referrals):
    """Create one need for each youth and kind, and link to it the orientations that answer it."""
    followed = sorted((referral for referral in referrals if referral.youth), key=_rank)
    needs = [_need(dice, list(group)) for _, group in groupby(followed, key=_answered)]
    Need.objects.bulk_create(needs, batch_size=1000)


def _answered(referral):
    return referral.youth.pk, referral.need_kind.pk


def _rank(referral):
    return *_answered(referral), referral.ended_on is None, referral.ended_on or referral.happened_on


def _need(dice, referrals):
    """The need that these orientations of one youth answer, the open ones last."""
    first, last = min(referrals, key=lambda referral: referral.happened_on), referrals[-1]
    closed = last.status == Status.CLOSED
    rank, match = dice.choice(range(6)), dice.choice(WishMatch.values)
    need = Need(
        uid=dice.uid(),
        youth=first.youth,
        kind=first.need_kind,
        wish=_wish(first.need_kind, match, rank),
        wish_match=match,
        initiative=dice.choice(DemandOrigin.values),
        opened_on=first.happened_on,
        opened_by=first.noted_by,
        closed_on=last.ended_on if closed else None,
        closing=NeedClosing.COVERED if closed else "",
        cause=cause_of(last.outcome, last.reason) if last.outcome else "",
    )
    for referral in referrals:
        referral.need = need
    return need


def _wish(kind, match, rank):
    """The words of the youth: of this family of needs, of another thing, or none yet."""
    if match == WishMatch.UNSAID:
        return ""
    said = WISHES[kind.code.partition("--")[0]] if match == WishMatch.SAME else OTHERWISE
    return said[rank % len(said)]
