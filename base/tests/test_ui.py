"""The pieces of the house: words, icons, components, forms that say what is wrong and where."""

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from base.templatetags import ui

ROOT = Path(__file__).resolve().parents[2]
SPRITE = (ROOT / "static/img/icons.svg").read_text()
NB = "\u00a0"


class NeedForm(forms.Form):
    name = forms.CharField(label="Nom", help_text="Celui de la porte.")
    age = forms.ChoiceField(label="Âge", choices=[("1", "11–15")], widget=forms.RadioSelect, help_text="Environ.")
    needs = forms.MultipleChoiceField(
        choices=[("a", "Garant")], widget=forms.CheckboxSelectMultiple, help_text="Tous."
    )
    agreed = forms.BooleanField(label="Le jeune est d’accord")
    note = forms.CharField(label="Remarque", required=False)

    def clean(self):
        self.add_error(None, "Cette orientation existe déjà.")


class Page(HTMLParser):
    """The elements of a page, as (tag, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)
        self.ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


def refused():
    return render_to_string("components/_form.html", {"form": NeedForm({})})


# Words


@pytest.mark.parametrize(
    "number, said", [(0, "0 partenaire"), (1, "1 partenaire"), (2, "2 partenaires"), (1250, "1 250 partenaires")]
)
def test_zero_and_one_are_singular(number, said):
    assert ui.plural_fr(number, "partenaire,partenaires") == said.replace(" ", NB)


@pytest.mark.parametrize(
    "number, href",
    [
        ("+33536491207", "tel:+33536491207"),
        ("05 36 49 12 07", "tel:0536491207"),
        ("+33 (0)5 36 49 12 07", "tel:+33536491207"),
        ("115", "tel:115"),
        ("3646", "tel:3646"),
        ("à l’accueil", ""),
        (None, ""),
    ],
)
def test_numbers_can_be_called(number, href):
    assert ui.phone_href(number) == href


def test_numbers_never_part():
    assert ui.phone_text("05.36.49.12.07") == "05 36 49 12 07".replace(" ", NB)
    assert ui.phone_text("08 00 23 13 13") == "0 800 231 313".replace(" ", NB)
    assert ui.phone_text("0 800 23 13 13") == "0 800 23 13 13".replace(" ", NB)
    assert ui.phone_text("36 46") == f"36{NB}46"


def test_dates_in_french():
    assert ui.date_fr(date(2026, 3, 1)) == "1er mars 2026".replace(" ", NB)
    assert ui.date_fr(None) == ""
    at_two = datetime(2026, 11, 3, 14, 5, tzinfo=timezone.get_current_timezone())
    assert ui.moment_fr(at_two) == f"3{NB}novembre{NB}2026 à{NB}14{NB}h{NB}05"
    assert ui.moment_fr(at_two.replace(minute=0)).endswith(f"à{NB}14{NB}h")
    assert ui.moment_fr(None) == ""
    assert ui.since_fr(date(2026, 3, 12), date(2026, 11, 3)) == "mars"
    assert ui.since_fr(date(2025, 3, 12), date(2026, 11, 3)) == f"mars{NB}2025"


# Icons


def test_icon_is_hidden_unless_it_carries_the_meaning():
    assert 'aria-hidden="true"' in ui.icon("telephone")
    assert 'role="img" aria-label="Confidentiel"' in ui.icon("lock", label="Confidentiel")


def test_every_icon_named_in_a_template_is_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    named = {
        (path.name, name)
        for path in ROOT.glob("**/templates/**/*.html")
        if ".venv" not in path.parts
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }
    named |= {("ui.py", name) for name in ui.ICONS.values()}
    assert not [found for found in named if found[1] not in drawn]


# Components


def test_pagination_keeps_the_other_parameters():
    request = RequestFactory().get("/partenaires/", {"q": "logement", "page": "2"})
    page = Paginator(range(1000), 25).get_page(2)
    html = render_to_string("components/_pagination.html", {"page": page}, request)
    assert "Page 2 sur 40" in html
    assert "?q=logement&amp;page=3" in html
    assert html.count("aria-current") == 1


def test_one_page_needs_no_pagination():
    page = Paginator(range(3), 25).get_page(1)
    assert not render_to_string("components/_pagination.html", {"page": page}).strip().count("<nav")


@pytest.mark.parametrize(
    "name, context, said",
    [
        ("_state", {"state": "stale", "label": "non vérifiée depuis mars"}, "state-stale"),
        ("_level", {"level": "proximity"}, "Proximité"),
        ("_domain", {"code": "LOG-02", "label": "Bailleurs"}, "domain-LOG"),
        ("_status", {"tone": "ended", "label": "plus de nouvelles"}, "status-ended"),
        ("_phone", {"number": "115"}, 'href="tel:115"'),
        ("_chips", {"chips": [{"label": "Santé", "url": "?"}]}, "Retirer le filtre"),
        ("_timeline", {"events": [{"when": "3 mars", "what": "appel", "internal": True}]}, 'class="internal"'),
        ("_empty", {"title": "Rien à suivre"}, "Rien à suivre"),
        ("_copy", {"text": "CLLAJ\n115"}, "hidden"),
        ("_print_buttons", {"internal": True}, 'data-print="internal"'),
    ],
)
def test_component_says_it_in_words(name, context, said):
    assert said in render_to_string(f"components/{name}.html", context)


# Forms


def test_refused_form_lists_its_errors_with_links_to_the_fields():
    page = Page(refused())
    links = [attributes["href"][1:] for tag, attributes in page.elements if tag == "a"]
    assert links == ["id_name", "id_age", "id_needs", "id_agreed"]
    assert set(links) <= set(page.ids)
    assert "Cette orientation existe déjà." in refused()


def test_errors_and_helps_are_tied_to_their_fields():
    page = Page(refused())
    described = {name for _, attributes in page.elements for name in attributes.get("aria-describedby", "").split()}
    assert {"id_name_helptext", "id_name_error", "id_age_error", "id_needs_error", "id_agreed_error"} <= described
    assert described <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_invalid_fields_say_so_and_groups_have_a_legend():
    page = Page(refused())
    inputs = [attributes for tag, attributes in page.elements if tag == "input"]
    assert all(attributes.get("aria-invalid") == "true" for attributes in inputs if attributes["name"] != "note")
    tags = [tag for tag, _ in page.elements]
    assert tags.count("fieldset") == tags.count("legend") == 2


def test_required_fields_are_announced_before():
    html = refused()
    assert html.index("sont obligatoires") < html.index('id="id_name"')


def test_errors_are_summarised_in_reading_order():
    class Two(forms.Form):
        first = forms.CharField(required=False)
        second = forms.CharField()

        def clean(self):
            self.add_error("first", "après coup")

    problems = ui.form_problems({"form": Two({})})
    assert [problem["anchor"] for problem in problems] == ["id_first", "id_second"]


def test_a_refused_value_comes_with_an_example():
    class Typed(forms.Form):
        day, at, address = forms.DateField(), forms.DateTimeField(), forms.EmailField()

    errors = Typed({"day": "hier", "at": "midi", "address": "ici"}).errors
    assert "JJ/MM/AAAA" in errors["day"][0] and "14:30" in errors["at"][0] and "@" in errors["address"][0]


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "le jour même"), (1, "1 jour"), (45, "45 jours"), (60, "2 mois"), (210, "7 mois"), (365, "12 mois")],
)
def test_delays_are_said_in_days_then_in_months(days, said):
    assert ui.delay_fr(days) == said.replace(" ", NB)
