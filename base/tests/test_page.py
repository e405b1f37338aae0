"""What surrounds every page: landmarks, navigation, banners, messages, the way to the danger page."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path

NAMES = ["home", "danger", "account_login", "account_logout", "account_change_password", "mfa_index"]
NAMES += ["accessibility", "asked_for_names", "sitemap"]
urlpatterns = [path(f"{name}/", HttpResponse, name=name) for name in NAMES]
DEVICES = [path(f"{name}/", HttpResponse, name=name) for name in ("device_list", "stay")]
urlpatterns += [path("accounts/", include((DEVICES, "accounts")))]
pytestmark = pytest.mark.urls("base.tests.test_page")


class Someone:
    is_authenticated = True

    def __str__(self):
        return "Samira Exemple"

    def get_short_name(self):
        return "Samira"

    def get_role_display(self):
        return "Éducateur"


def page(template="404.html", **context):
    """The page as Django renders it, with the context processors of the project replaced by `context`."""
    request = RequestFactory().get("/rien/")
    nothing = {"user": SimpleNamespace(is_authenticated=False), "association": None, "nav_items": [], "messages": []}
    nothing["accessibility_standing"] = "conforme"
    return render_to_string(template, nothing | context, request)


def test_page_begins_with_the_skip_link_and_has_its_landmarks():
    html = page()
    assert html.index("Aller au contenu") < html.index("<header")
    assert html.index("<header") < html.index('<main id="contenu"') < html.index("<footer")
    assert html.count("<h1") == 1
    assert "<title>Page introuvable – Partenariat</title>" in html


def test_danger_is_one_tap_away_for_everyone():
    assert "Danger</a>" in page()
    assert "Danger</a>" in page(user=Someone())
    assert "/aide/inquiet-pour-un-mineur/" in render_to_string("500.html")


def test_navigation_marks_the_current_entry():
    entries = [
        {"label": "Partenaires", "url": "/partenaires/", "icon": "people", "current": True},
        {"label": "Jeunes", "url": "/jeunes/", "icon": "person", "current": False},
    ]
    html = page(user=Someone(), nav_items=entries)
    assert 'href="/partenaires/" aria-current="page"' in html
    assert 'href="/jeunes/">' in html


def test_signing_out_is_a_post_with_its_token():
    html = page(user=Someone())
    assert 'method="post" action="/account_logout/"' in html
    assert html.count("csrfmiddlewaretoken") == html.count("account_logout")
    assert "Samira Exemple" in html


def test_stranger_is_offered_to_sign_in():
    assert "Se connecter" in page()
    assert "account_logout" not in page()


@pytest.mark.parametrize(
    "association, said",
    [
        (SimpleNamespace(is_demonstration=True, may_hold_youths=True, dpo_contact=""), "Démonstration."),
        (SimpleNamespace(is_demonstration=False, may_hold_youths=False, dpo_contact=""), "AIPD"),
        (SimpleNamespace(is_demonstration=False, may_hold_youths=True, dpo_contact="dpo@a.example"), "dpo@a.example"),
    ],
)
def test_installation_tells_its_state(association, said):
    assert said in page(user=Someone(), association=association)


def test_messages_stay_in_the_page_with_their_role():
    class Message(SimpleNamespace):
        def __str__(self):
            return self.text

    done, stale = Message(level_tag="success", text="Enregistré."), Message(level_tag="error", text="Refusé.")
    html = page(messages=[done, stale])
    assert 'notice-success" role="status"' in html
    assert 'notice-error" role="alert"' in html


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_pages_of_last_resort_need_no_context(template):
    assert "<h1>" in render_to_string(template)


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html"])
def test_refusals_say_what_to_do(template):
    html = page(template, exception="")
    assert "Revenir à l’accueil" in html


def test_confirmation_owns_its_form():
    html = page("components/_confirm.html", confirm_label="Archiver la fiche", cancel_url="/partenaires/")
    assert "csrfmiddlewaretoken" in html
    assert "Archiver la fiche</button>" in html
