"""The one analyser: from a text to the words that search compares. Pure; both engines and the excerpts use it."""

from roterfaden.search.analysis.analyser import ANALYSER, Analyser, Entry
from roterfaden.search.analysis.numbers import number_keys
from roterfaden.search.analysis.text import clean

__all__ = ["ANALYSER", "Analyser", "Entry", "clean", "number_keys"]
