"""Report something, without an account. Only the reporter knows the code of the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roterfaden.moderation import letters
from roterfaden.moderation.actions.cases import open_case
from roterfaden.moderation.kinds import GRAVITY, WITHIN, FoundBy, Reason
from roterfaden.moderation.models import Case, Report
from roterfaden.moderation.receipts import digest_of, new_code
from roterfaden.moderation.registry import Target


@dataclass(frozen=True)
class Claimed:
    """What somebody reports: why, which passage, in their own words; where to tell the outcome."""

    reason: Reason
    passage: str = ""
    words: str = ""
    address: str = ""
    language: str = "de"
    good_faith: bool = False


def report(target: Target, claimed: Claimed) -> tuple[Report, str]:
    """Take a report and give its code. Nothing is hidden by it: people look first."""
    code, gravity = new_code(), GRAVITY[claimed.reason]
    with transaction.atomic():
        case = open_case(target, FoundBy.REPORT, gravity)
        row = Report.objects.create(
            case=case,
            digest=digest_of(code),
            reason=claimed.reason,
            passage=claimed.passage,
            words=claimed.words,
            good_faith=claimed.good_faith,
            address=claimed.address,
            language=claimed.language,
            due_at=timezone.now() + WITHIN[gravity],
        )
        Case.objects.filter(pk=case.pk).update(report_count=F("report_count") + 1)
        letters.receipt(row)
    return row, code
