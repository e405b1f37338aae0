"""Asking for a role, a team or another second factor, and answering: the only ways in which these are given."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.choices import RightKind, Role
from accounts.emails import post_right_answered, post_right_asked, post_right_given
from accounts.factors import remove_all
from accounts.leads import answering_for
from accounts.models import Membership, RightRequest, User
from audit.choices import Action
from audit.models import AccessLog

# How much of a team’s youths a role opens; whoever gains is accepted first.
OPENS = {Role.EDUCATOR: 1, Role.TEAM_LEAD: 2}
RECENT = timedelta(days=30)


def must_be_accepted(before, after):
    """Whether going from one role to another waits: it opens more, or lets answer for others (direction)."""
    return OPENS.get(after, 0) > OPENS.get(before, 0) or (after == Role.DIRECTOR and before != after)


@transaction.atomic
def ask_role(person, role, *, by):
    """Ask this role for someone, of each of their teams; whether it waits. Without any team it opens nothing."""
    if role == Role.DIRECTOR:
        request = _ask(RightKind.OPENING, person, by=by, role=role)
        # The first direction of an association: nobody stands above it yet.
        return bool(who_answers(request)) or not accept(request, by=by)
    asked = RightRequest.objects.waiting().filter(person=person, role=role)
    for team in person.current_teams:
        if not asked.filter(team=team).exists():
            _ask(RightKind.OPENING, person, by=by, team=team, role=role)
    if asked.exists():
        return True
    User.objects.filter(pk=person.pk).update(role=role)
    return False


def ask_membership(person, team, role, *, by, since, until=None):
    """Ask that someone be of this team between these days."""
    return _ask(RightKind.OPENING, person, by=by, team=team, role=role, since=since, until=until)


def ask_factor_reset(person, *, by):
    """Ask that someone may set up another second factor; the present one holds until it is accepted."""
    led = None if person.is_team_lead else next(iter(person.current_teams), None)
    return _ask(RightKind.FACTOR, person, by=by, team=led)


def who_answers(request):
    """The people who may accept this."""
    but = {request.person_id, request.asked_by_id}
    return answering_for([request.team] if request.team else [], but=but, above=request.team is None)


@transaction.atomic
def accept(request, *, by):
    """Give what was asked, if nobody answered before; the person and the team are told."""
    if not request.answer(True, by=by):
        return False
    if request.kind == RightKind.FACTOR:
        remove_all(request.person)
    else:
        _open(request, by)
    AccessLog.objects.record(by, Action.ACCOUNT, request.person, detail=f"accept {request.kind} {request.role}")
    _tell_answer(request)
    return True


@transaction.atomic
def decline(request, *, by):
    """Refuse what was asked; nothing changes, the person and the one who asked are told."""
    if not request.answer(False, by=by):
        return False
    AccessLog.objects.record(by, Action.ACCOUNT, request.person, detail=f"decline {request.kind} {request.role}")
    _tell_answer(request)
    return True


def withdraw(person):
    """Forget what waits for someone whose account closes or whose role is lowered."""
    RightRequest.objects.waiting().filter(person=person, kind=RightKind.OPENING).delete()


def _ask(kind, person, *, by, team=None, role="", **dates):
    """Write the request, in place of the one that waited for the same team, and tell those who answer."""
    RightRequest.objects.waiting().filter(kind=kind, person=person, team=team).delete()
    request = RightRequest.objects.create(kind=kind, person=person, team=team, role=role, asked_by=by, **dates)
    AccessLog.objects.record(by, Action.ACCOUNT, person, detail=f"ask {kind} {role}")
    for chief in who_answers(request):
        post_right_asked(request, chief)
    return request


def _open(request, by):
    person, role = User.objects.select_for_update().get(pk=request.person_id), request.role
    if request.since:
        _be_of(person, request)
    if not must_be_accepted(person.role, role):
        return
    missing = _teams_without_answer(person, role)
    if missing:
        _ask_missing(person, role, missing, request.asked_by)
    else:
        person.role = role
        person.save(update_fields=["role"])


def _be_of(person, request):
    """Enter the team between the days asked, or move those of the membership that stands."""
    days = {"since": request.since, "until": request.until}
    standing = Membership.objects.filter(user=person, team=request.team).order_by("since").last()
    if standing and (standing.until is None or standing.until >= request.since):
        days["since"] = min(standing.since, request.since)
        Membership.objects.filter(pk=standing.pk).update(**days)
    else:
        Membership.objects.create(user=person, team=request.team, **days)


def _teams_without_answer(person, role):
    """The teams whose youths this role would open and where nobody accepted it lately."""
    accepted = RightRequest.objects.filter(
        person=person, role=role, accepted=True, answered_at__gt=timezone.now() - RECENT
    ).values_list("team", flat=True)
    current = Membership.objects.current().filter(user=person).select_related("team")
    return [] if role == Role.DIRECTOR else [row.team for row in current if row.team_id not in set(accepted)]


def _ask_missing(person, role, teams, by):
    for team in teams:
        if not RightRequest.objects.waiting().filter(person=person, team=team).exists():
            _ask(RightKind.OPENING, person, by=by, team=team, role=role)


def _tell_answer(request):
    for person in {request.person, request.asked_by} - {None}:
        post_right_answered(request, person)
    teams = [request.team_id] if request.team else request.person.team_ids
    rows = Membership.objects.current().filter(team__in=teams).exclude(user=request.person).select_related("user")
    for row in rows if request.accepted else ():
        post_right_given(request, row.user)
