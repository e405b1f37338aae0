"""Who accompanies a youth: a co-referent more, one who leaves, a change of referent (4-15)."""

from django.views.decorators.http import require_http_methods

from referrals.choices import SupportRole
from referrals.forms.days import EndForm
from referrals.forms.supports import HandOverForm, SupportForm
from referrals.openings import offers_opening
from referrals.views.youth_parts import acted, already, kept_youth, page, support_of

WHO_READS = "Qui accompagne lit cette page. Dites-le au jeune : il choisit avec qui il fait le chemin."
FOLLOWED = "Les orientations encore ouvertes que suit {} seront suivies par le nouveau référent."
PASSED_ON = "Les orientations encore ouvertes que suit {} seront suivies par un référent."


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def support_create(request, uid):
    """A colleague accompanies too (binôme)."""
    youth = kept_youth(request.user, uid)
    form = SupportForm(request.POST or None, youth=youth)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return acted(
            request, youth, youth.join, done="Co-référent ajouté", educator=said["educator"], since=said["on"]
        )
    return page(request, youth, form, heading="Ajouter un co-référent", note=WHO_READS)


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def support_end(request, uid, part):
    """An educator no longer accompanies this youth."""
    youth = kept_youth(request.user, uid)
    support = support_of(youth, part)
    if support.until:
        return already(request, youth)
    form = EndForm(request.POST or None, since=support.since)
    if request.method == "POST" and form.is_valid():
        done = "Fin d’accompagnement notée"
        return acted(request, youth, youth.part, done=done, support=support, on=form.cleaned_data["on"])
    heading, note = f"{support.educator} n’accompagne plus", PASSED_ON.format(support.educator)
    return page(request, youth, form, heading=heading, note=note, submit="Noter la fin")


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def support_hand_over(request, uid, part):
    """Another referent, from a day; a youth may ask for it."""
    youth = kept_youth(request.user, uid)
    support = support_of(youth, part)
    if support.until or support.role != SupportRole.REFERENT:
        return already(request, youth)
    form = HandOverForm(request.POST or None, youth=youth, support=support)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts = {"support": support, "to": said["educator"], "on": said["on"], "stays": said["stays"]}
        return acted(request, youth, youth.hand_over, done="Changement de référent noté", **facts)
    note = FOLLOWED.format(support.educator)
    return page(request, youth, form, heading="Changer de référent", note=note, submit="Changer de référent")
