"""Defects, sown one at a time: each with the code that must name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.council.conformance.endpoint import CHANGED, Endpoint, Query
from tests.council.conformance.sample import BASE, Json, address

Sow = Callable[[Endpoint], Any]


@dataclass(frozen=True)
class Defect:
    """One thing that is wrong with an endpoint."""

    name: str
    code: str
    sow: Sow
    version: str = "1.1"


DEFECTS: list[Defect] = []


def defect(code: str, version: str = "1.1") -> Callable[[Sow], Sow]:
    """Register a function that spoils an endpoint."""

    def register(sow: Sow) -> Sow:
        DEFECTS.append(Defect(getattr(sow, "__name__", code), code, sow, version))
        return sow

    return register


def field(code: str, kind: str, key: str, value: Any, version: str = "1.1", number: int = 1) -> None:
    """Register a defect that sets one field of one object; `...` removes it."""

    def sow(endpoint: Endpoint) -> None:
        target = endpoint.get(kind, number) if kind != "System" else endpoint.objects[f"{BASE}/system"]
        if value is ...:
            del target[key]
        else:
            target[key] = value

    shown = "missing" if value is ... else repr(value)[:30]
    DEFECTS.append(Defect(f"{kind}.{key}={shown} [{version}]", code, sow, version))


# Objects: identity.
field("id-missing", "Paper", "id", ...)
field("type-missing", "Paper", "type", ...)
field("type-wrong", "Paper", "type", "https://schema.oparl.org/1.1/paper")
field("type-wrong", "Paper", "type", "https://schema.oparl.org/1.0/Paper")
field("type-wrong", "Person", "type", "https://schema.oparl.org/1.1/Person", version="1.0")
field("version-wrong", "System", "oparlVersion", "https://schema.oparl.org/2.0/")

# Objects: mandatory fields, by version.
field("field-missing", "Body", "name", ...)
field("field-missing", "Body", "legislativeTerm", ...)
field("field-missing", "Body", "membership", ...)
field("field-missing", "Body", "paper", ..., version="1.0")
field("field-missing", "Paper", "modified", ...)
field("field-missing", "Paper", "created", ..., version="1.0")
field("field-missing", "File", "accessUrl", ..., number=10)
field("field-missing", "Membership", "created", ...)
field("field-missing", "System", "oparlVersion", ...)

# Objects: types and shapes.
field("field-type", "Paper", "name", 17)
field("field-type", "Meeting", "cancelled", "false")
field("field-type", "File", "size", "1010", number=10)
field("field-type", "AgendaItem", "order", True)
field("field-type", "Person", "email", 5)
field("field-cardinality", "Person", "email", "person1@musterstadt.example")
field("field-cardinality", "Paper", "reference", ["0001/2025"])
field("field-cardinality", "Meeting", "organization", address("Organization", 2))
field("embedded-as-link", "Paper", "mainFile", address("File", 10))
field("link-as-embedded", "Organization", "body", {"id": address("Body", 1)})
field("field-unknown", "Paper", "wichtig", "ja")
field("field-unknown", "AgendaItem", "order", 0, version="1.0")

# Objects: values.
field("value-null", "Paper", "reference", None)
field("value-null-mandatory", "Body", "name", None)
field("value-empty", "Paper", "reference", "")
field("value-empty", "Paper", "reference", " ")
field("value-placeholder", "Meeting", "name", "N/A")
field("list-empty", "Paper", "keyword", [])
field("date-invalid", "Paper", "date", "03.02.2025")
field("date-invalid", "Paper", "date", "2025-02-30")
field("date-invalid", "Membership", "startDate", "2021-11-01T00:00:00+01:00")
field("date-implausible", "Paper", "date", "0202-02-03")
field("date-implausible", "Paper", "created", "1970-01-01T00:00:00+01:00")
field("date-implausible", "Paper", "modified", "2099-01-01T12:00:00+01:00")
field("datetime-invalid", "Meeting", "start", "morgen")
field("datetime-invalid", "Meeting", "start", "2025-02-30T10:00:00+01:00")
field("datetime-offset", "Meeting", "start", "2025-02-06T17:00:00")
field("datetime-utc", "Meeting", "start", "2025-02-06T16:00:00Z")
field("modified-before-created", "Paper", "modified", "2024-01-01T10:00:00+01:00")
field("end-before-start", "Meeting", "end", "2025-01-01T10:00:00+01:00")
field("end-before-start", "LegislativeTerm", "endDate", "2020-01-01")
field("url-invalid", "Body", "website", "www.musterstadt.example")
field("url-invalid", "File", "accessUrl", f"{BASE}/files/Straße 1.pdf", number=10)
field("text-markup", "Paper", "name", "Bänke &amp; Bäume")
field("text-markup", "Paper", "name", "Bänke<br/>Bäume")
field("text-control", "Paper", "name", "B\x07nke")
field("ags-format", "Body", "ags", "3241001")
field("rgs-format", "Body", "rgs", "3241001")
field("email-invalid", "Body", "contactEmail", "ris at musterstadt")
field("checksum-format", "File", "sha512Checksum", "abc", number=10)
field("mime-format", "File", "mimeType", "pdf", number=10)
field("organization-type", "Organization", "organizationType", "Rat")
field("geojson-invalid", "Location", "geojson", {"type": "Point", "coordinates": [9.7, 52.4]})
field("geojson-invalid", "Location", "geojson", {"type": "Feature", "geometry": {"type": "Point", "coordinates": []}})
field(
    "geojson-order",
    "Location",
    "geojson",
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [52.4, 9.7]}},
)
field("location-object", "Person", "location", address("Location", 1))


@defect("agenda-order")
def agenda_counts_from_one(endpoint: Endpoint) -> None:
    for position, item in enumerate(endpoint.get("Meeting")["agendaItem"], start=1):
        item["order"] = position


@defect("modified-midnight")
def nightly_export_stamps_all(endpoint: Endpoint) -> None:
    for row in endpoint.of("Person"):
        row["modified"] = "2025-09-01T00:00:00+02:00"


@defect("id-differs")
def object_answers_with_another_id(endpoint: Endpoint) -> None:
    endpoint.change_alone("Paper", 1, id=address("Paper", 1) + "?x=1")


def rewrite_scheme(endpoint: Endpoint, old: str, new: str, only: str = "") -> None:
    """Replace the scheme of ids in every answer that contains `only`."""

    def replaced(answer: Any, method: str) -> Any:
        if "json" not in answer.headers.get("content-type", "") or (only and only not in answer.url):
            return answer
        return replace(answer, body=answer.body.replace(old.encode(), new.encode()))

    endpoint.on_answer = replaced


@defect("id-http")
def ids_are_plain_http(endpoint: Endpoint) -> None:
    rewrite_scheme(endpoint, '"id": "https://ris', '"id": "http://ris')


@defect("id-mixed")
def some_ids_are_http(endpoint: Endpoint) -> None:
    rewrite_scheme(endpoint, '"id": "https://ris', '"id": "http://ris', only="1/person")


# Links.
field("link-dangling", "Meeting", "participant", [address("Person", 4711)])
field("link-type", "Meeting", "participant", [address("Organization", 1)])
field("link-deleted", "Paper", "relatedPaper", [address("Paper", 99)])
field("backref-wrong", "Organization", "membership", [address("Membership", 1)])
field("backref-wrong", "Consultation", "paper", address("Paper", 2))
field("backref-wrong", "AgendaItem", "consultation", address("Consultation", 2))
field("backref-wrong", "File", "paper", [address("Paper", 3)], number=10)
field("backref-wrong", "Consultation", "meeting", address("Meeting", 3))
field("backref-wrong", "Paper", "subordinatedPaper", [address("Paper", 3)])
field("backref-missing", "AgendaItem", "meeting", ...)
field("backref-missing", "Consultation", "paper", ..., version="1.0")
field("backref-missing", "File", "paper", ..., number=10)


@defect("link-dangling", "1.0")
def listed_paper_is_not_found(endpoint: Endpoint) -> None:
    endpoint.hidden.add(address("Paper", 1))


@defect("link-unlisted")
def paper_is_in_no_list(endpoint: Endpoint) -> None:
    endpoint.list_of("paper").remove(endpoint.get("Paper", 2))


@defect("link-unlisted")
def embedded_file_is_in_no_list(endpoint: Endpoint) -> None:
    endpoint.list_of("file").remove(endpoint.get("File", 10))


@defect("link-unlisted", "1.0")
def consultation_is_embedded_nowhere(endpoint: Endpoint) -> None:
    del endpoint.get("Paper", 2)["consultation"]


@defect("list-single-differ")
def list_and_single_differ(endpoint: Endpoint) -> None:
    endpoint.change_alone("Paper", 1, name="Ein anderer Titel")


@defect("embedded-differs")
def embedded_file_has_another_name(endpoint: Endpoint) -> None:
    endpoint.get("Paper", 1)["mainFile"]["name"] = "Ein anderer Name"


@defect("embedded-differs", "1.0")
def embedded_membership_says_more(endpoint: Endpoint) -> None:
    endpoint.get("Person", 1)["membership"][0]["onBehalfOf"] = address("Organization", 3)


@defect("body-wrong")
def person_belongs_to_another_body(endpoint: Endpoint) -> None:
    endpoint.get("Person", 3)["body"] = address("Body", 2)


@defect("redirect")
def id_redirects(endpoint: Endpoint) -> None:
    def moved(answer: Any, method: str) -> Any:
        return replace(answer, url=answer.url + "/") if answer.url == address("Paper", 1) else answer

    endpoint.on_answer = moved


# Deleted objects.
@defect("deleted-listed")
def deleted_paper_is_listed(endpoint: Endpoint) -> None:
    endpoint.list_of("paper").append(endpoint.tombstone("Paper", 98))


@defect("deleted-listed")
def created_since_shows_deleted(endpoint: Endpoint) -> None:
    endpoint.on_rows = lambda rows, query, path: (
        [*rows, *endpoint.deleted] if "created_since" in query and path.endswith("1/paper") else rows
    )


@defect("deleted-incomplete")
def deleted_paper_has_no_type(endpoint: Endpoint) -> None:
    del endpoint.deleted[0]["type"]


@defect("deleted-content")
def deleted_paper_keeps_its_title(endpoint: Endpoint) -> None:
    endpoint.deleted[0]["name"] = "Geheim"


@defect("deleted-status")
def deleted_paper_is_not_found(endpoint: Endpoint) -> None:
    endpoint.hidden.add(address("Paper", 99))


# Lists.
def on_list(endpoint: Endpoint, name: str, change: Callable[[Json, Query], Any]) -> None:
    """Change the pages of one list."""
    endpoint.on_page = lambda page, query, path: change(page, query) if path.endswith(f"1/{name}") else page


@defect("list-shape")
def list_is_a_bare_array(endpoint: Endpoint) -> None:
    on_list(endpoint, "organization", lambda page, query: page["data"])


@defect("list-shape")
def list_has_no_pagination(endpoint: Endpoint) -> None:
    on_list(endpoint, "organization", lambda page, query: {"data": page["data"], "links": page["links"]})


@defect("list-status")
def empty_list_is_not_found(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: (
        endpoint.error(url, 404) if url.endswith("/legislativeTermList") else None
    )


@defect("list-type")
def person_among_organizations(endpoint: Endpoint) -> None:
    endpoint.list_of("organization").append(endpoint.get("Person", 1))


@defect("page-repeats")
def object_stands_twice(endpoint: Endpoint) -> None:
    endpoint.list_of("paper").append(endpoint.get("Paper", 1))


@defect("page-loses")
def pages_lose_their_last_object(endpoint: Endpoint) -> None:
    on_list(endpoint, "person", lambda page, query: page | {"data": page["data"][:-1]})


@defect("page-loop")
def next_leads_back(endpoint: Endpoint) -> None:
    def loop(page: Json, query: Query) -> Json:
        if query.get("page") == "2":
            page["links"]["next"] = page["links"]["first"]
        return page

    on_list(endpoint, "person", loop)


@defect("next-missing")
def next_is_missing(endpoint: Endpoint) -> None:
    on_list(endpoint, "person", lambda page, query: page | {"links": {}})


@defect("order-unstable")
def order_changes_each_time(endpoint: Endpoint) -> None:
    turns = iter(range(1000))
    endpoint.on_rows = lambda rows, query, path: (
        rows[next(turns) % 4 :] + rows if path.endswith("1/organization") else rows
    )[: len(rows)]


@defect("order-unstable")
def order_depends_on_limit(endpoint: Endpoint) -> None:
    endpoint.on_rows = lambda rows, query, path: rows[::-1] if "limit" in query else rows


@defect("total-wrong")
def total_lies(endpoint: Endpoint) -> None:
    on_list(endpoint, "person", lambda page, query: page | {"pagination": {"totalElements": 4711}})


@defect("pages-wrong")
def total_of_pages_lies(endpoint: Endpoint) -> None:
    on_list(endpoint, "person", lambda page, query: page | {"pagination": {"totalPages": 2}})


@defect("pages-wrong")
def current_page_counts_from_zero(endpoint: Endpoint) -> None:
    on_list(
        endpoint,
        "person",
        lambda page, query: page | {"pagination": {"currentPage": page["pagination"]["currentPage"] - 1}},
    )


@defect("page-size")
def elements_per_page_lies(endpoint: Endpoint) -> None:
    on_list(endpoint, "person", lambda page, query: page | {"pagination": {"elementsPerPage": 4}})


@defect("page-huge")
def list_is_not_paginated(endpoint: Endpoint) -> None:
    rows = endpoint.list_of("person")
    for number in range(200):
        rows.append({**rows[0], "id": address("Person", 1000 + number), "membership": [], "locationObject": None})
    on_list(endpoint, "person", lambda page, query: page | {"data": rows, "links": {}, "pagination": {}})


@defect("limit-exceeded")
def limit_is_ignored(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: (
        endpoint.route(url.partition("?")[0]) if "limit=" in url and "since" not in url else None
    )


@defect("limit-lost")
def limit_is_lost_on_the_next_page(endpoint: Endpoint) -> None:
    endpoint.on_next = lambda query: {key: value for key, value in query.items() if key != "limit"}


@defect("link-wrong")
def first_leads_to_the_second_page(endpoint: Endpoint) -> None:
    on_list(
        endpoint,
        "person",
        lambda page, query: page | {"links": page["links"] | {"first": page["links"].get("next", "")}},
    )


@defect("link-wrong")
def last_leads_to_the_second_page(endpoint: Endpoint) -> None:
    def wrong(page: Json, query: Query) -> Json:
        page["links"]["last"] = f"{address('Body', 1)}/person?page=2"
        return page

    on_list(endpoint, "person", wrong)


# Filters.
def ignoring(name: str) -> Sow:
    """An endpoint that does not know a filter."""
    return lambda endpoint: endpoint.filters.discard(name)


for name in ("created_since", "created_until", "modified_since", "modified_until"):
    DEFECTS.append(Defect(f"{name} is ignored", "filter-" + name.replace("_", "-"), ignoring(name)))


@defect("filter-combined")
def second_filter_wins(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: (
        endpoint.route(url.replace("modified_since", "x"))
        if "modified_since" in url and "modified_until" in url
        else None
    )


@defect("filter-loses")
def filter_loses_objects(endpoint: Endpoint) -> None:
    endpoint.on_rows = lambda rows, query, path: rows[:-1] if "created_since" in query else rows


@defect("filter-lost")
def filter_is_lost_on_the_next_page(endpoint: Endpoint) -> None:
    endpoint.on_next = lambda query: {key: value for key, value in query.items() if key == "limit"}


@defect("omit-internal")
def omit_internal_is_ignored(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: (
        endpoint.route(url.partition("?")[0]) if "omit_internal" in url else None
    )


# HTTP.
def on_headers(endpoint: Endpoint, **changes: str) -> None:
    """Change headers of every JSON answer; an empty value removes one."""

    def changed(answer: Any, method: str) -> Any:
        if "json" not in answer.headers.get("content-type", ""):
            return answer
        headers = dict(answer.headers) | {key.replace("_", "-"): value for key, value in changes.items()}
        return replace(answer, headers={key: value for key, value in headers.items() if value})

    endpoint.on_answer = changed


@defect("unreachable")
def list_lies_elsewhere(endpoint: Endpoint) -> None:
    endpoint.get("Body")["paper"] = "https://nirgends.example/paper"


@defect("server-error")
def list_fails(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: endpoint.error(url, 500) if url.endswith("/meeting") else None


@defect("json-invalid")
def list_is_cut(endpoint: Endpoint) -> None:
    def cut(answer: Any, method: str) -> Any:
        return replace(answer, body=answer.body[:99]) if answer.url.endswith("1/meeting") else answer

    endpoint.on_answer = cut


@defect("json-bom")
def answers_begin_with_a_mark(endpoint: Endpoint) -> None:
    def marked(answer: Any, method: str) -> Any:
        return replace(answer, body=b"\xef\xbb\xbf" + answer.body) if "json" in str(answer.headers) else answer

    endpoint.on_answer = marked


@defect("content-type")
def json_is_called_html(endpoint: Endpoint) -> None:
    on_headers(endpoint, content_type="text/html; charset=utf-8 (json)")


@defect("charset")
def charset_is_latin(endpoint: Endpoint) -> None:
    on_headers(endpoint, content_type="application/json; charset=iso-8859-1")


@defect("cors-missing")
def browsers_are_locked_out(endpoint: Endpoint) -> None:
    on_headers(endpoint, access_control_allow_origin="")


@defect("cookie")
def sessions_are_kept(endpoint: Endpoint) -> None:
    on_headers(endpoint, set_cookie="JSESSIONID=1")


@defect("validator-missing")
def nothing_to_compare(endpoint: Endpoint) -> None:
    on_headers(endpoint, etag="", last_modified="")


@defect("conditional-etag")
def etag_does_nothing(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: endpoint.route(url) if "If-None-Match" in headers else None


@defect("conditional-date")
def date_does_nothing(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: (
        endpoint.route(url) if headers.get("If-Modified-Since") == CHANGED else None
    )


@defect("head")
def head_is_forbidden(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: (
        endpoint.error(url, 405) if method == "HEAD" and "/files/" not in url and "/download/" not in url else None
    )


@defect("error-200")
def unknown_id_answers_200(endpoint: Endpoint) -> None:
    endpoint.error = lambda url, status: Endpoint.error(endpoint, url, 200)  # type: ignore[method-assign]


@defect("unknown-status")
def unknown_id_answers_403(endpoint: Endpoint) -> None:
    endpoint.error = lambda url, status: Endpoint.error(endpoint, url, 403)  # type: ignore[method-assign]


@defect("error-shape")
def error_is_no_object(endpoint: Endpoint) -> None:
    endpoint.error = lambda url, status: endpoint.json(url, {"code": 802}, status)  # type: ignore[method-assign]


@defect("parameter-status")
def nonsense_breaks_the_server(endpoint: Endpoint) -> None:
    endpoint.on_request = lambda url, headers, method: endpoint.error(url, 500) if "gestern" in url else None


# Files.
def on_files(endpoint: Endpoint, part: str, status: int = 200, **changes: str) -> None:
    """Change the answers of files whose address contains `part`."""

    def changed(answer: Any, method: str) -> Any:
        if part not in answer.url:
            return answer
        headers = dict(answer.headers) | {key.replace("_", "-"): value for key, value in changes.items()}
        return replace(answer, status=status, headers={key: value for key, value in headers.items() if value})

    endpoint.on_answer = changed


@defect("file-unreachable")
def files_are_gone(endpoint: Endpoint) -> None:
    on_files(endpoint, "/files/", status=404)


@defect("access-attachment")
def access_forces_a_download(endpoint: Endpoint) -> None:
    on_files(endpoint, "/files/", content_disposition='attachment; filename="x.pdf"')


@defect("download-disposition")
def download_has_no_name(endpoint: Endpoint) -> None:
    on_files(endpoint, "/download/", content_disposition="")


@defect("file-size")
def files_are_longer(endpoint: Endpoint) -> None:
    on_files(endpoint, "/files/", content_length="5")


@defect("file-mime")
def files_are_of_another_type(endpoint: Endpoint) -> None:
    on_files(endpoint, "/files/", content_type="text/html")
