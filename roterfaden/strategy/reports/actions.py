"""Reports: frozen by one person, published by another, never changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_text
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.search.actions import enqueue
from roterfaden.strategy.actions.common import note, reason_in, require
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.models import Plan, Report
from roterfaden.strategy.reports.document import digest, freeze

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

ADD, APPROVE = "strategy.add_report", "strategy.approve_report"
Step = Report.Step


@transaction.atomic
def freeze_report(user: User, plan: Plan, day: date, words: str, words_en: str = "") -> Report:
    """Freeze a plan for a day, with the words that explain it. Nobody sees it until a second person publishes it."""
    require(user, ADD)
    said = clean_text(words)
    if not said:
        raise Refused(_("Bitte sagen Sie in einigen Sätzen, was die Zahlen bedeuten."), "words")
    if not plan.is_public:
        raise Refused(_("Zu einem Entwurf gibt es keinen Bericht."), "plan")
    if day > timezone.localdate():
        raise Refused(_("Der Stichtag liegt in der Zukunft."), "date")
    if Report.objects.filter(plan=plan, step=Step.PUBLISHED, date__gte=day).exists():
        raise Refused(_("Für diesen oder einen späteren Stichtag gibt es schon einen Bericht."), "date")
    document = freeze(plan, day)
    report = Report.objects.create(
        plan=plan,
        date=day,
        words=said,
        words_en=clean_text(words_en),
        document=document,
        digest=digest(document),
        author=user,
    )
    note(user, report, "report_frozen", plan=plan.title, date=day)
    return report


def publish_report(user: User, report: Report) -> Report:
    """Publish what another person froze."""
    require(user, APPROVE)
    if report.author_id == user.pk:
        raise PermissionDenied("four eyes")
    try:
        with transaction.atomic():
            return _publish(user, report)
    except IntegrityError:
        raise Refused(_("Für diesen Stichtag ist schon ein Bericht veröffentlicht."), "date") from None


def _publish(user: User, report: Report) -> Report:
    now = timezone.now()
    proposed = Report.objects.filter(pk=report.pk, step=Step.PROPOSED)
    if not proposed.update(step=Step.PUBLISHED, approver=user, published_at=now):
        raise Refused(_("Über diesen Bericht wurde schon entschieden."))
    report = Report.objects.select_related("plan").get(pk=report.pk)
    subject, plan = Ref("report", str(report.pk)), report.plan
    content = {
        "title": plan.title,
        "plan": plan.slug,
        "date": report.date.isoformat(),
        "digest": report.digest,
        "measures": len(report.document["measures"]),
        "indicators": len(report.document["indicators"]),
    }
    record("report.published", subject, content)
    plan_ref = Ref("plan", str(plan.pk))
    announce("report.published", News(f"report.published:{report.pk}", subject, {}, targets=(plan_ref,)))
    enqueue("report", [report.pk], hidden=not plan.is_public)
    note(user, report, "report_published", plan=plan.title, date=report.date)
    return report


@transaction.atomic
def return_report(user: User, report: Report, reason: str) -> None:
    """Give a report back to whoever froze it; a new one has to be frozen."""
    require(user, APPROVE)
    words = reason_in(reason)
    if not Report.objects.filter(pk=report.pk, step=Step.PROPOSED).update(step=Step.RETURNED, return_note=words):
        raise Refused(_("Über diesen Bericht wurde schon entschieden."))
    note(user, report, "report_returned", plan=report.plan.title, reason=words)
