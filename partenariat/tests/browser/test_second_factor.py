"""A second factor as a person sets it up and uses it: a passkey of this browser, codes without scripts."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from partenariat.demo.people import SIGN_INS
from partenariat.tests.browser.conftest import PASSWORD

TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def arrive(browser, strict_url):
    """A page signed in by passphrase where a second factor is asked: `arrive("ines")`."""
    contexts = []

    def page(name, javascript=True):
        email = f"{name}@demo.example"
        # The other tests of this database sign in with a passphrase alone, before or after: order is random.
        assert email not in SIGN_INS
        contexts.append(browser.new_context(java_script_enabled=javascript, viewport={"width": 320, "height": 800}))
        page = contexts[-1].new_page()
        page.goto(f"{strict_url}/compte/login/?next=/jeunes/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(re.compile("second-facteur"))
        return page

    yield page
    for context in contexts:
        context.close()


def test_a_passkey_is_made_and_opens_youths_in_one_tap(arrive, strict_url):
    page = arrive("chef2")
    telephone = page.context.new_cdp_session(page)
    telephone.send("WebAuthn.enable")
    telephone.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})
    page.click("text=Ajouter une clé d’accès")
    page.fill("[name=name]", "mon téléphone")
    page.click("text=Créer la clé")
    page.wait_for_selector("h1:has-text('Vos codes de secours')")
    assert page.locator("main li code").count() == 10
    page.click("text=Je les ai notés")
    assert page.url == f"{strict_url}/jeunes/"
    page.goto(f"{strict_url}/compte/confirmer/?next=/jeunes/")
    page.click("text=Utiliser ma clé d’accès")
    page.wait_for_url(f"{strict_url}/jeunes/")


def test_codes_are_set_up_without_scripts_at_320_pixels(arrive, strict_url):
    page = arrive("ines", javascript=False)
    page.click("text=Utiliser une application de codes")
    secret = page.inner_text("main ol code")
    counter = list(yield_hotp_counters_from_time())[1]
    page.fill("[name=code]", format_hotp_value(hotp_value(secret, counter)))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.click("text=Terminer")
    assert page.inner_text("h1") == "Vos codes de secours"
    code = page.locator("main li code").first.inner_text()
    page.click("text=Je les ai notés")
    assert page.url == f"{strict_url}/jeunes/"
    page.goto(f"{strict_url}/compte/confirmer/?next=/jeunes/")
    page.fill("[name=code]", code)
    page.click("text=Continuer")
    assert page.url == f"{strict_url}/jeunes/"
