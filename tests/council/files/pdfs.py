"""Small PDFs, whole and broken, made by hand."""

from __future__ import annotations

import io
import zlib

import pypdf

ONE_KID = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>")


def make_pdf(*pages: str) -> bytes:
    """A PDF with one line of text a page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        content = f"{5 + 2 * number} 0 R"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} /Resources"
            " << /Font << /F1 3 0 R >> >> >>".encode()
        )
        lines = ") Tj T* (".join(text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").split("\n"))
        objects.append(stream(f"BT /F1 11 Tf 12 TL 50 780 Td ({lines}) Tj ET".encode("cp1252")))
    return assemble(objects)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def assemble(objects: list[bytes]) -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref)


def locked(body: bytes, user: str, owner: str = "owner") -> bytes:
    """The same file, encrypted. An empty `user`: everybody may open it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(body))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_million_pages() -> bytes:
    """Six levels of ten children each, all the same ones: a small file with 10^6 pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(6):
        kids = b" ".join([b"%d 0 R" % (level + 3)] * 10)
        objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (10 ** (6 - level), kids))
    objects.append(b"<< /Type /Page /MediaBox [0 0 1 1] >>")
    return assemble(objects)


def with_page_loop() -> bytes:
    """The page tree is its own child."""
    return assemble([*ONE_KID, b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R] >>"])


def with_bomb() -> bytes:
    """A page whose content unpacks to 200 MB."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(b" " * 10_000_000) for _ in range(20)) + packed.flush()
    return _with_content(stream(data, b"/Filter /FlateDecode"))


def with_endless_work() -> bytes:
    """A page that draws a form that draws a form twice … thirty levels deep: 2^30 drawings."""
    objects = list(ONE_KID)
    use = b"<< /XObject << /X %d 0 R >> >>"
    objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources " + use % 5 + b" >>")
    objects.append(stream(b"/X Do /X Do"))
    for number in range(5, 35):
        extra = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources " + use % (number + 1)
        objects.append(stream(b"/X Do " * 50, extra))
    return assemble([*objects, stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")])


def _with_content(content: bytes) -> bytes:
    return assemble([*ONE_KID, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>", content])
