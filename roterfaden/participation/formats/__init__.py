"""Ten ready formats: each makes a process with its phases, good texts to start from, and settings of its methods."""

from roterfaden.participation.formats.making import RULES, format_of, offered, phase_drafts, process_draft
from roterfaden.participation.formats.ready import FORMATS
from roterfaden.participation.formats.shapes import Format, PhasePlan

__all__ = [
    "FORMATS",
    "RULES",
    "Format",
    "PhasePlan",
    "format_of",
    "offered",
    "phase_drafts",
    "process_draft",
]
