"""When a plan's next report is due: one in force owes it every `report_months` (three years by default)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from roterfaden.kit.things import Ref
from roterfaden.notices.actions import News, announce_many
from roterfaden.strategy.models import Plan, Report


def next_due(plan: Plan, last: date | None) -> date | None:
    """The day by which the next report is owed; None where none is."""
    begin = last or plan.starts_on
    if plan.state != Plan.State.IN_FORCE or begin is None or not plan.report_months:
        return None
    return months_later(begin, plan.report_months)


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_late(due: date | None, today: date | None = None) -> int:
    """For how many days something has been due; 0 where it is not."""
    return max(0, ((today or timezone.localdate()) - due).days) if due else 0


def overdue(today: date | None = None) -> list[tuple[Plan, date]]:
    """The plans whose report is missing, and since when: one statement."""
    day = today or timezone.localdate()
    plans = Plan.objects.filter(state=Plan.State.IN_FORCE).defer("text", "plain_language")
    found = []
    for plan in plans.annotate(last_report=Max("reports__date", filter=Q(reports__step=Report.Step.PUBLISHED))):
        due = next_due(plan, getattr(plan, "last_report", None))
        if days_late(due, day) and due is not None:
            found.append((plan, due))
    return found


@transaction.atomic
def announce_overdue(today: date | None = None) -> int:
    """Tell followers of a plan, once for each due day, that its report is missing. How many are."""
    found = overdue(today)
    news = [
        News(f"report.overdue:{plan.pk}:{due}", Ref("plan", str(plan.pk)), {"due": due.isoformat()})
        for plan, due in found
    ]
    if news:
        announce_many("report.overdue", news)
    return len(found)
