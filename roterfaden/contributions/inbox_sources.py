"""What this room puts into the inbox: answers owed, answers begun, new comments, sheets to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from roterfaden.contributions.actions.answering import ANSWER
from roterfaden.contributions.actions.entering import ENTER
from roterfaden.contributions.inbox import Item, ItemPage, Source, register
from roterfaden.contributions.kinds import COMMENT
from roterfaden.contributions.models import Answer, Contribution, Sheet, VoteSheet
from roterfaden.contributions.querysets import may_see_all
from roterfaden.contributions.things import heading_of
from roterfaden.kit.paging import Keyset
from roterfaden.kit.things import Ref, keys_as_numbers, kinds, things

Make = Callable[[Sequence[Any]], list[Item]]


def register_sources() -> None:
    """Called once, when the app is ready."""
    register(
        _source("owed", lazy("Antworten, die zugesagt sind"), owed, Keyset("answer_due"), _owed_items, may_answer, 10)
    )
    register(
        _source(
            "drafts", lazy("Antworten in Arbeit"), drafts, Keyset("pk", descending=True), _draft_items, may_answer, 20
        )
    )
    newest: Keyset[Any] = Keyset("published_at", descending=True, filled=True)
    register(_source("new", lazy("Neue Kommentare"), comments, newest, _new_items, may_see_all, 60))
    register(
        _source("sheets", lazy("Bögen, die noch verglichen werden"), sheets, Keyset("pk"), _sheet_items, may_enter, 30)
    )
    label = lazy("Stimmen, die noch verglichen werden")
    register(_source("votes", label, votes, Keyset("pk"), _vote_items, may_enter, 31))


def may_answer(user: Any) -> bool:
    """Who answers."""
    return bool(user.is_active and user.has_perm(ANSWER))


def may_enter(user: Any) -> bool:
    """Who enters what came on paper."""
    return bool(user.is_active and user.has_perm(ENTER))


def owed() -> QuerySet[Any]:
    """Promised and open."""
    return Contribution.objects.owed()


def comments() -> QuerySet[Any]:
    """Public comments."""
    return Contribution.objects.visible_to().filter(kind=COMMENT)


def drafts() -> QuerySet[Any]:
    """Answers that nobody has been told of yet."""
    return Answer.objects.filter(told_at=None).select_related("contribution")


def sheets() -> QuerySet[Any]:
    """Typed once, not yet compared."""
    return Sheet.objects.filter(checked_at=None).select_related("contribution")


def votes() -> QuerySet[Any]:
    """Votes that were typed once, not yet compared."""
    return VoteSheet.objects.filter(checked_at=None).select_related("contribution")


def _source(key: str, label: Any, rows: Any, order: Keyset[Any], make: Make, may: Any, place: int) -> Source:
    def page(cursor: str, size: int) -> ItemPage:
        found = order.page(rows(), cursor, size)
        return ItemPage(make(found.rows), found.next, found.previous)

    def load(keys: Sequence[str]) -> Mapping[str, Item]:
        numbers = keys_as_numbers(keys)
        return {item.key: item for item in make(list(rows().filter(pk__in=numbers)))} if numbers else {}

    return Source(key, label, page, load, lambda: rows().order_by()[:1_000].count(), may, place)


def _owed_items(rows: Sequence[Contribution]) -> list[Item]:
    return [_of(row, "owed", about, due=row.answer_due) for row, about in _with_things(rows)]


def _new_items(rows: Sequence[Contribution]) -> list[Item]:
    return [_of(row, "new", about) for row, about in _with_things(rows)]


def _of(row: Contribution, source: str, about: str, due: Any = None) -> Item:
    summary = Truncator(row.text).chars(240)
    url = reverse("inbox:answer", args=[row.pk])
    return Item(source, str(row.pk), heading_of(row), url, row.published_at, due, summary, about, _kind(row))


def _draft_items(rows: Sequence[Answer]) -> list[Item]:
    return [
        Item(
            "drafts",
            str(row.pk),
            heading_of(row.contribution),
            reverse("inbox:answer", args=[row.contribution_id]),
            row.created_at,
            row.contribution.answer_due,
            Truncator(row.text).chars(240),
            row.office,
            _("geplant") if row.published_at else _("Entwurf"),
        )
        for row in rows
    ]


def _sheet_items(rows: Sequence[Sheet]) -> list[Item]:
    return [
        Item(
            "sheets",
            str(row.pk),
            heading_of(row.contribution),
            reverse("inbox:sheet", args=[row.pk]),
            row.entered_at,
            None,
            Truncator(row.contribution.text).chars(240),
            row.reference,
            str(row.contribution.get_channel_display()),
        )
        for row in rows
    ]


def _vote_items(rows: Sequence[VoteSheet]) -> list[Item]:
    return [
        Item(
            "votes",
            str(row.pk),
            heading_of(row.contribution),
            reverse("inbox:votes", args=[row.pk]),
            row.entered_at,
            None,
            ngettext("{number} Stimme", "{number} Stimmen", row.number).format(number=row.number),
            row.reference,
            str(row.get_channel_display()),
        )
        for row in rows
    ]


def _with_things(rows: Iterable[Contribution]) -> list[tuple[Contribution, str]]:
    listed = list(rows)
    known = things({row.on for row in listed})
    return [(row, _about(row.on, known)) for row in listed]


def _about(ref: Ref, known: Mapping[Ref, Any]) -> str:
    found = known.get(ref)
    return f"{found.label}: {found.number or found.title}" if found else _("nicht mehr öffentlich")


def _kind(row: Contribution) -> str:
    return str(kinds[row.kind].label) if row.kind in kinds else row.kind
