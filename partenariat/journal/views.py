"""The journal: everyone reads the own traces; others’ are read on an incident, with a reason, and they are told."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from audit.choices import Action, InquiryReason
from audit.models import AccessLog, Retention
from base.lists import page_of
from base.templatetags.ui import date_fr
from base.versions import StaleSave
from partenariat.journal.forms import EntryFilter, InquiryForm, RetentionForm, TechnicalFilter
from partenariat.journal.permissions import can_inquire, can_read_technical, can_set_retention
from partenariat.journal.words import told, told_technically

OPENED = "journal_inquiry"
CONCERNING = 20


@require_safe
def entry_list(request):
    """« Mes traces »: what the journal keeps of this person, and who read it on an incident."""
    filtered = EntryFilter(request.GET, AccessLog.objects.of(request.user), request=request)
    page = page_of(request, filtered.qs.select_related("user"))
    context = {
        "page": page,
        "rows": told(page, request.user),
        "filter": filtered,
        "misunderstood": filtered.misunderstood,
        "chips": filtered.chips(request.GET),
        "inquiries": AccessLog.objects.inquiries_concerning(request.user)[:CONCERNING],
        "may_inquire": can_inquire(request.user),
        "may_set_retention": can_set_retention(request.user),
        "may_read_technical": can_read_technical(request.user),
        "retention": Retention.current(),
    }
    return render(request, "journal/entry_list.html", context)


def _for_incidents(request):
    if not can_inquire(request.user):
        raise PermissionDenied("Le journal des autres se lit sur incident, par le chef de service ou la direction.")


@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_create(request):
    """Say why, about whom or what, and for which days, before anything is shown."""
    _for_incidents(request)
    form = InquiryForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return render(request, "journal/inquiry_form.html", {"form": form})
    said = form.cleaned_data
    subject = said["person"] or said["record"]
    days = f"du {date_fr(said['since'])} au {date_fr(said['until'])}"
    entry = AccessLog.objects.record(
        request.user, Action.INQUIRY, subject, detail=f"{InquiryReason(said['reason']).label}, {days}"
    )
    # Kept in the session: no code in the address, and the reading ends with the day.
    request.session[OPENED] = {
        "kind": entry.kind,
        "record": str(entry.record),
        "subject": str(subject),
        "since": said["since"].isoformat(),
        "until": said["until"].isoformat(),
        "detail": entry.detail,
        "opened_on": timezone.localdate().isoformat(),
    }
    return redirect("journal:inquiry_detail")


@require_safe
def inquiry_detail(request):
    """The entries that the incident is about, and nothing beside: no total, no rank, no other day."""
    _for_incidents(request)
    opened = request.session.get(OPENED)
    if not opened or opened["opened_on"] != timezone.localdate().isoformat():
        return redirect("journal:inquiry_create")
    page = page_of(request, _read(opened).select_related("user"))
    context = {"page": page, "rows": told(page, request.user), "opened": opened}
    context["is_person"] = opened["kind"] == User._meta.label_lower
    return render(request, "journal/inquiry_detail.html", context)


def _read(opened):
    since, until = date.fromisoformat(opened["since"]), date.fromisoformat(opened["until"])
    during = AccessLog.objects.during(since, until)
    if opened["kind"] == User._meta.label_lower:
        return during.filter(user__uid=opened["record"])
    return during.about(opened["kind"], opened["record"])


@require_safe
def technical_list(request):
    """Which account did which kind of action on which day: the journal works, and says nothing of a youth (4.4)."""
    if not can_read_technical(request.user):
        raise PermissionDenied("La vue technique du journal est celle des administrateurs.")
    AccessLog.objects.record(request.user, Action.LIST, detail="technical view")
    filtered = TechnicalFilter(request.GET, AccessLog.objects.technical_for(request.user), request=request)
    page = page_of(request, filtered.qs)
    context = {
        "page": page,
        "rows": told_technically(page),
        "filter": filtered,
        "misunderstood": filtered.misunderstood,
        "chips": filtered.chips(request.GET),
    }
    return render(request, "journal/technical_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def retention_update(request):
    """How long the journal is kept: direction’s decision, enforced by the database."""
    if not can_set_retention(request.user):
        raise PermissionDenied("La durée de conservation du journal est décidée par la direction.")
    if request.method != "POST":
        return _show(request, RetentionForm(instance=Retention.current()))
    retention, _ = Retention.objects.get_or_create(pk=1)
    form = RetentionForm(request.POST, instance=retention)
    if not form.is_valid():
        return _show(request, form)
    try:
        form.save()
    except StaleSave as stale:
        return _show_stale(request, form, stale.current)
    AccessLog.objects.record(request.user, Action.ACCOUNT, detail="retention")
    messages.success(request, f"Le journal est gardé {retention}.")
    return redirect("journal:entry_list")


def _show(request, form, differences=None):
    context = {"form": form, "differences": differences}
    return render(request, "journal/retention_form.html", context, status=200 if differences is None else 409)


def _show_stale(request, form, current):
    typed = form.data.copy()
    typed["version"] = current.version
    return _show(request, RetentionForm(typed, instance=current), differences=form.differences(current))
