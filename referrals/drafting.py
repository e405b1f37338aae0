"""A note kept for later on the server: typed fields, encrypted, for their author alone, seven days (5.6)."""

from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from audit.choices import Action
from audit.models import AccessLog
from partners.models import NeedKind
from referrals.models import NoteDraft

KEEP = "garder"
# What the address of the form says, without which it cannot be shown again.
OF_ADDRESS = ("sens", "remplace")
NOT_TYPED = {"draft", "necessary"}
MOST_SHOWN = 8


def draft_named(user, uid):
    """The own draft of this uid, or None."""
    try:
        return NoteDraft.objects.visible_to(user).filter(uid=UUID(str(uid))).first()
    except ValueError:
        return None


def kept_note(request, form):
    """Keep what is typed in the fields of the form, in the draft that it continues or in a new one."""
    draft = draft_named(request.user, request.POST.get("draft")) or NoteDraft(author=request.user)
    what = Action.CHANGE if draft.pk else Action.CREATE
    said = {name: values for name, values in request.POST.lists() if name in form.fields and name not in NOT_TYPED}
    draft.keep(said | {name: request.GET.getlist(name) for name in OF_ADDRESS if name in request.GET})
    AccessLog.objects.record(request.user, what, draft)
    return draft


def typed_before(draft):
    """What was typed, as the form would receive it."""
    data = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        data.setlist(name, values)
    return data


def own_drafts(user):
    """The own drafts as rows ready to show: when, for which need, and the address where each goes on."""
    drafts = list(NoteDraft.objects.visible_to(user)[:MOST_SHOWN])
    rows = [_row(draft) for draft in drafts]
    labels = dict(NeedKind.objects.filter(code__in=[row["need"] for row in rows]).values_list("code", "label"))
    return [row | {"need": labels.get(row["need"], "")} for row in rows] if rows else []


def _row(draft):
    said = draft.typed
    address = {"reprendre": str(draft.uid)} | {name: said[name][0] for name in OF_ADDRESS if said.get(name)}
    return {
        "uid": draft.uid,
        "saved_at": draft.saved_at,
        "need": (said.get("need") or [""])[0],
        "url": f"{reverse('referrals:referral_create')}?{urlencode(address)}",
        "delete_url": reverse("referrals:note_drop", args=[draft.uid]),
    }
