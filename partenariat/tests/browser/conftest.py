"""A browser and a server for the tests that need them."""

import json
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from partenariat.tests.browser.server import as_in_service, create, drop, running, url_of

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PASSWORD = "quatre mots pour la démonstration"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Mark what needs a browser."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path():
    """Chromium of the system; without it, a failure where it was promised (CI), else a skipped test."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium est introuvable : installez le paquet « chromium » du système.")
    return path or pytest.skip("Chromium est introuvable : tests de navigateur passés.")


@pytest.fixture(scope="package")
def demonstration_database(chromium_path):
    """The address of a database for the servers of these tests."""
    database = settings.DATABASES["default"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    name = f"{database['TEST']['NAME']}_browser{worker}"
    create(database, name)
    try:
        yield url_of(database, name)
    finally:
        drop(database, name)


@pytest.fixture(scope="package")
def server_url(demonstration_database, tmp_path_factory):
    """The address of a running Partenariat with its demonstration; these tests never touch its database."""
    with running(demonstration_database, PASSWORD, tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(scope="package")
def strict_url(server_url, demonstration_database, tmp_path_factory):
    """The address of a server on the same database that asks for a second factor."""
    with as_in_service(demonstration_database, tmp_path_factory.mktemp("strict")) as url:
        yield url


@pytest.fixture(scope="package")
def browser(server_url, chromium_path):
    """One browser for all tests of the package: its event loop must not outlive them in this process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def signed_in(browser, server_url):
    """The session cookies of a demonstration role, signed in once: `signed_in("educateur")`."""
    states = {}

    def state(role):
        if role not in states:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{server_url}/compte/login/")
            page.fill("input[name=login]", f"{role}@demo.example")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url(f"{server_url}/")
            states[role] = context.storage_state()
            context.close()
        return states[role]

    return state


class Visit:
    """A page under test, with what a person would not see: requests to other origins, errors, axe’s findings."""

    def __init__(self, page, server_url):
        self.page, self.server_url, self.foreign, self.errors = page, server_url, [], []
        page.on("request", self._note_request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))

    def _note_request(self, request):
        if not request.url.startswith((self.server_url, "data:", "about:", "blob:")):
            self.foreign.append(request.url)

    def go(self, path):
        """Open a path of the application; its response."""
        return self.page.goto(self.server_url + path)

    def settle(self):
        """Wait for the page that a click opened: it is its own before it has anything to measure."""
        self.page.wait_for_load_state()

    def axe(self):
        """The violations that axe finds on the page as it is now, one line each."""
        self.settle()
        # Evaluated by the debugging protocol: the page’s own policy forbids added scripts, and must.
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {json.dumps([node['target'] for node in rule['nodes']][:4])}"
            for rule in found
        ]

    def overflow(self):
        """How many pixels the page is wider than its window."""
        self.settle()
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(server_url, browser, signed_in):
    """Open a browser window as a role: `visit("educateur", width=320, javascript=False)`."""
    contexts = []

    def open_window(role=None, width=1280, height=900, javascript=True):
        state = signed_in(role) if role else None
        context = browser.new_context(
            storage_state=state,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="fr-FR",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visit(context.new_page(), server_url)

    yield open_window
    for context in contexts:
        context.close()
