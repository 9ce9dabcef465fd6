"""The 17 Sustainable Development Goals of the United Nations (resolution A/RES/70/1), by their short names."""

from __future__ import annotations

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

#: Number → (German, English) short name, as the United Nations and the German government use them.
GOALS: dict[int, tuple[str, str]] = {
    1: ("Keine Armut", "No poverty"),
    2: ("Kein Hunger", "Zero hunger"),
    3: ("Gesundheit und Wohlergehen", "Good health and well-being"),
    4: ("Hochwertige Bildung", "Quality education"),
    5: ("Geschlechtergleichheit", "Gender equality"),
    6: ("Sauberes Wasser und Sanitäreinrichtungen", "Clean water and sanitation"),
    7: ("Bezahlbare und saubere Energie", "Affordable and clean energy"),
    8: ("Menschenwürdige Arbeit und Wirtschaftswachstum", "Decent work and economic growth"),
    9: ("Industrie, Innovation und Infrastruktur", "Industry, innovation and infrastructure"),
    10: ("Weniger Ungleichheiten", "Reduced inequalities"),
    11: ("Nachhaltige Städte und Gemeinden", "Sustainable cities and communities"),
    12: ("Nachhaltiger Konsum und nachhaltige Produktion", "Responsible consumption and production"),
    13: ("Maßnahmen zum Klimaschutz", "Climate action"),
    14: ("Leben unter Wasser", "Life below water"),
    15: ("Leben an Land", "Life on land"),
    16: ("Frieden, Gerechtigkeit und starke Institutionen", "Peace, justice and strong institutions"),
    17: ("Partnerschaften zur Erreichung der Ziele", "Partnerships for the goals"),
}
#: How many targets each goal has: with numbers, and with letters (means of implementation).
TARGETS: dict[int, tuple[int, int]] = {
    1: (5, 2),
    2: (5, 3),
    3: (9, 4),
    4: (7, 3),
    5: (6, 3),
    6: (6, 2),
    7: (3, 2),
    8: (10, 2),
    9: (5, 3),
    10: (7, 3),
    11: (7, 3),
    12: (8, 3),
    13: (3, 2),
    14: (7, 3),
    15: (9, 3),
    16: (10, 2),
    17: (19, 0),
}
SPELLING = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}|[a-d]))?")


def goal_name(goal: int) -> str:
    """The short name in the language at hand."""
    german, english = GOALS[goal]
    return english if get_language() == "en" else german


def goal_address(goal: int) -> str:
    """The goal's own page at the United Nations."""
    return f"https://sdgs.un.org/goals/goal{goal}"


def parse_goal(text: str) -> tuple[int, str]:
    """(goal, target) of "11" or "11.6"; ValueError if there is no such goal or target."""
    found = SPELLING.fullmatch(text.strip().lower())
    goal = int(found[1]) if found else 0
    if found is None or goal not in GOALS:
        raise ValueError(_("kein UN-Ziel: {text}").format(text=text.strip()[:20]))
    if found[2] is None:
        return goal, ""
    numbered, lettered = TARGETS[goal]
    known = {str(number) for number in range(1, numbered + 1)} | set("abcd"[:lettered])
    part = found[2].lstrip("0")
    if part not in known:
        raise ValueError(_("kein UN-Ziel: {text}").format(text=text.strip()[:20]))
    return goal, f"{goal}.{part}"
