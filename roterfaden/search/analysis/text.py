"""From any text to readable text, and from readable text to tokens."""

from __future__ import annotations

import re
import unicodedata

#: Longest text of one document that is analysed; what follows cannot be found.
MAX_TEXT = 400_000

# Control characters but tab and line ends, surrogates, soft hyphens, zero-width and bidirectional marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ud800-\udfff\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
# A word broken at the end of a line ("Verkehrs-⏎konzept"), but not "Kinder-⏎und Jugendhilfe".
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐]\r?\n\s*(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie|bis)\b)")

#: A number with its parts (0728/2026, 15-1717/2017, 1.000,50, 22.06.2026), else a word with hyphens, its gendered
#: ending (Bürger*innen, Bürger/innen) a part of it.
TOKEN = re.compile(
    r"\d+(?:[-.,]\d+|\ ?/\ ?\d+)*(?:\ [NEF]\d\b)?"
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*(?:(?:[*:_]|/-?)in(?:nen)?\b)?",
    re.IGNORECASE,
)

#: "Rad- und Fußverkehr": the first word lacks the end of the second.
SHARED_END = re.compile(r"([^\W\d_]{2,40})[-‐]\s(?:und|oder|bzw\.|sowie|/)\s([^\W\d_]{4,60})", re.IGNORECASE)


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """The text without invisible characters and broken words, composed (NFC), at most `limit` characters."""
    text = _INVISIBLE.sub("", text[: limit * 2])
    if "-\n" in text or "-\r\n" in text or "‐\n" in text:
        text = _BROKEN.sub("", text)
    return unicodedata.normalize("NFC", text)[:limit]


_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d"})


def fold(token: str) -> str:
    """Lower case, compatibility forms resolved, no umlauts, accents or ß: "STRAẞE", "Straße", "strasse" are one."""
    token = unicodedata.normalize("NFKC", token).lower().translate(_UMLAUTS)
    if token.isascii():
        return token
    parts = unicodedata.normalize("NFKD", token)
    return "".join(part for part in parts if not unicodedata.combining(part))


_DIGRAPHS = re.compile(r"(?<![aeiouq])([aou])e")


def undo_digraphs(folded: str) -> str:
    """The folded word with ae, oe, ue read as umlauts: "plaetze" → "platze". Not always right, hence a second try."""
    return _DIGRAPHS.sub(r"\1", folded)
