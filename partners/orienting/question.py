"""What is asked for a youth: a need, an age, a place and constraints; nothing of it says who, nothing is stored."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.models import Habilitation
from partners.danger import MAJORITY
from partners.filters.needs import bits_of
from partners.needs import union
from territories.models import Commune

# Kilometres to which one is sent when no distance is chosen: a bus ride in a metropolis, a drive in the country.
USUAL_REACH = 20
PLACES = ("lieu", "commune", "quartier")


@dataclass
class Question:
    """The search of the inventory, read as a question: `asked` is understood by the filters of the inventory.

    `noted_for` is for whom the note will be: an identifier handed on to it, never read here.
    """

    asked: object
    needs: list = field(default_factory=list)
    sees_relation: bool = True
    today: date = field(default_factory=timezone.localdate)
    noted_for: str = ""

    @property
    def bits(self):
        """The needs in one number."""
        return union(bits_of(need, self.asked.needs) for need in self.needs)

    @property
    def family_bits(self):
        """The whole families of these needs: what else may be proposed when nothing answers."""
        return union(bits_of(need.top, self.asked.needs) for need in self.needs)

    def bits_of(self, keys):
        """The needs of these keys in one number."""
        return union(bits_of(need, self.asked.needs) for need in self.asked.needs if need.pk in keys)

    @property
    def age(self):
        """In years, or None."""
        return self.asked.age

    @property
    def is_minor(self):
        """Whether the age is that of a minor, or unknown: the agreement of parents is then a question."""
        return self.age is None or self.age < MAJORITY

    @property
    def reach(self):
        """How far one may be sent, in kilometres."""
        return self.asked.distance or USUAL_REACH

    def chosen(self, group):
        """The keys of the values chosen in a group of constraints."""
        return [value.key for value in self.asked.chosen[group]]

    def url(self, **changes):
        """The address of this question, changed; words typed have become a need."""
        return self.asked.url(
            **{"q": "", "tri": "", "besoin": self.asked.words_of("besoin"), "jeune": self.noted_for} | changes
        )


def territory_of(user):
    """The communes where the teams of this person are commissioned today, whole or by a quartier."""
    acting = Habilitation.objects.filter(team__in=user.team_ids).current()
    held = Q(pk__in=acting.values("commune")) | Q(districts__in=acting.values("district"))
    return list(Commune.objects.filter(pk__in=Commune.objects.filter(held).values("pk")).order_by("-population"))


def with_usual_place(params, territory):
    """The parameters, with the own territory as the place when none is said; an emptied field means anywhere."""
    if not territory or any(name in params for name in PLACES):
        return params
    params = params.copy()
    params["commune"] = territory[0].code
    return params
