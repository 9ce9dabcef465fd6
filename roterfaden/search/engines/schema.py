"""The embedded index: its fields, and a document in them."""

from __future__ import annotations

import math
from datetime import date
from functools import cache

import tantivy

from roterfaden.search.analysis import ANALYSER, clean, number_keys
from roterfaden.search.engines.base import EXCERPT_SOURCE, Hit
from roterfaden.search.registry import Document, searchables

#: Texts are analysed by us; the index only splits them at the spaces.
TEXTS = {"title_words": "position", "title_parts": "freq", "body_words": "position", "body_parts": "freq"}
STORED = ("title", "number", "url", "context", "language", "body")
#: A part of the documents for estimates of counts.
SAMPLES = 32


@cache
def schema() -> tantivy.Schema:
    """The schema; a change of it needs a new FORMAT."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("uid", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("number_keys", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("sample", indexed=True)
    for name, option in TEXTS.items():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in STORED:
        builder.add_bytes_field(name, stored=True)
    builder.add_integer_field("day", stored=True, fast=True)
    builder.add_float_field("weight", fast=True)
    return builder.build()


def packed(document: Document) -> tantivy.Document:
    """A document as the index takes it."""
    row = tantivy.Document()
    title, body = clean(document.title, 2_000), clean(document.body)
    row.add_text("uid", document.uid)
    row.add_text("number_keys", " ".join(key for number in document.numbers for key in number_keys(number)))
    for key, value in (("kind", document.kind), *document.facets):
        row.add_text("facets", f"{key}={value}")
    row.add_unsigned("sample", document.pk % SAMPLES)
    for prefix, text in (("title", " ".join((*document.numbers, title))), ("body", f"{document.context}\n{body}")):
        analysed = ANALYSER.analyse(text)
        row.add_text(f"{prefix}_words", analysed.words)
        row.add_text(f"{prefix}_parts", analysed.parts)
    _store(row, document, title, body)
    return row


def _store(row: tantivy.Document, document: Document, title: str, body: str) -> None:
    number = document.numbers[0] if document.numbers else ""
    texts = (title, number, document.url, document.context, document.language, body[:EXCERPT_SOURCE])
    for name, text in zip(STORED, texts, strict=True):
        row.add_bytes(name, clean(text, EXCERPT_SOURCE).encode())
    row.add_integer("day", document.date.toordinal() if document.date else 0)
    row.add_float("weight", 2 ** weight(document) - 2)  # The engine multiplies by log2(2 + value).


def weight(document: Document) -> float:
    """How much a hit counts besides its words: by its kind, and up to a quarter more for what is recent."""
    searchable = searchables.get(document.kind)
    boost = searchable.boost if searchable else 1.0
    year = document.date.year if document.date else 1990
    return boost * (1 + 0.25 / (1 + math.exp((2015 - year) / 4)))


def unpacked(row: tantivy.Document) -> Hit:
    """A stored document as a hit."""
    texts = {name: bytes(row.get_first(name) or b"").decode("utf-8", "replace") for name in STORED}
    kind, _, pk = str(row.get_first("uid")).partition(":")
    day = int(row.get_first("day") or 0)
    return Hit(
        kind,
        int(pk),
        texts["url"],
        texts["title"],
        texts["number"],
        texts["context"],
        texts["body"],
        date.fromordinal(day) if day > 0 else None,
        texts["language"],
    )
