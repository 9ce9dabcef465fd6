"""Events as public things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.bilingual import said
from roterfaden.kit.things import Kind, Thing, keys_as_numbers, kinds, register
from roterfaden.participation.modules.events.addresses import event_address
from roterfaden.participation.modules.events.models import Event

MOST = 20
SUMMARY = 300


def register_things() -> None:
    """Tell the registry."""
    if "event" not in kinds:
        label, plural = _("Termin"), _("Termine")
        register(Kind("event", label, plural, load_events, find_events, event_texts, stage="participation"))


def load_events(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Public events: three queries."""
    return {str(row.pk): event_thing(row) for row in _rows(user).filter(pk__in=keys_as_numbers(keys))}


def find_events(text: str, user: Any) -> Sequence[Thing]:
    """Events whose title or place holds the text."""
    words = text.replace("\x00", "").strip()[:200]
    if not words:
        return ()
    named = Q(title__icontains=words) | Q(title_en__icontains=words) | Q(place__icontains=words)
    return [event_thing(row) for row in _rows(user).filter(named)[:MOST]]


def event_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What public events say."""
    rows = _rows(None).filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): [row.title, row.text, row.place, row.address, row.minutes] for row in rows}


def event_thing(event: Event) -> Thing:
    """An event as other rooms show it; needs its process with districts and topics at hand."""
    process = event.phase.process
    return Thing(
        event.ref,
        str(said(event, "title")),
        event_address(event),
        _("Termin"),
        summary=str(said(event, "text"))[:SUMMARY],
        date=localtime(event.start).date(),
        state=str(event.get_state_display()) if event.is_cancelled else "",
        sample=process.sample_data,
        districts=tuple(district.slug for district in process.districts.all()),
        topics=tuple(topic.slug for topic in process.topics.all()),
    )


def _rows(user: Any) -> Any:
    rows = Event.objects.visible_to(user).select_related("phase__process")
    return rows.prefetch_related("phase__process__districts", "phase__process__topics")
