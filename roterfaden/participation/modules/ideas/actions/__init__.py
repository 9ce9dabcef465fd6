"""What organisers do with ideas: permission, write, ledger, followers, authors and search in one transaction each."""

from roterfaden.participation.modules.ideas.actions.common import NotInThatState, ReasonMissing
from roterfaden.participation.modules.ideas.actions.merging import merge, split
from roterfaden.participation.modules.ideas.actions.parting import part
from roterfaden.participation.modules.ideas.actions.rating import rate, withdraw_rating
from roterfaden.participation.modules.ideas.actions.steps import add_step, become_station, set_status

__all__ = [
    "NotInThatState",
    "ReasonMissing",
    "add_step",
    "become_station",
    "merge",
    "part",
    "rate",
    "set_status",
    "split",
    "withdraw_rating",
]
