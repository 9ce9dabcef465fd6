"""What the invented people say, read from the texts beside this file and put together by a seeded chance."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from roterfaden.demo.world import DISTRICTS

#: With 300 people, as many as a lively year of a city's participation has.
PEOPLE = 300
FIRST_PARTS = (
    *("Amsel", "Birke", "Dachs", "Eibe", "Falke", "Ginster", "Hummel", "Igel", "Kiebitz", "Linde", "Meise", "Otter"),
    *("Pirol", "Quitte", "Robinie", "Specht", "Tanne", "Ulme", "Weide", "Zaunkönig", "Bussard", "Erle", "Fuchs"),
)
NAMES = ("Nachbarin aus {}", "Radler {}", "Oma Erna {}", "Familie mit Hund {}", "Schichtarbeiter {}", "Neu in {}")


@dataclass(frozen=True)
class IdeaText:
    """An invented idea. `street` is empty where it belongs to no place."""

    title: str
    text: str
    category: str
    street: str = ""
    district: int = 0


@cache
def texts(name: str) -> dict[str, Any]:
    """One of the files: processes, ideas, comments, answers."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def pseudonyms() -> list[str]:
    """As many different ones as there are people; none is a real person's name."""
    chance = Random(17)  # noqa: S311 – the same city every time
    places = [district.name for district in DISTRICTS]
    found: dict[str, None] = {}
    while len(found) < PEOPLE:
        plain = f"{chance.choice(FIRST_PARTS)} {chance.randrange(2, 99)}"
        found[plain if chance.random() < 0.8 else chance.choice(NAMES).format(chance.choice(places))] = None
    return list(found)


def ideas(process: str, number: int) -> list[IdeaText]:
    """Different ideas of a process; fewer than `number` where its texts do not give more."""
    chance = Random(f"ideas {process}")  # noqa: S311
    found: dict[str, IdeaText] = {}
    every = list(_titles(process))
    chance.shuffle(every)
    for category, title, street, district in every:
        part = texts("ideas")[process][category]
        text = f"{chance.choice(part['problems'])} {chance.choice(part['wishes'])}"
        found.setdefault(title, IdeaText(title, text, category, street, district))
        if len(found) == number:
            break
    return list(found.values())


def _titles(process: str) -> Iterator[tuple[str, str, str, int]]:
    """Every title with every street that it can speak of: category, title, street, number of the district."""
    for category, part in texts("ideas")[process].items():
        for title in part["titles"]:
            if "{street}" not in title:
                yield category, title, "", 0
                continue
            for district in DISTRICTS:
                for street in district.streets:
                    yield category, title.format(street=street), street, district.number


def comment(chance: Random) -> str:
    """Two or three sentences."""
    part = texts("comments")
    return " ".join(words for name in ("first", "middle", "last") if (words := chance.choice(part[name])))


def reply(chance: Random) -> str:
    """One sentence, or two."""
    part = texts("comments")
    return " ".join(
        [chance.choice(part["replies"]), *([chance.choice(part["middle"])] if chance.random() < 0.3 else [])]
    )


def stand(chance: Random, stance: int) -> str:
    """An argument for (1), against (-1), or neither."""
    part = texts("comments")
    pool = {1: part["for"], -1: part["against"]}.get(stance, part["middle"])
    return " ".join(dict.fromkeys([chance.choice(pool), chance.choice(part["middle"])]))


def question(chance: Random) -> str:
    """A question to the administration."""
    return str(chance.choice(texts("comments")["questions"]))
