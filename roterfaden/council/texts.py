"""The public words of papers, meetings and agenda items, as plain texts: where numbers and places may be named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from roterfaden.council.models import AgendaItem, Consultation, Meeting, Paper
from roterfaden.council.models.base import visibility
from roterfaden.kit.things import keys_as_numbers

Texts = Mapping[str, Sequence[str]]


def texts_of_papers(keys: Sequence[str]) -> Texts:
    """Title, sections and the results of its stations: two statements."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = Paper.objects.filter(visibility(), pk__in=keys_as_numbers(keys))
    for pk, name, sections in rows.values_list("pk", "name", "text__sections"):
        found[str(pk)] += [name, *_sections(sections)]
    stations = Consultation.objects.filter(visibility(), visibility(path="paper__"), paper__in=keys_as_numbers(keys))
    for pk, result in stations.exclude(result="").order_by("position", "pk").values_list("paper_id", "result"):
        found[str(pk)].append(result)
    return _filled(found)


def _sections(sections: Any) -> list[str]:
    parts = [part for part in sections if isinstance(part, dict)] if isinstance(sections, list) else []
    return [f"{part.get('heading') or ''}\n{part.get('text') or ''}".strip() for part in parts]


def texts_of_meetings(keys: Sequence[str]) -> Texts:
    """Its name and its agenda with results: two statements."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for pk, name in Meeting.objects.filter(visibility(), pk__in=keys_as_numbers(keys)).values_list("pk", "name"):
        found[str(pk)].append(name)
    items = AgendaItem.objects.filter(visibility(), visibility(path="meeting__"), meeting__in=keys_as_numbers(keys))
    for pk, *texts in items.order_by("order", "pk").values_list("meeting_id", "name", "result", "resolution_text"):
        found[str(pk)] += texts
    return _filled(found)


def texts_of_items(keys: Sequence[str]) -> Texts:
    """Title, result and resolution: one statement."""
    rows = AgendaItem.objects.filter(visibility(), visibility(path="meeting__"), pk__in=keys_as_numbers(keys))
    return _filled({str(pk): texts for pk, *texts in rows.values_list("pk", "name", "result", "resolution_text")})


def _filled(found: Mapping[str, Sequence[str]]) -> Texts:
    return {key: [text for text in texts if text.strip()] for key, texts in found.items()}
