"""The rating phase: which ideas are rated, on which scale, and what came of it once it is over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.models import Contribution, VoteSheet
from roterfaden.contributions.querysets import ContributionQuerySet
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.ideas.models import Rating, Status
from roterfaden.participation.modules.ideas.querysets import ideas_of

KEY = "rating"
APPROVAL, THREE, FIVE = "approval", "three", "five"
#: Scale → value and word, the best first.
SCALES: dict[str, tuple[tuple[int, Any], ...]] = {
    APPROVAL: ((1, _("dafür")),),
    THREE: ((1, _("dafür")), (0, _("weder noch")), (-1, _("dagegen"))),
    FIVE: (
        (5, _("sehr wichtig")),
        (4, _("wichtig")),
        (3, _("mittel")),
        (2, _("weniger wichtig")),
        (1, _("unwichtig")),
    ),
}
LABELS = {
    APPROVAL: _("zustimmen oder nicht"),
    THREE: _("dafür, weder noch, dagegen"),
    FIVE: _("fünf Stufen, von unwichtig bis sehr wichtig"),
}
STATUSES = (Status.REVIEW, Status.ACCEPTED, Status.PARTLY)


@dataclass(frozen=True)
class RatingSettings:
    """The settings of a rating phase. `statuses` empty: all public ideas; `least`: only from so many supports on."""

    scale: str = THREE
    statuses: tuple[str, ...] = ()
    least: int = 0

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> RatingSettings:
        """From `phase.settings`; what is not understood is as if it were not there."""
        scale, least, statuses = values.get("scale"), values.get("least"), values.get("statuses")
        return cls(
            scale if isinstance(scale, str) and scale in SCALES else THREE,
            tuple(value for value in statuses if value in Status.values) if isinstance(statuses, list) else (),
            max(least, 0) if isinstance(least, int) else 0,
        )

    @property
    def steps(self) -> tuple[tuple[int, Any], ...]:
        """Values and words."""
        return SCALES[self.scale]

    @property
    def values(self) -> frozenset[int]:
        """The values that exist."""
        return frozenset(value for value, _word in self.steps)


def rated_ideas(phase: Phase) -> ContributionQuerySet:
    """The ideas that are rated in a phase."""
    found = RatingSettings.read(phase.settings)
    rows = ideas_of(phase.process)
    if found.statuses:
        rows = rows.filter(idea__status__in=found.statuses)
    return rows.filter(support_count__gte=found.least) if found.least else rows


def own_ratings(phase: Phase, person: Person | None, keys: Sequence[int]) -> dict[int, int]:
    """What somebody said of these, by idea: one query, none for a stranger."""
    if person is None:
        return {}
    rows = Rating.objects.filter(phase=phase, person=person, idea__in=keys)
    return dict(rows.values_list("idea_id", "value"))


@dataclass(frozen=True)
class Result:
    """What came of an idea: how many chose each value, and the mean in hundredths."""

    idea: Contribution
    counts: Mapping[int, int]

    @property
    def number(self) -> int:
        """How many people rated it."""
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        """The mean; None of nothing."""
        total = sum(value * number for value, number in self.counts.items())
        return total / self.number if self.number else None


def results(phase: Phase) -> list[Result]:
    """What came of it, the best first; nothing before the end, so that nobody votes by what others voted. Two queries.

    By mean, or where people could only agree by number; then by number, then by the time of handing in.
    """
    if not phase.is_over():
        return []
    counts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for idea, value, number in _counted(phase):
        counts[idea][value] = number
    found = [Result(row, counts[row.pk]) for row in rated_ideas(phase)]
    by_number = RatingSettings.read(phase.settings).scale == APPROVAL
    return sorted(
        found,
        key=lambda one: (
            -(one.number if by_number else (-2 if one.mean is None else one.mean)),
            -one.number,
            one.idea.pk,
        ),
    )


def on_paper(phase: Phase) -> int:
    """How many of the ratings were counted on paper or in the hall."""
    rows = VoteSheet.objects.filter(kind=KEY, place=str(phase.pk), checked_at__isnull=False)
    return sum(row.number for row in rows)


def _counted(phase: Phase) -> Any:
    rows = Rating.objects.filter(phase=phase).values("idea_id", "value").order_by("idea_id", "value")
    return rows.annotate(number=Count("pk")).values_list("idea_id", "value", "number")
