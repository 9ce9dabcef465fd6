"""Open suggestions in the inbox of the office: the oldest first, each leading to the page on which it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.contributions.inbox import Item, ItemPage, Source, register
from roterfaden.contributions.models import Contribution
from roterfaden.kit.paging import Keyset
from roterfaden.kit.things import keys_as_numbers
from roterfaden.participation.modules.draft.actions.suggesting import KIND
from roterfaden.participation.modules.refusing import EDIT

SOURCE = "suggestions"
ORDER: Keyset[Contribution] = Keyset("pk")
SHOWN = 160


def register_inbox() -> None:
    """Called once, when the app is ready."""
    register(Source(SOURCE, gettext_lazy("Vorschläge zu Texten"), page, load, count, may, 40))


def may(user: Any) -> bool:
    """Who decides."""
    return bool(user.is_active and user.has_perm(EDIT))


def page(cursor: str, size: int) -> ItemPage:
    """A page of them: two queries."""
    found = ORDER.page(_with_all(), cursor, size)
    return ItemPage(_items(found.rows), found.next, found.previous)


def load(keys: Sequence[str]) -> Mapping[str, Item]:
    """Those of these that are still open: one query."""
    return {item.key: item for item in _items(_with_all().filter(pk__in=keys_as_numbers(keys)))}


def count() -> int:
    """How many are open."""
    return int(_open().count())


def _open() -> Any:
    return Contribution.objects.visible_to().filter(kind=KIND, suggestion__decision="")


def _with_all() -> Any:
    return _open().select_related("suggestion__draft")


def _items(rows: Iterable[Contribution]) -> list[Item]:
    return [
        Item(
            SOURCE,
            str(row.pk),
            row.title or _("Anderer Wortlaut"),
            reverse("drafts_office:decide", args=[row.suggestion.draft_id, row.suggestion.anchor]),
            since=row.published_at,
            due=row.answer_due,
            summary=row.text[:SHOWN],
            about=row.suggestion.draft.title,
        )
        for row in rows
    ]
