"""A plain PDF of a text: enough for a demonstration's "Druckversion" (PDF 1.4, Helvetica, WinAnsi)."""

from __future__ import annotations

import textwrap

WIDTH, LINES = 88, 52


def pdf(title: str, text: str) -> bytes:
    """A PDF with a title and paragraphs, as many pages as they need."""
    lines = [title, "", *(line for part in text.splitlines() for line in (textwrap.wrap(part, WIDTH) or [""]))]
    pages = [lines[start : start + LINES] for start in range(0, len(lines), LINES)]
    first = 4
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, page in enumerate(pages):
        objects += [_page(first + 2 * index + 1), _stream(page)]
    return _file(objects)


def _page(content: int) -> bytes:
    resources = "/Resources << /Font << /F1 3 0 R >> >>"
    return f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R {resources} >>".encode()


def _stream(lines: list[str]) -> bytes:
    shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
    body = b"BT /F1 10 Tf 14 TL 60 790 Td\n" + shown + b"ET"
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    xref = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + xref + table + trailer
