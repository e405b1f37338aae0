"""Opening hours: OpenStreetMap’s notation said in French, and whether the door is open now (0-35)."""

import re
from datetime import UTC, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from opening_hours import OpeningHours, ParserError, State

EXAMPLE = "Mo-Fr 09:00-12:30,13:30-17:00; Sa 10:00-12:00; PH off"
DAYS = {
    "Mo": "lundi",
    "Tu": "mardi",
    "We": "mercredi",
    "Th": "jeudi",
    "Fr": "vendredi",
    "Sa": "samedi",
    "Su": "dimanche",
    "PH": "jours fériés",
    "SH": "vacances scolaires",
}
HOLIDAYS, ALWAYS = "PH", "24/7"
DAY = f"(?:{'|'.join(DAYS)})"
SPAN = r"\d{2}:\d{2}-\d{2}:\d{2}"
RULE = re.compile(
    rf"(?P<days>{DAY}(?:-{DAY})?(?:\s*,\s*{DAY}(?:-{DAY})?)*)?\s*"
    rf"(?P<times>off|closed|24/7|{SPAN}(?:\s*,\s*{SPAN})*)\s*(?:\"(?P<note>[^\"]+)\")?"
)


def is_understood(hours):
    """Whether the notation is OpenStreetMap’s."""
    return _parsed(hours) is not None


def in_words(hours):
    """The hours, one line per rule, in French; as typed when they are more than days and times."""
    rules = [RULE.fullmatch(rule.strip()) for rule in hours.split(";") if rule.strip()]
    if not all(rules):
        return [hours]
    return [_rule_in_words(**rule.groupdict()) for rule in rules]


def now_in_words(hours, now=None):
    """« Ouvert maintenant, ferme à 17 h », « Fermé maintenant, ouvre demain à 9 h »; empty when it cannot be known."""
    schedule = _parsed(hours)
    if schedule is None:
        return ""
    now = timezone.localtime(now)
    is_open, change = schedule.is_open(now), schedule.next_change(now)
    if not is_open and not schedule.is_closed(now):
        return ""
    said = "Ouvert maintenant" if is_open else "Fermé maintenant"
    return f"{said}, {'ferme' if is_open else 'ouvre'} {_when(change, now)}" if change else said


def closing_in_words(closes, now=None):
    """« Ouvert, ferme à 17 h »; « Ouvert » when it closes later than the next day."""
    now = timezone.localtime(now)
    closes = timezone.localtime(closes)
    is_near = closes.date() <= now.date() + timedelta(days=1)
    return f"Ouvert, ferme {_when(closes, now)}" if is_near else "Ouvert"


def openings(hours, start, end):
    """When these hours are open between two moments: a list of stretches; None when it cannot be known."""
    schedule = _parsed(hours)
    if schedule is None:
        return None
    stretches = list(schedule.intervals(start, end))
    if any(state == State.UNKNOWN for _, _, state, _ in stretches):
        return None
    # Compared by their moments: where a clock jumps, an hour that does not exist is an empty stretch.
    moments = ((opened.astimezone(UTC), closed.astimezone(UTC)) for opened, closed, state, _ in _open(stretches))
    return [(opened, closed) for opened, closed in moments if opened < closed]


def _open(stretches):
    return [stretch for stretch in stretches if stretch[2] == State.OPEN]


def _parsed(hours):
    """Hours that say nothing of public holidays are not taken as a promise of these days, unless always open."""
    told = hours if HOLIDAYS in hours or ALWAYS in hours else f"{hours.rstrip('; ')}; {HOLIDAYS} off"
    try:
        zone = timezone.get_current_timezone()
        return OpeningHours(hours and told, timezone=zone, country="FR", max_interval_days=366)
    except ParserError:
        return None


def _rule_in_words(days, times, note):
    when = _days_in_words(days) if days else "tous les jours"
    if times in ("off", "closed"):
        said = f"fermé les {when}" if days in ("PH", "SH") else f"fermé {when}"
    else:
        said = f"{when} {_times_in_words(times)}"
    said = f"{said} ({note})" if note else said
    return said[0].upper() + said[1:]


def _days_in_words(days):
    ranges = (part.strip().split("-") for part in days.split(","))
    return ", ".join("–".join(DAYS[day] for day in part) for part in ranges)


def _times_in_words(times):
    if times == "24/7":
        return "24\u00a0h/24"
    spans = (span.strip().split("-") for span in times.split(","))
    return ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans)


def _clock(text):
    hour, minute = text.split(":")
    return f"{int(hour)}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")


def _when(change, now):
    clock = f"à {_clock(f'{change:%H:%M}')}"
    if change.date() == now.date():
        return clock
    if change.date() == now.date() + timedelta(days=1):
        return f"demain {clock}"
    if change.date() < now.date() + timedelta(days=7):
        return f"{date_format(change, 'l')} {clock}"
    return f"le {date_format(change, 'j F')} {clock}"
