"""How far Partenariat meets the RGAA 4.1.2: the table of our own audit, and the rate that it gives."""

import csv
from collections import Counter
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("accessibility.csv")
AUDITED_ON = date(2026, 11, 21)


class State(StrEnum):
    """What the audit found for a criterion; a doubt is not counted as met."""

    MET = "conforme"
    UNMET = "non conforme"
    DOUBT = "à vérifier à la main"
    NOT_APPLICABLE = "non applicable"


class Criterion(NamedTuple):
    """One of the 106 criteria: its number, its subject in short, what was found and how."""

    number: str
    subject: str
    state: State
    check: str

    @property
    def theme(self):
        """One of the thirteen themes, by its number."""
        return int(self.number.partition(".")[0])


def read(path=TABLE):
    """The criteria of the table, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        return [Criterion(number, subject, State(state), check) for number, subject, state, check in rows]


def rate_of(criteria):
    """Criteria met out of those that apply, in whole percent rounded down."""
    found = Counter(criterion.state for criterion in criteria)
    applicable = len(criteria) - found[State.NOT_APPLICABLE]
    return 100 * found[State.MET] // applicable


def standing_of(rate):
    """The word that the law asks for: half of the criteria make « partiellement »."""
    if rate == 100:
        return "totalement conforme"
    return "partiellement conforme" if rate >= 50 else "non conforme"


CRITERIA = read()
RATE = rate_of(CRITERIA)
STANDING = standing_of(RATE)
