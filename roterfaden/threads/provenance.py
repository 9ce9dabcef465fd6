"""A thread as JSON-LD: stations are activities of PROV-O, what they rest on are entities (W3C PROV-O, 2013).

Only terms of PROV-O, Dublin Core and schema.org. Tell the story in German before: texts carry that language.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from roterfaden.kit.api import open_to_all, tagged
from roterfaden.threads.addresses import absolute, address
from roterfaden.threads.models import Relation
from roterfaden.threads.periods import Period, Precision
from roterfaden.threads.telling import AHEAD, PAST, Step, Story

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: What a station brings about; other relations say what it rests on.
GENERATED = frozenset(
    {Relation.SUBMITTED_AS, Relation.AMENDED, Relation.DECIDED_IN, Relation.IMPLEMENTS, Relation.TAUGHT}
)
DATE_TYPES = {
    Precision.DAY: "xsd:date",
    Precision.MONTH: "xsd:gYearMonth",
    Precision.SEASON: "xsd:gYearMonth",
    Precision.YEAR: "xsd:gYear",
}
Node = dict[str, Any]


def as_jsonld(request: HttpRequest, story: Story) -> HttpResponse:
    """The answer, with ETag and open to other sites."""
    body = json.dumps(document(story), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    response = HttpResponse(body, content_type="application/ld+json; charset=utf-8")
    return open_to_all(tagged(request, response))  # type: ignore[return-value]


def document(story: Story) -> Node:
    """The thread, its stations, and what they rest on, as one graph."""
    page = absolute(address(story.thread))
    activities = [_activity(step, story, page) for step in story.steps]
    entities = {node["@id"]: node for step in story.steps for node in _entities(step)}
    return {"@context": CONTEXT, "@graph": [_thread(story, page), _city(), *activities, *entities.values()]}


def _thread(story: Story, page: str) -> Node:
    thread = story.thread
    members = sorted({node["@id"] for step in story.steps for node in _entities(step)})
    node: Node = {
        "@id": page,
        "@type": ["prov:Entity", "prov:Collection", "schema:CreativeWork"],
        "dcterms:title": _texts(thread.title, thread.title_en),
        "dcterms:abstract": _texts(thread.summary, thread.summary_en),
        "dcterms:created": _moment(thread.published_at or thread.created_at),
        "dcterms:modified": _moment(thread.changed_at),
        "prov:wasAttributedTo": {"@id": settings.SITE_URL},
        "dcterms:hasPart": [{"@id": _id(step, page)} for step in story.steps],
        "prov:hadMember": [{"@id": name} for name in members],
        "schema:creativeWorkStatus": str(thread.get_state_display()),
    }
    if thread.place_name:
        node["dcterms:spatial"] = thread.place_name
    return {name: value for name, value in node.items() if value not in ([], "")}


def _city() -> Node:
    return {"@id": settings.SITE_URL, "@type": ["prov:Agent", "prov:Organization"], "schema:name": settings.CITY}


def _activity(step: Step, story: Story, page: str) -> Node:
    node: Node = {
        "@id": _id(step, page),
        "@type": "prov:Activity",
        "dcterms:type": str(step.stage.value),
        "dcterms:date": _date(step.period),
        "dcterms:isPartOf": {"@id": page},
    }
    if step.time != AHEAD:
        node["prov:startedAtTime"] = _at(step.period)
    if step.time == PAST:
        node["prov:endedAtTime"] = _at(Period(step.last), end=True)
    if step.number > 1:
        node["prov:wasInformedBy"] = {"@id": _id(story.steps[step.number - 2], page)}
    if step.hidden:
        return node
    node["dcterms:title"] = {"@value": str(step.heading), "@language": "de"}
    if step.sentence:
        node["dcterms:description"] = {"@value": str(step.sentence), "@language": "de"}
    if step.relation:
        node["dcterms:relation"] = step.relation
    rests = [{"@id": entity["@id"]} for entity in _entities(step)]
    if rests:
        node["prov:generated" if step.relation in GENERATED else "prov:used"] = rests
    return node


def _entities(step: Step) -> list[Node]:
    found: list[Node] = []
    if step.thing is not None:
        node: Node = {
            "@id": absolute(step.thing.url),
            "@type": "prov:Entity",
            "dcterms:title": {"@value": step.thing.title, "@language": "de"},
            "dcterms:type": str(step.thing.label),
        }
        if step.thing.number:
            node["dcterms:identifier"] = step.thing.number
        found.append(node)
    if step.source_url:
        found.append(_outside(step))
    return found


def _outside(step: Step) -> Node:
    node: Node = {"@id": step.source_url, "@type": "prov:Entity"}
    if step.source_label:
        node["dcterms:publisher"] = step.source_label
    if step.archive_url:
        node["prov:alternateOf"] = {"@id": step.archive_url}
    if step.archived_on:
        node["dcterms:dateAccepted"] = {"@value": step.archived_on.isoformat(), "@type": "xsd:date"}
    return node


def _id(step: Step, page: str) -> str:
    return f"{page}#{step.anchor}"


def _texts(german: str, english: str) -> list[Node]:
    pairs = ((german, "de"), (english, "en"))
    return [{"@value": text, "@language": language} for text, language in pairs if text]


def _moment(value: Any) -> Node:
    return {"@value": value.isoformat(), "@type": "xsd:dateTime"}


def _date(period: Period) -> Node:
    return {"@value": period.iso, "@type": DATE_TYPES[period.precision]}


def _at(period: Period, end: bool = False) -> Node:
    time = "23:59:59" if end else "00:00:00"
    return {"@value": f"{period.start.isoformat()}T{time}", "@type": "xsd:dateTime"}
