"""Does the city keep its promise of answers? Counted in public, with one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import Ref

DAY_SECONDS = 86_400
#: How wide the bar is drawn, in hundredths.
WHOLE = 100


@dataclass(frozen=True)
class Promise:
    """Public contributions that were promised an answer: how many, answered, overdue, after how many days (mean)."""

    promised: int
    answered: int
    overdue: int
    days: int | None

    def __bool__(self) -> bool:
        return self.promised > 0

    @property
    def sentence(self) -> str:
        """ "34 von 52 beantwortet, im Mittel nach 9 Tagen." """
        share = _("{answered} von {promised} beantwortet").format(answered=self.answered, promised=self.promised)
        if self.days is None:
            return f"{share}."
        if self.days == 0:
            return _("{share}, im Mittel am selben Tag.").format(share=share)
        days = ngettext("im Mittel nach {days} Tag", "im Mittel nach {days} Tagen", self.days).format(days=self.days)
        return f"{share}, {days}."

    @property
    def late(self) -> str:
        """What is overdue, in words; empty where nothing is."""
        if not self.overdue:
            return ""
        words = ngettext("{number} Antwort ist überfällig.", "{number} Antworten sind überfällig.", self.overdue)
        return words.format(number=self.overdue)

    @property
    def share(self) -> str:
        """The width of the bar's filled part."""
        return f"{WHOLE * self.answered / self.promised:.1f}%" if self.promised else "0%"


def promise_of(area: Ref) -> Promise:
    """What was promised in an area: one aggregate."""
    return promise_in(Contribution.objects.in_area(area))


def promise_in(rows: Any) -> Promise:
    """The same for any contributions; only public ones count."""
    answered, today = Q(answered_at__isnull=False), timezone.localdate()
    waited = ExpressionWrapper(F("answered_at") - F("published_at"), output_field=DurationField())
    found = (
        rows.visible_to()
        .filter(answer_due__isnull=False)
        .aggregate(
            promised=Count("pk"),
            answered=Count("pk", filter=answered),
            overdue=Count("pk", filter=Q(answered_at=None, answer_due__lt=today)),
            waited=Avg(waited, filter=answered),
        )
    )
    waited_on_average = found.pop("waited")
    days = None if waited_on_average is None else round(waited_on_average.total_seconds() / DAY_SECONDS)
    return Promise(**found, days=None if days is None else max(0, days))
