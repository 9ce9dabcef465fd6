"""Processes and their phases."""

from roterfaden.participation.models.census import CensusFigure
from roterfaden.participation.models.eligibility import Action, Eligibility, LetterCode
from roterfaden.participation.models.phase import Phase
from roterfaden.participation.models.process import Influence, Process, ProcessLink, ProcessState

__all__ = [
    "Action",
    "CensusFigure",
    "Eligibility",
    "Influence",
    "LetterCode",
    "Phase",
    "Process",
    "ProcessLink",
    "ProcessState",
]
