import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from audit.models import AccessLog
from conftest import person
from exchange.models import ImportFile, ImportRun
from exchange.tests.conftest import as_csv, as_json, structure
from partners.models import Partner
from partners.tests.factories import PartnerFactory

LIST = "/imports/"
PAGES = ["import_list", "import_template", "partner_export"]


def upload(*files):
    return {"files": [SimpleUploadedFile(name, content) for name, content in files]}


@pytest.fixture
def browser(sign_in, administrator):
    return sign_in(administrator)


@pytest.fixture
def waiting(browser):
    """An import sent and not yet applied."""
    browser.post(LIST, upload(as_json([structure(), structure(id="essai--2", nom="A")])))
    return ImportRun.objects.get()


def act(run):
    return reverse("exchange:import_apply", args=[run.uid])


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_the_administrators(sign_in, administrator, name):
    assert sign_in(administrator).get(reverse(f"exchange:{name}")).status_code == 200


@pytest.mark.parametrize("cast", ["educator", "team_lead", "director", "reader"])
def test_other_roles_are_refused(request, client, administrator, cast):
    client.force_login(request.getfixturevalue(cast))
    run = ImportRun.objects.create(author=administrator, names="x", applied_at=timezone.now())
    for name in PAGES:
        assert client.get(reverse(f"exchange:{name}")).status_code == 403
    for name in ("import_detail", "import_report"):
        assert client.get(reverse(f"exchange:{name}", args=[run.uid])).status_code == 403
    assert client.post(LIST, upload(as_json([structure()]))).status_code == 403
    assert client.post(act(run)).status_code == 403


def test_strangers_sign_in(client, db):
    assert client.get(LIST).status_code == 302


def test_a_file_is_shown_before_anything_is_written(browser):
    response = browser.post(LIST, upload(as_json([structure()])), follow=True)
    assert "Ce que l’import ferait" in response.text
    assert not Partner.objects.exists()


def test_the_report_gives_reasons_and_counts(browser, waiting):
    response = browser.get(waiting.get_absolute_url())
    assert response.context["figures"][0] == ("Lues", 2)
    assert "Texte trop court" in response.text
    assert "ligne\u00a02" in response.text


@pytest.mark.parametrize("asked", ["created", "unchanged", "x", "", "\x00", "%"])
def test_any_result_may_be_asked_for(browser, waiting, asked):
    assert browser.get(waiting.get_absolute_url(), {"resultat": asked, "page": "99999"}).status_code == 200


def test_applying_writes_what_was_shown(browser, waiting, administrator):
    response = browser.post(act(waiting), follow=True)
    assert "Import appliqué" in response.text
    assert Partner.objects.get().name == "Lieu d’essai"
    assert not ImportFile.objects.exists()
    assert AccessLog.objects.filter(user=administrator, record=waiting.uid).exists()
    assert Partner.objects.get().events.latest("pgh_id").pgh_context["user"] == administrator.pk


def test_an_import_is_applied_once(browser, waiting):
    browser.post(act(waiting))
    response = browser.post(act(waiting), follow=True)
    assert "déjà appliqué" in response.text
    assert Partner.objects.count() == 1


def test_a_base_that_changed_gives_a_new_report_first(browser, waiting):
    browser.post(LIST, upload(as_json([structure(telephone="0536490001")])))
    browser.post(act(ImportRun.objects.latest("created_at")))
    response = browser.post(act(waiting), follow=True)
    assert "a changé depuis ce rapport" in response.text
    waiting.refresh_from_db()
    assert (waiting.applied_at, waiting.counts["updated"]) == (None, 1)
    browser.post(act(waiting))
    assert Partner.objects.get().phone == ""


def test_files_wait_one_day(browser, waiting):
    ImportRun.objects.update(created_at=timezone.now() - timezone.timedelta(hours=25))
    assert "plus gardés" in browser.post(act(waiting), follow=True).text
    browser.post(LIST, upload(as_json([structure()])))
    assert set(ImportFile.objects.values_list("run", flat=True)).isdisjoint({waiting.pk})


def test_an_import_that_waits_is_only_its_authors(client, waiting):
    client.force_login(person("autre-admin@example.org", Role.ADMINISTRATOR, "Anne"))
    assert client.get(waiting.get_absolute_url()).status_code == 404
    assert client.post(act(waiting)).status_code == 404


def test_applied_imports_are_seen_by_all_administrators(client, browser, waiting):
    browser.post(act(waiting))
    client.force_login(person("autre-admin@example.org", Role.ADMINISTRATOR, "Anne"))
    assert "fiches.json" in client.get(LIST).text
    assert client.get(waiting.get_absolute_url()).status_code == 200


def test_applying_is_a_post(browser, waiting):
    assert browser.get(act(waiting)).status_code == 405


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (("x.xlsx", b"%PDF-1.4"), "un PDF"),
        (("x.csv", b""), "est vide"),
        (as_csv([["Nom", "Domaine", "Prénom"], ["a", "b", "c"]]), "est refusé"),
        (("x.json", b"0" * (10 * 1024 * 1024 + 1)), "10 Mo"),
    ],
)
def test_unreadable_files_are_said_on_the_form(browser, sent, said):
    response = browser.post(LIST, upload(sent))
    assert response.status_code == 200
    assert said in response.text
    assert not ImportRun.objects.exists()


def test_no_file_is_said(browser):
    assert "obligatoire" in browser.post(LIST, {}).text


def test_too_many_files_are_said(browser):
    response = browser.post(LIST, upload(*[as_json([structure()], f"{rank}.json") for rank in range(5)]))
    assert "au plus à la fois" in response.text


@pytest.mark.parametrize("asked", ["xlsx", "json", "csv", "modele"])
def test_exports_are_files_and_journalled(browser, administrator, asked):
    PartnerFactory(name="Lieu exporté")
    response = browser.get(reverse("exchange:partner_export"), {"format": asked})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert AccessLog.objects.filter(user=administrator, action="export").exists()


def test_an_unknown_format_is_said(browser):
    response = browser.get(reverse("exchange:partner_export"), {"format": "exe"}, follow=True)
    assert "n’existe pas" in response.text


def test_the_whole_report_is_a_workbook(browser, waiting):
    response = browser.get(reverse("exchange:import_report", args=[waiting.uid]))
    assert response.content.startswith(b"PK")


def test_the_list_costs_the_same_for_one_and_ten(browser, waiting, administrator, django_assert_num_queries):
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    for rank in range(10):
        ImportRun.objects.create(author=administrator, names=f"{rank}.json", counts=waiting.counts)
    with django_assert_num_queries(len(one)):
        browser.get(LIST)


def test_nothing_to_write_is_not_offered(browser):
    response = browser.post(LIST, upload(as_json([structure(nom="A")])), follow=True)
    assert not response.context["can_apply"]
    assert "Appliquer</button>" not in response.text


def test_a_refused_row_says_what_it_is(browser, waiting):
    response = browser.get(waiting.get_absolute_url(), {"resultat": "refused"})
    assert [card["what"] for card in response.context["cards"]] == ["structure"]
