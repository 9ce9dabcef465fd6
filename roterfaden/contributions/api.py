"""Comments and questions below /api/v1/: the list, newest first, and one by itself; only on public things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import ConfigDict

from roterfaden.contributions.kinds import COMMENT, QUESTION, TALK, path_of
from roterfaden.contributions.models import Answer, Contribution
from roterfaden.contributions.signatures import signature_of
from roterfaden.contributions.talking import answers_of
from roterfaden.kit.api import Field, Key, ListQuery, Out, Problem, refuse_unknown, unknown
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.kit.things import LONGEST_KEY, Ref, things
from roterfaden.notices.rendering import absolute

router = Router(tags=["Fragen und Kommentare"], by_alias=True)
NEWEST: Keyset[Contribution] = Keyset("published_at", descending=True, filled=True)
KindName = Annotated[str, Field(pattern=f"^({COMMENT}|{QUESTION})$")]
About = Annotated[str, Field(pattern=r"^([a-z]{1,40}:[^\x00]{1,200})?$", max_length=LONGEST_KEY + 41)]


class AnswerOut(Out):
    """An official answer."""

    text: str
    text_en: str
    office: str
    published: dt.datetime


class ContributionRow(Out):
    """A comment or question. `signed` is the name that its author chose for it."""

    model_config = ConfigDict(title="ContributionRow")
    id: int
    kind: str
    on: str
    parent: int | None
    signed: str
    channel: str
    text: str
    language: str
    stance: int | None
    published: dt.datetime
    edited: dt.datetime | None
    supports: int
    replies: int
    answer_due: dt.date | None
    answers: list[AnswerOut]
    url: str
    sample_data: bool


class Contributions(Out):
    """A page of comments or questions."""

    items: list[ContributionRow]
    next: str | None


class ContributionQuery(ListQuery):
    """Which ones."""

    art: KindName = Field(COMMENT, description=gettext_noop("comment oder question"))
    zu: About = Field("", description=gettext_noop("Wozu, z. B. paper:17"))


@router.get(
    "/contributions",
    response={200: Contributions, 404: Problem, 400: Problem},
    summary=gettext_noop("Fragen und Kommentare"),
    description=gettext_noop("Öffentliche Kommentare oder Fragen, die neuesten zuerst. Ausgeblendete fehlen."),
)
def contributions(request: HttpRequest, query: Query[ContributionQuery]) -> dict[str, Any]:
    """The newest of one kind."""
    refuse_unknown(request, ContributionQuery)
    rows = Contribution.objects.visible_to().filter(kind=query.art).select_related("author", "organisation")
    if query.zu:
        kind, _colon, key = query.zu.partition(":")
        rows = rows.filter(on_kind=kind, on_key=key)
    try:
        page = NEWEST.page(rows, query.cursor, query.limit)
    except BadCursor:
        raise unknown("cursor") from None
    return {"items": values_of(page.rows), "next": _next(request, query, page.next)}


@router.get(
    "/contributions/{key}",
    response={200: ContributionRow, 404: Problem},
    summary=gettext_noop("Eine Frage oder ein Kommentar"),
)
def contribution(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One by itself."""
    rows = Contribution.objects.visible_to().filter(pk=key, kind__in=TALK).select_related("author", "organisation")
    found = values_of(list(rows))
    if not found:
        raise unknown()
    return found[0]


def values_of(rows: Sequence[Contribution]) -> list[dict[str, Any]]:
    """Those that stand on something public: what is hidden takes what was said about it along."""
    public = things({row.on for row in rows})
    shown = [row for row in rows if Ref(row.on_kind, row.on_key) in public]
    answers = answers_of(shown)
    return [_values(row, answers[row.pk]) for row in shown]


def _values(row: Contribution, answers: Sequence[Answer]) -> dict[str, Any]:
    same = ("kind", "channel", "text", "language", "stance", "answer_due", "sample_data")
    return {name: getattr(row, name) for name in same} | {
        "id": row.pk,
        "on": str(row.on),
        "parent": row.parent_id,
        "signed": signature_of(row).name,
        "published": row.published_at,
        "edited": row.edited_at,
        "supports": row.support_count,
        "replies": row.reply_count,
        "answers": [
            {"text": one.text, "text_en": one.text_en, "office": one.office, "published": one.published_at}
            for one in answers
        ],
        "url": absolute(path_of(row)),
    }


def _next(request: HttpRequest, query: ContributionQuery, cursor: str) -> str | None:
    if not cursor:
        return None
    values = query.model_dump(exclude_defaults=True) | {"cursor": cursor}
    return f"{settings.SITE_URL}{request.path}?{urlencode(values)}"
