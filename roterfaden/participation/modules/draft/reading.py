"""What the pages of a draft show. The queries do not grow with its passages, comments or suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from roterfaden.contributions.models import Contribution
from roterfaden.methods.diff import Segment, diff
from roterfaden.participation.modules.draft.models import Decision, Draft, Suggestion, Version
from roterfaden.participation.modules.draft.passages import Passage


@dataclass(frozen=True)
class Voices:
    """How much was said about a passage."""

    comments: int = 0
    open: int = 0
    decided: int = 0

    @property
    def suggestions(self) -> int:
        """Suggestions, decided or not."""
        return self.open + self.decided

    @property
    def total(self) -> int:
        """Everything."""
        return self.comments + self.suggestions


@dataclass(frozen=True)
class Line:
    """A passage of the reading view."""

    passage: Passage
    voices: Voices
    heading: int


NOTHING = Voices()


def voices_of(draft: Draft, anchors: Iterable[str] | None = None) -> dict[str, Voices]:
    """How much was said about each passage: two queries. `anchors`: about these alone."""
    wanted = None if anchors is None else set(anchors)
    prefix = f"{draft.pk}-"
    comments = Contribution.objects.visible_to().filter(on_kind="passage", kind__in=("comment", "question"))
    if wanted is None:
        comments = comments.in_area(draft.phase.process.ref).filter(on_key__startswith=prefix)
    else:
        comments = comments.filter(on_key__in=[f"{prefix}{anchor}" for anchor in wanted])
    said = dict(comments.order_by().values_list("on_key").annotate(number=Count("pk")))
    rows = draft.suggestions.standing()
    if wanted is not None:
        rows = rows.filter(anchor__in=wanted)
    counted = (
        rows.order_by()
        .values("anchor")
        .annotate(open=Count("pk", filter=Q(decision="")), decided=Count("pk", filter=~Q(decision="")))
    )
    found = {row["anchor"]: Voices(0, row["open"], row["decided"]) for row in counted}
    for key, number in said.items():
        anchor = key.removeprefix(prefix)
        before = found.get(anchor, NOTHING)
        found[anchor] = Voices(number, before.open, before.decided)
    return found


def newest(draft: Draft) -> Version | None:
    """The newest published version."""
    found: Version | None = draft.versions.published().order_by("-number").first()
    return found


def lines(version: Version, voices: Mapping[str, Voices]) -> list[Line]:
    """The passages with how much was said; headings of the text begin below the page's own."""
    return [Line(part, voices.get(part.anchor, NOTHING), min(part.level + 1, 4)) for part in version.parts]


@dataclass(frozen=True)
class Shown:
    """A suggestion as lists and pages show it. `passage` is what its passage says now, None where it is gone."""

    contribution: Contribution
    suggestion: Suggestion
    passage: Passage | None
    segments: Sequence[Segment]
    supported: bool = False

    @property
    def moved_on(self) -> bool:
        """Whether the passage says something else now than when this was suggested."""
        return self.passage is not None and self.passage.text != self.suggestion.base_text

    @property
    def light(self) -> str:
        """The shape beside the word of its state."""
        shapes = {Decision.ACCEPTED.value: "✓", Decision.ADAPTED.value: "◐", Decision.DECLINED.value: "✕"}
        return shapes.get(self.suggestion.decision, "○")


def shown(rows: Iterable[Contribution], version: Version | None, supported: Iterable[int] = ()) -> list[Shown]:
    """Suggestions (contributions with `suggestion` at hand) compared with what they were made upon."""
    mine = set(supported)
    return [one_shown(row, version, row.pk in mine) for row in rows]


def one_shown(row: Contribution, version: Version | None, supported: bool = False) -> Shown:
    """One suggestion."""
    suggestion: Suggestion = row.suggestion
    wanted = "" if suggestion.strike else row.text
    passage = version.by_anchor.get(suggestion.anchor) if version else None
    return Shown(row, suggestion, passage, diff(suggestion.base_text, wanted), supported)


def lost(draft: Draft, version: Version | None) -> int:
    """How many open suggestions have lost their passage: they are listed, never dropped."""
    anchors = set(version.by_anchor) if version else set()
    rows = draft.suggestions.standing().open().exclude(anchor__in=anchors)
    return int(rows.count())
