"""Pages by key: the same cost on page 1 and page 10,000."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from roterfaden.council.models.base import CouncilObject
from roterfaden.council.reasons import reason_in_words
from roterfaden.council.views.problems import Gone, public_or_gone
from roterfaden.kit.api import ListQuery, Trouble, refuse_unknown, unknown
from roterfaden.kit.paging import BadCursor, Keyset

#: All operations can answer these besides their own.
PROBLEMS = frozenset({400, 404, 410})


def page_of(
    request: HttpRequest, rows: QuerySet[Any], query: ListQuery, build: Callable[[Any], Any], order: Keyset[Any]
) -> dict[str, Any]:
    """A page of rows as its schema's values."""
    refuse_unknown(request, type(query))
    try:
        page = order.page(rows, query.cursor, query.limit)
    except BadCursor:
        raise unknown("cursor") from None
    return {"items": [build(row) for row in page.rows], "next": next_url(request, query, page.next)}


def next_url(request: HttpRequest, query: ListQuery, cursor: str) -> str | None:
    """The address of the following page, all filters kept."""
    if not cursor:
        return None
    values = {key: plain(value) for key, value in query.model_dump(exclude_defaults=True).items() if value is not None}
    return f"{settings.SITE_URL}{request.path}?{urlencode(values | {'cursor': cursor})}"


def plain(value: Any) -> str:
    """A value as it stands in an address."""
    return str(value.value if isinstance(value, Enum) else value)


def one(rows: QuerySet[Any]) -> Any:
    """The one public object; 410 where it was public once, 404 where it never was."""
    try:
        return public_or_gone(rows)
    except Gone as gone:
        raise gone_trouble(gone.thing) from None


def gone_trouble(thing: CouncilObject) -> Trouble:
    """410 with kind, date and reason, without the title."""
    since = thing.gone_at.isoformat() if thing.gone_at else None
    title = reason_in_words(thing)
    return Trouble(410, title, kind=thing.oparl_type, gone=since)
