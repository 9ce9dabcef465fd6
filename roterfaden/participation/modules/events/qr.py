"""QR codes as SVG: no image library, no style attribute, crisp on paper and screen."""

from __future__ import annotations

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

#: Empty modules around the code, as ISO/IEC 18004 demands.
QUIET = 4


def draw(text: str, description: str) -> SafeString:
    """A code for a text, described in words for those who do not see it."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges">'
        '<rect class="ground" width="100%" height="100%"/><path d="{}"/></svg>',
        len(rows),
        len(rows),
        description,
        "".join(_line(row, y) for y, row in enumerate(rows)),
    )


def _line(row: list[bool], y: int) -> str:
    """The dark stretches of a row as path commands."""
    found, x = [], 0
    while x < len(row):
        width = 0
        while x + width < len(row) and row[x + width]:
            width += 1
        if width:
            found.append(f"M{x} {y}h{width}v1h-{width}z")
        x += max(width, 1)
    return "".join(found)
