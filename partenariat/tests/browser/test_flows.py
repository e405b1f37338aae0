"""The main job, as a person does it: found, noted, followed; by keyboard, on a small screen, without JavaScript."""

import gzip
import re
from datetime import date

import pytest

NEED = "Recherche de logement"
SAVE = ".form-actions button.btn-primary"


def open_sheet(window, name):
    """From the inventory to the sheet of that name, by the search."""
    page = window.page
    window.go("/partenaires/")
    page.fill("main input[name=q]", name)
    page.press("main input[name=q]", "Enter")
    page.click(f"main .result h2 a:has-text('{name}')")


def choose(page, label):
    """Tick a radio by its words."""
    page.get_by_label(label, exact=True).check()


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_six_fields_from_a_sheet_for_a_new_youth_known_by_a_code(visit, javascript):
    window = visit("educateur", width=320, javascript=javascript)
    page = window.page
    open_sheet(window, "CLLAJ des Deux-Rives")
    page.click("text=Orienter un jeune ici")
    choose(page, "Un nouveau jeune")
    choose(page, "16–17 ans")
    page.select_option("[name=need]", label=NEED)
    page.select_option("[name=mode]", label="rendez-vous pris")
    choose(page, "oui, le jeune est d’accord")
    assert page.input_value("[name=happened_on]") == date.today().isoformat()
    assert window.overflow() <= 0
    page.click(SAVE)
    assert re.search(r"/orientations/[0-9a-f-]{36}/$", page.url)
    assert "contact pris" in page.inner_text("main")
    assert NEED in page.inner_text("main")


def test_from_a_note_to_an_outcome_and_back_without_scripts(visit):
    window = visit("educateur", width=320, javascript=False)
    page = window.page
    open_sheet(window, "Mission locale des Deux-Rives, siège")
    page.click("text=Orienter un jeune ici")
    choose(page, "Une personne non suivie")
    choose(page, "18–21 ans")
    page.select_option("[name=need]", index=3)
    page.select_option("[name=mode]", label="appel passé avec le jeune")
    choose(page, "oui, le jeune est d’accord")
    page.click(SAVE)
    for step in ("Rendez-vous honoré", "Prise en charge", "Bilan fait"):
        page.click(f"main button:has-text('{step}')")
        assert "c’est noté" in page.inner_text("[role=status]")
    page.click("main :is(a, button):has-text('Orientation close')")
    choose(page, "accès autonome au droit commun")
    page.click("main button.btn-primary")
    assert "accès autonome au droit commun" in page.inner_text("main")
    page.click("main button:has-text('Annuler')")
    assert "bilan" in page.inner_text("main")


def test_what_is_told_what_is_taken_back_and_what_the_youth_says_without_scripts(visit):
    window = visit("educateur", width=320, javascript=False)
    page = window.page
    open_sheet(window, "Mission locale des Deux-Rives, siège")
    page.click("text=Orienter un jeune ici")
    choose(page, "Une personne non suivie")
    choose(page, "18–21 ans")
    page.select_option("[name=need]", index=3)
    page.select_option("[name=mode]", label="coordonnées remises")
    page.check("[name=follow_up]")
    choose(page, "oui, le jeune est d’accord")
    page.click(SAVE)
    page.click("main a:has-text('Transmettre au partenaire')")
    page.click("main button:has-text('Noter le contact pris')")
    assert "contact pris" in page.inner_text("[role=status]")
    page.click("main a:has-text('Le jeune retire ce partage')")
    page.click("main button:has-text('Clore ce partage')")
    assert "retiré par le jeune" in page.inner_text("main")
    page.click("main button:has-text('Démarche accompagnée')")
    assert "1\u00a0démarche accompagnée" in page.inner_text("main")
    page.click("main a:has-text('Orientation close')")
    choose(page, "service rendu, besoin couvert")
    page.click("main button.btn-primary")
    page.click("text=Lui demander son avis")
    for name in ("useful", "respected", "again"):
        page.check(f"[name={name}][value=yes]")
    page.click("main button:has-text('Donner mon avis')")
    assert "Merci" in page.inner_text("[role=status]")


def test_nothing_typed_is_lost_by_an_error(visit):
    window = visit("educateur", javascript=False)
    page = window.page
    window.go("/orientations/nouvelle/")
    choose(page, "Une personne non suivie")
    page.fill("[name=partner_text]", "mission locale")
    page.click(SAVE)
    summary = page.locator("[role=alert]").first
    assert "Besoin" in summary.inner_text()
    assert page.get_by_label("Une personne non suivie", exact=True).is_checked()
    assert page.input_value("[name=partner_text]") == "mission locale"
    target = summary.locator("a").first.get_attribute("href")
    assert page.locator(target).count() == 1


def test_the_same_list_with_and_without_scripts(visit):
    found = []
    for javascript in (True, False):
        window = visit("educateur", javascript=javascript)
        window.go("/partenaires/")
        window.page.click("[data-facet='domaine:LOG']")
        window.page.wait_for_url("**/partenaires/?*domaine=LOG*")
        window.page.wait_for_selector(".chip")
        rows = window.page.locator(".results h2 a")
        total = window.page.locator("[data-total]").first.get_attribute("data-total")
        found.append((total, [rows.nth(rank).get_attribute("href") for rank in range(rows.count())]))
    assert found[0] == found[1]
    assert found[0][0] == "12"


def test_the_keyboard_alone_finds_a_sheet(visit):
    window = visit("educateur")
    page = window.page
    window.go("/partenaires/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Aller au contenu"
    page.keyboard.press("Enter")
    for _ in range(4):
        if page.evaluate("document.activeElement.name") == "q":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("cllaj")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=cllaj**")
    assert page.locator(".results h2 a").count() == 1


def test_the_danger_page_is_one_tap_away_and_asks_nothing(visit):
    window = visit("educateur", width=320, javascript=False)
    for path in ("/", "/partenaires/", "/jeunes/", "/orientations/nouvelle/"):
        window.go(path)
        assert window.page.locator("header a:has-text('Danger')").is_visible()
    window.page.click("header a:has-text('Danger')")
    assert window.page.locator("a[href='tel:119']").count() >= 1
    assert window.page.locator("main form").count() == 0
    assert "05 36 49 70 01" in window.page.inner_text("main").replace("\u00a0", " ").replace("\u202f", " ")


def test_the_demonstration_opens_in_one_tap(visit):
    window = visit(javascript=False, width=320)
    window.go("/compte/login/")
    window.page.click("button:has-text('Chef de service')")
    assert window.page.url == f"{window.server_url}/"
    window.go("/compte/logout/")
    window.page.click("main button[type=submit]")
    assert window.go("/").url.startswith(f"{window.server_url}/compte/login/")


@pytest.mark.parametrize("path", ["/partenaires/", "/orientations/", "/orientations/nouvelle/"])
def test_a_first_load_weighs_less_than_100_kb(visit, path):
    """As sent: static files compressed by the server, the page by the proxy in front of it."""
    window = visit("educateur")
    weights = {}

    def weigh(response):
        sizes = response.request.sizes()
        static = "/static/" in response.url
        weights[response.url] = sizes["responseBodySize"] if static else len(gzip.compress(response.body()))

    window.page.on("requestfinished", lambda request: weigh(request.response()))
    window.go(path)
    window.page.wait_for_load_state("networkidle")
    # Bodies are asked for while the page arrives: on a loaded machine the last ones come after it is idle.
    window.page.wait_for_timeout(2000)
    assert sum(weights.values()) < 100_000
    assert len(weights) > 3


def test_a_list_page_weighs_less_than_60_kb(visit):
    for role in ("educateur", "admin"):
        assert len(visit(role).go("/partenaires/").body()) <= 60_000


@pytest.mark.parametrize("leave", ["a tap", "Escape twice"])
def test_a_page_about_a_youth_is_hidden_at_once_and_not_one_step_back(visit, leave):
    window = visit("educateur", width=390)
    page = window.page
    window.go("/aide/sigles/")
    window.go("/jeunes/")
    if leave == "a tap":
        page.click("[data-discreet]")
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url("**/partenaires/")
    page.go_back()
    assert page.url.endswith("/aide/sigles/")


def test_the_discreet_screen_works_without_scripts(visit):
    window = visit("educateur", width=320, javascript=False)
    window.go("/orientations/")
    window.page.click("[data-discreet]")
    assert window.page.url.endswith("/partenaires/")


def test_a_colleague_opens_a_youth_in_one_tap_without_scripts(visit):
    """The last code of the page: no other test opens it, nor counts what it opens."""
    window = visit("collegue", width=320, javascript=False)
    page = window.page
    window.go("/jeunes/?vue=equipe")
    page.locator(".codes a").last.click()
    assert window.overflow() <= 0
    assert page.locator(".reasons button").count() == 4
    page.click("button:has-text('Appel d’un partenaire')")
    assert re.search(r"/jeunes/[0-9a-f-]{36}/$", page.url)
    assert "jusqu’à demain soir" in page.inner_text("[role=status]")
    assert window.overflow() <= 0
    page.click("main a:has-text('Noter une orientation')")
    assert page.locator("[name=youth] option:checked").inner_text()
