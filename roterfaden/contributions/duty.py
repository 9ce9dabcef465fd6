"""The duty to answer, in figures that everybody sees, and the reminder for those who owe an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from roterfaden.contributions.actions.answering import ANSWER
from roterfaden.contributions.models import Assignment, Contribution, State
from roterfaden.contributions.querysets import ContributionQuerySet
from roterfaden.kit.things import Ref
from roterfaden.notices.personal import Words, write

#: So many days before the date they are reminded first.
AHEAD = timedelta(days=3)
#: The median is of the latest so many answers: what it costs does not grow.
LATEST = 1_000
#: How wide the bar is drawn, in hundredths.
WHOLE = 100
REMINDER = "contributions.owed"


@dataclass(frozen=True)
class Duty:
    """How a promise is kept: 34 of 52 answered, median 9 days, 3 overdue."""

    promised: int = 0
    answered: int = 0
    overdue: int = 0
    #: Days from publication to the answer, in the median; None: nothing answered yet.
    median_days: int | None = None

    def __bool__(self) -> bool:
        return self.promised > 0

    @property
    def share(self) -> str:
        """The width of the bar's filled part."""
        return f"{WHOLE * self.answered / self.promised:.1f}%" if self.promised else "0%"

    @property
    def sentence(self) -> str:
        """ "34 von 52 beantwortet, die Hälfte davon binnen 9 Tagen (Median)." """
        if not self.promised:
            return _("Noch ist keine Antwort zugesagt.")
        said = _("{answered} von {promised} beantwortet").format(answered=self.answered, promised=self.promised)
        return f"{said}, {self._speed}." if self.median_days is not None else f"{said}."

    @property
    def _speed(self) -> str:
        days = self.median_days or 0
        if not days:
            return _("die Hälfte davon am selben Tag (Median)")
        words = ngettext(
            "die Hälfte davon binnen eines Tages (Median)", "die Hälfte davon binnen {days} Tagen (Median)", days
        )
        return words.format(days=days)

    @property
    def late(self) -> str:
        """What is overdue, in words; empty where nothing is."""
        if not self.overdue:
            return ""
        words = ngettext("{number} Antwort ist überfällig.", "{number} Antworten sind überfällig.", self.overdue)
        return words.format(number=self.overdue)


def duty_in(area: Ref) -> Duty:
    """Under the rules of one area (a process): two queries."""
    return duty_of(Contribution.objects.in_area(area))


def duty_of(rows: ContributionQuerySet, today: date | None = None) -> Duty:
    """Of any contributions. Promised: those with a date; what is not public counts nowhere."""
    promised = rows.filter(state=State.PUBLIC, answer_due__isnull=False)
    late = Q(answered_at=None, answer_due__lt=today or timezone.localdate())
    found = promised.order_by().aggregate(
        promised=Count("pk"), answered=Count("pk", filter=~Q(answered_at=None)), overdue=Count("pk", filter=late)
    )
    return Duty(**found, median_days=_middle(promised) if found["answered"] else None)


def _middle(promised: ContributionQuerySet) -> int:
    """Days until the answer, in the median of the latest ones."""
    answered = promised.filter(answered_at__isnull=False, published_at__isnull=False).order_by("-answered_at")
    moments = answered.values_list("published_at", "answered_at")[:LATEST]
    days: list[int] = [max(0, (then - since).days) for since, then in moments if since and then]
    return round(median(days)) if days else 0


def citys_duty() -> Duty:
    """Questions outside of processes: what the city promised itself."""
    return duty_of(Contribution.objects.filter(kind="question").exclude(area_kind="process"))


def remind(today: date | None = None) -> int:
    """One mail a day to each who may answer, with what is theirs or nobody's and is due soon. How many were written."""
    day = today or timezone.localdate()
    due = list(Contribution.objects.owed().filter(answer_due__lte=day + AHEAD).order_by("answer_due", "pk")[:500])
    if not due:
        return 0
    owners = dict(
        Assignment.objects.filter(source="owed", key__in=[str(row.pk) for row in due]).values_list("key", "user_id")
    )
    count = 0
    for user in answerers():
        mine = [row.pk for row in due if owners.get(str(row.pk), user.pk) == user.pk]
        if mine:
            with override("de"):
                count += write(user.email, f"owed:{user.pk}:{day}", REMINDER, {"contributions": mine[:100]}, "de")
    return count


def answerers() -> list[Any]:
    """Staff with an address who may answer."""
    label, _dot, name = ANSWER.partition(".")
    wanted = Q(content_type__app_label=label, codename=name)
    from django.contrib.auth.models import Permission

    permissions = Permission.objects.filter(wanted)
    may = Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions)
    return list(get_user_model().objects.filter(may, is_active=True).exclude(email="").distinct()[:500])


def reminder(data: Mapping[str, Any]) -> Words | None:
    """The words of the mail: only what is still owed when it leaves."""
    rows = list(Contribution.objects.owed().filter(pk__in=data.get("contributions", ())).order_by("answer_due"))
    if not rows:
        return None
    number = len(rows)
    subject = ngettext("Eine Antwort ist fällig", "{number} Antworten sind fällig", number).format(number=number)
    late = sum(1 for row in rows if row.overdue_days)
    lines = [_("Zugesagt haben wir diese Antworten öffentlich; wie viele offen sind, sehen alle.")]
    if late:
        lines.append(
            ngettext("{number} davon ist überfällig.", "{number} davon sind überfällig.", late).format(number=late)
        )
    why = _("Sie bekommen diese Mail einmal am Tag, weil Sie Beiträge beantworten dürfen.")
    return Words(subject, tuple(lines), reverse("inbox:inbox"), _("Zum Posteingang"), why=why)
