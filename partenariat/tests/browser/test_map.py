"""The map and the stars in a browser: drawn from here only, reached by keyboard, linked to the list."""

import pytest

MAP = "/partenaires/carte/"
ACTIVE = "document.activeElement"


@pytest.fixture
def window(visit):
    """The whole map, as an educator sees it on a wide screen."""
    window = visit("educateur", width=1280)
    window.go(MAP)
    window.page.wait_for_selector(".pin-place")
    return window


def single(page):
    """A marker of one partner alone."""
    return page.locator(".pin-place:has(svg)").first


def test_markers_and_names_are_drawn_without_any_other_origin(window):
    assert window.page.locator(".pin-place").count() > 3
    assert window.page.locator(".ground-place").count() > 5
    assert window.foreign == [] and window.errors == []


def test_every_marker_says_what_it_is(window):
    labels = [pin.get_attribute("aria-label") for pin in window.page.locator(".pin-place").all()]
    assert all(" : " in label for label in labels)
    assert window.page.locator(".leaflet-control-zoom-in").get_attribute("aria-label") == "Zoomer"
    assert window.page.locator(".leaflet-control-zoom-out").get_attribute("aria-label") == "Dézoomer"


def test_the_keyboard_opens_a_marker_and_closes_it(window):
    page = window.page
    single(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup")
    assert page.evaluate(f"{ACTIVE}.getAttribute('href')").startswith("/partenaires/")
    assert page.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "Fermer"
    assert window.axe() == []
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    assert page.evaluate(f"{ACTIVE}.classList.contains('pin-place')")


def test_several_partners_at_hand_come_apart(window):
    page = window.page
    page.locator(".pin-place:not(:has(svg))").first.focus()
    before = page.locator(".leaflet-control-scale-line").inner_text()
    page.keyboard.press("Enter")
    assert page.locator(".leaflet-popup li").count() > 1 or (
        page.locator(".leaflet-control-scale-line").inner_text() != before
    )


def test_the_list_and_the_map_show_each_other(window):
    page = window.page
    single(page).hover()
    lit = page.locator(".map-rows .is-lit")
    assert lit.count() == 1
    page.mouse.move(0, 0)
    page.locator(".map-rows a").first.focus()
    assert page.locator(".pin-place.is-lit").count() >= 1


def test_without_scripts_the_list_stands_alone(visit):
    window = visit("educateur", width=320)
    window.page.route("**/*.js", lambda route: route.abort())
    window.go(MAP)
    assert not window.page.locator("#carte").is_visible()
    assert window.page.locator(".map-rows li").count() > 100
    assert window.axe() == [] and window.overflow() <= 0


def test_a_star_is_put_on_in_place_and_taken_off(visit):
    window = visit("lecture", width=390)
    window.go("/partenaires/")
    page = window.page
    star = page.locator(".result .star").first
    address = star.get_attribute("formaction")
    star.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f".star[formaction='{address}'][value=non]")
    assert page.evaluate(f"{ACTIVE}.getAttribute('formaction')") == address and page.url.endswith("/partenaires/")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".star[formaction='{address}'][value=oui]")
    assert page.locator(".result").count() == 25
    assert window.errors == []


def test_a_star_without_scripts_comes_back_to_the_list(visit):
    window = visit("lecture", width=390)
    window.page.route("**/*.js", lambda route: route.abort())
    window.go("/partenaires/?q=logement")
    star = window.page.locator(".result .star").first
    again = window.page.locator(f".star[formaction='{star.get_attribute('formaction')}']")
    star.click()
    assert window.page.url.endswith("/partenaires/?q=logement")
    assert again.get_attribute("value") == "non"
    again.click()
    assert again.get_attribute("value") == "oui"
