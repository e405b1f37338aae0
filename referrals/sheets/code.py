"""The partner’s public details as a code that any telephone reads offline; never an address of ours (5.6)."""

import segno
from django.utils.safestring import mark_safe


def drawn(text):
    """The code of this text as SVG: attributes only, which the policy of our pages lets through."""
    code = segno.make(text, error="l", encoding="utf-8", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None, dark="#000"))
