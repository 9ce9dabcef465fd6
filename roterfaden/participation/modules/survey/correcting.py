"""What counts as a typing error: words stay the same in number and begin with the same letter; one of four letters may
change by one, one of eight by two.

"nicht" cannot be put in, no number can be changed, and "kein" cannot become "ein". A rule cannot know what words mean,
so each correction is shown to everybody as well.
"""

from __future__ import annotations

import re

MOST_LETTERS = 2
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d")
#: Small words that turn a sentence round.
TURNING = re.compile(r"(?:k?ein|nicht|nie|ohne|un|mehr|weniger|not?|never|without|none?)", re.IGNORECASE)


def is_typo(before: str, after: str) -> bool:
    """Whether `after` says the same as `before`, as far as a rule can tell."""
    old, new = WORD.findall(before), WORD.findall(after)
    return len(old) == len(new) and all(_is_close(one, other) for one, other in zip(old, new, strict=True))


def _is_close(one: str, other: str) -> bool:
    if one == other:
        return True
    if NUMBER.search(one) or NUMBER.search(other) or _turns(one) != _turns(other):
        return False
    small, others = one.lower(), other.lower()
    return small[0] == others[0] and distance(small, others) <= min(MOST_LETTERS, len(one) // 4)


def _turns(word: str) -> str:
    """The turning word at its beginning, if any: "kein" of "keine", "un" of "unsicher"."""
    found = TURNING.match(word)
    return found[0].lower() if found else ""


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, exchanged, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        older, before, row = before, row, [place]
        for at, against in enumerate(other, start=1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != against))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == against:
                cost = min(cost, older[at - 2] + 1)
            row.append(cost)
    return row[-1]
