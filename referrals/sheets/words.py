"""Days, hours and what is told, in words that anyone reads (5.7)."""

import re

from django.utils import timezone
from django.utils.formats import date_format

from base.templatetags.ui import NO_BREAK
from base.text import normalise
from referrals.choices import Category

# « C.M.P. » is « CMP ».
DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
TOLD = {
    Category.FIRST_NAME: ("ton prénom", "votre prénom"),
    Category.REACH: ("ton contact", "votre contact"),
    Category.NEED: ("ton besoin", "votre besoin"),
    Category.STEPS: ("tes démarches", "vos démarches"),
    Category.AVAILABILITY: ("tes horaires", "vos horaires"),
    Category.CONSTRAINTS: ("tes contraintes", "vos contraintes"),
}


def day_in_words(day):
    """« mardi 4 mars », « mercredi 1er avril »."""
    number = "1er" if day.day == 1 else day.day
    return f"{date_format(day, 'l')} {number}{NO_BREAK}{date_format(day, 'F')}"


def moment_in_words(moment):
    """« mardi 4 mars à 14 heures », « à 9 heures 30 »."""
    local = timezone.localtime(moment)
    hours = f"{local.hour}{NO_BREAK}{'heures' if local.hour > 1 else 'heure'}"
    return f"{day_in_words(local)} à {hours}{f'{NO_BREAK}{local.minute:02d}' if local.minute else ''}"


def told_in_words(categories, version):
    """What is told, category by category, in the order of the list."""
    form = 0 if version.is_familiar else 1
    return [TOLD[category][form] for category in Category if category in categories]


def listed(words):
    """« une chose, une autre et une troisième »."""
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last


def lowered(label):
    """A label inside a sentence: its first letter small, unless it is an acronym."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def names(text, *spoken):
    """Whether this text names one of these: what was noted as access may say the name that is masked."""
    words = f" {_plain(text)} "
    return any(f" {_plain(name)} " in words for name in spoken if name)


def _plain(text):
    return " ".join(re.findall(r"\w+", normalise(DOTTED.sub("", text))))
