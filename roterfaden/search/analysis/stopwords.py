"""Words that say nothing by themselves. They are neither indexed nor asked for."""

from __future__ import annotations

from roterfaden.search.analysis.lists import words

STOP_WORDS = frozenset(words("stopwords.txt"))
