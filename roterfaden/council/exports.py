"""Lists of papers as files: CSV, XLSX and JSON, streamed in batches by key, bounded, with a way to the next part."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.council.addresses import absolute, address
from roterfaden.council.listing import Key, PaperListing
from roterfaden.council.models import Organization, Paper
from roterfaden.council.querysets import paper_rows
from roterfaden.kit.tables import Row, csv_stream, xlsx_stream

BATCH = 500


@dataclass(frozen=True)
class Kind:
    """A form of export: media type and how many rows one file holds at most."""

    media_type: str
    most: int


KINDS = {
    "csv": Kind("text/csv; charset=utf-8", 50_000),
    "xlsx": Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 10_000),
    "json": Kind("application/json", 50_000),
}
#: Name of a column in JSON → how it is read from a paper.
COLUMNS: dict[str, Callable[[Paper], Any]] = {
    "reference": lambda paper: paper.reference,
    "name": lambda paper: " ".join(paper.name.split()),
    "paperType": lambda paper: paper.paper_type,
    "kind": lambda paper: paper.kind,
    "date": lambda paper: paper.date,
    "outcome": lambda paper: paper.outcome,
    "outcomeBasis": lambda paper: paper.outcome_basis,
    "decidedOn": lambda paper: paper.decided_on,
    "decidedBy": lambda paper: _public_name(paper.decided_by),
    "nextDate": lambda paper: paper.next_date,
    "applicants": lambda paper: [str(name) for name in paper.applicants],
    "climate": lambda paper: paper.climate or None,
    "costNet": lambda paper: paper.cost_net,
    "body": lambda paper: paper.body.name if paper.body else None,
    "stations": lambda paper: paper.station_count,
    "url": lambda paper: absolute(address(paper)),
    "source": lambda paper: paper.source.name,
    "sampleData": lambda paper: paper.source.sample_data,
}


def _public_name(organization: Organization | None) -> str | None:
    return organization.name if organization is not None and organization.is_public else None


def column_names() -> list[str]:
    """Headings for people, in the order of COLUMNS."""
    return [
        *(_("Nummer"), _("Titel"), _("Art laut Quelle"), _("Art"), _("Datum"), _("Ausgang"), _("Grundlage")),
        *(_("entschieden am"), _("entschieden von"), _("nächste Station am"), _("Antragsteller*innen")),
        *(_("Klimawirkung"), _("Saldo in Euro"), _("Körperschaft"), _("Stationen"), _("Adresse"), _("Quelle")),
        _("Beispieldaten"),
    ]


def answer(listing: PaperListing, kind: str, after: str) -> HttpResponseBase:
    """The file as an answer; where the list is longer, a Link header (and `next` in JSON) leads to the next part."""
    start = listing.read_key(after) if after else None
    form = KINDS[kind]
    following = _next_part(listing, start, kind, form.most)
    papers = _papers(listing, start, form.most)
    stream = {"csv": _csv, "xlsx": _xlsx}[kind](papers) if kind != "json" else _json(papers, following)
    response = StreamingHttpResponse(stream, content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="drucksachen.{kind}"'
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


def _next_part(listing: PaperListing, start: Key | None, kind: str, most: int) -> str:
    """The address of what follows behind `most` rows, or nothing."""
    last = listing.key_at(start, most)
    if last is None:
        return ""
    query = urlencode([*listing.wanted.parameters(), ("ab", str(last))])
    return absolute(f"{reverse('council:papers_export', args=[kind])}?{query}")


def _papers(listing: PaperListing, start: Key | None, most: int) -> Iterator[Paper]:
    """At most `most` papers, a batch at a time."""
    given = 0
    while given < most:
        keys = listing.keys(start, min(BATCH, most - given))
        yield from paper_rows([key.pk for key in keys])
        given += len(keys)
        if len(keys) < BATCH:
            return
        start = keys[-1]


def _row(paper: Paper) -> Row:
    """A paper as cells: choices in words, lists in one cell."""
    values: dict[str, Any] = {name: read(paper) for name, read in COLUMNS.items()}
    values["kind"] = str(paper.get_kind_display())
    values["outcome"] = str(paper.get_outcome_display())
    values["outcomeBasis"] = str(paper.get_outcome_basis_display())
    values["climate"] = str(paper.get_climate_display()) if paper.climate else None
    values["applicants"] = ", ".join(values["applicants"])
    return list(values.values())


def _csv(papers: Iterator[Paper]) -> Iterator[bytes]:
    return csv_stream(column_names(), (_row(paper) for paper in papers))


def _xlsx(papers: Iterator[Paper]) -> Iterator[bytes]:
    return xlsx_stream(column_names(), (_row(paper) for paper in papers), _("Drucksachen"))


def _json(papers: Iterator[Paper], following: str) -> Iterator[bytes]:
    """One object: `items` in a stream, then `next`."""
    yield b'{"items": ['
    for place, paper in enumerate(papers):
        values = {name: read(paper) for name, read in COLUMNS.items()}
        text = json.dumps(values, ensure_ascii=True, default=str)
        yield (",\n" if place else "\n").encode() + text.encode()
    yield b'\n], "next": ' + json.dumps(following or None).encode() + b"}\n"


__all__ = ["COLUMNS", "KINDS", "answer", "column_names"]
