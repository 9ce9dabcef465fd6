"""Votes by name: "Muster, Anna (SPD): Ja Beispiel, Jo (CDU): Nein"."""

from __future__ import annotations

import re

from roterfaden.council.results.reading import GroupVotes

VOTE = re.compile(r"([A-ZÄÖÜ][^:()]{2,80}\([^():]{1,40}\)):\s?(Ja|Nein|Enthaltung)")
#: Fewer are a remark rather than a roll call.
FEWEST = 3
ONE = {"Ja": (1, 0, 0), "Nein": (0, 1, 0), "Enthaltung": (0, 0, 1)}


def roll_call(text: str) -> tuple[GroupVotes, ...]:
    """How each named person voted; empty where the text is no roll call. It says nothing about who is missing."""
    found = [GroupVotes(match[1].strip(), *ONE[match[2]]) for match in VOTE.finditer(text)]
    return tuple(found) if len(found) >= FEWEST else ()
