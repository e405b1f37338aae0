"""The audit says all 106 criteria once, by tests that exist, and every page that gives its rate gives the same."""

import re
from collections import Counter

import pytest
from django.conf import settings

from partenariat.accessibility import AUDITED_ON, CRITERIA, RATE, STANDING, State, rate_of, standing_of

# How many criteria each of the thirteen themes of the RGAA 4.1.2 has.
THEMES = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]
NOTES = (settings.BASE_DIR / "docs/accessibility.md").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_every_criterion_has_its_row():
    assert [criterion.number for criterion in CRITERIA] == [
        f"{theme}.{rank}" for theme, count in enumerate(THEMES, 1) for rank in range(1, count + 1)
    ]
    assert all(criterion.subject and criterion.check for criterion in CRITERIA)


def test_every_test_named_exists():
    named = {test for criterion in CRITERIA for test in re.findall(r"([\w/]+\.py)::(\w+)", criterion.check)}
    assert named
    missing = [test for test in named if f"def {test[1]}(" not in (settings.BASE_DIR / test[0]).read_text()]
    assert missing == []


def test_the_rate_counts_a_doubt_as_unmet():
    met, doubt, unmet, other = (CRITERIA[0]._replace(state=state) for state in State)
    assert rate_of([met, met, doubt, other]) == 66
    assert rate_of([met, unmet]) == 50


@pytest.mark.parametrize(
    "rate, said",
    [
        (100, "totalement conforme"),
        (99, "partiellement conforme"),
        (50, "partiellement conforme"),
        (49, "non conforme"),
    ],
)
def test_the_law_names_three_states(rate, said):
    assert standing_of(rate) == said


def test_the_notes_give_the_same_figures():
    found = Counter(criterion.state for criterion in CRITERIA)
    applicable = len(CRITERIA) - found[State.NOT_APPLICABLE]
    assert f"{RATE} %** des critères applicables ({found[State.MET]} sur {applicable})" in NOTES and STANDING in NOTES
    assert AUDITED_ON.strftime("%d/%m/%Y") in NOTES
    rows = re.findall(r"^\| (\d+)\. [^|]+\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", NOTES, re.M)
    written = {int(theme): [int(number) for number in numbers] for theme, *numbers in rows}
    counted = Counter((criterion.theme, criterion.state) for criterion in CRITERIA)
    states = [State.MET, State.UNMET, State.DOUBT, State.NOT_APPLICABLE]
    assert written == {theme: [counted[theme, state] for state in states] for theme in range(1, 14)}


@pytest.mark.django_db
def test_anyone_reads_the_declaration(client, association):
    association.dpo_contact = "dpo@association.example"
    association.save()
    page = client.get("/accessibilite/").content.decode().replace("\u00a0", " ")
    assert f"Accessibilité : {STANDING}" in page and f"{RATE} %" in page
    assert "Défenseur des droits" in page and "dpo@association.example" in page
    assert all(criterion.subject in page for criterion in CRITERIA if criterion.state == State.UNMET)
    assert client.post("/accessibilite/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/partenaires/", "/plan/", "/nulle-part/"])
def test_the_foot_of_every_page_leads_to_both(sign_in, educator, association, path):
    foot = sign_in(educator).get(path).content.decode().partition("<footer")[2]
    assert 'href="/accessibilite/"' in foot and 'href="/plan/"' in foot and STANDING in foot


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["educator", "team_lead", "director", "administrator", "reader"])
def test_the_site_map_leads_to_what_one_may_open(request, sign_in, association, role):
    browser = sign_in(request.getfixturevalue(role))
    page = browser.get("/plan/").content.decode()
    links = re.findall(r'href="([^"#]+)"', page.partition("<main")[2].partition("</main>")[0])
    assert {"/", "/partenaires/", "/equipes/", "/compte/password/change/", "/accessibilite/"} <= set(links)
    assert ("/personnes/" in links) is (role == "administrator")
    assert ("/orientations/nouvelle/" in links) is (role in {"educator", "team_lead"})
    assert {browser.get(link).status_code for link in links} == {200}


@pytest.mark.django_db
def test_a_stranger_sees_only_public_pages_on_the_site_map(client, association):
    main = client.get("/plan/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert set(re.findall(r'href="([^"]+)"', main)) == {
        "/",
        "/compte/login/",
        "/aide/inquiet-pour-un-mineur/",
        "/aide/on-me-demande/",
        "/accessibilite/",
    }
