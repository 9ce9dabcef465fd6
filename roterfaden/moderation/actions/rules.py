"""House rules: a new wording is a new row; the old one stays for the decisions that were taken under it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.accounts.models import User
from roterfaden.ledger.actions import record
from roterfaden.moderation.actions.common import RULES, Conflict, Refused, require
from roterfaden.moderation.models import HouseRule

TEXTS = ("title", "title_en", "text", "text_en")


def write_rule(user: User, key: str, version: int, texts: Mapping[str, str], order: int = 0) -> HouseRule:
    """Write a rule (`version` 0: a new one) or a new wording of version `version`. Raises Refused, Conflict."""
    require(user, RULES)
    if not texts.get("title", "").strip() or not texts.get("text", "").strip():
        raise Refused(_("Eine Regel braucht einen Titel und einen Text."), "title")
    with transaction.atomic():
        number = _ended(key, version) + 1 if version else _first(key)
        values = {name: texts.get(name, "").strip() for name in TEXTS}
        row = HouseRule.objects.create(key=key, version=number, order=order, written_by=user, **values)
        record("moderation.rule_written", row.ref, {"rule": key, "ruleVersion": str(number), "ruleTitle": row.title})
    return row


def end_rule(user: User, rule: HouseRule) -> None:
    """It does not hold any more. Raises Conflict."""
    require(user, RULES)
    with transaction.atomic():
        version = _ended(rule.key, rule.version)
        content = {"rule": rule.key, "ruleVersion": str(version), "ruleTitle": rule.title}
        record("moderation.rule_ended", rule.ref, content)


def _ended(key: str, version: int) -> int:
    rows = HouseRule.objects.filter(key=key, version=version, valid_until=None)
    if not rows.update(valid_until=timezone.now()):
        raise Conflict
    return version


def _first(key: str) -> int:
    if HouseRule.objects.filter(key=key, valid_until=None).exists():
        raise Refused(_("Diesen Kurznamen hat schon eine andere Regel."), "key")
    last = HouseRule.objects.filter(key=key).order_by("-version").first()
    return last.version + 1 if last else 1
