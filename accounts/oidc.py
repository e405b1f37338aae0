"""Sign-in by the directory of the association (OpenID Connect): who is invited, by a verified address, nobody else."""

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.shortcuts import render

from accounts.models import User
from audit.choices import Action
from audit.models import AccessLog

# In the session between the directory’s answer and the sign-in: for whom it said that two factors were given.
PROVED = "oidc_proved"


class OidcAdapter(DefaultSocialAccountAdapter):
    """No account is made nor linked: each sign-in finds the person by the address that the directory verified."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Find the invited person, or refuse; note whether the directory asked two factors."""
        person = _person_of(sociallogin)
        if person is None or sociallogin.state.get("process", "login") != "login":
            AccessLog.objects.record(person, Action.SIGN_IN_FAILED, detail="oidc")
            raise _refused(request)
        sociallogin.user = person
        request.kept_draft = request.session.get("draft")
        if request.user.is_authenticated:
            get_adapter(request).logout(request)
        request.session[PROVED] = person.pk if _gave_two_factors(sociallogin) else None

    def on_authentication_error(self, request, provider, **kwargs):
        """The same page whatever went wrong there."""
        raise _refused(request)


class FactorStage(AuthenticateStage):
    """Our second factor, unless the directory says that it asked one."""

    def _should_handle(self, request):
        proved = request.session.get(PROVED)
        return proved != self.login.user.pk and super()._should_handle(request)


def did_prove(request, person):
    """Whether the directory said, for this sign-in, that two factors were given; asked once."""
    return request.session.pop(PROVED, None) == person.pk


def _person_of(sociallogin):
    verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified in (True, "true")]
    return User.objects.filter(email__in=verified).first()


def _gave_two_factors(sociallogin):
    """Whether the signed answer says so (RFC 8176); anything else is asked here."""
    token = sociallogin.account.extra_data.get("id_token", {})
    return "mfa" in (token.get("amr") or [])


def _refused(request):
    return ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))
