"""Administrators, direction and readers meet no youth by any path (issue 4, Z-03): pages, counts, exports, errors."""

import re
from io import BytesIO

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook

from partenariat.tests.routes import routes
from partenariat.tests.test_matrix import address, cast, world  # noqa: F401
from partners.models import Domain
from referrals.choices import Status
from referrals.models import Referral, Situation
from referrals.tests.factories import ReferralFactory, YouthFactory

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
WITHOUT_YOUTHS = ["director", "administrator", "reader"]


@pytest.fixture
def traces(world):  # noqa: F811
    """What would betray the youth of the world wherever it stood."""
    youth, referral = world["youth"], world["referral"]
    Situation.objects.filter(youth=youth).update(landmark="Basket bleu", contact_safety="Pas de message")
    return [youth.code, str(youth.uid), referral.reference, str(referral.uid), "Basket bleu", "Pas de message"]


def told(response, traces):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        sheets = load_workbook(BytesIO(body), read_only=True)
        body = repr([row for sheet in sheets for row in sheet.iter_rows(values_only=True)]).encode()
    text = body.decode(errors="replace") + repr(response.headers)
    asked = response.wsgi_request.get_full_path()
    return [trace for trace in traces if trace in text.replace(asked, "")]


def test_who_accompanies_is_told(sign_in, educator, world, traces):  # noqa: F811
    """The comparison would find something if there were something to find."""
    page = sign_in(educator).get(world["youth"].get_absolute_url())
    assert set(told(page, traces)) >= {world["youth"].code, world["referral"].reference, "Basket bleu"}


@pytest.mark.parametrize("who", WITHOUT_YOUTHS)
def test_no_page_tells_anything(request, sign_in, world, traces, who):  # noqa: F811
    browser, leaks = sign_in(request.getfixturevalue(who)), {}
    for name in sorted(set(routes())):
        if name != "account_logout":
            leaks[name] = told(browser.get(address(name, world)), traces)
    assert {name: leak for name, leak in leaks.items() if leak} == {}


@pytest.mark.parametrize("who", WITHOUT_YOUTHS)
@pytest.mark.parametrize("page", ["/partenaires/", "/orientations/", "/jeunes/", "/personnes/", "/"])
def test_no_search_finds_anything(request, sign_in, world, traces, who, page):  # noqa: F811
    browser = sign_in(request.getfixturevalue(who))
    for trace in traces:
        found = browser.get(page, {"q": trace}).content.decode()
        assert not re.search(r"/(jeunes|orientations)/[0-9a-f-]{36}", found)
        assert not [other for other in traces if other != trace and other in found]


def test_the_management_site_tells_nothing(sign_in, administrator, world, traces):  # noqa: F811
    browser, leaks = sign_in(administrator), {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        record = model.objects.filter(pk__in=_named_by(world["referral"])[model._meta.model_name]).first()
        pages = [f"{name}_changelist", *(f"{name}_{act}" for act in ("change", "delete", "history") if record)]
        for page in pages:
            url = reverse(page, args=[record.pk] if not page.endswith("changelist") else [])
            leaks[page] = told(browser.get(url), traces)
    assert leaks and {page: leak for page, leak in leaks.items() if leak} == {}


def _named_by(referral):
    keys = {"team": referral.team_id, "domain": referral.domain_id, "needkind": referral.need_kind_id}
    named = {name: [key] for name, key in keys.items()}
    return {model._meta.model_name: named.get(model._meta.model_name, []) for model in admin.site._registry}


def test_what_an_orientation_uses_is_kept_without_saying_by_which(sign_in, administrator, world, traces):  # noqa: F811
    browser, domain = sign_in(administrator), Domain.objects.create(code="ESS", label="Essai", bit=62)
    Referral.objects.update(domain=domain)
    url = reverse("admin:partners_domain_delete", args=[domain.pk])
    for response in (browser.get(url), browser.post(url, {"post": "yes"}, follow=True)):
        assert "s’en servent encore" in response.content.decode() and told(response, traces) == []
    assert Domain.objects.filter(pk=domain.pk).exists()
    Referral.objects.update(domain=Domain.objects.get(code="INS"))
    assert browser.post(url, {"post": "yes"}).status_code == 302
    assert not Domain.objects.filter(pk=domain.pk).exists()


def test_no_management_page_exists_for_youths():
    for model in ("youth", "situation", "support", "referral", "referralevent", "referralfigure", "supportfigure"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:referrals_{model}_changelist")


@pytest.mark.parametrize("who", WITHOUT_YOUTHS)
def test_an_error_tells_nothing(request, client, world, traces, who, settings):  # noqa: F811
    """A page that breaks while it holds youths answers by the general error page."""
    settings.ROOT_URLCONF = "referrals.tests.leaking_urls"
    client.raise_request_exception = False
    client.force_login(request.getfixturevalue(who))
    response = client.get("/panne/")
    assert response.status_code == 500 and told(response, traces) == []


def test_counts_for_direction_are_masked(sign_in, director, educator, association):
    ReferralFactory.create_batch(4, youth=YouthFactory(created_by=educator), status=Status.AWAITING)
    values = [figure["value"] for figure in sign_in(director).get("/").context["figures"]]
    assert values == ["<\u00a05", "<\u00a05", "Trop peu pour le dire", "<\u00a05"]
