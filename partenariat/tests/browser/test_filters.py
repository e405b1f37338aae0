"""The filters of the inventory in a browser: on a phone, by keyboard, and around oneself."""

HERE = {"latitude": 44.85712, "longitude": -0.52131}
CHOSEN = "[data-facet='condition:gratuit']"
FOCUSED = "document.activeElement.dataset.facet"
KEPT = "JSON.stringify([localStorage, sessionStorage, document.cookie, location.href, history.state])"


def test_the_panel_stays_open_on_a_phone_while_one_chooses(visit):
    window = visit("educateur", width=390)
    page = window.page
    window.go("/partenaires/")
    page.click("summary:has-text('Filtrer')")
    page.focus(CHOSEN)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CHOSEN}[aria-current]")
    assert page.locator("details[data-auto-open]").get_attribute("open") is not None
    assert page.evaluate(FOCUSED) == "condition:gratuit"
    assert window.errors == [] and window.axe() == []


def test_around_oneself_leaves_no_position_behind(visit):
    window = visit("educateur", width=390)
    page = window.page
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(HERE)
    window.go("/partenaires/?commune=33063")
    with page.expect_request(lambda request: "x-position" in request.headers) as asked:
        page.click("[data-around]")
    assert asked.value.headers["x-position"] == "44.857,-0.521"
    page.wait_for_selector("[data-around-on]")
    assert "44.85" not in page.evaluate(KEPT) and "33063" not in page.url
    assert page.locator(".result").count()
    page.reload()
    assert page.locator("[data-around-on]").count() == 0
    assert window.errors == []


def test_the_map_is_drawn_anew_around_oneself(visit):
    window = visit("educateur", width=390)
    page = window.page
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(HERE)
    window.go("/partenaires/carte/?q=logement")
    page.wait_for_selector(".pin-place")
    with page.expect_request(lambda request: "x-position" in request.headers):
        page.click("[data-around]")
    page.wait_for_selector(".here:has-text('Vous êtes ici')")
    assert page.locator(".pin-place").count() and page.locator(".here").count() == 1
    assert "44.85" not in page.evaluate(KEPT)
    page.click(".chip:has-text('logement')")
    page.wait_for_selector(".chip:has-text('logement')", state="detached")
    page.wait_for_selector(".here")
    assert window.errors == [] and window.foreign == [] and window.axe() == []
    page.click(".chip-clear")
    page.wait_for_selector("[data-around-on]", state="detached")
    page.wait_for_selector(".pin-place")
    assert page.locator(".here").count() == 0 and window.errors == []


def test_a_refused_position_is_said(visit):
    window = visit("educateur", width=390)
    page = window.page
    window.go("/partenaires/")
    page.context.clear_permissions()
    page.click("[data-around]")
    page.wait_for_selector("[data-around-said]:has-text('tapez une commune ou un quartier')")


def test_what_is_not_there_again_gives_the_focus_to_the_results(visit):
    window = visit("educateur")
    page = window.page
    window.go("/partenaires/")
    page.focus("a[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_selector("a[rel=prev]")
    assert page.evaluate("document.activeElement.id") == "resultats"
    page.fill("#age", "15")
    page.focus("button[form=recherche]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip:has-text('15 ans')")
    assert page.evaluate("document.activeElement.id") == "resultats"
    assert window.errors == []
