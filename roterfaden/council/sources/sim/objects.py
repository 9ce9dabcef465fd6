"""Parsed pages → OParl 1.1 JSON. The same page always gives the same object; ids are full addresses of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from urllib.parse import quote

from roterfaden.council.sources.base import Json
from roterfaden.council.sources.sim.addresses import PLENUM, MeetingKey, Site, slug
from roterfaden.council.sources.sim.directory import EXECUTIVE, PLENUM_NAME, Directory, city_url, executive_url
from roterfaden.council.sources.sim.pages.agenda import AgendaRow
from roterfaden.council.sources.sim.pages.costs import Costs
from roterfaden.council.sources.sim.pages.course import Station
from roterfaden.council.sources.sim.pages.lists import BodyEntry
from roterfaden.council.sources.sim.pages.meeting import MeetingDocument, MeetingPage, Place
from roterfaden.council.sources.sim.pages.paper import Attachment, PaperPage
from roterfaden.council.sources.sim.relations import relations
from roterfaden.kit.dates import BERLIN

TYPE = "https://schema.oparl.org/1.1/"


def system_json(site: Site, city: str) -> Json:
    """The System object with its one Body."""
    body = {"id": city_url(site), "type": TYPE + "Body", "name": city, "system": site.base, "web": site.base}
    return {
        "id": site.base,
        "type": TYPE + "System",
        "name": f"Sitzungsmanagement (SIM): {city}",
        "website": site.base,
        "body": [body],
        "roterfaden:knownGaps": ["Verwaltungsausschuss: veröffentlicht keine Sitzungen"],
    }


def organization_json(site: Site, entry: BodyEntry, kind: str) -> Json:
    """A body. Its address is the list of its meetings."""
    url = site.body_url(entry.code)
    found = _organization(site, url, entry.name, kind) | {"shortName": entry.code, "web": url}
    return found | ({"classification": "aufgelöst"} if entry.dissolved else {})


def plenum_json(site: Site) -> Json:
    """The council itself, which no list of bodies names."""
    url = site.body_url(PLENUM)
    return _organization(site, url, PLENUM_NAME, "plenum") | {"web": url}


def executive_json(site: Site) -> Json:
    """The Verwaltungsausschuss: it decides much and publishes no meetings."""
    return _organization(site, executive_url(site), EXECUTIVE, "committee")


def _organization(site: Site, url: str, name: str, kind: str) -> Json:
    return {
        "id": url,
        "type": TYPE + "Organization",
        "body": city_url(site),
        "name": name,
        "roterfaden:kind": kind,
    }


# --- meetings -------------------------------------------------------------------------------------------------------


def meeting_json(url: str, key: MeetingKey, page: MeetingPage, directory: Directory) -> Json:
    """A meeting with its agenda, place and documents."""
    organization = directory.url(page.body, key.code)
    day = page.day or key.day
    return _without_empty(
        {
            "id": url,
            "type": TYPE + "Meeting",
            "web": url,
            "body": city_url(directory.site),
            "name": page.title or page.body,
            "meetingState": page.state,
            "cancelled": page.cancelled,
            "start": _moment(datetime.combine(day, page.start or time())),
            "end": _moment(datetime.combine(day, page.end)) if page.end and page.end > (page.start or time()) else None,
            "roterfaden:hasTime": page.start is not None,
            "location": _location(url, page.place) if page.place else None,
            "organization": [organization] if organization else None,
            **_documents(page.documents),
            "agendaItem": list(_agenda(url, page.agenda)),
        }
    )


def _moment(value: datetime) -> str:
    return value.replace(tzinfo=BERLIN).isoformat()


def _location(meeting: str, place: Place) -> Json:
    room = place.name.partition(",")[2].strip()
    return _without_empty(
        {
            "id": place.url or f"{meeting}#ort-{slug(place.name)}",
            "type": TYPE + "Location",
            "description": place.name,
            "room": room,
            "streetAddress": place.street,
            "postalCode": place.postal_code,
            "locality": place.city,
        }
    )


def _documents(documents: tuple[MeetingDocument, ...]) -> Json:
    """The first invitation and the first minutes have a field of their own; what follows is auxiliary."""
    found: Json = {"auxiliaryFile": []}
    for document in documents:
        name = document.name.casefold()
        field_name = "invitation" if "einladung" in name else "resultsProtocol" if "protokoll" in name else ""
        if field_name and field_name not in found:
            found[field_name] = _document(document)
        else:
            found["auxiliaryFile"].append(_document(document))
    return found


def _document(document: MeetingDocument) -> Json:
    return _without_empty(
        {
            "id": document.url,
            "type": TYPE + "File",
            "name": document.name,
            "date": document.published.isoformat() if document.published else None,
            "accessUrl": document.url,
        }
    )


def _agenda(meeting: str, rows: tuple[AgendaRow, ...]) -> Iterator[Json]:
    seen: Counter[str] = Counter()
    for order, row in enumerate(rows):
        mark = slug(row.number.rstrip(". ").replace(".", "-")) if row.number else f"o{order}"
        seen[mark] += 1
        suffix = f"-{seen[mark]}" if seen[mark] > 1 else ""
        yield _without_empty(
            {
                "id": f"{meeting}#top-{mark}{suffix}",
                "type": TYPE + "AgendaItem",
                "meeting": meeting,
                "number": row.number,
                "order": order,
                "name": row.title,
                "public": row.public,
                "roterfaden:paperNumbers": [row.paper] if row.paper else None,
            }
        )


# --- papers ---------------------------------------------------------------------------------------------------------


def paper_json(url: str, page: PaperPage, directory: Directory) -> Json:
    """A paper with its stations and files, its text, climate check and costs as vendor fields."""
    content = page.content
    number = page.number or directory.site.paper_number(url)
    return _without_empty(
        {
            "id": url,
            "type": TYPE + "Paper",
            "web": url,
            "body": city_url(directory.site),
            "name": page.title,
            "reference": number,
            "paperType": page.kind,
            "date": page.date.isoformat() if page.date else None,
            "consultation": list(_consultations(url, page.course, directory)),
            **_files(url, page.attachments),
            "roterfaden:applicants": list(page.applicants),
            "roterfaden:addressedTo": list(content.addressed),
            "roterfaden:informed": list(content.informed),
            "roterfaden:office": content.office,
            "roterfaden:sections": [
                {"heading": part.heading, "html": part.html} for part in (*content.sections, *page.further)
            ],
            "roterfaden:climate": {"effect": content.climate.effect, "text": content.climate.text}
            if content.climate
            else None,
            "roterfaden:costs": _costs(content.costs) if content.costs else None,
            "roterfaden:relations": relations(number, page),
        }
    )


def _consultations(paper: str, course: tuple[Station, ...], directory: Directory) -> Iterator[Json]:
    """Stations. The id counts a body's occurrences, so that a planned station stays itself when it gets its day."""
    seen: Counter[str] = Counter()
    for position, station in enumerate(course):
        body = slug(station.body)
        seen[body] += 1
        key = directory.site.meeting_key(station.meeting)
        organization = directory.url(station.body, key.code if key else "")
        yield _without_empty(
            {
                "id": f"{paper}#beratung-{body}-{seen[body]}",
                "type": TYPE + "Consultation",
                "paper": paper,
                "meeting": station.meeting,
                "organization": [organization] if organization else None,
                "role": station.role,
                "roterfaden:position": position,
                "roterfaden:date": station.day.isoformat() if station.day else None,
                "roterfaden:planned": station.planned,
                "roterfaden:organizationName": station.body,
                "roterfaden:result": station.result,
            }
        )


def _files(paper: str, attachments: tuple[Attachment, ...]) -> Json:
    """The printed version is the main file. Ids are made of names: the address changes with every new upload."""
    seen: Counter[str] = Counter()
    files = []
    for attachment in attachments:
        seen[attachment.name] += 1
        count = f"-{seen[attachment.name]}" if seen[attachment.name] > 1 else ""
        files.append(_file(f"{paper}#anlage-{quote(attachment.name, safe='.')}{count}", attachment))
    main = next((file for file in files if "druckversion" in str(file["name"]).casefold()), None)
    return {"mainFile": main, "auxiliaryFile": [file for file in files if file is not main]}


def _file(url: str, attachment: Attachment) -> Json:
    pdf = attachment.name.casefold().endswith(".pdf")
    return _without_empty(
        {
            "id": url[:500],
            "type": TYPE + "File",
            "name": attachment.name,
            "fileName": attachment.name,
            "mimeType": "application/pdf" if pdf else None,
            "size": attachment.size,
            "accessUrl": attachment.url,
        }
    )


def _costs(costs: Costs) -> Json:
    lines = [
        {
            "budget": entry.budget,
            "product": entry.product,
            "productName": entry.product_name,
            "side": entry.side,
            "label": entry.label,
            "amount": f"{entry.amount:.2f}",
            "perYear": entry.per_year,
            "balance": entry.balance,
        }
        for entry in costs.entries
    ]
    return _without_empty(
        {"text": costs.text, "net": f"{costs.net:.2f}" if costs.net is not None else None, "lines": lines}
    )


def _without_empty(value: dict[str, Any]) -> Json:
    """Without fields that say nothing (OParl 1.1, section 2.5.2)."""
    return {name: item for name, item in value.items() if item not in (None, "", [])}
