"""What moderation does: permission, write, ledger and letters in one transaction each."""

from roterfaden.moderation.actions.cases import assign, open_case
from roterfaden.moderation.actions.common import Conflict, Refused
from roterfaden.moderation.actions.deciding import Measure, decide
from roterfaden.moderation.actions.objecting import decide_objection, object_as_author, object_as_reporter
from roterfaden.moderation.actions.reporting import Claimed, report
from roterfaden.moderation.actions.rules import end_rule, write_rule
from roterfaden.moderation.actions.undoing import undo, undo_batch
from roterfaden.moderation.actions.words import add_word, end_word

__all__ = [
    "Claimed",
    "Conflict",
    "Measure",
    "Refused",
    "add_word",
    "assign",
    "decide",
    "decide_objection",
    "end_rule",
    "end_word",
    "object_as_author",
    "object_as_reporter",
    "open_case",
    "report",
    "undo",
    "undo_batch",
    "write_rule",
]
