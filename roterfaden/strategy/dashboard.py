"""The figures of a plan: lights, shifted dates, money, stale data. A constant number of queries for any plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.methods.lights import share
from roterfaden.strategy.filters import is_stale
from roterfaden.strategy.listing import stale_before
from roterfaden.strategy.models import DateShift, Measure

Light = Measure.Light
YEAR = timedelta(days=365)
#: A number stays with its word.
NUMBER = re.compile(r"(?<=, )(\d+) ")


@dataclass(frozen=True)
class Figures:
    """What a dashboard shows of some measures."""

    total: int = 0
    lights: tuple[tuple[str, int], ...] = ()
    dropped: int = 0
    stale: int = 0
    overridden: int = 0
    shifts: int = 0
    shifted_measures: int = 0
    planned: Decimal | None = None
    spent: Decimal | None = None
    unpublished: int = 0
    milestones: int = 0
    reached: int = 0
    #: Measures that are example data.
    samples: int = 0

    @property
    def sample(self) -> bool:
        """Whether what the figures say is about example data, at least in part."""
        return self.samples > 0

    @property
    def spent_percent(self) -> int | None:
        """How much of the planned money is spent."""
        return share(self.spent, self.planned)

    @property
    def reached_percent(self) -> int | None:
        """How many of the milestones are reached."""
        return self.reached * 100 // self.milestones if self.milestones else None

    @property
    def sentence(self) -> str:
        """The lights in a sentence."""
        return sentence(self)


def figures_of(measures: QuerySet[Measure]) -> Figures:
    """The figures of these measures: three queries."""
    rows = Measure.objects.filter(pk__in=measures.order_by().values("pk")).order_by()
    lights = {row["light"]: row["number"] for row in rows.values("light").annotate(number=Count("pk"))}
    sums = rows.aggregate(**_sums())
    since: date = timezone.localdate() - YEAR
    shifts = DateShift.objects.filter(measure__in=rows.values("pk"), decided_on__gte=since).order_by()
    moved = shifts.aggregate(number=Count("pk"), measures=Count("measure", distinct=True))
    return Figures(
        total=sum(lights.values()),
        lights=tuple((light, lights.get(light, 0)) for light in Light.values),
        shifts=moved["number"],
        shifted_measures=moved["measures"],
        **{name: value or 0 for name, value in sums.items() if name not in ("planned", "spent")},
        planned=_cents(sums["planned"]),
        spent=_cents(sums["spent"]),
    )


def _sums() -> dict[str, Any]:
    return {
        "planned": Sum("planned_total"),
        "spent": Sum("spent_total"),
        "unpublished": Count("pk", filter=Q(planned_total__isnull=True)),
        "dropped": Count("pk", filter=Q(state=Measure.State.DROPPED)),
        "overridden": Count("pk", filter=~Q(override_light="")),
        "stale": Count("pk", filter=is_stale(stale_before())),
        "milestones": Sum("milestones_total"),
        "reached": Sum("milestones_done"),
        "samples": Count("pk", filter=Q(sample=True)),
    }


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else Decimal(amount).quantize(Decimal("0.01"))


def sentence(figures: Figures) -> str:
    """ "3 von 8 Maßnahmen sind im Plan, 2 verzögert, 1 steht still, 1 erledigt, 1 nicht begonnen." """
    number = dict(figures.lights)
    if not figures.total:
        return _("Noch ist keine Maßnahme veröffentlicht.")
    if figures.total == 1:
        light = next(light for light, count in figures.lights if count)
        return _("Es gibt eine Maßnahme: {light}.").format(light=Light(light).label)
    on_track = number[Light.ON_TRACK]
    head = (
        _("Keine von {total} Maßnahmen ist im Plan")
        if not on_track
        else ngettext(
            "{number} von {total} Maßnahmen ist im Plan",
            "{number} von {total} Maßnahmen sind im Plan",
            on_track,
        )
    )
    head = head.format(number=on_track, total=figures.total)
    late, stalled = number[Light.LATE], number[Light.STALLED] - figures.dropped
    parts = [
        _("{number} verzögert").format(number=late) if late else "",
        ngettext("{number} steht still", "{number} stehen still", stalled).format(number=stalled) if stalled else "",
        _("{number} erledigt").format(number=number[Light.DONE]) if number[Light.DONE] else "",
        _("{number} nicht begonnen").format(number=number[Light.NOT_BEGUN]) if number[Light.NOT_BEGUN] else "",
        _("{number} nicht weiterverfolgt").format(number=figures.dropped) if figures.dropped else "",
    ]
    said = ", ".join([head, *(part for part in parts if part)]) + "."
    return NUMBER.sub("\\1\u00a0", said)
