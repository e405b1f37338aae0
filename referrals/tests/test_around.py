"""Who is already there for a youth, and the relative to whom one may speak (0-25, 0-32, 4-18)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from referrals.around import presences_of
from referrals.models import Presence, Relative, Situation
from referrals.tests.factories import PresenceFactory, RelativeFactory, YouthFactory, days_ago

TODAY = timezone.localdate


@pytest.fixture
def presence(youth):
    return PresenceFactory(youth=youth)


@pytest.fixture
def relative(youth):
    return RelativeFactory(youth=youth)


def url(name, youth, part=None):
    return reverse(f"referrals:{name}", args=[youth.uid, *([part.uid] if part else [])])


def there(**changes):
    return {
        "organisation": "Club de boxe",
        "person": "",
        "role": "l’entraîne le mercredi",
        "domain": "",
        "since": TODAY().isoformat(),
        "version": 1,
    } | changes


def spoken_to(**changes):
    said = {"kinship": "mother", "channel": "with_youth", "note": "le soir", "agreed_on": TODAY().isoformat()}
    return said | {"version": 1} | changes


def ended(**changes):
    return {"on": TODAY().isoformat(), "version": 1} | changes


def page_of(response):
    return response.content.decode()


def changes_on(youth):
    return AccessLog.objects.filter(action=Action.CHANGE, record=youth.uid).count()


def test_a_free_organisation_is_added(sign_in, educator, youth):
    assert sign_in(educator).post(url("presence_create", youth), there()).status_code == 302
    presence = Presence.objects.get()
    assert (presence.organisation, presence.partner, presence.domain) == ("Club de boxe", None, None)
    assert changes_on(youth) == 1


def test_the_exact_name_of_a_sheet_is_linked(sign_in, educator, youth, partner):
    sign_in(educator).post(url("presence_create", youth), there(organisation="mission locale des hauts"))
    presence = Presence.objects.get()
    assert (presence.partner, presence.organisation) == (partner, partner.name)
    assert presence.domain == partner.domain.top


def test_a_near_name_is_asked_about_once(sign_in, educator, youth, partner):
    browser = sign_in(educator)
    typed = there(organisation="mission locale")
    response = browser.post(url("presence_create", youth), typed)
    assert "Est-ce l’un de ceux-ci" in page_of(response) and partner.name in page_of(response)
    assert not Presence.objects.exists()
    browser.post(url("presence_create", youth), typed | {"partner": str(partner.uid)})
    browser.post(url("presence_create", youth), typed | {"partner": "libre"})
    linked, free = Presence.objects.order_by("pk")
    assert (linked.partner, linked.organisation) == (partner, partner.name)
    assert (free.partner, free.organisation) == (None, "mission locale")


def test_a_presence_is_corrected_and_keeps_its_sheet(sign_in, educator, youth, partner):
    presence = PresenceFactory(youth=youth, partner=partner, organisation=partner.name)
    sign_in(educator).post(
        url("presence_update", youth, presence), there(organisation=partner.name, role="l’aide pour son CV")
    )
    presence.refresh_from_db()
    assert (presence.role, presence.partner, presence.version) == ("l’aide pour son CV", partner, 2)


def test_one_thread_only_and_it_comes_first(sign_in, educator, youth, presence):
    browser = sign_in(educator)
    browser.post(url("presence_create", youth), there(is_thread="on"))
    response = browser.post(url("presence_update", youth, presence), there(organisation="Judo", is_thread="on"))
    assert "Un jeune n’a qu’un fil rouge" in page_of(response)
    assert [row.organisation for row in presences_of(youth, educator)] == ["Club de boxe", "Club de judo"]
    page = page_of(browser.get(youth.get_absolute_url()))
    assert page.index("fil rouge\u00a0: <strong>Club de boxe") < page.index("Avant tout contact")


def test_presences_of_are_those_of_today_for_who_reads_the_youth(youth, presence, educator, colleague):
    PresenceFactory(youth=youth, organisation="Partie", until=days_ago(3))
    assert list(presences_of(youth, educator)) == [presence]
    assert not presences_of(youth, colleague).exists()


def test_a_presence_ends(sign_in, educator, youth, presence):
    sign_in(educator).post(url("presence_end", youth, presence), ended(on=days_ago(1).isoformat()))
    presence.refresh_from_db()
    assert presence.until == days_ago(1) and changes_on(youth) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"organisation": ""}, "Indiquez l’organisme"),
        ({"organisation": "x" * 151}, "150"),
        ({"role": ""}, "ce qu’il fait"),
        ({"role": "suit sa condamnation"}, "Est-ce nécessaire"),
        ({"person": "numéro 2 09 05 33 063 123 45"}, "sécurité sociale"),
        ({"since": "2999-01-01"}, "aujourd’hui ou avant"),
        ({"domain": "zzz"}, ""),
        ({"organisation": "a\x00b"}, ""),
    ],
)
def test_a_wrong_presence_is_a_sentence(sign_in, educator, youth, changes, sentence):
    response = sign_in(educator).post(url("presence_create", youth), there(**changes))
    assert response.status_code == 200 and response.context["form"].errors
    assert sentence in page_of(response) and not Presence.objects.exists()


def test_a_relative_is_a_kinship_and_a_channel(sign_in, educator, youth):
    assert sign_in(educator).post(url("relative_create", youth), spoken_to()).status_code == 302
    relative = Relative.objects.get()
    assert (relative.kinship, relative.channel, relative.note) == ("mother", "with_youth", "le soir")
    assert changes_on(youth) == 1
    assert "Sa mère" in page_of(sign_in(educator).get(youth.get_absolute_url()))


def test_a_relative_is_corrected_then_left_in_peace(sign_in, educator, youth, relative):
    browser = sign_in(educator)
    browser.post(url("relative_update", youth, relative), spoken_to(channel="call"))
    browser.post(url("relative_end", youth, relative), ended(version=2))
    relative.refresh_from_db()
    assert (relative.channel, relative.until) == ("call", TODAY())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"note": "06 39 98 12 34"}, "numéro de téléphone"),
        ({"note": "au +33.6.39.98.12.34"}, "numéro de téléphone"),
        ({"kinship": ""}, "Dites de qui"),
        ({"channel": ""}, "Dites comment"),
        ({"channel": "zzz"}, ""),
        ({"note": "x" * 81}, "80"),
        ({"agreed_on": "2999-01-01"}, "aujourd’hui ou avant"),
    ],
)
def test_a_wrong_relative_is_a_sentence(sign_in, educator, youth, changes, sentence):
    response = sign_in(educator).post(url("relative_create", youth), spoken_to(**changes))
    assert response.status_code == 200 and response.context["form"].errors
    assert sentence in page_of(response) and not Relative.objects.exists()


def test_an_hour_is_not_a_number(sign_in, educator, youth):
    sign_in(educator).post(url("relative_create", youth), spoken_to(note="après 18 h 30, pas le 24"))
    assert Relative.objects.exists()


@pytest.mark.parametrize("name", ["presence", "relative"])
def test_an_end_is_neither_before_the_beginning_nor_written_over(sign_in, educator, youth, request, name):
    part, browser = request.getfixturevalue(name), sign_in(educator)
    early = browser.post(url(f"{name}_end", youth, part), ended(on=days_ago(90).isoformat()))
    assert "avant le début" in page_of(early)
    stale = browser.post(url(f"{name}_end", youth, part), ended(version=7), follow=True)
    assert "Quelqu’un l’a changé entre-temps" in page_of(stale)
    part.refresh_from_db()
    assert part.until is None
    browser.post(url(f"{name}_end", youth, part), ended())
    assert "C’était déjà fait" in page_of(browser.post(url(f"{name}_end", youth, part), ended(), follow=True))


@pytest.mark.parametrize(("name", "data"), [("presence", there), ("relative", spoken_to)])
def test_a_stale_correction_shows_both(sign_in, educator, youth, request, name, data):
    part, browser = request.getfixturevalue(name), sign_in(educator)
    field = "role" if name == "presence" else "note"
    browser.post(url(f"{name}_update", youth, part), data(**{field: "le premier"}))
    page = page_of(browser.post(url(f"{name}_update", youth, part), data(**{field: "le second"})))
    assert "le premier" in page and "le second" in page and "Rien n’est perdu" in page
    part.refresh_from_db()
    assert getattr(part, field) == "le premier"


def test_a_stale_correction_loses_neither_a_delicate_word_nor_a_choice(sign_in, educator, youth, presence, partner):
    browser, address = sign_in(educator), url("presence_update", youth, presence)
    browser.post(address, there(role="le premier"))
    typed = there(organisation="mission locale", role="passe le voir en prison", necessary="on", partner="libre")
    page = page_of(browser.post(address, typed))
    assert "le premier" in page and "passe le voir en prison" in page and "Rien n’est perdu" in page


VERBS = [
    (f"{name}_{verb}", name, {"create": data, "update": data, "end": ended}[verb])
    for name, data in (("presence", there), ("relative", spoken_to))
    for verb in ("create", "update", "end")
]


@pytest.mark.parametrize(("verb", "name", "data"), VERBS)
@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 403), ("outsider", 404), ("administrator", 404), ("reader", 404)]
)
def test_who_does_not_keep_the_youth_changes_nothing(request, sign_in, youth, verb, name, data, who, status):
    part = request.getfixturevalue(name)
    address = url(verb, youth, None if verb.endswith("create") else part)
    assert sign_in(request.getfixturevalue(who)).post(address, data()).status_code == status
    assert type(part).objects.get().version == 1


@pytest.mark.parametrize(("verb", "name", "data"), [row for row in VERBS if not row[0].endswith("create")])
def test_those_of_another_youth_are_nowhere_under_mine(sign_in, educator, youth, verb, name, data):
    factory = PresenceFactory if name == "presence" else RelativeFactory
    other = factory(youth=YouthFactory(created_by=educator))
    assert sign_in(educator).post(url(verb, youth, other), data()).status_code == 404


def test_my_information_was_handed_the_day_only(sign_in, educator, youth):
    browser = sign_in(educator)
    browser.post(url("youth_inform", youth))
    assert Situation.objects.get(youth=youth).informed_on == TODAY()
    assert "Remise au jeune le" in page_of(browser.get(youth.get_absolute_url()))
    browser.post(url("youth_inform", youth), {"remise": "non"})
    situation = Situation.objects.get(youth=youth)
    assert (situation.informed_on, situation.version) == (None, 1)
    assert changes_on(youth) == 2


@pytest.mark.parametrize(("who", "status"), [("colleague", 403), ("outsider", 404), ("director", 404)])
def test_handing_is_noted_by_who_keeps_the_youth(request, sign_in, youth, who, status):
    assert sign_in(request.getfixturevalue(who)).post(url("youth_inform", youth)).status_code == status
    assert Situation.objects.get(youth=youth).informed_on is None


def test_handing_is_never_a_get(sign_in, educator, youth):
    assert sign_in(educator).get(url("youth_inform", youth)).status_code == 405


def test_the_banner_tells_each_precaution_before_anything_else(sign_in, educator, youth):
    Situation.objects.filter(youth=youth).update(do_not_call=True, leave_no_message=True, neutral_papers=True)
    page = page_of(sign_in(educator).get(youth.get_absolute_url()))
    for words in ("ne pas appeler", "ne pas laisser de message", "papiers sans le nom", "ne rien dire à sa famille"):
        assert page.index(words) < page.index('id="besoins"')


def test_out_of_area_is_said(sign_in, educator, youth, district):
    Situation.objects.filter(youth=youth).update(district=district)
    browser = sign_in(educator)
    assert "Hors territoire" not in page_of(browser.get(youth.get_absolute_url()))
    district.habilitation_set.update(until=days_ago(0))
    other = type(district).objects.create(name="Ailleurs")
    Situation.objects.filter(youth=youth).update(district=other)
    assert "Hors territoire" in page_of(browser.get(youth.get_absolute_url()))


def test_ages_ahead_are_told(sign_in, educator, youth):
    Situation.objects.filter(youth=youth).update(birth_year=TODAY().year - 18)
    assert f"18 ans en {TODAY().year}" in page_of(sign_in(educator).get(youth.get_absolute_url()))
