"""What people say, who supports it, what was answered, and what became of it."""

from roterfaden.contributions.models.answers import Answer, Outcome
from roterfaden.contributions.models.claims import Claim
from roterfaden.contributions.models.contribution import Channel, Contribution, Revision, Signed, State
from roterfaden.contributions.models.office import Assignment, Deputy, InternalNote, Sheet, TextBlock, Watermark
from roterfaden.contributions.models.supports import Support
from roterfaden.contributions.models.votes import VoteSheet

__all__ = [
    "Answer",
    "Assignment",
    "Channel",
    "Claim",
    "Contribution",
    "Deputy",
    "InternalNote",
    "Outcome",
    "Revision",
    "Sheet",
    "Signed",
    "State",
    "Support",
    "TextBlock",
    "VoteSheet",
    "Watermark",
]
