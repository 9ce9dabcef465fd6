"""What changes threads.

Each action checks the permission, writes, and tells ledger, followers, search and the log of the back office, in one
transaction.
"""

from roterfaden.threads.actions.common import Conflict, NotInThatState, NotPublic, ReasonMissing, SlugTaken
from roterfaden.threads.actions.lives import close, hide, publish, reopen
from roterfaden.threads.actions.merging import merge
from roterfaden.threads.actions.splitting import split
from roterfaden.threads.actions.stages import refresh_stages
from roterfaden.threads.actions.stations import add_station, change_station, confirm, remove_station
from roterfaden.threads.actions.suggestions import confirm_suggestion, refuse_suggestions, scan_later
from roterfaden.threads.actions.threads import change, create, rename

__all__ = [
    "Conflict",
    "NotInThatState",
    "NotPublic",
    "ReasonMissing",
    "SlugTaken",
    "add_station",
    "change",
    "change_station",
    "close",
    "confirm",
    "confirm_suggestion",
    "create",
    "hide",
    "merge",
    "publish",
    "refresh_stages",
    "refuse_suggestions",
    "remove_station",
    "rename",
    "reopen",
    "scan_later",
    "split",
]
