"""What a table of comments and questions holds. Personal columns never: only the name that was signed in public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.contributions.kinds import TALK, path_of
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.signatures import signature_of
from roterfaden.contributions.talking import answers_of
from roterfaden.kit.paging import Keyset
from roterfaden.kit.things import Ref
from roterfaden.notices.rendering import absolute

BATCH, MOST_ROWS = 500, 20_000
ORDER: Keyset[Contribution] = Keyset("pk")


def columns() -> list[str]:
    """The head of the table."""
    return [
        _("Nummer"),
        _("Art"),
        _("Antwort auf"),
        _("Tag"),
        _("gezeichnet"),
        _("Weg"),
        _("Text"),
        _("Unterstützungen"),
        _("Antwort der Verwaltung"),
        _("Adresse"),
    ]


def rows_about(ref: Ref) -> Iterator[list[Any]]:
    """Public ones about a thing, in the order of their coming; a batch at a time."""
    cursor, given = "", 0
    rows = Contribution.objects.visible_to().filter(on_kind=ref.kind, on_key=ref.key, kind__in=TALK)
    while given < MOST_ROWS:
        page = ORDER.page(rows.select_related("author", "organisation"), cursor, BATCH)
        answers = answers_of(page.rows)
        yield from (_cells(row, answers[row.pk]) for row in page.rows)
        given += len(page.rows)
        if not page.next:
            return
        cursor = page.next


def _cells(row: Contribution, answers: list[Any]) -> list[Any]:
    return [
        row.pk,
        row.kind,
        row.parent_id or "",
        row.published_at.date().isoformat() if row.published_at else "",
        signature_of(row).name,
        row.channel,
        row.text,
        row.support_count,
        "\n\n".join(answer.text for answer in answers),
        absolute(path_of(row)),
    ]
