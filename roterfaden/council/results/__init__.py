"""Reads what a body concluded from the prose that German council systems publish as a result. No Django here."""

from roterfaden.council.results.parse import MAX_LENGTH, parse
from roterfaden.council.results.reading import NOTHING, GroupVotes, Reading, Votes

__all__ = ["MAX_LENGTH", "NOTHING", "GroupVotes", "Reading", "Votes", "parse"]
