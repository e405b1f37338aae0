"""Ages that matter: transitions to prepare with the youth, as help, never as a refusal (field guide 4.3, 1-05)."""

from dataclasses import dataclass

from referrals.choices import AgeBand

TURNING = {
    15: "fin du collège : l’affectation après la troisième se prépare",
    16: (
        "fin de l’instruction obligatoire, mais formation obligatoire jusqu’à 18 ans ; "
        "mission locale, CEJ et PLIE s’ouvrent"
    ),
    18: "majorité : l’accord des parents n’est plus demandé ; l’aide aux jeunes majeurs se demande avant",
    21: "fin de l’aide aux jeunes majeurs de l’ASE",
    25: "dernière année pour la mission locale et la prévention spécialisée, selon les lieux",
    26: "fin de l’accompagnement par la mission locale et la prévention spécialisée, selon les lieux",
}
BANDS = {AgeBand.COLLEGE: (11, 15), AgeBand.LYCEE: (16, 17), AgeBand.YOUNG_ADULT: (18, 21), AgeBand.ADULT: (22, 25)}


@dataclass(frozen=True)
class Transition:
    """An age that comes, when it does as far as is known, and what changes then."""

    age: int
    when: str
    what: str


def ages_ahead(situation, today):
    """The transitions of this year and the next from the year of birth; those that a band allows when it alone is."""
    if situation.birth_year is not None:
        years = {age: situation.birth_year + age for age in TURNING}
        return [_in_year(age, year) for age, year in years.items() if today.year <= year <= today.year + 1]
    if situation.age_band not in BANDS:
        return []
    youngest, oldest = _widened(situation, today)
    ages = [age for age in TURNING if youngest < age <= oldest + 1]
    return [Transition(age, "selon son âge exact", TURNING[age]) for age in ages]


def _in_year(age, year):
    return Transition(age, f"en {year}", TURNING[age])


def _widened(situation, today):
    """The ages that are possible today for a band noted some years ago."""
    youngest, oldest = BANDS[situation.age_band]
    passed = today.year - situation.age_noted_on.year
    return youngest + max(passed - 1, 0), oldest + passed
