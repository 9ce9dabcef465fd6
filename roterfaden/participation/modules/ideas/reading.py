"""What pages show of ideas: cards of a list, with everything looked up for the whole page at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from roterfaden.contributions.models import Answer, Contribution
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.addresses import idea_address
from roterfaden.participation.modules.ideas.settings import Category, IdeaSettings
from roterfaden.participation.modules.ideas.standing import Light, light_of

SHORT = 320


@dataclass(frozen=True)
class Card:
    """An idea in a list. `number`: its spot on the map, 0 without one."""

    contribution: Contribution
    url: str
    category: Category | None
    light: Light | None
    answer: Answer | None
    days: int | None
    number: int = 0

    @property
    def text(self) -> str:
        """The beginning of its words."""
        text = self.contribution.text
        return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def cards(
    process: Process, rows: Sequence[Contribution], found: IdeaSettings, numbers: Mapping[int, int]
) -> list[Card]:
    """The cards of a page: one query for the answers."""
    answers = latest_answers([row.pk for row in rows if row.answered_at is not None])
    return [_card(process, row, found, answers.get(row.pk), numbers.get(row.pk, 0)) for row in rows]


def latest_answers(keys: Iterable[int]) -> dict[int, Answer]:
    """The last public answer of each; no query for none."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = Answer.objects.filter(contribution__in=wanted, published_at__lte=timezone.now())
    return {row.contribution_id: row for row in rows.order_by("published_at", "pk")}


def _card(process: Process, row: Contribution, found: IdeaSettings, answer: Answer | None, number: int) -> Card:
    days = (
        (answer.published_at - row.published_at).days if answer and answer.published_at and row.published_at else None
    )
    category = found.category(row.idea.category)
    return Card(row, idea_address(row.pk), category, light_of(row, process), answer, days, number)
