"""The PDFs of the demonstration can be read."""

from __future__ import annotations

from io import BytesIO

import pypdf

from roterfaden.demo.pdf import pdf


def test_text_comes_out_as_it_went_in() -> None:
    reader = pypdf.PdfReader(BytesIO(pdf("Titel (Beispiel)", "Größe – „Maß“ \\ (in Euro)\n\nZweiter Absatz")))
    assert len(reader.pages) == 1
    assert reader.pages[0].extract_text().strip().split("\n") == [
        "Titel (Beispiel)",
        "Größe – „Maß“ \\ (in Euro)",
        "Zweiter Absatz",
    ]


def test_long_text_takes_several_pages() -> None:
    assert len(pypdf.PdfReader(BytesIO(pdf("Lang", "Wort " * 5000))).pages) > 3
