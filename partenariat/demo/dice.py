"""Chance that repeats itself: every draw of the demonstration comes from one seed."""

import random
import uuid
from datetime import date, timedelta

from referrals.models.youth import CODE_ALPHABET, CODE_LENGTH

FIRST_DAY = date(2026, 2, 1)


class Dice(random.Random):
    """Draws of the demonstration, and the day it is told from."""

    def __init__(self, seed, today):
        super().__init__(seed)
        self.today = today
        self._drawn = set()

    def uid(self):
        """An identifier."""
        return uuid.UUID(int=self.getrandbits(128), version=4)

    def once(self, draw):
        """A draw never given before."""
        value = draw()
        while value in self._drawn:
            value = draw()
        self._drawn.add(value)
        return value

    def code(self):
        """A youth’s code."""
        return self.once(lambda: "".join(self.choices(CODE_ALPHABET, k=CODE_LENGTH)))

    def reference(self):
        """An orientation’s spoken reference."""
        return self.once(lambda: f"{self.randrange(10_000):04d}-{self.choice(CODE_ALPHABET[8:])}")

    def day(self, first, last):
        """A day between two, both included."""
        return first + timedelta(days=self.randint(0, max((last - first).days, 0)))

    def spread(self, quotas):
        """The keys of a table, each as many times as the table says, in a drawn order."""
        cards = [key for key, count in quotas.items() for _ in range(count)]
        self.shuffle(cards)
        return cards
