"""What the small pages of a youth share: who may, a form opened, saved under its version, journalled."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from audit.choices import Action
from audit.models import AccessLog
from base.constraints import constraints_as_errors
from base.versions import StaleSave
from referrals.models import Youth
from referrals.readings import journal_reading
from referrals.verbs import MoveRefused
from referrals.views.youths import ONLY_WHO_ACCOMPANIES, opened_again, opened_youth

CHANGED_MEANWHILE = "Quelqu’un l’a changé entre-temps : rien n’a été écrit. Vérifiez ci-dessous, puis recommencez."


def kept_youth(user, uid):
    """The youth, for who keeps it; a colleague who opened it reads and notes orientations, nothing else (4.4)."""
    youth = opened_youth(user, uid)
    if not youth.is_kept:
        raise PermissionDenied(ONLY_WHO_ACCOMPANIES)
    return youth


def part_of(rows, uid):
    """A part of this youth; one of another youth is nowhere."""
    return get_object_or_404(rows, uid=uid)


def support_of(youth, uid):
    """The last accompaniment of this youth by the educator of this uid: a support has no address of its own."""
    supports = youth.supports.select_related("educator").filter(educator__uid=uid)
    support = supports.order_by("-since", "-pk").first()
    if support is None:
        raise Http404
    return support


def edited(request, youth, form, *, heading, done, **more):
    """Save the form of a part and go back to the youth, or show it again with its errors or both versions."""
    differences = []
    if request.method == "POST" and form.is_valid():
        try:
            with constraints_as_errors(form):
                form.save()
        except StaleSave as stale:
            differences = opened_again(form, stale)
        if not differences and not form.errors:
            return told(request, youth, done)
    return page(request, youth, form, heading=heading, differences=differences, **more)


def acted(request, youth, act, *, done, **facts):
    """Do one verb of the model with its facts and go back to the youth, with a sentence when it is refused."""
    try:
        with constraints_as_errors():
            act(**facts)
    except StaleSave:
        return _refused(request, youth, CHANGED_MEANWHILE)
    except MoveRefused as refusal:
        return _refused(request, youth, str(refusal))
    except ValidationError as refusal:
        return _refused(request, youth, refusal.message)
    return told(request, youth, done)


def told(request, youth, done):
    """Journal what was done on this youth and say it; who no longer reads the youth goes back to the list."""
    AccessLog.objects.record(request.user, Action.CHANGE, youth, detail=done)
    messages.success(request, f"{done}.")
    reads = Youth.objects.visible_to(request.user).filter(pk=youth.pk).exists()
    return redirect(youth if reads else "referrals:youth_list")


def page(request, youth, form, *, heading, note="", differences=(), submit="Enregistrer", **more):
    """The page of one small form about a youth; reading it is journalled."""
    journal_reading(request.user, youth)
    context = {"youth": youth, "form": form, "heading": heading, "note": note, "differences": differences}
    return render(request, "referrals/youth_part_form.html", context | {"submit": submit, "names": ()} | more)


def already(request, youth):
    """It was done already, perhaps by a colleague: nothing is done twice."""
    messages.info(request, "C’était déjà fait : rien n’a été noté deux fois.")
    return redirect(youth)


def _refused(request, youth, sentence):
    messages.error(request, sentence)
    return redirect(youth)
