"""What a derivation means to the public: outcomes for the ledger, and news of papers, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from roterfaden.council import entries, news
from roterfaden.council.models import Paper, Source
from roterfaden.council.models.result import Basis, Outcome


@dataclass(frozen=True)
class Before:
    """What was known of a paper until now."""

    slug: str
    outcome: str
    decided_on: date | None
    next_date: date | None

    @classmethod
    def of(cls, paper: Paper) -> Before:
        """Its columns before they are derived again."""
        return cls(paper.slug, str(paper.outcome), paper.decided_on, paper.next_date)

    @property
    def is_first(self) -> bool:
        """Whether it was never derived as a paper of its own: until then it has no number in its address."""
        return not self.slug or self.slug.startswith("id-")


@dataclass(frozen=True)
class Turn:
    """A paper, what was known of it before, and the station that says what became of it: its day and its words."""

    paper: Paper
    before: Before
    day: date | None = None
    quote: str = ""

    @property
    def has_other_outcome(self) -> bool:
        """Whether something else became of it than we said."""
        now = (str(self.paper.outcome), self.paper.decided_on)
        return now != (self.before.outcome, self.before.decided_on)


def tell(turns: Iterable[Turn], today: date) -> None:
    """Write what is new of public papers; of hidden ones nothing is told."""
    public = [turn for turn in turns if turn.paper.is_public]
    _outcomes([turn for turn in public if turn.has_other_outcome])
    _news(public, today)


def _outcomes(turns: Sequence[Turn]) -> None:
    if not turns:
        return
    quotes = {turn.paper.pk: "" if turn.paper.outcome_basis == Basis.CORRECTION else turn.quote for turn in turns}
    named = entries.naming_persons(quotes.values())
    facts = []
    for turn in turns:
        quote = quotes[turn.paper.pk]
        facts.append(entries.outcome(turn.paper, turn.before.outcome, quote, has_name=quote in named))
    entries.write("paper.outcome", facts)


def _news(turns: Sequence[Turn], today: date) -> None:
    if not turns:
        return
    rows = Source.objects.filter(pk__in={turn.paper.source_id for turn in turns}, last_complete_at__isnull=False)
    read_at = dict(rows.values_list("pk", "last_complete_at"))
    edge = news.oldest_news(today)
    known = [turn for turn in turns if turn.paper.source_id in read_at]
    fresh = [turn for turn in known if _is_new(turn.paper, read_at[turn.paper.source_id], edge)]
    news.tell("paper.new", [_new(turn.paper) for turn in fresh])
    older = [turn for turn in known if not turn.before.is_first]
    news.tell("paper.scheduled", [row for turn in older for row in _scheduled(turn, today)])
    news.tell("paper.decided", [row for turn in older for row in _decided(turn, edge)])


def _is_new(paper: Paper, read_at: datetime | None, edge: date) -> bool:
    """Seen first after the last complete reading, and not old by its own date."""
    return read_at is not None and paper.first_seen > read_at and (paper.date is None or paper.date >= edge)


def _new(paper: Paper) -> Any:
    coming = {"next": paper.next_date.isoformat()} if paper.next_date else {}
    return news.event(entries.paper_ref(paper.pk), "new", "", coming)


def _scheduled(turn: Turn, today: date) -> Iterable[Any]:
    day = turn.paper.next_date
    if day is not None and day >= today and day != turn.before.next_date:
        yield news.event(entries.paper_ref(turn.paper.pk), "scheduled", day.isoformat(), {"day": day.isoformat()})


def _decided(turn: Turn, edge: date) -> Iterable[Any]:
    outcome, day = str(turn.paper.outcome), turn.paper.decided_on or turn.day
    if outcome != Outcome.NONE and turn.has_other_outcome and (day is None or day >= edge):
        told = day.isoformat() if day else ""
        yield news.event(
            entries.paper_ref(turn.paper.pk), "decided", f"{outcome} {told}", {"outcome": outcome, "day": told}
        )
