"""How people write the names of streets and places, and what they have in common.

Two keys of a name: the *exact* one knows every spelling that means the same in German ("Fössestr.", "FOESSE-STRASSE",
"Fössestraße"); the *loose* one also forgives missing umlauts ("Fossestr"). House numbers, postal codes and the city
belong to an address and are taken off: what is asked is a street.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})
WORD = re.compile(r"[^\W_]+")
#: "str", "Limmerstr": the end of a word. Nothing else ends so in names of streets.
STREET_END = re.compile(r"(?:strasse|str)$")
WHOLE = {"st": "sankt", "pl": "platz", "gr": "grosse", "kl": "kleine"}
#: From the postal code or the comma on: no part of the street.
AFTER_STREET = re.compile(r"[,;(].*|\b\d{5}\b.*", re.DOTALL)
#: "12", "12a", "12 a-14 c", "12/3": at the end, behind a name.
HOUSE_NUMBER = re.compile(
    r"(?<=\S)\s+(?:nr\.?\s*)?\d{1,4}\s?[a-z]?(?:\s?[-–/+]\s?\d{1,4}\s?[a-z]?)*\s*$", re.IGNORECASE
)
#: The same written onto a street without a space: "Limmerstr.12".
STUCK_NUMBER = re.compile(r"(?<=[a-zß.])\d{1,4}\s?[a-z]?\s*$", re.IGNORECASE)


def exact_key(name: str) -> str:
    """The key that all right spellings of a name share: small letters and digits alone."""
    words = WORD.findall(_plain(name).translate(UMLAUTS))
    return "".join(_word(_bare(word)) for word in words)[:LONGEST]


def loose_key(name: str) -> str:
    """The key that spellings without umlauts share as well. Different names may share it, too."""
    return re.sub(r"(?<=[aou])e", "", exact_key(_without_marks(_plain(name))))


def without_number(text: str) -> str:
    """An address without house number, postal code and city."""
    street = AFTER_STREET.sub("", text).strip() or text.strip()
    shorter = STUCK_NUMBER.sub("", HOUSE_NUMBER.sub("", street)).strip()
    return shorter or street


def _plain(text: str) -> str:
    """Composed, small letters, without signs that cannot be seen."""
    composed = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    return "".join(letter for letter in composed if unicodedata.category(letter) not in ("Cf", "Cc", "Cs"))


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _bare(word: str) -> str:
    """Without accents that German does not write."""
    return _without_marks(word).replace("ı", "i")


def _word(word: str) -> str:
    return WHOLE.get(word) or STREET_END.sub("strasse", word)
