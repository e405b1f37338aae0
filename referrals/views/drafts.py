"""The notes kept for later."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from audit.choices import Action
from audit.models import AccessLog
from referrals.models import NoteDraft


@require_POST
def note_drop(request, uid):
    """Drop an own note that was kept for later."""
    draft = get_object_or_404(NoteDraft.objects.visible_to(request.user), uid=uid)
    AccessLog.objects.record(request.user, Action.CHANGE, draft, detail="draft dropped")
    draft.delete()
    messages.success(request, "Note commencée supprimée.")
    return redirect("referrals:referral_create")
