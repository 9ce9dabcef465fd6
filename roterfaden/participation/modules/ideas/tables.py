"""Ideas as rows of CSV, objects of JSON and features of GeoJSON. Nothing here names a person."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roterfaden.contributions.models import Contribution
from roterfaden.kit.tables import Row
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.addresses import absolute, idea_address
from roterfaden.participation.modules.ideas.settings import IdeaSettings


def columns() -> list[str]:
    """Headings for people."""
    return [
        *(_("Nummer"), _("Titel"), _("Text"), _("Kategorie"), _("Ort"), _("Stadtbezirk"), _("Breite"), _("Länge")),
        *(_("Unterstützungen"), _("Kommentare"), _("Stand"), _("Antwort zugesagt bis"), _("beantwortet am")),
        *(_("veröffentlicht am"), _("Weg"), _("Adresse"), _("Beispieldaten")),
    ]


def idea_row(row: Contribution, found: IdeaSettings) -> Row:
    """An idea as cells."""
    idea, category = row.idea, found.category(row.idea.category)
    return [
        *(row.pk, row.title, row.text, category.label if category else "", idea.place),
        *(idea.district.name if idea.district else "", idea.latitude, idea.longitude),
        *(row.support_count, row.reply_count, str(idea.get_status_display()) if idea.status else ""),
        *(row.answer_due, localtime(row.answered_at).date() if row.answered_at else None),
        localtime(row.published_at).date() if row.published_at else None,
        *(str(row.get_channel_display()), absolute(idea_address(row.pk)), row.sample_data),
    ]


def idea_object(row: Contribution, process: Process) -> dict[str, Any]:
    """An idea as a JSON object."""
    idea = row.idea
    return {
        "id": row.pk,
        "process": process.slug,
        "title": row.title,
        "text": row.text,
        "language": row.language,
        "category": idea.category or None,
        "place": idea.place,
        "district": idea.district.slug if idea.district else None,
        "latitude": idea.latitude,
        "longitude": idea.longitude,
        "supports": row.support_count,
        "comments": row.reply_count,
        "status": idea.status or None,
        "answerDue": row.answer_due.isoformat() if row.answer_due else None,
        "answered": row.answered_at.isoformat() if row.answered_at else None,
        "published": row.published_at.isoformat() if row.published_at else None,
        "channel": row.channel,
        "url": absolute(idea_address(row.pk)),
        "sampleData": row.sample_data,
    }


def idea_feature(row: Contribution, process: Process) -> dict[str, Any]:
    """An idea as a GeoJSON feature (RFC 7946); without coordinates its geometry is null."""
    values = idea_object(row, process)
    latitude, longitude = values.pop("latitude"), values.pop("longitude")
    point = {"type": "Point", "coordinates": [longitude, latitude]} if latitude is not None else None
    return {"type": "Feature", "id": row.pk, "geometry": point, "properties": values}
