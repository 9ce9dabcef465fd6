"""The written matters: complete, filled without remainder, and clearly invented."""

from __future__ import annotations

import re
from random import Random

import pytest

from roterfaden.demo import drafting
from roterfaden.demo.matters import FOLDER, Matter, matters
from roterfaden.demo.papers import bodies_of
from roterfaden.demo.world import BODIES, DISTRICTS, FACTIONS

#: Real groups must never be credited with invented words.
REAL = re.compile(
    r"\b(SPD|CDU|CSU|FDP|AfD|BSW|Bündnis 90|Die Grünen|Die Linke|Linksfraktion|Volt|Piraten\w*)\b|\bGrüne[nr]?\b"
)


def texts(matter: Matter, seed: int) -> list[str]:
    """All that a matter says in some place."""
    chance = Random(seed)
    setting = drafting.setting_of(matter, chance.choice(DISTRICTS), 2026, chance)
    kind = matter.kind.removeprefix("district-")
    if kind == "proposal":
        words = drafting.proposal(matter, setting, chance)
    elif kind == "information":
        words = drafting.information(matter, setting, chance)
    elif kind == "motion":
        words = drafting.motion(matter, setting)
    else:
        words = drafting.question(matter, setting, answered=True)
    found = [words.title, *(text for _head, text in words.sections)]
    if matter.aenderung:
        amended = drafting.amendment(matter, setting, "0001/2026", FACTIONS[0])
        found += [amended.title, *(text for _head, text in amended.sections)]
    return found


@pytest.mark.parametrize("matter", matters(), ids=lambda matter: matter.key)
def test_every_matter_fills_without_remainder(matter: Matter) -> None:
    for seed in range(4):
        for text in texts(matter, seed):
            assert "{" not in text
            assert "  " not in text
            assert text == text.strip()


@pytest.mark.parametrize("matter", matters(), ids=lambda matter: matter.key)
def test_every_matter_goes_to_known_bodies(matter: Matter) -> None:
    setting = drafting.setting_of(matter, DISTRICTS[3], 2026, Random(1))
    assert set(bodies_of(matter, setting)) <= BODIES.keys()
    assert bodies_of(matter, setting)


@pytest.mark.parametrize("matter", [m for m in matters() if m.neufassung], ids=lambda matter: matter.key)
def test_new_version_says_something_else(matter: Matter) -> None:
    chance = Random(2)
    setting = drafting.setting_of(matter, DISTRICTS[0], 2026, chance)
    words = drafting.proposal(matter, setting, chance)
    changed = drafting.new_version(words, matter, setting)
    assert changed.sections != words.sections
    assert changed.title == words.title


def test_no_real_party_is_credited_with_invented_words() -> None:
    for path in [*FOLDER.glob("*.toml"), FOLDER.parent / "oparl" / "village.toml"]:
        assert not REAL.search(path.read_text("utf-8")), path.name
    assert all(name.endswith("(Beispiel)") for name in FACTIONS)
