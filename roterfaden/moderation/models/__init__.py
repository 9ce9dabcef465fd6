"""Rules, cases, reports, decisions, objections, and what the checks know."""

from roterfaden.moderation.models.cases import Case, CaseState
from roterfaden.moderation.models.checks import Hit, ListedWord, Trace
from roterfaden.moderation.models.decisions import Decision, Objection, ObjectionState
from roterfaden.moderation.models.reports import Report, ReportState
from roterfaden.moderation.models.rules import HouseRule

__all__ = [
    "Case",
    "CaseState",
    "Decision",
    "Hit",
    "HouseRule",
    "ListedWord",
    "Objection",
    "ObjectionState",
    "Report",
    "ReportState",
    "Trace",
]
