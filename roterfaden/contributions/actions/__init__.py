"""What changes contributions: permission, write, ledger, followers, authors and search in one transaction each."""

from roterfaden.contributions.actions.answering import (
    AnswerDraft,
    Conflict,
    NotNow,
    discard_answer,
    publish_due_answers,
    save_answer,
)
from roterfaden.contributions.actions.editing import add, edit, is_own, may_edit, withdraw
from roterfaden.contributions.actions.entering import CountedAlready, SameEyes, check, discard, enter
from roterfaden.contributions.actions.outcomes import add_outcome, tell_supporters
from roterfaden.contributions.actions.submitting import NotAllowed, confirm, only_accounts, publish, settle, submit
from roterfaden.contributions.actions.supporting import count_signatures, support, withdraw_support
from roterfaden.contributions.actions.voting import NotVotedOn, check_votes, discard_votes, enter_votes

__all__ = [
    "AnswerDraft",
    "Conflict",
    "CountedAlready",
    "NotAllowed",
    "NotNow",
    "NotVotedOn",
    "SameEyes",
    "add",
    "add_outcome",
    "check",
    "check_votes",
    "confirm",
    "count_signatures",
    "discard",
    "discard_answer",
    "discard_votes",
    "edit",
    "enter",
    "enter_votes",
    "is_own",
    "may_edit",
    "only_accounts",
    "publish",
    "publish_due_answers",
    "save_answer",
    "settle",
    "submit",
    "support",
    "tell_supporters",
    "withdraw",
    "withdraw_support",
]
