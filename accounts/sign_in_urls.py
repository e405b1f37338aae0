"""The views of allauth that are open, and no other: there is no sign-up, no change of address."""

from allauth.account import views as allauth
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, re_path

from accounts.views import factors, sign_in

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/change/", sign_in.change_passphrase, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("second-facteur/", factors.factors, name="mfa_index"),
    path("second-facteur/entrer/", factors.enter, name="mfa_authenticate"),
    path("second-facteur/application/", factors.activate_codes, name="mfa_activate_totp"),
    path("second-facteur/application/retirer/", factors.remove_codes, name="mfa_deactivate_totp"),
    path("second-facteur/cle/", factors.add_passkey, name="mfa_add_webauthn"),
    path("second-facteur/cle/<int:pk>/retirer/", factors.remove_passkey, name="mfa_remove_webauthn"),
]
