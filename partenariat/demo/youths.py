"""The youths of the demonstration: codes, no identity; 398 accompanied in 2024, 420 in 2025 (field guide 3.8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from partenariat.demo.figures import (
    ENDED_IN_2025,
    HOMELESS,
    KEPT_FROM_2024,
    NEW_IN_2026,
    PLACES_2025,
    YOUTHS_2024,
    YOUTHS_2025,
)
from referrals.choices import AgeBand, DemandOrigin, SupportRole, YouthStatus
from referrals.models import Situation, Support, Youth

LANDMARKS = ["bonnet vert", "city-stade", "trottinette", "Lune", "guitare", "table 4", "vélo rouge", "Orion", "banc"]
BIRTH_YEARS_IN_2025 = {
    AgeBand.COLLEGE: (2010, 2014),
    AgeBand.LYCEE: (2008, 2009),
    AgeBand.YOUNG_ADULT: (2004, 2007),
    AgeBand.ADULT: (2000, 2003),
}
YEAR_2024, YEAR_2025, YEAR_2026 = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)


@dataclass
class Life:
    """A youth, who accompanies, and from when until when."""

    youth: Youth
    situation: Situation
    educator: object
    since: date
    until: date | None

    def span(self, year, today):
        """The first and last day of the accompaniment in that year; None when there is none."""
        first, last = max(self.since, date(year, 1, 1)), min(self.until or today, date(year, 12, 31), today)
        return (first, last) if first <= last else None


def fill_youths(dice, house):
    """Create the youths with their situations and supports; their lives."""
    lives = [*_of_2025(dice, house), *_only_of_2024(dice, house), *_of_2026(dice, house)]
    Youth.objects.bulk_create(life.youth for life in lives)
    Situation.objects.bulk_create(life.situation for life in lives)
    Support.objects.bulk_create(_supports(dice, house, lives))
    return lives


def _of_2025(dice, house):
    cells, places = dice.spread(YOUTHS_2025), dice.spread(PLACES_2025)
    total = len(cells)
    for rank, ((sex, band), place) in enumerate(zip(cells, places, strict=True)):
        old = rank < KEPT_FROM_2024
        first = (YEAR_2024 - timedelta(days=500), YEAR_2024) if old else (YEAR_2025, date(2025, 10, 31))
        ended = rank % (total // ENDED_IN_2025) == 0 and rank // (total // ENDED_IN_2025) < ENDED_IN_2025
        since = dice.day(*first)
        until = dice.day(max(since + timedelta(days=30), date(2025, 3, 1)), date(2025, 12, 20)) if ended else None
        yield _life(dice, house, sex, band, place, since, until)


def _only_of_2024(dice, house):
    for _ in range(YOUTHS_2024 - KEPT_FROM_2024):
        sex, band = dice.choice(list(YOUTHS_2025))
        since = dice.day(YEAR_2024 - timedelta(days=500), date(2024, 6, 30))
        until = dice.day(date(2024, 11, 25), date(2024, 12, 31))
        yield _life(dice, house, sex, band, _place(dice), since, until)


def _of_2026(dice, house):
    for _ in range(NEW_IN_2026):
        sex, band = dice.choice(list(YOUTHS_2025))
        yield _life(dice, house, sex, band, _place(dice), dice.day(YEAR_2026, dice.today), None)


def _place(dice):
    return dice.choices(list(PLACES_2025), weights=PLACES_2025.values())[0]


def _life(dice, house, sex, band, place, since, until):
    team = dice.choice(list(house.teams.values())) if place == HOMELESS else house.team_of(place)
    educator = dice.choice(house.educators[team.name])
    recent = dice.day(max(since, dice.today - timedelta(days=75)), dice.today)
    youth = Youth(
        uid=dice.uid(),
        code=dice.code(),
        team=team,
        status=YouthStatus.ENDED if until else YouthStatus.ACTIVE,
        last_contact_on=until or recent,
        created_by=educator,
    )
    return Life(youth, _situation(dice, house, youth, sex, band, place, since), educator, since, until)


def _situation(dice, house, youth, sex, band, place, since):
    return Situation(
        youth=youth,
        landmark=dice.choice(LANDMARKS) if dice.random() < 0.6 else "",
        birth_year=dice.randint(*BIRTH_YEARS_IN_2025[band]),
        age_band="",
        age_noted_on=since,
        sex=sex,
        commune=house.commune_of(place),
        district=house.districts.get(place),
        is_homeless=place == HOMELESS,
        origin=dice.choice(DemandOrigin.values),
        first_contact_on=since,
        contact_safety="Attendre qu’il rappelle, le soir" if dice.random() < 0.1 else "",
    )


def _supports(dice, house, lives):
    for life in lives:
        yield Support(youth=life.youth, educator=life.educator, since=life.since, until=life.until)
        others = [user for user in house.educators[life.youth.team.name] if user != life.educator]
        if dice.random() < 0.3:
            yield Support(
                youth=life.youth,
                educator=dice.choice(others),
                role=SupportRole.CO_REFERENT,
                since=life.since,
                until=life.until,
            )
