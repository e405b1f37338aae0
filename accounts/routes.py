"""Behind which door each page stands, decided by its route: what is not written here is behind the second (6.3)."""

from accounts import doors

# Pages without a youth: the directory and what belongs to it.
DIRECTORY_NAMESPACES = {"partners", "exchange", "admin"}
DIRECTORY = {
    "home",  # shows orientations only while the second door is open
    "accounts:team_list",
    "accounts:team_update",
    "accounts:stay",
    "accounts:resume",
    "accounts:device_list",
    "accounts:device_close",
    "accounts:device_close_others",
    "accounts:device_lost",  # nothing may stand between someone whose telephone was stolen and this page
}
# Reached even without the second factor that a role asks: entering, leaving, and having one.
ALWAYS = {
    "danger",
    "asked_for_names",
    "information_sheet",
    "security_txt",
    "accessibility",
    "sitemap",
    "healthz",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "accounts:invitation_accept",
    "accounts:demonstration_sign_in",
    "accounts:confirm",
    "accounts:draft_drop",
}
# Changing what proves who one is: asked within ten minutes, whatever door is open.
FACTORS = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "accounts:recovery_codes",
}
# What leaves the house asks likewise, though one of them is of the directory (7.5.1).
EXPORTS = {"exchange:partner_export", "referrals:referral_export"}
# Reached while another passphrase is to be chosen, beside what is always reached.
RENEWING = FACTORS | {"account_change_password"}


def is_of_directory(match):
    """Whether this page stays open with the directory."""
    return match.view_name in DIRECTORY or bool(DIRECTORY_NAMESPACES & set(match.namespaces))


def minutes_of_door(request):
    """After how many idle minutes this page closes: said on the pages that close, where someone may be typing."""
    match = getattr(request, "resolver_match", None)
    if match is None or not request.user.is_authenticated or match.view_name in ALWAYS | FACTORS:
        return None
    shown = doors.is_open(request.session) and not is_of_directory(match)
    return doors.idle_minutes(request.session) if shown else None
