"""What the actions share: why something cannot be, and who may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log

from roterfaden.accounts.models import User
from roterfaden.ledger.actions import record
from roterfaden.moderation.models import Decision

DECIDE = "moderation.decide_case"
OBJECTIONS = "moderation.decide_objection"
RULES = "moderation.write_rules"
WORDS = "moderation.change_words"


class Refused(ValueError):
    """This cannot be; `sentence` says why, `field` names the form's field."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Conflict(RuntimeError):
    """Somebody was faster, or what was looked at is not the same any more. Nothing was changed."""


def require(user: User, permission: str) -> None:
    """PermissionDenied for whoever may not."""
    if not user.is_active or not user.has_perm(permission):
        raise PermissionDenied(permission)


def content_of(decision: Decision) -> dict[str, Any]:
    """What the ledger may hold of a decision: nothing about anybody."""
    rule = decision.rule
    found = {
        "act": str(decision.kind),
        "thing": decision.thing_kind,
        "area": str(decision.area),
        "foundBy": str(decision.found_by),
    }
    if rule is not None:
        found |= {"rule": rule.key, "ruleTitle": rule.title, "ruleVersion": str(rule.version)}
    elif decision.area_rule:
        found |= {"rule": "area"}
    return found


def put_into_ledger(entry: str, decision: Decision, more: Mapping[str, Any] | None = None) -> None:
    """One entry about a decision."""
    record(f"moderation.{entry}", decision.ref, content_of(decision) | dict(more or {}))


def note_in_office(user: User, action: str, decision: Decision) -> None:
    """The back office's own log says who did it; the public one never does."""
    log(decision, f"moderation.{action}", user=user)
