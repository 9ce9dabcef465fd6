"""Measures `methods.similar` with texts made of German words; run as a module by the benchmark."""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
from pathlib import Path
from time import perf_counter

from roterfaden.methods.similar import SimilarTexts

NUMBER, ASKED = 10_000, 200
#: Where the words come from: our own German texts.
WORDS = Path(__file__).resolve().parents[3] / "pages" / "content" / "german.py"


def main() -> dict[str, float]:
    """Milliseconds by question; seconds for the index."""
    chance = random.Random(4)  # noqa: S311 – the same texts every time
    words = sorted(set(re.findall(r"[A-Za-zäöüßÄÖÜ]{3,}", WORDS.read_text(encoding="utf-8"))))
    texts = [" ".join(chance.choices(words, k=chance.randint(20, 80))) for _ in range(NUMBER)]
    began = perf_counter()
    index = SimilarTexts(enumerate(texts))
    build = perf_counter() - began
    whole = _times(index, [" ".join(chance.choices(words, k=50)) for _ in range(ASKED)])
    title = _times(index, [" ".join(chance.choices(words, k=5)) for _ in range(ASKED)])
    began = perf_counter()
    for number in range(ASKED):
        index.add(NUMBER + number, texts[number])
    add = (perf_counter() - began) * 1000 / ASKED
    told = {"text": statistics.median(whole), "text_worst": max(whole), "title": statistics.median(title)}
    told |= {"title_worst": max(title), "add": add, "build": build}
    return {name: round(value, 2) for name, value in told.items()}


def _times(index: SimilarTexts[int], questions: list[str]) -> list[float]:
    found = []
    for question in questions:
        began = perf_counter()
        index.similar(question)
        found.append((perf_counter() - began) * 1000)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()) + "\n")
