"""What is typed in the search box is found at each pause, in a browser."""

import re

SEND = """text => {
  const box = document.getElementById("q");
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.form.requestSubmit();
}"""
TYPED = "document.activeElement.id + ' ' + document.activeElement.value"


def written(page, text):
    page.locator("#q").press_sequentially(text, delay=20)


def sent(page, text):
    """The text typed and « Entrée » at once, before any pause."""
    page.evaluate(SEND, text)


def held_back(page, text):
    """The text typed, its request held back until what is given is called."""
    held, asked = [], re.compile(f"q={text}$")
    page.route(asked, lambda route: held.append(route))
    with page.expect_request(asked):
        written(page, text)
    return lambda: held[0].continue_()


def first(page):
    return page.locator(".result h2").first.inner_text()


def test_the_right_sheet_comes_before_the_end_of_the_word(visit):
    window = visit("educateur", width=390)
    page = window.page
    window.go("/partenaires/?domaine=INS")
    with page.expect_response(lambda response: "q=mission" in response.url) as answer:
        written(page, "mission")
    assert answer.value.request.headers["x-typing"] == "on"
    page.wait_for_url("**/partenaires/?q=mission&domaine=INS")
    assert "Mission locale" in first(page) and page.locator("mark").count()
    assert page.evaluate(TYPED) == "q mission"
    assert "mission" in page.locator("#annonce").inner_text()
    written(page, " locale cenon")
    page.wait_for_selector(".chip:has-text('mission locale cenon')")
    assert page.evaluate(TYPED) == "q mission locale cenon"
    page.locator(".result h2 a").first.click()
    page.wait_for_selector(".sheet-actions")
    page.go_back()
    page.wait_for_selector(".chip:has-text('mission locale cenon')")
    assert window.errors == [] and window.foreign == []


def test_what_is_typed_meanwhile_is_kept_and_looked_for(visit):
    window = visit("educateur")
    page = window.page
    window.go("/partenaires/")
    go_on = held_back(page, "log")
    written(page, "ement cenon")
    page.wait_for_timeout(600)
    go_on()
    page.wait_for_selector(".chip:has-text('logement cenon')")
    assert page.evaluate(TYPED) == "q logement cenon" and "q=logement+cenon" in page.url
    assert window.errors == []


def test_enter_looks_once_for_what_was_typed(visit):
    window = visit("educateur")
    page, asked = window.page, []
    window.go("/partenaires/")
    page.on("request", lambda request: "q=" in request.url and asked.append(request.headers.get("x-typing")))
    sent(page, "cap emploi")
    page.wait_for_selector(".chip:has-text('cap emploi')")
    page.wait_for_timeout(800)
    assert asked == [None]
    with page.expect_response(re.compile("q=cap")):
        page.press("#q", "Enter")
    page.wait_for_timeout(400)
    page.go_back()
    assert page.url.endswith("/partenaires/")


def test_enter_takes_the_place_of_what_is_being_looked_for(visit):
    window = visit("educateur")
    page, asked = window.page, []
    window.go("/partenaires/")
    go_on = held_back(page, "log")
    page.on("request", lambda request: "q=" in request.url and asked.append(request.headers.get("x-typing")))
    sent(page, "logement")
    page.wait_for_selector(".chip:has-text('logement')")
    go_on()
    page.wait_for_timeout(800)
    assert page.locator(".chip:has-text('logement')").count() == 1
    assert asked == [None] and window.errors == []
    page.go_back()
    assert page.url.endswith("/partenaires/")


def test_a_filter_chosen_meanwhile_is_what_is_shown(visit):
    window = visit("educateur")
    page = window.page
    window.go("/partenaires/")
    go_on = held_back(page, "log")
    page.click("[data-facet='domaine:LOG']")
    page.wait_for_selector("[data-facet='domaine:LOG'][aria-current]")
    go_on()
    page.wait_for_timeout(600)
    assert page.url.endswith("?domaine=LOG") and page.locator("[data-facet='domaine:LOG'][aria-current]").count()
    assert window.errors == []


def test_who_went_on_to_another_field_keeps_what_stands_there(visit):
    window = visit("educateur")
    page = window.page
    window.go("/partenaires/")
    go_on = held_back(page, "foyer")
    page.locator("#age").press_sequentially("17", delay=20)
    go_on()
    page.wait_for_timeout(600)
    assert page.evaluate(TYPED) == "age 17"
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip:has-text('17')")
    assert page.locator(".chip:has-text('foyer')").count() == 1 and window.errors == []


def test_what_finds_nothing_is_noted_once_it_is_settled(visit):
    window = visit("educateur")
    page, asked = window.page, []
    window.go("/partenaires/")
    page.on("request", lambda request: "q=" in request.url and asked.append(request.headers.get("x-typing")))
    with page.expect_request(lambda request: request.headers.get("x-typing") == "done"):
        written(page, "zanzibarre")
    number = len(asked)
    with page.expect_response(re.compile("q=zanzibarrex")):
        written(page, "x")
    page.click("text=Voir tous les partenaires")
    page.wait_for_selector(".result")
    page.wait_for_timeout(3500)
    assert "q=" not in page.url and asked[number:] == ["on"]


def test_a_word_of_danger_is_answered_while_it_is_typed(visit):
    window = visit("educateur", width=390)
    window.go("/partenaires/")
    written(window.page, "frappé par son père")
    window.page.wait_for_selector("#danger-d-abord")
    assert "Un mineur est en danger" in window.page.locator("#annonce").inner_text()
    assert window.axe() == []
