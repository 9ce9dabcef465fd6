"""How many are for and against: everybody counts once, with what they said last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roterfaden.contributions.models import Contribution
from roterfaden.kit.charts import Bar, BarChart, draw_bars

#: Fewer stances tell about persons rather than about a debate, so no shares are drawn.
LEAST = 5


@dataclass(frozen=True)
class Stances:
    """Of how many people which stance is known."""

    pro: int = 0
    neither: int = 0
    contra: int = 0

    @property
    def total(self) -> int:
        """People with a stance."""
        return self.pro + self.neither + self.contra

    @property
    def enough(self) -> bool:
        """Whether shares say anything."""
        return self.total >= LEAST

    @property
    def rows(self) -> list[tuple[str, int, str]]:
        """Label, number and share in percent."""
        named = ((_("dafür"), self.pro), (_("weder noch"), self.neither), (_("dagegen"), self.contra))
        return [(label, number, self._share(number)) for label, number in named]

    def _share(self, number: int) -> str:
        return f"{round(100 * number / self.total)}\u00a0%" if self.total else "–"


def stances(keys: Iterable[int]) -> Mapping[int, Stances]:
    """For several theses: two queries. Of several comments of a person the last one with a stance counts; what was
    entered without a person counts each.
    """
    said = Contribution.objects.visible_to().filter(stance__isnull=False)
    rows = said.filter(on_kind="thesis", on_key__in=[str(key) for key in keys])
    latest = [F("published_at").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by=[F("on_key"), F("author")], order_by=latest)
    known = rows.exclude(author=None).annotate(place=place).filter(place=1).values_list("on_key", "stance")
    unknown = rows.filter(author=None).order_by().values_list("on_key", "stance")
    found: dict[int, Counter[int]] = {}
    for key, stance in (*known, *unknown):
        found.setdefault(int(key), Counter())[stance] += 1
    return {key: Stances(counts[1], counts[0], counts[-1]) for key, counts in found.items()}


def picture(found: Stances, title: str) -> SafeString:
    """The bars; their table stands beside them."""
    sentence = _("Dafür {pro}, weder noch {neither}, dagegen {contra}: {title}")
    said = sentence.format(pro=found.pro, neither=found.neither, contra=found.contra, title=title)
    return draw_bars(BarChart(said, [Bar(label, [number], [str(number)]) for label, number, _share in found.rows]))
