"""The printed sheets on the demonstration: one page, large letters, plain words (field guide 5.6, 5.7)."""

import re

import pytest

from partenariat.tests.browser.test_pages import UID, check, first_link
from referrals.sheets.who_helps import MOST
from referrals.tests.reading import dates_in_figures, long_sentences, reading_ease, unknown_acronyms

APPOINTMENTS = ("/orientations/?statut=appointment", rf"/orientations/{UID}/")
YOUTHS = ("/jeunes/", rf"/jeunes/{UID}/")
SHEETS = {
    "mon-rendez-vous": APPOINTMENTS,
    "fiche-navette": APPOINTMENTS,
    "trois-questions": APPOINTMENTS,
    "qui-m-aide": YOUTHS,
    "mes-informations": YOUTHS,
}
LEAST_PIXELS = 14 / 0.75  # 14 points
FLOOR = 60  # « standard » in the scale of Kandel and Moles
STYLES = """() => [...document.querySelectorAll(".paper *")]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .map(element => getComputedStyle(element))
    .map(style => [parseFloat(style.fontSize), style.textAlign, style.fontStyle, style.textTransform])"""


def printed_pages(window):
    """How many pages the printer gets."""
    return len(re.findall(rb"/Type\s*/Page\b", window.page.pdf(prefer_css_page_size=True)))


@pytest.fixture
def sheet(visit):
    """Open a sheet of the first record of its list: `sheet("mon-rendez-vous", "?format=a4", width=390)`."""
    found = {}

    def opened(name, version="", width=390):
        window = visit("chef", width=width)
        found.setdefault(name, first_link(window, *SHEETS[name]))
        window.go(f"{found[name]}{name}/{version}")
        return window

    return opened


@pytest.mark.parametrize("paper", ["a5", "a4"])
@pytest.mark.parametrize("name", SHEETS)
def test_one_page_of_large_letters(sheet, name, paper):
    window = sheet(name, f"?format={paper}&nom=visible")
    assert printed_pages(window) == 1
    window.page.emulate_media(media="print")
    styles = window.page.evaluate(STYLES)
    assert len(styles) > 4
    assert {tuple(rest) for size, *rest in styles} <= {("left", "normal", "none"), ("start", "normal", "none")}
    assert min(size for size, *_ in styles) >= LEAST_PIXELS - 0.01
    assert not window.page.locator("form, button, .banner, .topbar").filter(visible=True).count()


FILLED = """most => {
    const list = document.querySelector(".paper-list");
    [...list.children].slice(1).forEach(row => row.remove());
    for (let rank = 0; rank < most; rank++) {
        const row = document.createElement("li");
        const lines = [
            "Pour quoi : préparer un dossier de demande de logement.", "Quand : mercredi 23 septembre à 16 heures 30.",
            "Où : 125 avenue du Président-de-la-République, résidence des Mariniers, 33000 Bordeaux.",
            "Téléphone : 05 36 49 11 03.",
        ];
        row.innerHTML = "<h2>Mme Aulne, Service social scolaire du collège des Deux-Rives</h2>"
            + lines.map(line => `<p>${line}</p>`).join("");
        list.append(row);
    }
}"""


@pytest.mark.parametrize("paper", ["a5", "a4"])
def test_the_sheet_of_who_helps_holds_in_one_page_when_full(sheet, paper):
    window = sheet("qui-m-aide", f"?format={paper}")
    window.page.evaluate(FILLED, MOST[paper])
    assert printed_pages(window) == 1


@pytest.mark.parametrize("version", ["?ton=tu", "?ton=vous&nom=visible", "?nom=masque"])
@pytest.mark.parametrize("name", SHEETS)
def test_plain_words_on_the_demonstration(sheet, name, version):
    page = sheet(name, version).page.content()
    assert long_sentences(page) == [] and unknown_acronyms(page) == set() and dates_in_figures(page) == []
    assert reading_ease(page) >= FLOOR


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", SHEETS)
def test_on_screen(sheet, name, width):
    check(sheet(name, width=width))


def test_a_version_is_chosen_without_scripts(visit):
    window = visit("chef", width=390, javascript=False)
    window.go(first_link_without_scripts(window) + "mon-rendez-vous/")
    window.page.click("summary:has-text('Choisir la version')")
    window.page.select_option("select[name=nom]", "masque")
    window.page.click("text=Voir cette version")
    assert "nom=masque" in window.page.url and window.page.locator(".paper .qr").count() == 0


def first_link_without_scripts(window):
    """As `first_link`, read from the page itself."""
    window.go(APPOINTMENTS[0])
    return re.search(rf'href="({APPOINTMENTS[1]})"', window.page.content())[1]


def test_writing_a_protocol_on_a_telephone(visit):
    window = visit("admin", width=320)
    window.go(first_link(window, "/partenaires/", rf"/partenaires/{UID}/"))
    window.page.locator("a[href$='/protocole/']").first.click()
    check(window)


def test_the_public_version_is_one_page_for_anyone(visit):
    window = visit(None, width=390)
    window.go("/aide/mes-informations/")
    assert printed_pages(window) == 1 and "On me répond en un mois." in window.page.inner_text(".paper")
    check(window)
