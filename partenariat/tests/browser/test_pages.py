"""Every page type, as the person who uses it: axe finds nothing, nothing overflows, no other origin is called."""

import re

import pytest

PAGES = {
    "sign-in": (None, "/compte/login/"),
    "danger": (None, "/aide/inquiet-pour-un-mineur/"),
    "asked for names": (None, "/aide/on-me-demande/"),
    "accessibility": (None, "/accessibilite/"),
    "site map": ("admin", "/plan/"),
    "home of an educator": ("educateur", "/"),
    "home of a chef de service": ("chef", "/"),
    "home of the direction": ("direction", "/"),
    "home of an administrator": ("admin", "/"),
    "home of a reader": ("lecture", "/"),
    "inventory": ("educateur", "/partenaires/"),
    "inventory, filtered": ("educateur", "/partenaires/?q=mission+locale&domaine=INS&niveau=operationnel"),
    "inventory, nothing found": ("educateur", "/partenaires/?q=zzzzqqq"),
    "map": ("educateur", "/partenaires/carte/"),
    "map, filtered": ("educateur", "/partenaires/carte/?q=logement&domaine=LOG"),
    "map, nothing found": ("lecture", "/partenaires/carte/?q=zzzzqqq"),
    "inventory, favourites": ("educateur", "/partenaires/?favoris=moi"),
    "orienting, needs to choose": ("lecture", "/orienter/"),
    "orienting": ("educateur", "/orienter/?besoin=hebergement&age=17&commune=33119&condition=gratuit"),
    "orienting, nothing answers": ("educateur", "/orienter/?besoin=mise-a-l-abri&age=16&commune=33119"),
    "inventory, danger first": ("educateur", "/partenaires/?q=dormir+ce+soir+mineur"),
    "inventory, by a synonym": ("educateur", "/partenaires/?q=mdsi"),
    "words": ("lecture", "/aide/sigles/"),
    "words, for administrators": ("admin", "/aide/sigles/?q=maison"),
    "searches without result": ("admin", "/recherches-sans-resultat/"),
    "new partner": ("admin", "/partenaires/nouveau/"),
    "corrections": ("admin", "/corrections/"),
    "imports": ("admin", "/imports/"),
    "people": ("admin", "/personnes/"),
    "invitation": ("admin", "/personnes/inviter/"),
    "review of accounts": ("admin", "/personnes/revue/"),
    "requests of rights": ("chef", "/demandes/"),
    "my devices": ("educateur", "/compte/appareils/"),
    "this device": ("educateur", "/compte/appareils/celui-ci/"),
    "lost telephone": ("educateur", "/compte/appareils/perdu/"),
    "proving again": ("educateur", "/compte/confirmer/"),
    "second factor": ("educateur", "/compte/second-facteur/"),
    "application of codes": ("educateur", "/compte/second-facteur/application/"),
    "passkey": ("educateur", "/compte/second-facteur/cle/"),
    "youths": ("educateur", "/jeunes/"),
    "orientations": ("chef", "/orientations/"),
    "needs without answer": ("chef", "/besoins/"),
    "needs without answer, figures": ("direction", "/besoins/"),
    "calls to make": ("educateur", "/orientations/a-suivre/"),
    "calls of the team": ("chef", "/orientations/a-suivre/"),
    "new orientation": ("educateur", "/orientations/nouvelle/"),
    "new orientation, from a partner": ("educateur", "/orientations/nouvelle/?sens=recue"),
    "requests from partners": ("educateur", "/orientations/recues/"),
    "own traces": ("educateur", "/journal/"),
    "journal on an incident": ("chef", "/journal/incident/"),
    "technical view of the journal": ("admin", "/journal/technique/"),
    "retention of the journal": ("direction", "/journal/duree/"),
    "not found": ("educateur", "/nulle-part/"),
    "forbidden": ("educateur", "/imports/"),
}
WIDTHS = (320, 768, 1280)


def first_link(window, listing, pattern):
    """The first address of the listing’s page that the pattern describes."""
    window.go(listing)
    links = window.page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    return next(link for link in links if re.fullmatch(pattern, link))


def check(window):
    """What must hold on any page at any width."""
    assert window.axe() == []
    assert window.overflow() <= 0
    assert window.foreign == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page(visit, name, width):
    role, path = PAGES[name]
    window = visit(role, width=width)
    window.go(path)
    check(window)


UID = r"[0-9a-f-]{36}"
RECORDS = {
    "sheet": ("educateur", "/partenaires/", rf"/partenaires/{UID}/"),
    "sheet, for its administrator": ("admin", "/partenaires/", rf"/partenaires/{UID}/"),
    "youth": ("educateur", "/jeunes/", rf"/jeunes/{UID}/"),
    "orientation": ("chef", "/orientations/", rf"/orientations/{UID}/"),
    "orientation, to complete": ("educateur", "/orientations/", rf"/orientations/{UID}/completer/"),
}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_a_colleague_offers_its_reasons(visit, width):
    window = visit("educateur", width=width)
    window.go(first_link(window, "/jeunes/?vue=equipe", rf"/jeunes/{UID}/"))
    assert window.page.locator(".reasons button").count() == 4
    check(window)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", RECORDS)
def test_record(visit, name, width):
    role, listing, pattern = RECORDS[name]
    window = visit(role, width=width)
    window.go(first_link(window, listing, pattern))
    check(window)


YOUTH_PAGES = {
    "timeline": "histoire/",
    "new need": "besoins/nouveau/",
    "who is there": "intervenants/nouveau/",
    "new relative": "proches/nouveau/",
    "new co-referent": "educateurs/nouveau/",
}


@pytest.mark.parametrize("page", YOUTH_PAGES)
def test_page_of_a_youth(visit, page):
    window = visit("educateur", width=320)
    window.go(first_link(window, "/jeunes/", rf"/jeunes/{UID}/") + YOUTH_PAGES[page])
    check(window)


@pytest.mark.parametrize("act", ["clore/", "relais/", "fin/"])
def test_act_around_a_youth(visit, act):
    window = visit("chef", width=320)
    links = youth_links(window, act)
    window.go(links[0])
    check(window)


def youth_links(window, act):
    """The links of this act on the first youth of the list that has one."""
    window.go("/jeunes/")
    hrefs = "links => links.map(link => link.getAttribute('href'))"
    youths = window.page.eval_on_selector_all("main .result h2 a", hrefs)
    for youth in youths:
        window.go(youth)
        links = window.page.eval_on_selector_all(f"main a[href$='{act}']", hrefs)
        if links:
            return links
    return []


@pytest.mark.parametrize("width", WIDTHS)
def test_before_telling_and_after(visit, width):
    window = visit("chef", width=width)
    window.go(first_link(window, "/orientations/?statut=contacted", rf"/orientations/{UID}/"))
    check(window)
    window.page.click("text=Transmettre…")
    window.page.check("[name=frame][value=agreement]")
    check(window)
    window.page.click("main button.btn-primary")
    assert "Indiquez quand le jeune" in window.page.inner_text("main")
    check(window)


@pytest.mark.parametrize("width", WIDTHS)
def test_closing_several_asks_first(visit, width):
    window = visit("chef", width=width)
    window.go("/orientations/?statut=ouvertes")
    for box in window.page.locator("[name=choisie]").all()[:3]:
        box.check()
    window.page.click("#lot button")
    window.page.wait_for_selector("[name=confirmer]")
    check(window)


def test_the_note_offers_to_propose_a_sheet(visit):
    window = visit("educateur", width=320)
    window.go("/orientations/nouvelle/")
    window.page.fill("[name=partner_text]", "Introuvable du Lac")
    window.page.click("button[name=chercher]")
    window.page.wait_for_selector("[name=new_kind]")
    check(window)


SHEET_PAGES = ("modifier/", "verifier/", "corriger/", "historique/", "archiver/")


@pytest.mark.parametrize("page", SHEET_PAGES)
def test_page_of_a_sheet(visit, page):
    window = visit("admin", width=320)
    window.go(first_link(window, "/partenaires/", rf"/partenaires/{UID}/") + page)
    check(window)


@pytest.mark.parametrize(
    ("role", "path"), [("admin", "/partenaires/nouveau/"), ("educateur", "/orientations/nouvelle/")]
)
def test_form_with_errors(visit, role, path):
    window = visit(role, width=320)
    window.go(path)
    window.page.click("main form[method=post] button.btn-primary")
    window.page.wait_for_selector("[role=alert]")
    assert window.page.title().startswith("Erreur")
    check(window)


def test_without_scripts_axe_finds_nothing_either(visit):
    window = visit("educateur", width=320)
    window.page.route("**/*.js", lambda route: route.abort())
    for path in ("/", "/partenaires/", "/orientations/nouvelle/"):
        window.go(path)
        assert window.axe() == []
        assert window.overflow() <= 0


WIDEN = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""


def test_text_spacing_can_be_widened(visit):
    window = visit("educateur", width=320)
    spacing = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
    for path in ("/partenaires/", "/orientations/nouvelle/"):
        window.go(path)
        window.page.evaluate(WIDEN, spacing)
        assert window.overflow() <= 0
