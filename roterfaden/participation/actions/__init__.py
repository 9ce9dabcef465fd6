"""What changes processes: permission, write, ledger, followers and search in one transaction each."""

from roterfaden.participation.actions.common import (
    Conflict,
    MethodObjects,
    NotInThatState,
    NotReady,
    ReasonMissing,
    SlugTaken,
)
from roterfaden.participation.actions.lives import close, hide, publish, publish_due, reopen, schedule
from roterfaden.participation.actions.phases import add_phase, change_phase, remove_phase, set_eligibility
from roterfaden.participation.actions.processes import change, copy, create, rename_address, set_links

__all__ = [
    "Conflict",
    "MethodObjects",
    "NotInThatState",
    "NotReady",
    "ReasonMissing",
    "SlugTaken",
    "add_phase",
    "change",
    "change_phase",
    "close",
    "copy",
    "create",
    "hide",
    "publish",
    "publish_due",
    "remove_phase",
    "rename_address",
    "reopen",
    "schedule",
    "set_eligibility",
    "set_links",
]
