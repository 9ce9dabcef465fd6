"""A process as JSON-LD in the words of schema.org: an event whose parts are the phases."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from roterfaden.kit.api import open_to_all, tagged
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.models import Phase, Process
from roterfaden.participation.telling import links_of

Node = dict[str, Any]


def as_jsonld(request: HttpRequest, process: Process) -> HttpResponse:
    """The answer, with ETag and open to other sites."""
    body = json.dumps(document(process), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    response = HttpResponse(body, content_type="application/ld+json; charset=utf-8")
    return open_to_all(tagged(request, response))  # type: ignore[return-value]


def document(process: Process) -> Node:
    """The process with its phases, and what it is tied to. Tell it in German: texts carry that language."""
    page, phases = absolute(address(process)), list(process.phases.all())
    node: Node = {
        "@context": {"schema": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/"},
        "@id": page,
        "@type": "schema:Event",
        "schema:name": _texts(process.title, process.title_en),
        "schema:description": _texts(process.summary, process.summary_en),
        "schema:eventAttendanceMode": "schema:OnlineEventAttendanceMode",
        "schema:isAccessibleForFree": True,
        "schema:organizer": {"@type": "schema:GovernmentOrganization", "schema:name": settings.CITY},
        "schema:subEvent": [_phase(phase, page) for phase in phases],
        "dcterms:references": [{"@id": absolute(thing.url)} for thing in links_of(process)],
        "dcterms:spatial": [district.name for district in process.districts.all()],
        "dcterms:subject": [topic.title for topic in process.topics.all()],
        "dcterms:modified": process.changed_at.isoformat(),
        "roterfaden:sampleData": process.sample_data,
    }
    node["@context"]["roterfaden"] = f"{settings.SITE_URL}/schnittstellen/#"
    return node | _span(phases)


def _phase(phase: Phase, page: str) -> Node:
    node = {
        "@id": f"{page}#phase-{phase.pk}",
        "@type": "schema:Event",
        "schema:name": _texts(phase.name, phase.name_en),
    }
    return node | _span([phase])


def _span(phases: list[Phase]) -> Node:
    """From the first beginning to the last end; left out where one is not known."""
    starts, ends = [phase.start for phase in phases if phase.start], [phase.end for phase in phases if phase.end]
    found: Node = {}
    if starts:
        found["schema:startDate"] = min(starts).isoformat()
    if ends:
        found["schema:endDate"] = max(ends).isoformat()
    return found


def _texts(german: str, english: str) -> list[Node]:
    said = [("de", german), ("en", english)]
    return [{"@language": language, "@value": text} for language, text in said if text]
