"""« C’est bien vous ? »: proving again who is there, staying, and taking up what a closed door kept."""

from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import doors, drafts
from accounts.factors import has_factor, is_asked_of, is_demonstration
from accounts.forms.factors import CodeForm, PasskeyForm, PassphraseForm
from accounts.views.sign_in import DEMONSTRATION, wanted
from audit.choices import Action
from audit.models import AccessLog


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request):
    """Ask for the second factor, or for the passphrase of who has none, then go on."""
    if _has_only_to_set_up(request):
        return _set_up(wanted(request))
    forms = _forms(request)
    sent = next((form for form in forms.values() if form.is_bound), None)
    if sent is None or not sent.is_valid():
        return _show(request, forms, sent)
    if not isinstance(sent, PassphraseForm):
        sent.save()
    AccessLog.objects.record(request.user, Action.SIGN_IN, detail="confirmed")
    return _go_on(request, is_factor=not isinstance(sent, PassphraseForm))


def _has_only_to_set_up(request):
    """Whether this person just signed in and has no second factor yet, though the role asks for one."""
    person = request.user
    return doors.is_recent(request.session) and is_asked_of(person) and not has_factor(person)


def _forms(request):
    """The ways in which this person may prove it, the one that was sent being bound."""
    kinds = {"code": CodeForm, "credential": PasskeyForm} if has_factor(request.user) else {"password": PassphraseForm}
    data = request.POST if request.method == "POST" else {}
    return {name: kind(user=request.user, data=data if name in data else None) for name, kind in kinds.items()}


def _show(request, forms, sent):
    person = request.user
    if sent is not None:
        AccessLog.objects.record(person, Action.SIGN_IN_FAILED, detail="confirmation")
    context = {"forms": forms, "sent": sent, "wanted": wanted(request), "options": None}
    context["oidc_name"] = settings.OIDC_NAME
    context["idle_minutes"] = doors.idle_minutes(request.session)
    context["kept"] = drafts.read(request.session, person) is not None
    context["one_click"] = person.email if is_demonstration() and person.email in DEMONSTRATION else ""
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists():
        context["options"] = begin_authentication(person)
    return render(request, "accounts/confirm.html", context)


def _go_on(request, is_factor):
    """Open the second door, or lead to the page that sets up what it asks."""
    strong = is_factor or not is_asked_of(request.user)
    doors.confirm(request, strong=strong)
    path = wanted(request)
    if not strong and not path.startswith(reverse("mfa_index")):
        return _set_up(path)
    if drafts.read(request.session, request.user):
        return redirect("accounts:resume")
    return redirect(path)


def _set_up(path):
    return redirect(f"{reverse('mfa_index')}?{urlencode({'next': path})}")


@require_safe
def resume(request):
    """What a form was sending when its session ended: sent again by its person, or dropped."""
    draft = drafts.read(request.session, request.user)
    if draft is None:
        return redirect("home")
    return render(request, "accounts/resume.html", {"draft": draft})


@require_POST
def draft_drop(request):
    """Forget what was kept."""
    drafts.drop(request.session)
    return redirect("home")


@require_POST
def stay(request):
    """« Rester connecté »: counts as activity and leaves the page as it is, with all that is typed (RGAA 13.1)."""
    doors.stay(request.session)
    # No content: a browser without scripts then stays on its page. What a closed door keeps, its form will say.
    return HttpResponse(status=204, headers={"Door": "open" if doors.is_open(request.session) else "closed"})
