"""The words and marks shared by all screens: icons, pages, French plurals, phones and dates."""

import re
from datetime import datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

NO_BREAK = "\u00a0"
CURRENT = SafeString(' aria-current="page"')
ICONS = {
    "strategic": "diamond-fill",
    "operational": "circle-fill",
    "proximity": "triangle-fill",
    "fresh": "check-circle-fill",
    "aging": "clock-history",
    "stale": "exclamation-octagon-fill",
    "draft": "pencil-square",
    "todo": "bell",
    "waiting": "hourglass-split",
    "progress": "arrow-right-circle",
    "done": "check-circle-fill",
    "ended": "slash-circle",
}


class OnceNode(template.Node):
    """What is the same on every page, drawn without any variable and kept as long as the process."""

    def __init__(self, nodelist):
        self.nodelist = nodelist
        self.drawn = {}

    def render(self, context):
        """The text drawn by the first page; another table of addresses draws its own."""
        addresses = settings.ROOT_URLCONF
        if addresses not in self.drawn:
            self.drawn[addresses] = self.nodelist.render(template.Context())
        return self.drawn[addresses]


@register.tag
def once(parser, token):
    """`{% once %}…{% endonce %}`: static files, icons and named pages that depend on nobody. Holds no variable."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist)


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name, label=""):
    """A drawing of our sprite: hidden from screen readers, or named when it alone carries the meaning."""
    # Kept: a list draws two hundred, and the address of the sprite is that of the whole process.
    href = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def nav_list(items):
    """The entries of the main navigation, the current one said; drawn once for the two places where they stand."""
    drawn = ((item["url"], CURRENT if item["current"] else "", icon(item["icon"]), item["label"]) for item in items)
    entries = format_html_join("\n", '<li><a href="{}"{}>{}{}</a></li>', drawn)
    return format_html('<ul class="nav-list nav-entries">\n{}\n</ul>', entries)


@register.filter
def icon_of(value):
    """The drawing that goes with a level, a freshness or the tone of a status."""
    return ICONS[str(value)]


@register.simple_tag
def page_range(page):
    """The numbers around this page, its first and its last, and an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def form_problems(context):
    """What the forms of this page refuse, in reading order: text, and the anchor of its field if it has one."""
    forms = [context.get("form")]
    problems = []
    for formset in context.get("formsets") or []:
        problems += [{"text": error, "anchor": ""} for error in formset.non_form_errors()]
        forms += formset.forms
    return _problems(forms) + problems


def _problems(forms):
    errors = ((form, name) for form in forms if form for name in _in_reading_order(form))
    return [_problem(form, name, error) for form, name in errors for error in form.errors[name]]


def _in_reading_order(form):
    # Errors found by clean() come last in form.errors, wherever their field stands in the page.
    order = list(getattr(form, "field_order", None) or form.fields)
    return sorted(form.errors, key=lambda name: order.index(name) if name in order else -1)


def _problem(form, name, error):
    if name not in form.fields:
        return {"text": error, "anchor": ""}
    field = form[name]
    anchor = "" if field.is_hidden else field.auto_id if field.use_fieldset else field.id_for_label
    mark = "" if str(field.label).endswith("?") else f"{NO_BREAK}:"
    return {"text": f"{field.label}{mark} {error}", "anchor": anchor}


@register.filter
def has_required(form):
    """Whether a visible field of the form must be filled."""
    return any(field.field.required for field in form.visible_fields())


@register.filter
def plural_word(number, words):
    """The word that agrees with the number: in French, zero and one are singular."""
    singular, plural = words.split(",")
    return plural if abs(number or 0) >= 2 else singular


@register.filter
def plural_fr(number, words):
    """« 1 partenaire », « 1 250 partenaires »: the number, spaced by thousands, and its word."""
    return f"{spaced(number)}{NO_BREAK}{plural_word(number, words)}"


@register.filter
def ticked(options):
    """How many boxes of a family of choices are ticked."""
    return sum(bool(option["selected"]) for option in options)


@register.filter
def delay_fr(days):
    """« le jour même », « 10 jours », « 6 mois »: a delay in the unit people speak in, months from sixty days on."""
    if not days:
        return f"le{NO_BREAK}jour{NO_BREAK}même"
    return f"{round(days / 30)}{NO_BREAK}mois" if days >= 60 else plural_fr(days, "jour,jours")


@register.filter
def spaced(number):
    """A number with thousands apart by a no-break space."""
    return f"{number or 0:,}".replace(",", NO_BREAK)


@register.filter
def phone_href(number):
    """The `tel:` address of a number: E.164 when it is written so, else its digits (115 and 3646 included)."""
    text = re.sub(r"\(0\)", "", str(number or ""))
    digits = re.sub(r"\D", "", text)
    if not digits:
        return ""
    return f"tel:+{digits}" if text.strip().startswith("+") else f"tel:{digits}"


@register.filter
def phone_text(number):
    """A French number by pairs of digits that never part, « 0 800 231 313 » by its price; any other as written."""
    text = str(number or "").strip()
    digits = re.sub(r"[\s.\-\u00a0\u202f]", "", text)
    if re.fullmatch(r"08[0129]\d{7}", digits) and text.startswith("08"):
        return NO_BREAK.join([digits[0], digits[1:4], digits[4:7], digits[7:]])
    if re.fullmatch(r"0\d{9}", digits) and not text.startswith("0 8"):
        return NO_BREAK.join(re.findall(r"\d\d", digits))
    return text.replace(" ", NO_BREAK)


@register.filter
def date_fr(value):
    """« 3 novembre 2026 », « 1er mars 2026 », kept on one line."""
    if not value:
        return ""
    value = _local(value)
    day = "1er" if value.day == 1 else value.day
    return f"{day}{NO_BREAK}{date_format(value, 'F Y')}".replace(" ", NO_BREAK)


@register.filter
def moment_fr(value):
    """« 3 novembre 2026 à 14 h 30 », « à 9 h » on the hour, in our time."""
    if not value:
        return ""
    local = timezone.localtime(value)
    minutes = f"{NO_BREAK}{local:%M}" if local.minute else ""
    return f"{date_fr(local)} à{NO_BREAK}{local.hour}{NO_BREAK}h{minutes}"


@register.filter
def since_fr(value, today=None):
    """The month since when, with its year unless it is this one: « mars », « mars 2025 »."""
    if not value:
        return ""
    value = _local(value)
    this_year = (today or timezone.localdate()).year
    return date_format(value, "F" if value.year == this_year else "F Y").replace(" ", NO_BREAK)


def _local(value):
    return timezone.localdate(value) if isinstance(value, datetime) else value
