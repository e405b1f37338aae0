"""Who accompanies a youth over time: a binôme, a departure, a change of referent (4-15)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import Status, SupportRole
from referrals.models import Support, Youth
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory, days_ago
from referrals.verbs import MoveRefused


@pytest.fixture
def support(youth, educator):
    return youth.supports.get(educator=educator)


def url(name, youth, person=None):
    return reverse(f"referrals:support_{name}", args=[youth.uid, *([person.uid] if person else [])])


def said(educator=None, on=0, **more):
    who = {"educator": educator.uid} if educator else {}
    return {"on": days_ago(on).isoformat()} | who | more


def page_of(response):
    return response.content.decode()


def there(youth):
    return {(row.educator.first_name, row.role) for row in youth.supports.filter(until=None)}


def co_referent(youth, person):
    return SupportFactory(youth=youth, educator=person, role=SupportRole.CO_REFERENT)


def test_a_co_referent_is_added(sign_in, educator, colleague, youth):
    assert sign_in(educator).post(url("create", youth), said(colleague, on=2)).status_code == 302
    assert there(youth) == {("Samira", "referent"), ("Karim", "co_referent")}
    assert Youth.objects.kept_by(colleague).filter(pk=youth.pk).exists()
    assert AccessLog.objects.filter(user=educator, action=Action.CHANGE, record=youth.uid).count() == 1


def test_a_co_referent_leaves_and_orientations_keep_someone(sign_in, educator, colleague, youth):
    co_referent(youth, colleague)
    open_one = ReferralFactory(youth=youth, followed_by=colleague, status=Status.CONTACTED)
    assert sign_in(educator).post(url("end", youth, colleague), said()).status_code == 302
    open_one.refresh_from_db()
    assert open_one.followed_by == educator and there(youth) == {("Samira", "referent")}
    assert youth.supports.get(educator=colleague).until == timezone.localdate()


def test_the_last_referent_hands_over_instead_of_leaving(sign_in, educator, colleague, youth):
    co_referent(youth, colleague)
    page = page_of(sign_in(educator).post(url("end", youth, educator), said(), follow=True))
    assert "choisissez plutôt qui prend le relais" in page
    assert ("Samira", "referent") in there(youth)


def test_the_referent_changes_and_open_orientations_follow(sign_in, educator, colleague, youth):
    open_one = ReferralFactory(youth=youth, status=Status.CONTACTED)
    ended = ReferralFactory(youth=youth, status=Status.CLOSED)
    others = ReferralFactory(youth=YouthFactory(created_by=educator), status=Status.CONTACTED)
    response = sign_in(educator).post(url("hand_over", youth, educator), said(colleague))
    assert response.status_code == 302
    assert there(youth) == {("Karim", "referent")}
    followed = [type(one).objects.get(pk=one.pk).followed_by for one in (open_one, ended, others)]
    assert followed == [colleague, educator, educator]
    assert AccessLog.objects.filter(action=Action.CHANGE, detail="Changement de référent noté").exists()


def test_who_no_longer_reads_the_youth_goes_back_to_the_list(sign_in, educator, colleague, youth):
    response = sign_in(educator).post(url("hand_over", youth, educator), said(colleague, on=1))
    assert response.url == reverse("referrals:youth_list")


def test_a_co_referent_becomes_referent_and_the_former_one_stays_along(sign_in, team_lead, educator, colleague, youth):
    co_referent(youth, colleague)
    sign_in(team_lead).post(url("hand_over", youth, educator), said(colleague, stays="on"))
    assert there(youth) == {("Karim", "referent"), ("Samira", "co_referent")}
    assert Support.objects.filter(youth=youth).count() == 2


def test_all_or_nothing_when_it_changed_meanwhile(youth, support, colleague):
    referral = ReferralFactory(youth=youth, status=Status.CONTACTED)
    Support.objects.filter(pk=support.pk).update(until=timezone.localdate())
    with pytest.raises(MoveRefused, match="a changé entre-temps"):
        youth.hand_over(support, colleague, on=timezone.localdate())
    referral.refresh_from_db()
    assert referral.followed_by != colleague and not youth.supports.filter(educator=colleague).exists()


def test_a_stale_page_does_nothing_twice(sign_in, team_lead, educator, colleague, youth):
    browser = sign_in(team_lead)
    browser.post(url("hand_over", youth, educator), said(colleague))
    for name in ("hand_over", "end"):
        again = browser.post(url(name, youth, educator), said(colleague), follow=True)
        assert "C’était déjà fait" in page_of(again)
    assert there(youth) == {("Karim", "referent")}


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("create", {"educator": ""}, "Choisissez un éducateur"),
        ("create", {"educator": "zzz"}, "n’en fait pas partie"),
        ("create", {"on": "2999-01-01"}, "aujourd’hui ou avant"),
        ("hand_over", {"on": "2020-01-01"}, "avant son arrivée"),
        ("hand_over", {"educator": ""}, "Choisissez un éducateur"),
        ("end", {"on": "2020-01-01"}, "avant le début"),
        ("end", {"on": ""}, "Indiquez la date"),
    ],
)
def test_wrong_input_is_a_sentence(sign_in, educator, colleague, youth, name, data, sentence):
    address = url(name, youth, None if name == "create" else educator)
    response = sign_in(educator).post(address, said(colleague) | data)
    assert response.status_code == 200 and sentence in page_of(response)
    assert there(youth) == {("Samira", "referent")}


@pytest.mark.parametrize("who", ["outsider", "team_lead", "educator"])
def test_only_other_educators_of_the_team_are_proposed(request, sign_in, educator, youth, who):
    person = request.getfixturevalue(who)
    response = sign_in(educator).post(url("hand_over", youth, educator), said(person))
    assert response.status_code == 200 and "n’en fait pas partie" in page_of(response)


@pytest.mark.parametrize("name", ["create", "end", "hand_over"])
@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 403), ("outsider", 404), ("other_team_lead", 404), ("administrator", 404)]
)
def test_who_does_not_keep_the_youth_changes_nothing(request, sign_in, educator, colleague, youth, name, who, status):
    address = url(name, youth, None if name == "create" else educator)
    assert sign_in(request.getfixturevalue(who)).post(address, said(colleague)).status_code == status
    assert there(youth) == {("Samira", "referent")}


@pytest.mark.parametrize("name", ["end", "hand_over"])
def test_who_accompanies_another_youth_is_nowhere_under_mine(sign_in, educator, colleague, youth, name):
    YouthFactory(created_by=colleague)
    assert sign_in(educator).post(url(name, youth, colleague), said(colleague)).status_code == 404
