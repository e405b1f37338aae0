"""Words of the printed sheets."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def said(context, familiar, formal):
    """What the sheet says, by « tu » or by « vous »."""
    return familiar if context["version"].is_familiar else formal
