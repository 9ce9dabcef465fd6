"""The "Ergebnis der Klimawirkungsprüfung": prose that mostly names one of few verdicts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNCLEAR = re.compile(
    r"nicht (?:eindeutig|abschließend|abschätzbar|bewertet werden|bewertbar|möglich|zu bewerten)"
    r"|kann (?:derzeit |noch )?nicht|keine (?:abschließende |eindeutige )?(?:bewertung|aussage|prüfung)|noch offen",
    re.IGNORECASE,
)
_WEIGHT = r"(?:unmittelbar|wesentlich|relevant|direkt|nennenswert|messbar)e[nr]?"
_DIRECTION = r"(?:klimarelevant|negativ|positiv)e[nr]?"
_NEUTRAL = re.compile(
    rf"\bneutral|nicht klimarelevant|\bkeine[nr]? (?:{_WEIGHT} )*(?:{_DIRECTION} (?:(?:oder|und|noch) {_DIRECTION} )?)?"
    r"(?:auswirkung|klimawirkung|klimaauswirkung|klimarelevanz|relevanz|effekt)",
    re.IGNORECASE,
)
_POSITIVE = re.compile(r"\bpositiv", re.IGNORECASE)
_NEGATIVE = re.compile(r"\bnegativ", re.IGNORECASE)


@dataclass(frozen=True)
class Climate:
    """The verdict (positive, neutral, negative, mixed, unclear) and the words that it was read from."""

    effect: str
    text: str


def read_climate(text: str) -> Climate:
    """The verdict in a text. Negated words first: "keine negativen Auswirkungen" is no negative effect."""
    return Climate(_effect(text), text)


def _effect(text: str) -> str:
    if _UNCLEAR.search(text):
        return "unclear"
    neutral = bool(_NEUTRAL.search(text))
    rest = _NEUTRAL.sub("", text)
    positive, negative = bool(_POSITIVE.search(rest)), bool(_NEGATIVE.search(rest))
    if positive and negative:
        return "mixed"
    if positive or negative:
        return "positive" if positive else "negative"
    return "neutral" if neutral else "unclear"
