"""The rows of the inventory as they are drawn: a template took a third of the page to draw twenty-five of them."""

from django.utils.safestring import SafeString

from base.html import filled, filled_each
from base.templatetags.ui import icon

ROW = """
<li class="result domain-{code}"><div><h2><a href="{url}">{title}</a>{short}</h2>
<p class="meta"><span class="domain">{domain_icon}{domain}</span>{said}</p></div>\
<div class="badges">{badges}<span class="state state-{freshness}">{freshness_icon}{freshness_label}</span>\
{stars}</div>\
{more}</li>"""
AS_TOLD = ("code", "url", "title", "domain_icon", "domain", "freshness", "freshness_icon", "freshness_label")
CLOSED = '<span class="state state-aging">{}{}</span> '
TEAM_STAR = ' <span class="tag">{}Favori de l’équipe</span>'
PHONE = ' <a class="phone" href="{}">{}<span class="visually-hidden">Appeler {}\u00a0: </span>{}</a>'
STAR = '<button class="star" formaction="{}" name="vers" {}{}>{}</button>'
PUT_ON = 'value="oui" aria-label="Ajouter {} à mes favoris"'
TAKE_OFF = '{}<span>Dans mes favoris<span class="visually-hidden">&nbsp;: retirer {}</span></span>'
NOTHING = SafeString("")


def drawn(row):
    """A row, from what `rows_of` says of it."""
    pieces = {
        "short": _short(row),
        "said": _said(row),
        "badges": _badges(row),
        "stars": _stars(row),
        "more": _more(row),
    }
    return filled(ROW, **{name: row[name] for name in AS_TOLD}, **pieces)


def _short(row):
    if not row["acronym"]:
        return NOTHING
    spelt = filled('<abbr title="{}">{}</abbr>', row["spelt"], row["acronym"]) if row["spelt"] else row["acronym"]
    return filled(' <small class="soft">{}</small>', spelt)


def _said(row):
    said = (text for text in (row["places"], *row["told"], row["why"]) if text)
    return filled_each(" <span>{}</span>", ((text,) for text in said))


def _badges(row):
    state = filled('<span class="tag">{}</span> ', row["state"]) if row["state"] else NOTHING
    relation = filled('<span class="tag">{}</span> ', row["relation"]) if row["relation"] else NOTHING
    closed = filled(CLOSED, icon("pause-circle"), row["closed"]) if row["closed"] else NOTHING
    return state + relation + closed + filled_each('<span class="level {}">{}</span> ', row["levels"])


def _stars(row):
    team = filled(TEAM_STAR, icon("star-fill")) if row["is_team_favourite"] else NOTHING
    return team + (filled(" {}", star(row)) if row["may_star"] else NOTHING)


def star(row, *, is_tapped=False):
    """The star of a row: a button of the form around the list."""
    focus = SafeString(" autofocus") if is_tapped else ""
    if row["is_favourite"]:
        said = filled(TAKE_OFF, icon("star-fill"), row["name"])
        return filled(STAR, row["star_url"], SafeString('value="non"'), focus, said)
    return filled(STAR, row["star_url"], filled(PUT_ON, row["name"]), focus, icon("star"))


def _more(row):
    if not row["line"] and not row["phone"]:
        return NOTHING
    phone = NOTHING
    if row["phone"]:
        phone = filled(PHONE, row["phone_href"], icon("telephone"), row["name"], row["phone"])
    return filled('<p class="more said"><span>{}</span>{}</p>', row["line"], phone)
