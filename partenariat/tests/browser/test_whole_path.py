"""A need from the wish to three months after, without any identity (L-07), on a small screen, without scripts."""

import re
from datetime import date, timedelta

SAVE = "main .form-actions button.btn-primary"
WISH = "un endroit calme pour réviser"
IDENTITY = re.compile(
    r"^(first_?name|last_?name|name|nom|prenom|phone|telephone|mobile|email|mail|address|adresse|birth_?date|nir)$"
)


def day(ago):
    return (date.today() - timedelta(days=ago)).isoformat()


class Path:
    """What a person does along the path; every field met is remembered."""

    def __init__(self, window):
        self.window, self.page, self.fields, self.pages = window, window.page, set(), 0

    def look(self):
        """Every page met fits the screen, and its fields are remembered."""
        assert self.window.overflow() <= 0, self.page.url
        fields = self.page.locator("main :is(input, select, textarea)[name]")
        self.fields |= set(fields.evaluate_all("all => all.map(field => field.name)"))
        self.pages += 1

    def go(self, path):
        self.window.go(path)
        self.look()

    def press(self, words):
        """A button or a link of the page, by its words."""
        self.page.locator("main").locator("button, a").filter(has_text=re.compile(words)).first.click()
        self.look()

    def save(self):
        self.page.click(SAVE)
        self.look()

    def choose(self, label):
        self.page.locator("main").get_by_label(label, exact=True).check()

    def text(self):
        return re.sub(r"\s+", " ", self.page.inner_text("main"))

    def note(self, ago, url, slug, **facts):
        """A fact of another day, by its small form."""
        self.go(f"{url}{slug}/")
        self.page.fill("[name=on]", day(ago))
        for name, value in facts.items():
            field = self.page.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "radio":
                self.page.locator(f"[name={name}][value={value}]").check()
            else:
                field.fill(value)
        self.save()
        assert self.page.url.startswith(self.window.server_url)
        assert "notice-error" not in self.page.content(), self.text()


def created(path):
    """A new youth and an orientation, typed four months after it happened; their addresses."""
    path.go("/partenaires/?q=CLLAJ+des+Deux-Rives")
    path.page.click("main .result h2 a:has-text('CLLAJ des Deux-Rives')")
    path.page.click("text=Orienter un jeune ici")
    path.look()
    path.choose("Un nouveau jeune")
    path.choose("16–17 ans")
    path.page.select_option("[name=need]", label="Recherche de logement")
    path.page.select_option("[name=mode]", label="accompagnement physique au premier rendez-vous")
    path.choose("oui, le jeune est d’accord")
    path.page.fill("[name=happened_on]", day(140))
    path.page.locator("summary:has-text('Où en est-on')").click()
    path.choose("contact pris avec le partenaire")
    path.save()
    referral = path.page.url
    youth = path.page.locator("main a[href^='/jeunes/']").first.get_attribute("href")
    return referral, youth


def test_a_need_from_the_wish_to_three_months_after_without_any_identity(visit):
    window = visit("educateur", width=320, javascript=False)
    path = Path(window)
    referral, youth = created(path)
    url = referral.removeprefix(window.server_url)
    reference = re.search(r"\d{4}-[A-Z]", path.text())[0]

    # The wish, in the youth’s words, beside the need.
    path.go(youth)
    assert "Recherche de logement" in path.text()
    path.press("Modifier|Corriger|Compléter le besoin|Noter son souhait")
    path.page.fill("[name=wish]", WISH)
    path.save()
    path.go(youth)
    assert WISH in path.text()

    # What is told, without anything nominative; then what happened, each on its day.
    path.go(f"{url}transmettre/")
    path.page.locator("[name=categories][value=need]").check()
    path.page.fill("[name=shared_on]", day(139))
    path.save()
    assert "sans donnée nominative" in path.text()
    path.note(130, url, "rendez-vous", appointment_at=f"{day(120)}T10:00")
    path.note(120, url, "honore")
    path.note(118, url, "demarche-accompagnee")
    path.note(117, url, "prise-en-charge")
    path.note(110, url, "demarche-du-jeune")
    path.note(100, url, "bilan")
    path.note(95, url, "cloture", outcome="served", autonomy="with_support")
    path.go(url)
    assert "service rendu, besoin couvert" in path.text()
    path.go(youth)
    assert "besoin couvert" in path.text()

    # Three months after, one tap; and it is found by what is said on the telephone.
    path.go("/orientations/a-suivre/")
    row = path.page.locator(f"[data-referral='{url.split('/')[2]}']")
    row.get_by_role("button", name=re.compile("^oui, y va sans nous")).click()
    path.look()
    path.go(f"/orientations/?q={reference.replace('-', '').lower()}")
    path.go(url)
    assert "oui, y va sans nous" in path.text()

    assert path.pages > 20 and len(path.fields) > 15
    assert not [name for name in path.fields if IDENTITY.match(name)]
    assert "landmark" in path.fields  # offered, never filled
