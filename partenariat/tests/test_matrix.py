"""Who meets what on every route (field guide 4.4): one row a route, one column a person.

The world: a partner that the educator is referent of (hence her team’s), her correction waiting on it; a youth whom
she accompanies, with an orientation. `colleague` is of her team, `outsider` of another; so are the chefs de service.
A route missing here fails the test: decide who may, then write its row.
"""

import pytest
from django.urls import reverse

from accounts.models import Interim
from partenariat.tests.routes import routes
from partners.models import NeedKind
from partners.tests.factories import (
    ContactFactory,
    CorrectionFactory,
    LevelFactory,
    PartnerFactory,
    PartnershipFactory,
    ReferentFactory,
    ServiceFactory,
    SiteFactory,
)
from referrals.choices import Status
from referrals.models import NoteDraft
from referrals.tests.factories import (
    NeedFactory,
    PresenceFactory,
    ReferralFactory,
    RelativeFactory,
    YouthFactory,
    days_ago,
)

PEOPLE = ["educator", "colleague", "outsider", "team_lead", "other_team_lead", "director", "administrator", "reader"]
PARTS = {"site", "service", "contact", "level", "referent"}
YOUTH_PARTS = {"need", "presence", "relative", "support"}

ALL = "200 200 200 200 200 200 200 200"
POST = "405 405 405 405 405 405 405 405"
EDITORS = "403 403 403 200 403 200 200 403"
REFERENTS = "200 403 403 200 403 200 200 403"
ADMINISTRATORS = "403 403 403 403 403 403 200 403"
FIELD = "200 200 200 200 200 404 404 404"
CONTENT = "200 403 404 200 404 404 404 404"

# What a GET meets: educator colleague outsider | team_lead other_team_lead | director administrator reader
MATRIX = {
    "home": ALL,
    "danger": ALL,
    "asked_for_names": ALL,
    "information_sheet": ALL,
    "security_txt": ALL,
    "accessibility": ALL,
    "sitemap": ALL,
    "healthz": ALL,
    "account_login": "302 302 302 302 302 302 302 302",
    "account_logout": ALL,
    "account_inactive": ALL,
    "account_change_password": ALL,
    "account_reset_password": ALL,
    "account_reset_password_done": ALL,
    "account_reset_password_from_key": ALL,
    "account_reset_password_from_key_done": ALL,
    "accounts:demonstration_sign_in": POST,
    "accounts:confirm": "302 302 302 302 302 302 302 200",
    "accounts:resume": "302 302 302 302 302 302 302 302",
    "accounts:draft_drop": POST,
    "accounts:stay": POST,
    "accounts:device_list": ALL,
    "accounts:device_update": ALL,
    "accounts:device_close": POST,
    "accounts:device_close_others": POST,
    "accounts:device_lost": ALL,
    "accounts:recovery_codes": POST,
    "openid_connect_login": "404 404 404 404 404 404 404 404",
    "openid_connect_callback": "404 404 404 404 404 404 404 404",
    "mfa_index": ALL,
    "mfa_authenticate": "302 302 302 302 302 302 302 302",
    "mfa_activate_totp": ALL,
    "mfa_deactivate_totp": "404 404 404 404 404 404 404 404",
    "mfa_add_webauthn": ALL,
    "mfa_remove_webauthn": "404 404 404 404 404 404 404 404",
    "accounts:invitation_accept": "410 410 410 410 410 410 410 410",
    "accounts:association_update": "403 403 403 403 403 200 200 403",
    "accounts:team_list": ALL,
    "accounts:team_update": "403 403 404 200 404 200 200 404",
    "accounts:interim_create": "403 403 404 200 404 200 403 404",
    "accounts:interim_end": POST,
    "accounts:user_list": ADMINISTRATORS,
    "accounts:user_invite": ADMINISTRATORS,
    "accounts:user_update": ADMINISTRATORS,
    "accounts:user_close": ADMINISTRATORS,
    "accounts:user_review": ADMINISTRATORS,
    "accounts:user_factor_reset": ADMINISTRATORS,
    "accounts:right_list": "403 403 403 200 200 200 403 403",
    "accounts:right_detail": "403 403 403 404 404 404 403 403",
    "accounts:user_reinvite": POST,
    "accounts:user_reopen": POST,
    "exchange:import_list": ADMINISTRATORS,
    "exchange:import_template": ADMINISTRATORS,
    "exchange:partner_export": ADMINISTRATORS,
    "exchange:import_detail": "403 403 403 403 403 403 404 403",
    "exchange:import_report": "403 403 403 403 403 403 404 403",
    "exchange:import_apply": POST,
    "journal:entry_list": ALL,
    "journal:inquiry_create": "403 403 403 200 200 200 403 403",
    "journal:inquiry_detail": "403 403 403 302 302 302 403 403",  # nothing is read before its reason was given
    "journal:technical_list": ADMINISTRATORS,
    "journal:retention_update": "403 403 403 403 403 200 403 403",
    "partners:partner_list": ALL,
    "partners:orient": ALL,
    "partners:partner_map": ALL,
    "partners:synonym_list": ALL,
    "partners:search_log_list": ADMINISTRATORS,
    "partners:partner_create": "403 403 403 403 403 200 200 403",
    "partners:partner_detail": ALL,
    "partners:partner_correct": ALL,
    "partners:partner_history": "200 200 200 200 200 200 200 403",
    "partners:partner_favourite": POST,
    "partners:partner_publish": POST,
    "partners:partner_update": EDITORS,
    "partners:partner_archive": EDITORS,
    "partners:partner_restore": EDITORS,
    "partners:partnership_update": EDITORS,
    "partners:level_create": EDITORS,
    "partners:level_end": EDITORS,
    "partners:level_remove": EDITORS,
    "partners:referent_create": EDITORS,
    "partners:referent_end": EDITORS,
    "partners:service_create": EDITORS,
    "partners:service_update": EDITORS,
    "partners:service_protocol": EDITORS,
    "partners:service_remove": EDITORS,
    "partners:site_create": EDITORS,
    "partners:site_remove": EDITORS,
    "partners:site_update": REFERENTS,
    "partners:coordinates_update": REFERENTS,
    "partners:contact_create": REFERENTS,
    "partners:contact_update": REFERENTS,
    "partners:contact_leave": REFERENTS,
    "partners:partner_verify": REFERENTS,
    "partners:correction_list": "200 200 200 200 200 200 200 403",
    "partners:correction_mine": ALL,
    "partners:correction_answer": "200 404 404 200 404 200 200 404",
    "partners:correction_seen": POST,
    "referrals:youth_list": FIELD,
    "referrals:youth_detail": CONTENT,
    "referrals:youth_update": CONTENT,
    "referrals:youth_open": POST,
    "referrals:youth_history": CONTENT,
    "referrals:youth_inform": POST,
    "referrals:need_create": CONTENT,
    "referrals:need_update": CONTENT,
    "referrals:need_close": CONTENT,
    "referrals:need_reopen": POST,
    "referrals:presence_create": CONTENT,
    "referrals:presence_update": CONTENT,
    "referrals:presence_end": CONTENT,
    "referrals:relative_create": CONTENT,
    "referrals:relative_update": CONTENT,
    "referrals:relative_end": CONTENT,
    "referrals:support_create": CONTENT,
    "referrals:support_end": CONTENT,
    "referrals:support_hand_over": CONTENT,
    "referrals:referral_list": FIELD,
    "referrals:referral_create": FIELD,
    "referrals:note_drop": POST,
    "referrals:request_list": FIELD,
    "referrals:batch_close": POST,
    "referrals:referral_export": "403 403 403 200 200 404 404 404",
    "referrals:referral_detail": CONTENT,
    "referrals:referral_complete": CONTENT,
    "referrals:referral_move": CONTENT,
    "referrals:sharing_create": CONTENT,
    "referrals:sharing_retract": CONTENT,
    "referrals:voice_create": "302 302 302 302 302 404 404 404",
    "referrals:referral_appointment_sheet": CONTENT,
    "referrals:referral_shuttle_sheet": CONTENT,
    "referrals:referral_voice_sheet": CONTENT,
    "referrals:youth_helpers_sheet": CONTENT,
    "referrals:youth_information_sheet": CONTENT,
    "referrals:referral_undo": POST,
    "referrals:referral_open": POST,
    "referrals:call_list": FIELD,
    "referrals:uncovered_list": "200 200 200 200 200 200 200 404",
    "referrals:referral_tap": POST,
}
# What a POST meets where a GET is refused to all; « - » may go on.
VERBS = {
    "accounts:interim_end": "403 403 404 - 404 - 403 404",
    "accounts:draft_drop": "- - - - - - - -",
    "accounts:stay": "- - - - - - - -",
    "accounts:device_close": "404 404 404 404 404 404 404 404",
    "accounts:device_close_others": "- - - - - - - -",
    "accounts:recovery_codes": "403 403 403 403 403 403 403 403",
    "accounts:demonstration_sign_in": "404 404 404 404 404 404 404 404",
    "accounts:user_reinvite": "403 403 403 403 403 403 - 403",
    "accounts:user_reopen": "403 403 403 403 403 403 - 403",
    "exchange:import_apply": "403 403 403 403 403 403 404 403",
    "partners:partner_favourite": "- - - - - - - -",
    "partners:partner_publish": "403 403 403 - 403 - - 403",
    "partners:correction_seen": "- 404 404 404 404 404 404 404",
    "referrals:batch_close": "403 403 403 - - 404 404 404",
    "referrals:note_drop": "- 404 404 404 404 404 404 404",
    "referrals:referral_undo": "- 403 404 - 404 404 404 404",
    "referrals:referral_tap": "- 403 404 - 404 404 404 404",
    "referrals:youth_open": "- 403 404 - 404 404 404 404",
    "referrals:youth_inform": "- 403 404 - 404 404 404 404",
    "referrals:need_reopen": "- 403 404 - 404 404 404 404",
    "referrals:referral_open": "- 403 404 - 404 404 404 404",
}
# Reached without signing in; everything else answers by the sign-in page.
PUBLIC = {
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
    "accounts:demonstration_sign_in",
    "accounts:invitation_accept",
    "openid_connect_login",
    "openid_connect_callback",
}


@pytest.fixture
def cast(educator, colleague, outsider, team_lead, other_team_lead, director, administrator, reader):
    """Everybody, by name."""
    people = [educator, colleague, outsider, team_lead, other_team_lead, director, administrator, reader]
    return dict(zip(PEOPLE, people, strict=True))


@pytest.fixture
def world(cast, team, association):
    """One example of everything that an address names."""
    educator = cast["educator"]
    partner = PartnerFactory(name="CLLAJ des Deux-Rives")
    youth = YouthFactory(created_by=educator)
    referral = ReferralFactory(youth=youth, partner=partner, status=Status.AWAITING)
    parts = {
        "site": SiteFactory(partner=partner),
        "service": ServiceFactory(partner=partner),
        "contact": ContactFactory(partner=partner),
        "level": LevelFactory(partnership=PartnershipFactory(partner=partner)),
        "referent": ReferentFactory(partner=partner, user=educator, team=team),
    }
    return {
        "partner": partner,
        "correction": CorrectionFactory(partner=partner, author=educator),
        "youth": youth,
        "referral": referral,
        "sharing": referral.sharings.create(recipient="Accueil", categories=["need"], by=educator),
        "need": NeedFactory(youth=youth, kind=NeedKind.objects.get(code="lien-loisirs--sport")),
        "presence": PresenceFactory(youth=youth),
        "relative": RelativeFactory(youth=youth),
        "support": educator,  # named by its educator
        "note": NoteDraft.objects.create(author=educator, content="{}"),
        "user": cast["reader"],
        "team": team,
        "interim": Interim.objects.create(
            team=team, person=educator, named_by=cast["director"], since=days_ago(-10), until=days_ago(-20)
        ),
    } | parts


SPECIAL = {
    "openid_connect_login": {"provider_id": "oidc"},
    "openid_connect_callback": {"provider_id": "oidc"},
    "accounts:right_detail": {"uid": "00000000-0000-4000-8000-000000000000"},
    "accounts:device_close": {"uid": "00000000-0000-4000-8000-000000000000"},
    "mfa_remove_webauthn": {"pk": 1},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "accounts:invitation_accept": {"token": "perime"},
    "referrals:referral_move": {"verb": "drop"},
    "referrals:voice_create": {"uid": "00000000-0000-4000-8000-000000000000"},
    "referrals:referral_tap": {"tap": "joint"},
}


def address(name, world):
    """An example of this route in the world."""
    view = name.rpartition(":")[2]
    kind, _, act = view.partition("_")
    given = dict(SPECIAL.get(name, {}))
    if kind == "sharing":
        given["uid"] = world["referral"].uid
        given |= {"part": world["sharing"].uid} if act == "retract" else {}
    elif kind in PARTS or view in {"coordinates_update", "partnership_update"}:
        given["uid"] = world["partner"].uid
        if kind in PARTS and act != "create":
            given["part"] = world[kind].uid
    elif kind in YOUTH_PARTS:
        given["uid"] = world["youth"].uid
        if act != "create":
            given["part"] = world[kind].uid
    elif kind in world and act not in {"list", "map", "create", "export", "mine", "invite", "review"}:
        given["uid"] = world[kind].uid
    elif name in {"exchange:import_detail", "exchange:import_report", "exchange:import_apply"}:
        given["uid"] = world["partner"].uid
    elif name == "accounts:interim_create":
        given["uid"] = world["team"].uid
    return reverse(name, kwargs=given)


def test_every_route_has_its_row():
    assert set(routes()) == set(MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE)
def test_who_meets_what(world, cast, client, person):
    client.force_login(cast[person])
    column = PEOPLE.index(person)
    met = {name: client.get(address(name, world)).status_code for name in MATRIX}
    assert met == {name: int(row.split()[column]) for name, row in MATRIX.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_not_shown_is_not_done(world, cast, client, person):
    client.force_login(cast[person])
    column = PEOPLE.index(person)
    rows = {name: row for name, row in MATRIX.items() if row != POST} | VERBS
    refused = {name: row.split()[column] for name, row in rows.items() if row.split()[column] in {"403", "404"}}
    met = {name: str(client.post(address(name, world)).status_code) for name in refused}
    assert {name: status for name, status in met.items() if status not in {refused[name], "405"}} == {}


@pytest.mark.django_db
def test_private_by_default(world, client):
    met = {name: client.get(address(name, world)) for name in MATRIX}
    signs_in = {name: answer.headers.get("Location", "").startswith("/compte/login/") for name, answer in met.items()}
    private = {name for name, asked in signs_in.items() if asked}
    assert private == set(MATRIX) - PUBLIC


@pytest.mark.django_db
def test_the_management_site_is_the_administrators(cast, client):
    for name, person in cast.items():
        client.force_login(person)
        assert (client.get("/gestion/").status_code == 200) == (name == "administrator")
