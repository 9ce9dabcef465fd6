"""Lists for printing as PDF: codes for letters, and signature lists. Made in memory, never kept."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, BOTTOM = 20 * mm, 277 * mm, 20 * mm
WIDTH = 170 * mm
SANS, BOLD, MONO = "Helvetica", "Helvetica-Bold", "Courier-Bold"
CODES_ON_A_PAGE = 8
LINES_ON_A_PAGE = 12


def code_list(title: str, link: str, batch: str, codes: Sequence[str]) -> bytes:
    """Slips to cut apart, eight on a page: the question, where to type the code, the code."""
    file, height = io.BytesIO(), (TOP - BOTTOM) / CODES_ON_A_PAGE
    canvas = _canvas(file, title)
    for number, code in enumerate(codes):
        place = number % CODES_ON_A_PAGE
        if number and place == 0:
            canvas.showPage()
        y = TOP - place * height
        _lines(canvas, title, y, BOLD, 11, 2)
        _lines(canvas, _("Ihr Code, nur für Sie und nur einmal:"), y - 11 * mm, SANS, 9, 1)
        canvas.setFont(MONO, 18)
        canvas.drawString(LEFT, y - 18 * mm, code)
        _lines(canvas, _("Geben Sie ihn hier ein: {link}").format(link=link), y - 24 * mm, SANS, 9, 1)
        canvas.setFont(SANS, 7)
        canvas.drawRightString(LEFT + WIDTH, y - 18 * mm, f"{settings.CITY} · {batch}")
        canvas.setDash(2, 3)
        canvas.line(LEFT, y - height + 5 * mm, LEFT + WIDTH, y - height + 5 * mm)
    canvas.save()
    return file.getvalue()


def signature_list(title: str, text: str, notes: Sequence[str], pages: int) -> bytes:
    """Sheets to sign by hand: the request on each, as the law demands, then lines for people."""
    file = io.BytesIO()
    canvas = _canvas(file, title)
    for page in range(pages):
        if page:
            canvas.showPage()
        y = _lines(canvas, title, TOP, BOLD, 13, 3) - 2 * mm
        y = _lines(canvas, text, y, SANS, 10, 14) - 2 * mm
        for note in notes:
            y = _lines(canvas, note, y, SANS, 8, 3)
        _signature_lines(canvas, y - 4 * mm)
    canvas.save()
    return file.getvalue()


def _signature_lines(canvas: Canvas, y: float) -> None:
    """A table to write in."""
    names = (_("Name, Vorname"), _("Geburtstag"), _("Straße, Hausnummer, Ort"), _("Datum, Unterschrift"))
    shares = (0.28, 0.14, 0.32, 0.26)
    rows = min(LINES_ON_A_PAGE, int((y - BOTTOM) / (12 * mm)))
    canvas.setFont(BOLD, 8)
    x = LEFT
    for name, share in zip(names, shares, strict=True):
        canvas.drawString(x + 1 * mm, y, name)
        x += share * WIDTH
    top, bottom = y - 2 * mm, y - 2 * mm - rows * 12 * mm
    for row in range(rows + 1):
        canvas.line(LEFT, top - row * 12 * mm, LEFT + WIDTH, top - row * 12 * mm)
    x = LEFT
    for share in (*shares, 0.0):
        canvas.line(x, top, x, bottom)
        x += share * WIDTH


def _canvas(file: io.BytesIO, title: str) -> Canvas:
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=1, lang="de-DE")
    canvas.setTitle(_printable(title))
    return canvas


def _lines(canvas: Canvas, text: str, y: float, font: str, size: int, most: int) -> float:
    """Wrapped lines; gives where the next would stand. What does not fit ends with an ellipsis."""
    rows = simpleSplit(_printable(text), font, size, WIDTH)
    if len(rows) > most:
        rows = [*rows[: most - 1], f"{rows[most - 1][:80]} …"]
    canvas.setFont(font, size)
    for row in rows:
        canvas.drawString(LEFT, y, row)
        y -= size * 1.3
    return y


def _printable(text: str) -> str:
    """The built-in fonts know the letters of western Europe; others become a question mark instead of a black box."""
    return text.encode("cp1252", "replace").decode("cp1252")
