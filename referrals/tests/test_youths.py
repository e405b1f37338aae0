"""The list of youths, the page of one, its situation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.choices import Action
from audit.models import AccessLog
from base.tests.queries import own_queries
from partners.models import NeedKind
from partners.tests.factories import ContactFactory, ServiceFactory
from referrals.choices import GrantReason, NeedClosing
from referrals.models import AccessGrant, Situation
from referrals.tests.factories import (
    NeedFactory,
    PresenceFactory,
    ReferralFactory,
    RelativeFactory,
    YouthFactory,
    days_ago,
)
from referrals.tests.notes import UNKNOWN

LIST = reverse("referrals:youth_list")


def rows(response):
    return [youth.code for youth in response.context["page"]]


def test_list_shows_code_and_landmark_of_those_accompanied(sign_in, educator, youth):
    ReferralFactory(youth=youth)
    response = sign_in(educator).get(LIST)
    assert rows(response) == [youth.code]
    assert "Basket bleu" in response.content.decode()
    assert response.context["page"][0].open_referrals == 1


def test_list_is_journalled(sign_in, educator, youth):
    sign_in(educator).get(LIST)
    assert AccessLog.objects.filter(user=educator, action=Action.LIST, detail="jeunes").exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "{code}"}, 1),
        ({"q": "{lower}"}, 1),
        ({"q": "ZZZZZZ0"}, 0),
        ({"statut": "active"}, 1),
        ({"statut": "ended"}, 0),
    ],
)
def test_filters(sign_in, educator, youth, query, found):
    query = {key: value.format(code=youth.code, lower=youth.code[:3].lower()) for key, value in query.items()}
    assert len(rows(sign_in(educator).get(LIST, query))) == found


def test_filter_by_district(sign_in, educator, youth, district):
    Situation.objects.filter(youth=youth).update(district=district)
    YouthFactory(created_by=educator)
    assert rows(sign_in(educator).get(LIST, {"quartier": str(district.uid)})) == [youth.code]


def test_team_lead_filters_by_educator(sign_in, team_lead, colleague, youth):
    other = YouthFactory(created_by=colleague)
    assert rows(sign_in(team_lead).get(LIST, {"educateur": str(colleague.uid)})) == [other.code]


@pytest.mark.parametrize(
    "query",
    [
        {"statut": "zzz"},
        {"quartier": "zzz"},
        {"q": "a" * 10_000},
        {"q": "\x00"},
        {"q": "%'\"🙂\u202e"},
        {"page": "99999"},
    ],
)
def test_absurd_values_give_a_normal_page(sign_in, educator, youth, query):
    assert sign_in(educator).get(LIST, query).status_code == 200


def test_unknown_value_is_said(sign_in, educator, youth):
    assert "laissé de côté" in sign_in(educator).get(LIST, {"statut": "zzz"}).content.decode()


def test_same_queries_for_one_and_ten(sign_in, educator, youth, count_queries):
    browser = sign_in(educator)
    one = count_queries(lambda: browser.get(LIST))
    for _ in range(9):
        ReferralFactory(youth=YouthFactory(created_by=educator))
    assert count_queries(lambda: browser.get(LIST)) == one


def test_page_shows_safety_first_and_orientations(sign_in, educator, youth):
    Situation.objects.filter(youth=youth).update(contact_safety="Ne pas laisser de message")
    referral = ReferralFactory(youth=youth)
    response = sign_in(educator).get(youth.get_absolute_url())
    page = response.content.decode()
    assert page.index("Avant tout contact") < page.index("Ne pas laisser de message") < page.index(referral.reference)
    assert AccessLog.objects.filter(user=educator, action=Action.VIEW, record=youth.uid).exists()


def queries_of(browser, url):
    """The page’s own statements, once what is asked once a process is known."""
    browser.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return own_queries(captured)


@pytest.mark.parametrize("who", ["educator", "team_lead", "colleague"])
def test_ten_queries_whatever_hangs_on_a_youth(request, sign_in, youth, colleague, district, partner, who):
    """The colleague opened the page for a reason."""
    Situation.objects.filter(youth=youth).update(district=district)
    AccessGrant.objects.create(youth=youth, person=colleague, reason=GrantReason.PARTNER_CALL)
    browser = sign_in(request.getfixturevalue(who))
    kinds = NeedKind.objects.exclude(parent=None)
    fill(youth, partner, kinds[:1])
    one = queries_of(browser, youth.get_absolute_url())
    fill(youth, partner, kinds[1:10])
    ten = queries_of(browser, youth.get_absolute_url())
    assert len(one) == len(ten) <= 10, "\n".join(ten)


def fill(youth, partner, kinds):
    """For each kind of need, one that is answered, one that is closed, and people around."""
    for kind in kinds:
        ReferralFactory(youth=youth, need_kind=kind, partner=partner, service=ServiceFactory(partner=partner))
        NeedFactory(youth=youth, kind=kind, closed_on=days_ago(1), closing=NeedClosing.OTHERWISE)
        PresenceFactory(youth=youth, partner=partner, domain=partner.domain, contact=ContactFactory(partner=partner))
        RelativeFactory(youth=youth, until=days_ago(2))


def test_code_stays_out_of_title_and_address(sign_in, educator, youth):
    response = sign_in(educator).get(youth.get_absolute_url())
    title = response.content.decode().split("<title>")[1].split("</title>")[0]
    assert youth.code not in title and youth.code not in youth.get_absolute_url()


def typed(**changes):
    return {
        "landmark": "Basket vert",
        "birth_year": "",
        "age_band": "18-21",
        "sex": "",
        "commune": "",
        "district": "",
        "origin": "street",
        "first_contact_on": "2026-01-05",
        "contact_safety": "",
        "is_confidential_to_family": "on",
        "version": 1,
    } | changes


@pytest.fixture
def save(sign_in, educator, youth):
    def post(**changes):
        return sign_in(educator).post(reverse("referrals:youth_update", args=[youth.uid]), typed(**changes))

    return post


def test_situation_is_saved_and_journalled(save, educator, youth):
    assert save(commune="Cenon").status_code == 302
    situation = Situation.objects.get(youth=youth)
    assert (situation.landmark, situation.age_band, situation.commune.code) == ("Basket vert", "18-21", "33119")
    assert "landmark" in AccessLog.objects.get(action=Action.CHANGE, record=youth.uid).detail


def test_reading_the_situation_in_its_form_is_journalled(sign_in, educator, youth):
    page = sign_in(educator).get(reverse("referrals:youth_update", args=[youth.uid])).content.decode()
    assert "Basket bleu" in page
    assert AccessLog.objects.filter(user=educator, action=Action.VIEW, record=youth.uid).count() == 1


def test_landmark_is_encrypted_at_rest(save, youth, db):
    save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT landmark FROM referrals_situation WHERE youth_id = %s", [youth.pk])
        assert "Basket" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"landmark": "1090533063123"}, "sécurité sociale"),
        ({"contact_safety": "son numéro 2 09 05 33 063 123 45"}, "sécurité sociale"),
        ({"landmark": "x" * 21}, "20 caractères"),
        ({"age_band": "", "birth_year": ""}, "Indiquez une tranche d’âge ou une année de naissance."),
        ({"birth_year": "9"}, "quatre chiffres"),
        ({"birth_year": "abc"}, ""),
        ({"commune": "Nulle-Part"}, "Aucune commune"),
        ({"commune": "Saint"}, "Plusieurs communes"),
        ({"first_contact_on": "2999-01-01"}, "futur"),
        ({"first_contact_on": "0001-01-01"}, "futur"),
        ({"district": UNKNOWN}, ""),
        ({"age_band": "99"}, ""),
        ({"landmark": "a\x00b"}, ""),
    ],
)
def test_wrong_input_is_a_sentence_and_nothing_changes(save, youth, changes, sentence):
    response = save(**changes)
    assert response.status_code == 200 and response.context["form"].errors
    assert sentence in response.content.decode()
    assert Situation.objects.get(youth=youth).landmark == "Basket bleu"


def test_stale_save_shows_both_and_loses_nothing(save, youth):
    assert save().status_code == 302
    response = save(landmark="Casquette")
    page = response.content.decode()
    assert "Basket vert" in page and "Casquette" in page and response.context["differences"]
    assert Situation.objects.get(youth=youth).landmark == "Basket vert"
    assert save(landmark="Casquette", version=response.context["form"].data["version"]).status_code == 302


def test_every_free_text_has_its_hint_and_limit(sign_in, educator, youth):
    form = sign_in(educator).get(reverse("referrals:youth_update", args=[youth.uid])).context["form"]
    for name in ("landmark", "contact_safety"):
        assert "Le jeune peut lire ce texte" in form.fields[name].help_text
        assert form.fields[name].max_length <= 500
        assert f"id_{name}_helptext" in str(form[name])


def test_every_field_says_why(sign_in, educator, youth):
    form = sign_in(educator).get(reverse("referrals:youth_update", args=[youth.uid])).context["form"]
    assert all(field.help_text for name, field in form.fields.items() if name != "version")


def test_age_is_dated_when_it_changes(save, youth):
    Situation.objects.filter(youth=youth).update(age_noted_on="2020-01-01")
    save(age_band="16-17")
    assert Situation.objects.get(youth=youth).age_noted_on.year == 2020
    save(age_band="22-25", version=2)
    assert Situation.objects.get(youth=youth).age_noted_on.year > 2020
