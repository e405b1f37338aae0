"""The needs of a youth: added, corrected, closed for a reason, opened again (0-30, 1-05, 4-02)."""

from django.views.decorators.http import require_http_methods, require_POST

from referrals.choices import OPEN
from referrals.forms.needs import NeedClosingForm, NeedForm
from referrals.models import Need
from referrals.openings import offers_opening
from referrals.views.youth_parts import acted, already, edited, kept_youth, page, part_of

STILL_OPEN = "Une orientation est encore ouverte pour ce besoin : elle ne se termine pas avec lui."


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def need_create(request, uid):
    """What the youth wants, what is noticed, whose initiative."""
    youth = kept_youth(request.user, uid)
    form = NeedForm(request.POST or None, instance=Need(youth=youth, opened_by=request.user))
    return edited(request, youth, form, heading="Ajouter un besoin", done="Besoin ajouté")


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def need_update(request, uid, part):
    """Correct a need, or write the wish that the youth has said since."""
    youth = kept_youth(request.user, uid)
    need = part_of(youth.needs.select_related("kind"), part)
    form = NeedForm(request.POST or None, instance=need)
    return edited(request, youth, form, heading="Modifier un besoin", done="Besoin modifié")


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def need_close(request, uid, part):
    """Close it, saying why; « noté par erreur » is a reason too."""
    youth = kept_youth(request.user, uid)
    need = part_of(youth.needs.select_related("kind"), part)
    if not need.is_open:
        return already(request, youth)
    form = NeedClosingForm(request.POST or None, since=need.opened_on, version=need.version)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts = {"closing": said["closing"], "on": said["on"], "version": said["version"] or 0}
        return acted(request, youth, need.close, done="Besoin clos", **facts)
    still_open = need.referrals.filter(status__in=OPEN).exists()
    return page(request, youth, form, heading=f"Clore : {need}", note=STILL_OPEN if still_open else "", submit="Clore")


@require_POST
@offers_opening
def need_reopen(request, uid, part):
    """The answer did not hold: the need asks again."""
    youth = kept_youth(request.user, uid)
    need = part_of(youth.needs.all(), part)
    if need.is_open:
        return already(request, youth)
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() and len(version) < 9 else 0
    return acted(request, youth, need.reopen, done="Besoin rouvert", version=seen)
