"""Processes as public things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.bilingual import said
from roterfaden.kit.things import Kind, Thing, keys_as_numbers, register
from roterfaden.participation.addresses import address
from roterfaden.participation.models import Process

MOST = 20


def register_things() -> None:
    """Tell the registry."""
    register(
        Kind(
            "process",
            _("Beteiligung"),
            _("Beteiligungen"),
            load_processes,
            find_processes,
            process_texts,
            stage="participation",
        )
    )


def load_processes(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Public processes with the slugs of districts and topics: three queries."""
    rows = Process.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): process_thing(row) for row in rows.prefetch_related("districts", "topics")}


def find_processes(text: str, user: Any) -> Sequence[Thing]:
    """Processes whose title or name holds the text."""
    words = text.replace("\x00", "").strip()[:200]
    if not words:
        return ()
    named = Q(title__icontains=words) | Q(title_en__icontains=words) | Q(name__icontains=words) | Q(slug=words)
    rows = Process.objects.visible_to(user).filter(named).prefetch_related("districts", "topics")
    return [process_thing(row) for row in rows[:MOST]]


def process_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What a public process says itself."""
    rows = Process.objects.visible_to().filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): [row.title, row.summary, row.purpose, row.result] for row in rows}


def process_thing(process: Process, state: str = "") -> Thing:
    """A process as other rooms show it; needs districts and topics at hand. `state`: its state in other words."""
    when = process.published_at
    return Thing(
        process.ref,
        str(said(process, "title")),
        address(process),
        _("Beteiligung"),
        summary=str(said(process, "summary")),
        date=localtime(when).date() if when else None,
        state=state or str(process.get_state_display()),
        sample=process.sample_data,
        districts=tuple(district.slug for district in process.districts.all()),
        topics=tuple(topic.slug for topic in process.topics.all()),
    )
