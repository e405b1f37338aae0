"""What axe does not see (RGAA 4.1.2): sound markup, names, large text, the focus along the keyboard’s way."""

from collections import Counter
from html.parser import HTMLParser

import pytest

from partenariat.tests.browser.test_pages import PAGES, RECORDS, first_link

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "section", "form", "fieldset", "table", "h1", "h2", "h3", "nav", "details"}
PARENTS = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "tr": {"thead", "tbody"}, "option": None}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}}


class Markup(HTMLParser):
    """The faults of a page as it was sent: nesting, closing, attributes and ids given twice."""

    def __init__(self, html):
        super().__init__()
        self.open, self.faults, self.ids = [], [], Counter()
        self.feed(html)
        self.faults += [f"<{tag}> left open" for tag in self.open]
        self.faults += [f"id {value} twice" for value, times in self.ids.items() if times > 1]

    def handle_starttag(self, tag, attrs):
        names = Counter(name for name, _ in attrs)
        self.faults += [f"{name} twice on <{tag}>" for name, times in names.items() if times > 1]
        self.ids.update(value for name, value in attrs if name == "id")
        self.faults += [f"<{tag}> in <{outer}>, {self.getpos()}" for outer in self.forbidden(tag)]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID or not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing, {self.getpos()}")

    def forbidden(self, tag):
        """The elements now open that may not hold this one."""
        parent = self.open[-1] if self.open else ""
        if tag not in CHILDREN.get(parent, {tag}) or parent not in (PARENTS.get(tag) or {parent}):
            yield parent
        if tag in {"a", "button", "input", "select", "textarea"}:
            yield from {"a", "button"} & set(self.open)
        if tag in BLOCKS:
            yield from {"p", "span", "button", "label"} & set(self.open)


BUILT = """() => {
    const all = (what) => [...document.querySelectorAll(what)];
    const levels = all("h1, h2, h3, h4, h5, h6").filter((one) => one.checkVisibility()).map((one) => +one.tagName[1]);
    return {
        doctype: document.doctype?.name,
        lang: document.documentElement.lang,
        titled: / – Partenariat$/.test(document.title),
        tops: levels.filter((level) => level === 1).length,
        skipped: levels.filter((level, rank) => rank && level > levels[rank - 1] + 1),
        zones: ["header", "main", "footer"].map((zone) => all(`body > ${zone}`).length),
        first: document.body.querySelector("a").getAttribute("href"),
        windows: all("[target]").length,
        tables: all("table").filter((table) => !table.caption || table.querySelector("th:not([scope])")).length,
        frames: all("iframe, object, embed, img:not([alt]), [tabindex]:not([tabindex='0'], [tabindex='-1'])").length,
    };
}"""
SOUND = {
    "doctype": "html",
    "lang": "fr",
    "titled": True,
    "tops": 1,
    "skipped": [],
    "zones": [1, 1, 1],
    "first": "#contenu",
    "windows": 0,
    "tables": 0,
    "frames": 0,
}
NAMED = """() => {
    const all = (what) => [...document.querySelectorAll(what)].filter((one) => one.checkVisibility());
    const said = (one) => (one.getAttribute("aria-label") || one.textContent).trim().replace(/\\s+/g, " ");
    const labelled = (one) => one.labels?.length || one.getAttribute("aria-label");
    const places = {};
    all("a[href]:not(.results a)").forEach((one) => (places[said(one)] ??= new Set()).add(one.getAttribute("href")));
    return [
        ...all("a[href], button, summary").filter((one) => !said(one)).map((one) => one.outerHTML),
        ...all("input:not([type=hidden]), select, textarea").filter((one) => !labelled(one)).map((one) => one.name),
        ...Object.entries(places).filter(([, links]) => links.size > 1).map(([name]) => name),
        ...[...document.querySelectorAll("[aria-describedby], [aria-labelledby]")].flatMap((one) =>
            `${one.getAttribute("aria-describedby") ?? ""} ${one.getAttribute("aria-labelledby") ?? ""}`.split(" ")
                .filter((id) => id && !document.getElementById(id))),
    ];
}"""


def opened(visit, name):
    """That page at its usual width, and the answer of the server."""
    if name in PAGES:
        role, path = PAGES[name]
        window = visit(role)
        return window, window.go(path)
    role, listing, pattern = RECORDS[name]
    window = visit(role)
    return window, window.go(first_link(window, listing, pattern))


@pytest.mark.parametrize("name", [*PAGES, *RECORDS])
def test_page_is_well_built(visit, name):
    window, answer = opened(visit, name)
    assert Markup(answer.text()).faults == []
    assert window.page.evaluate(BUILT) == SOUND


@pytest.mark.parametrize("name", [*PAGES, *RECORDS])
def test_everything_has_its_name(visit, name):
    window, _ = opened(visit, name)
    assert window.page.evaluate(NAMED) == []


LARGE = "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }"


@pytest.mark.parametrize(
    "name", ["sign-in", "inventory", "new orientation", "orientations", "people", "youth", "sheet"]
)
def test_text_twice_as_large(visit, name):
    window, _ = opened(visit, name)
    window.page.set_viewport_size({"width": 640, "height": 900})
    window.page.evaluate(LARGE, "html { font-size: 200% !important }")
    assert window.overflow() <= 0
    assert window.page.locator("main h1").is_visible()


FOCUS = """() => {
    const one = document.activeElement, box = one.closest(".searchbar");
    const drawn = (place) => place && parseFloat(getComputedStyle(place).outlineWidth) >= 2
        && getComputedStyle(place).outlineStyle !== "none";
    const seen = drawn(one) || drawn(box) || /^date/.test(one.type);
    return [one === document.body, seen ? "" : one.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("name", ["sign-in", "inventory", "new partner", "new orientation", "sheet", "people"])
def test_the_keyboard_goes_through_with_its_focus_seen(visit, name):
    window, _ = opened(visit, name)
    last = window.page.locator("footer a").last
    for _ in range(250):
        window.page.keyboard.press("Tab")
        out, unseen = window.page.evaluate(FOCUS)
        assert not unseen
        if out or last.evaluate("one => one === document.activeElement"):
            break
    assert last.evaluate("one => one === document.activeElement")


def test_a_list_that_changes_says_so(visit):
    window = visit("educateur")
    window.go("/partenaires/")
    window.page.click("[data-facet='domaine:LOG']")
    window.page.locator("#annonce", has_text="12").wait_for(state="attached")
    assert window.page.locator("#annonce").get_attribute("role") == "status"
    assert window.page.evaluate("document.activeElement.dataset.facet") == "domaine:LOG"
