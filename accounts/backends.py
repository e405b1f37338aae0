"""Who is let in, at sign-in and at each request after."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class AccountBackend(AuthenticationBackend):
    """By address and passphrase, while the account is open and its end has not come (A-07)."""

    def user_can_authenticate(self, user):
        """Whether this account may enter now."""
        return super().user_can_authenticate(user) and user.may_enter

    def get_user(self, user_id):
        """The person of this session, while the account is open."""
        user = User.objects.with_teams().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
