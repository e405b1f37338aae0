"""People of the association: inviting, changing, closing; for administrators."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import rights
from accounts.filters import UserFilter
from accounts.forms.people import InviteForm, MembershipFormSet, PersonForm
from accounts.invitations import invite, reopen
from accounts.models import RightRequest, User
from accounts.permissions import can_close, can_manage_people
from audit.choices import Action
from audit.models import AccessLog
from base.constraints import constraints_as_errors
from base.lists import page_of
from base.versions import StaleSave


def for_administrators(view):
    """Refuse the page to whoever does not manage people."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not can_manage_people(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_administrators
def user_list(request):
    """Everyone, with role, teams and the state of the account."""
    people = UserFilter(request.GET, User.objects.for_list())
    page = page_of(request, people.qs)
    return render(request, "accounts/user_list.html", {"filter": people, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def user_invite(request):
    """Invite someone: a mail with a link leaves, valid 48 hours."""
    form = InviteForm(request.POST or None, by=request.user)
    if not form.is_valid():
        return render(request, "accounts/user_invite.html", {"form": form})
    with transaction.atomic():
        person = form.save()
        invite(person, by=request.user)
    messages.success(request, f"L’invitation de {person} est envoyée\u00a0: le lien est valable 48 heures.")
    _say_what_waits(request, person)
    return redirect("accounts:user_list")


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def user_update(request, uid):
    """Someone’s name, role and memberships, under one version."""
    person = get_object_or_404(User.objects.select_related("invitation"), uid=uid)
    form = PersonForm(request.POST or None, instance=person, by=request.user)
    formset = MembershipFormSet(request.POST or None, instance=person)
    if form.is_valid() and formset.is_valid():
        try:
            if _save(form, formset, request.user):
                messages.success(request, f"Le compte de {person} est à jour.")
                _say_what_waits(request, person)
                return redirect("accounts:user_list")
        except StaleSave as stale:
            return _show_stale(request, form, formset, stale.current)
    return _show(request, form, formset)


def _save(form, formset, by):
    """Save the person and the memberships, all or nothing, and journal which fields changed."""
    changed = form.changed_data + (["memberships"] if formset.has_changed() else [])
    with constraints_as_errors(form):
        role = form.cleaned_data["role"]
        form.save()
        formset.save_and_ask(role, by=by)
        if form.waits:
            rights.ask_role(form.instance, role, by=by)
        AccessLog.objects.record(by, Action.ACCOUNT, form.instance, detail="change " + " ".join(changed))
    return not form.errors


def _say_what_waits(request, person):
    """Say that a right is only asked, and of whom."""
    for waiting in RightRequest.objects.waiting().filter(person=person).for_list():
        chiefs = ", ".join(str(chief) for chief in rights.who_answers(waiting)) or "personne ne peut encore répondre"
        messages.info(request, f"En attente d’accord ({chiefs})\u00a0: {waiting.sentence}.")


def _show(request, form, formset, **context):
    person = get_object_or_404(User.objects.select_related("invitation"), pk=form.instance.pk)
    status = 409 if "differences" in context else 200
    context |= {"form": form, "formset": formset, "formsets": [formset], "person": person}
    context |= {"may_close": can_close(request.user, person)}
    context |= {"waiting": RightRequest.objects.waiting().filter(person=person).for_list()}
    return render(request, "accounts/user_update.html", {"differences": None} | context, status=status)


def _show_stale(request, form, formset, current):
    """Show what someone else saved meanwhile beside what was typed; saving again is then a choice."""
    differences = form.differences(current)
    typed = form.data.copy()
    typed["version"] = current.version
    form = PersonForm(typed, instance=current, by=request.user)
    memberships = [f"{row.team} depuis le {row.since:%d/%m/%Y}" for row in current.memberships.select_related("team")]
    return _show(request, form, formset, differences=differences, memberships=memberships)


@require_POST
@for_administrators
def user_reinvite(request, uid):
    """Send a new link, which voids the former one."""
    person = get_object_or_404(User, uid=uid)
    if not person.is_active or person.has_usable_password():
        messages.error(request, f"{person} n’attend pas d’invitation\u00a0: son compte est {person.state.label}.")
    else:
        invite(person, by=request.user)
        messages.success(request, f"Un nouveau lien est envoyé à {person}, valable 48 heures.")
    return redirect(person)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def user_close(request, uid):
    """Close an account after a confirmation; its sessions end at once."""
    person = get_object_or_404(User, uid=uid)
    if not can_close(request.user, person):
        raise PermissionDenied
    if request.method != "POST":
        context = {"person": person, "confirm_label": "Fermer ce compte", "cancel_url": person.get_absolute_url()}
        return render(request, "accounts/user_close.html", context)
    person.close(by=request.user)
    messages.success(request, f"Le compte de {person} est fermé.")
    return redirect("accounts:user_list")


@require_POST
@for_administrators
def user_reopen(request, uid):
    """Open a closed account again: its person chooses a new passphrase."""
    person = get_object_or_404(User, uid=uid)
    if reopen(person, by=request.user):
        messages.success(request, f"Le compte de {person} est rouvert\u00a0: un lien, valable 48 heures, est envoyé.")
        _say_what_waits(request, person)
    else:
        messages.error(request, f"Le compte de {person} n’est pas fermé.")
    return redirect(person)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def user_factor_reset(request, uid):
    """Ask that someone who lost every factor may set up another: it waits for who answers for the team (A-03)."""
    person = get_object_or_404(User, uid=uid)
    if request.method != "POST":
        context = {"person": person, "confirm_label": "Demander", "cancel_url": person.get_absolute_url()}
        return render(request, "accounts/factor_reset.html", context)
    rights.ask_factor_reset(person, by=request.user)
    _say_what_waits(request, person)
    return redirect(person)


@require_safe
@for_administrators
def user_review(request):
    """The quarterly review: accounts without a sign-in for ninety days, each closed in one step (A-08)."""
    page = page_of(request, User.objects.dormant().for_review().order_by("last_login", "pk"))
    return render(request, "accounts/user_review.html", {"page": page})
