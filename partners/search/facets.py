"""The facets panel: each value that would show something, its count, and the address that chooses or drops it."""

from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString

from base.html import filled
from base.templatetags.ui import icon, plural_fr
from partners.filters import GROUPS, SINGLE, STATES, TABLES
from partners.filters.needs import word_of
from partners.search.bits import FIRST_BITS, OFFERED
from partners.search.conditions import COLUMNS, MISS
from partners.search.favourites import LABELS
from partners.search.needs import counted_needs, toggled
from partners.search.whereabouts import with_radii

LEGENDS = {
    "favoris": "Favoris",
    "sexe": "Filles ou garçons",
    "condition": "Accueil",
    "delai": "Délai habituel",
    "langue": "Langues parlées",
    "ouvert": "Horaires",
    "domaine": "Domaine",
    "besoin": "Besoin",
    "commune": "Lieu",
    "niveau": "Niveau de partenariat",
    "statut": "Statut du partenariat",
    "equipe": "Équipe référente",
    "fraicheur": "Fiche",
    "mode": "Mode",
    "nature": "Nature",
}
LEVEL_ICONS = {"strategique": "diamond-fill", "operationnel": "circle-fill", "proximite": "triangle-fill"}
FRESHNESS_ICONS = {
    "a-jour": "check-circle-fill",
    "a-revoir": "clock-history",
    "non-verifiee": "exclamation-octagon-fill",
}
ICONS = LEVEL_ICONS | FRESHNESS_ICONS
# Folded until something is chosen in them.
FOLDED = {"langue", "equipe", "statut", "mode", "nature"}
NOTES = {
    "condition": "Un silence de la fiche n’est pas un oui.",
    "delai": "Quand la fiche le dit.",
    "langue": "En plus du français, si la fiche le dit. Une langue plus rare\u00a0: cherchez son nom.",
}
# The others are found by their name, as words.
MOST_LANGUAGES = 8
# As the statement writes it: neither open nor closed.
HOURS_UNKNOWN = 2
STATE_LABELS = {"": "en usage", "archives": "archivées", "brouillons": "brouillons"}


def panel(asked, found):
    """Each group of the panel by its name: legend and facets."""
    groups = {"domaine": _domains(asked, found), "commune": _communes(asked, found), "equipe": _teams(asked, found)}
    groups |= {"favoris": _favourites(asked, found), "besoin": _needs(asked, found)}
    groups |= {group: _packed(asked, found, group) for group in TABLES if group not in OFFERED}
    groups |= {group: _offered(asked, found, group) for group in OFFERED}
    notes = {group: note for group, note in NOTES.items() if groups[group]} | {"ouvert": _hours_note(found)}
    shown = {
        group: {
            "legend": LEGENDS[group],
            "facets": groups[group],
            "note": notes.get(group, ""),
            "folded": group in FOLDED,
            "open": bool(asked.chosen[group]),
        }
        for group in GROUPS
    }
    shown = with_radii(shown, asked, found)
    for group in shown.values():
        group["links"] = SafeString("\n".join(map(_link, group["facets"])))
    return shown


def _link(facet):
    # Put together here: a page has seventy of them, and ten template nodes each took longer than counting them.
    code, name, mark = facet.get("code"), f"{facet['key']}:{facet['value']}", facet.get("icon")
    classes = [*([f"domain-{code}"] if code else []), *(["ps-4"] if facet.get("sub") else [])]
    return filled(
        '<li><a href="{url}" data-facet="{name}"{classes}{current}><span>{mark}{label}</span> <b>{count}</b></a></li>',
        url=facet["url"],
        name=name,
        count=facet["count"],
        label=facet["label"],
        classes=filled(' class="{}"', " ".join(classes)) if classes else "",
        current=SafeString(' aria-current="true"') if facet["current"] else "",
        mark=icon("check2") if facet["current"] else icon(mark) if mark else "",
    )


def states(asked, *, with_drafts):
    """Sheets in use, archived ones, and drafts for those who write them: one at a time, not counted."""
    return [
        {"label": capfirst(STATE_LABELS[state]), "url": asked.url(etat=state), "current": asked.state == state}
        for state in STATES
        if with_drafts or state in ("", "archives", asked.state)
    ]


def alone(found, group):
    """Rows counted as if this group had no filter."""
    kept = {0, MISS[group]}
    return [row for row in found.counts if row["misses"] in kept]


def _packed(asked, found, group):
    column = COLUMNS[group]
    rows = [row for row in alone(found, group) if row[column] is not None]
    counted = (
        (word, capfirst(choice.label), sum(row["number"] for row in rows if row[column] >> rank & 1), ICONS.get(word))
        for rank, (word, choice) in enumerate(TABLES[group].items())
    )
    return _kept(_facet(asked, group, *values) for values in counted)


def _offered(asked, found, group):
    """Values met by a service that meets the rest; conditions add up, so that they are counted with each other."""
    alone_in_group = group != "condition" and asked.chosen[group]
    numbers = found.offers.get(group if alone_in_group else "offre", {})
    counted = (
        (word, capfirst(choice.label), numbers.get(FIRST_BITS[group] + rank, 0))
        for rank, (word, choice) in enumerate(OFFERED[group].items())
    )
    facets = _kept(_facet(asked, group, *values) for values in counted)
    return _most_spoken(facets) if group == "langue" else facets


def _most_spoken(facets):
    """The languages that most partners speak, and those that are chosen, in the order of the table."""
    common = sorted(facets, key=lambda facet: -facet["count"])[:MOST_LANGUAGES]
    return [facet for facet in facets if facet in common or facet["current"]]


def _hours_note(found):
    """Unknown hours are never « ouvert »: how many sheets say none."""
    number = sum(row["number"] for row in alone(found, "ouvert") if row["open_bits"] == HOURS_UNKNOWN)
    return f"{plural_fr(number, 'partenaire,partenaires')} sans horaires connus" if number else ""


def _teams(asked, found):
    return _listed(asked, "equipe", [(team["uid"], team["name"], team["number"]) for team in found.teams])


def _favourites(asked, found):
    kinds = LABELS.items()
    return _kept(_facet(asked, "favoris", word, label, found.favourites[word], "star-fill") for word, label in kinds)


def _needs(asked, found):
    """Families of needs; the needs of those that are chosen follow their family."""
    return _kept(_need(asked, need, count) for need, count in counted_needs(asked, found))


def _need(asked, need, count):
    facet = _facet(asked, "besoin", word_of(need), need.label, count)
    return facet | {"url": asked.url(besoin=toggled(asked, need)), "sub": need.parent_id}


def _communes(asked, found):
    return _listed(asked, "commune", [(item["code"], item["name"], item["number"]) for item in found.communes])


def _listed(asked, group, counted):
    """Values that the statement named, and the chosen ones that it did not because nothing has them."""
    named = {word for word, label, number in counted}
    missing = [(value.word, value.label, 0) for value in asked.chosen[group] if value.word not in named]
    return _kept(_facet(asked, group, *values) for values in [*counted, *missing])


def _domains(asked, found):
    """First-level domains; the sub-domains of those that are chosen follow their domain."""
    rows = [row for row in alone(found, "domaine") if row["domain_bits"] is not None]
    opened = {domain.parent_id or domain.pk for domain in _chosen_domains(asked)}
    facets = []
    for top in (domain for domain in asked.domains if not domain.parent_id):
        facets.append(_domain(asked, rows, top))
        children = (item for item in asked.domains if item.parent_id == top.pk) if top.pk in opened else ()
        facets += [_domain(asked, rows, child) for child in children]
    return _kept(facets)


def _domain(asked, rows, domain):
    column = "subdomain_bits" if domain.parent_id else "domain_bits"
    count = sum(row["number"] for row in rows if row[column] >> domain.bit & 1)
    facet = _facet(asked, "domaine", domain.code, domain.label, count, "" if domain.parent_id else domain.icon)
    return facet | {
        "url": asked.url(domaine=_toggled(asked, domain)),
        "code": domain.code[:3],
        "sub": domain.parent_id,
    }


def _toggled(asked, domain):
    """A sub-domain takes the place of its domain, and gives it back when it is the last to be dropped."""
    words = asked.words_of("domaine")
    if not words:
        return [domain.code]
    family = {item.code for item in asked.domains if domain.top.pk in (item.pk, item.parent_id)}
    if domain.code not in words:
        replaced = {domain.top.code} if domain.parent_id else family
        return [word for word in words if word not in replaced] + [domain.code]
    left = [word for word in words if word != domain.code]
    return left if not domain.parent_id or family & set(left) else [*left, domain.top.code]


def _chosen_domains(asked):
    words = set(asked.words_of("domaine"))
    return [domain for domain in asked.domains if domain.code in words]


def _facet(asked, group, word, label, count, icon=""):
    words = asked.words_of(group)
    current = word in words
    kept = [] if group in SINGLE else [item for item in words if item != word]
    left = kept if current else [*kept, word]
    url = asked.url(**{group: left})
    return {"key": group, "value": word, "label": label, "count": count, "url": url, "current": current, "icon": icon}


def _kept(facets):
    return [facet for facet in facets if facet["count"] or facet["current"]]
