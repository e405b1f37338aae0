"""What is refused before a fact is noted, each with the sentence that says how to mend it."""

from datetime import timedelta

from django.utils import timezone

from base.templatetags.ui import date_fr
from referrals.choices import Agreement, Status
from referrals.timeline import quoted
from referrals.workflow import OF_THE_DAY, STARTS, VERBS, MoveRefused

LONGEST_WAIT = timedelta(days=731)
MISSING = {
    "appointment_at": "Indiquez le jour et l’heure du rendez-vous.",
    "due_on": "Indiquez quand rappeler.",
    "autonomy_after": f"Dites si le jeune y va seul\u00a0: {quoted('ne sait pas')} est une réponse.",
    "reason": f"Indiquez le motif\u00a0: {quoted('sans motif')} est une réponse.",
    "outcome": "Indiquez l’issue de l’orientation.",
    "replaced_by": "Notez d’abord l’orientation qui prend la suite.",
}


def check_start(referral):
    """A new orientation begins where the youth’s agreement allows, not in the future, its appointment dated."""
    if referral.status not in STARTS[referral.agreement]:
        told, step = Agreement(referral.agreement).label, Status(referral.status).label
        raise MoveRefused(
            f"Accord du jeune\u00a0: {quoted(told)}. L’orientation ne peut pas être {quoted(step)}.",
            "status",
        )
    _check_not_future(referral.happened_on, "happened_on")
    if referral.status == Status.APPOINTMENT:
        _check_appointment(referral.appointment_at, referral.happened_on)


def check_move(referral, name, *, by, on, facts):
    """The verb exists for this person, begins here, has what it needs, and its day follows the last one."""
    verb = VERBS[name]
    if by.role not in verb.roles:
        raise MoveRefused("Votre rôle ne permet pas de noter la suite d’une orientation.")
    if not verb.is_open_to(by, referral):
        raise MoveRefused(
            f"{quoted(verb.label)}\u00a0: c’est au chef de service de l’équipe, ou à qui le remplace, de le noter."
        )
    if not verb.starts_from(referral):
        raise MoveRefused(
            f"{quoted(verb.label)} ne peut pas être noté maintenant\u00a0: "
            f"l’orientation est {quoted(referral.get_status_display())}."
        )
    _check_facts(verb, facts)
    _check_dates(referral, name, on, facts)
    _check_replacement(referral, facts.get("replaced_by"))


def _check_facts(verb, facts):
    for field in verb.needs:
        if not facts.get(field):
            raise MoveRefused(MISSING[field], field)
    reason, outcome = facts.get("reason"), facts.get("outcome")
    if reason and (verb.reasons is None or reason not in verb.reasons.values):
        raise MoveRefused("Choisissez un motif de la liste.", "reason")
    if outcome and outcome not in verb.outcomes:
        raise MoveRefused("Choisissez une issue de la liste.", "outcome")
    if unknown := set(facts) - {*verb.needs, *verb.takes, "reason", "outcome", "appointment_at", "need_stays"}:
        raise TypeError(f"{verb.slug} does not take {', '.join(sorted(unknown))}")
    if facts.get("appointment_at") and "appointment_at" not in verb.needs:
        raise MoveRefused(
            f"Le jour d’un rendez-vous se note avec {quoted(VERBS['schedule'].label)}.", "appointment_at"
        )


def _check_dates(referral, name, on, facts):
    _check_not_future(on, "on")
    if on < referral.status_since:
        earliest = date_fr(referral.status_since)
        raise MoveRefused(f"Choisissez le {earliest} ou après\u00a0: c’est la date du fait précédent.", "on")
    if facts.get("due_on"):
        _check_due(facts["due_on"])
    if "appointment_at" in VERBS[name].needs:
        _check_appointment(facts["appointment_at"], on)
    if name in OF_THE_DAY and referral.status == Status.APPOINTMENT:
        _check_appointment_past(referral.appointment_at, on)


def _check_not_future(day, field):
    if day > timezone.localdate():
        raise MoveRefused("Choisissez aujourd’hui ou avant\u00a0: seul un rendez-vous peut être à venir.", field)


def _check_due(day):
    today = timezone.localdate()
    if not today < day <= today + LONGEST_WAIT:
        raise MoveRefused("Choisissez un jour à venir, dans les deux ans.", "due_on")


def _check_appointment(at, on):
    if not at:
        raise MoveRefused(MISSING["appointment_at"], "appointment_at")
    if timezone.localdate(at) < on:
        raise MoveRefused(
            f"Choisissez un rendez-vous le {date_fr(on)} ou après\u00a0: c’est le jour où il a été fixé.",
            "appointment_at",
        )
    if at > timezone.now() + LONGEST_WAIT:
        raise MoveRefused("Vérifiez l’année du rendez-vous\u00a0: il est dans plus de deux ans.", "appointment_at")


def _check_appointment_past(at, on):
    if on < timezone.localdate(at):
        raise MoveRefused(
            f"Le rendez-vous est fixé au {date_fr(at)}. S’il a été avancé, notez d’abord sa nouvelle date "
            f"avec {quoted(VERBS['schedule'].label)}.",
            "on",
        )


def _check_replacement(referral, replacement):
    if replacement is None:
        return
    alike = (replacement.youth_id, replacement.team_id) == (referral.youth_id, referral.team_id)
    if not alike or replacement.pk == referral.pk:
        raise MoveRefused("L’orientation qui prend la suite concerne le même jeune et la même équipe.", "replaced_by")


def default_outcome(name):
    """The only outcome that the verb allows."""
    return VERBS[name].outcomes[0]


def overtaken(last, by, verbs):
    """What is said to the one who comes second, be it the second tap of the same finger on one of these verbs."""
    now = quoted(last.get_to_status_display())
    if last.by_id != by.pk:
        return f"Quelqu’un a déjà noté la suite\u00a0: {now}, par {last.by}. Rien n’a été ajouté."
    if last.verb in verbs:
        return f"C’est déjà noté\u00a0: l’orientation est {now}. Rien n’a été ajouté."
    changed = f"L’orientation, {now}, a changé depuis l’ouverture de cette page."
    return f"{changed} Rien n’a été ajouté\u00a0: notez-le de nouveau."
