"""Who is already there for a youth, and the relative to whom one may speak (0-25, 0-32, 4-18)."""

from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from referrals.forms.around import PresenceForm, RelativeForm
from referrals.forms.days import EndForm
from referrals.models import Presence, Relative
from referrals.openings import offers_opening
from referrals.partner_finding import usual_partners
from referrals.views.youth_parts import acted, already, edited, kept_youth, page, part_of

NOTHING_JUDICIAL = "Qui est là et ce qu’il fait, en mots simples : ni mesure, ni décision, ni soin."
NEITHER_NAME_NOR_NUMBER = "Un lien et une façon de faire, convenus avec le jeune : ni nom, ni numéro."


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def presence_create(request, uid):
    """Someone who is already there."""
    youth = kept_youth(request.user, uid)
    return _presence(request, youth, Presence(youth=youth), "Ajouter qui est là", "Intervenant ajouté")


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def presence_update(request, uid, part):
    """Correct who is there and what they do."""
    youth = kept_youth(request.user, uid)
    presence = part_of(youth.presences.select_related("partner", "contact"), part)
    return _presence(request, youth, presence, "Modifier qui est là", "Intervenant modifié")


def _presence(request, youth, presence, heading, done):
    form = PresenceForm(request.POST or None, instance=presence, user=request.user)
    names = usual_partners(request.user)
    return edited(request, youth, form, heading=heading, done=done, note=NOTHING_JUDICIAL, names=names)


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def presence_end(request, uid, part):
    """They are no longer there."""
    youth = kept_youth(request.user, uid)
    presence = part_of(youth.presences, part)
    return _ended(request, youth, presence, presence.since, f"{presence.organisation} n’est plus là")


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def relative_create(request, uid):
    """A relative to whom the youth agrees that we speak."""
    youth = kept_youth(request.user, uid)
    form = RelativeForm(request.POST or None, instance=Relative(youth=youth))
    heading, note = "Ajouter un proche à qui parler", NEITHER_NAME_NOR_NUMBER
    return edited(request, youth, form, heading=heading, done="Proche ajouté", note=note)


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def relative_update(request, uid, part):
    """Another way of speaking to them was agreed upon."""
    youth = kept_youth(request.user, uid)
    form = RelativeForm(request.POST or None, instance=part_of(youth.relatives, part))
    heading, note = "Modifier un proche à qui parler", NEITHER_NAME_NOR_NUMBER
    return edited(request, youth, form, heading=heading, done="Proche modifié", note=note)


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def relative_end(request, uid, part):
    """The youth goes back on it: nobody speaks to them any more."""
    youth = kept_youth(request.user, uid)
    relative = part_of(youth.relatives, part)
    return _ended(request, youth, relative, relative.agreed_on, f"Ne plus parler à {relative}")


def _ended(request, youth, someone, since, heading):
    if someone.until:
        return already(request, youth)
    form = EndForm(request.POST or None, since=since, version=someone.version)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts = {"on": said["on"], "version": said["version"] or 0}
        return acted(request, youth, someone.end, done="Fin notée", **facts)
    return page(request, youth, form, heading=heading, submit="Noter la fin")


@require_POST
@offers_opening
def youth_inform(request, uid):
    """« Mes informations » was handed to the youth today, or not after all: the day, nothing else (L-20)."""
    youth = kept_youth(request.user, uid)
    handed = request.POST.get("remise") != "non"
    done = "« Mes informations » notée comme remise" if handed else "« Mes informations » notée comme non remise"
    return acted(request, youth, youth.situation.inform, done=done, on=timezone.localdate() if handed else None)
