"""Comments and questions in the search: their own words and the answers, never those of the thing they stand on.

When that thing is hidden its comments leave the index with it (`search.registry.hang_on`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.kinds import COMMENT, QUESTION, TALK, path_of
from roterfaden.contributions.models import Answer, Contribution
from roterfaden.contributions.things import heading_of, shown
from roterfaden.search.actions import enqueue
from roterfaden.search.registry import Document, Searchable, hang_on, register, searchables


def register_search() -> None:
    """Tell search; called once, when the app is ready."""
    for kind, label, plural in ((COMMENT, _("Kommentar"), _("Kommentare")), (QUESTION, _("Frage"), _("Fragen"))):
        if kind not in searchables:
            register(Searchable(kind, label, plural, visible(kind), documents(kind)))
    hang_on(on_things)


def visible(kind: str) -> Any:
    """What a stranger may see."""
    return lambda: Contribution.objects.visible_to().filter(kind=kind)


def documents(kind: str) -> Any:
    """Documents of public ones on public things."""

    def made(keys: Sequence[int]) -> Iterable[Document]:
        with translation.override("de"):
            rows = shown(kind, [str(key) for key in keys])
            answers = _answers(rows)
            return [_document(row, answers[row.pk]) for row in rows]

    return made


def _answers(rows: Sequence[Contribution]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    given = Answer.objects.filter(contribution__in=[row.pk for row in rows], published_at__lte=timezone.now())
    for pk, text in given.values_list("contribution", "text"):
        found[pk].append(text)
    return found


def _document(row: Contribution, answers: list[str]) -> Document:
    day = localtime(row.published_at).date() if row.published_at else None
    return Document(
        row.kind,
        row.pk,
        path_of(row),
        heading_of(row),
        body="\n".join([row.text, *answers]),
        context=str(_("beantwortet")) if answers else "",
        date=day,
        facets=(("year", str(day.year)),) if day else (),
        language=row.language if row.language in ("de", "en") else "de",
    )


def enqueue_contribution(row: Contribution, hidden: bool = False) -> None:
    """It changed; kinds of other rooms are theirs, if they are searchable."""
    if row.kind in searchables:
        enqueue(row.kind, [row.pk], hidden)


def enqueue_contributions(rows: Sequence[Contribution]) -> None:
    """The same for many."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.pk)
    for kind, keys in by_kind.items():
        if kind in searchables:
            enqueue(kind, keys)


def on_things(kind: str, ids: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """What people said about things of a kind: their documents depend on these being public."""
    rows = Contribution.objects.filter(on_kind=kind, on_key__in=[str(pk) for pk in ids], kind__in=TALK)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for pk, own in rows.values_list("pk", "kind"):
        found[own].append(pk)
    return found
