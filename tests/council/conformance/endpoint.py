"""An OParl endpoint in memory that keeps to the specification. Defects are sown through its hooks."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from roterfaden.council.conformance.schema import name_of, type_url
from roterfaden.kit.http.answer import Answer
from roterfaden.kit.http.errors import UnreachableError
from tests.council.conformance.sample import BASE, LISTS, Json, Sample, address

PER_PAGE = 5
CHANGED = "Tue, 01 Jul 2025 10:00:00 GMT"
FILTERS = ("created_since", "created_until", "modified_since", "modified_until")
Query = dict[str, str]


class Endpoint:
    """Answers like a server. The hooks change one thing each; by default they change nothing."""

    def __init__(self, version: str = "1.1") -> None:
        self.version = version
        self.objects = Sample(version).objects
        #: What stands alone where it differs from the lists.
        self.alone: dict[str, Json] = {}
        self.lists = self.make_lists()
        self.deleted = [self.tombstone("Paper", 99)]
        self.hidden: set[str] = set()
        self.asked: list[str] = []
        self.on_rows: Callable[[list[Json], Query, str], list[Json]] = lambda rows, query, path: rows
        self.on_page: Callable[[Json, Query, str], Any] = lambda page, query, path: page
        self.on_next: Callable[[Query], Query] = lambda query: query
        self.on_answer: Callable[[Answer, str], Answer] = lambda answer, method: answer
        self.on_request: Callable[[str, Mapping[str, str], str], Answer | None] = lambda url, headers, method: None
        self.filters = set(FILTERS)

    def make_lists(self) -> dict[str, list[Json]]:
        """Every list by its path, the objects themselves in it."""
        body = address("Body", 1)
        lists = {f"{BASE}/bodies": self.of("Body")}
        lists |= {f"{body}/{name}": self.of(kind) for name, kind in LISTS.items()}
        for organization in self.of("Organization"):
            held = [row for row in self.of("Meeting") if organization["id"] in row["organization"]]
            lists[organization["id"] + "/meeting"] = held
        return lists

    def of(self, kind: str) -> list[Json]:
        """All objects of a type."""
        return [value for value in self.objects.values() if name_of(value["type"]) == kind]

    def get(self, kind: str, number: int = 1) -> Json:
        """One object, in the form of lists and of its own address."""
        return self.objects[address(kind, number)]

    def list_of(self, name: str) -> list[Json]:
        """The rows of a list of the body."""
        return self.lists[f"{address('Body', 1)}/{name}"]

    def change_alone(self, kind: str, number: int, **values: Any) -> None:
        """Let an object say something else under its own address than in the list."""
        self.alone[address(kind, number)] = {**deepcopy(self.get(kind, number)), **values}

    def tombstone(self, kind: str, number: int) -> Json:
        """A deleted object."""
        times = {"created": "2025-01-09T08:00:00+01:00", "modified": "2025-07-10T08:00:00+02:00"}
        made = {"id": address(kind, number), "type": type_url(kind, self.version), **times, "deleted": True}
        self.alone[made["id"]] = made
        return made

    def __call__(self, url: str, headers: Mapping[str, str], method: str = "GET") -> Answer:
        """Answer a request."""
        self.asked.append(url)
        if urlsplit(url).netloc != "ris.example":
            raise UnreachableError(url)
        early = self.on_request(url, headers, method)
        answer = early or self.conditional(self.route(url), headers)
        if method == "HEAD":
            answer = Answer(answer.url, answer.status, answer.headers, b"")
        return self.on_answer(answer, method)

    def route(self, url: str) -> Answer:
        """The plain answer."""
        path, _, query = url.partition("?")
        if path.startswith((f"{BASE}/files/", f"{BASE}/download/")):
            return self.file(url)
        if path in self.lists:
            return self.page(path, dict(parse_qsl(query)))
        value = self.alone.get(url) or self.objects.get(url)
        if value is None or url in self.hidden:
            return self.error(url, 404)
        return self.json(url, value)

    def page(self, path: str, query: Query) -> Answer:
        """A page of a list."""
        try:
            size = min(int(query.get("limit", PER_PAGE)), PER_PAGE)
            number = int(query.get("page", 1))
            rows = self.select(path, query)
        except ValueError:
            return self.error(path, 400)
        rows = self.on_rows(rows, query, path)
        last = max(1, -(-len(rows) // size))
        kept = {key: value for key, value in query.items() if key != "page"}
        links = {name: link(path, kept, page) for name, page in (("first", 1), ("self", number), ("last", last))}
        if number < last:
            links["next"] = link(path, self.on_next(dict(kept)), number + 1)
        page = {
            "data": deepcopy(rows[(number - 1) * size : number * size]),
            "pagination": {
                "totalElements": len(rows),
                "elementsPerPage": size,
                "currentPage": number,
                "totalPages": last,
            },
            "links": links,
        }
        return self.json(link(path, query, number), self.on_page(page, query, path))

    def select(self, path: str, query: Query) -> list[Json]:
        """The rows that pass the filters."""
        rows = list(self.lists[path])
        if "modified_since" in query and path.endswith("1/paper"):
            rows += self.deleted
        for name in self.filters & query.keys():
            field, kind = name.split("_")
            edge = datetime.fromisoformat(query[name])
            rows = [row for row in rows if passes(row, field, kind, edge)]
        if query.get("omit_internal") == "true":
            rows = [{key: value for key, value in row.items() if not embeds(key, value)} for row in rows]
        return rows

    def file(self, url: str) -> Answer:
        """A file."""
        name = url.rsplit("/", 1)[-1]
        size = 1000 + int(name.removesuffix(".pdf"))
        headers = {"content-type": "application/pdf", "content-length": str(size)}
        if "/download/" in url:
            headers["content-disposition"] = f'attachment; filename="{name}"'
        return Answer(url, 200, headers, b"%PDF")

    def json(self, url: str, value: Any, status: int = 200) -> Answer:
        """A JSON answer with all headers that belong to it."""
        body = json.dumps(value, ensure_ascii=False).encode()
        headers = {"content-type": "application/json; charset=utf-8", "access-control-allow-origin": "*"}
        if status == 200:
            headers |= {"etag": f'"{zlib.crc32(body):08x}"', "last-modified": CHANGED}
        return Answer(url, status, headers, body)

    def error(self, url: str, status: int) -> Answer:
        """An Error object."""
        return self.json(url, {"type": type_url("Error", self.version), "message": "Nicht gefunden"}, status)

    def conditional(self, answer: Answer, headers: Mapping[str, str]) -> Answer:
        """304 where nothing changed."""
        etag = headers.get("If-None-Match") == answer.headers.get("etag", "-")
        if etag or headers.get("If-Modified-Since") == CHANGED:
            return Answer(answer.url, 304, answer.headers, b"")
        return answer


def link(path: str, query: Query, page: int) -> str:
    """The address of a page."""
    rest = {**query, "page": str(page)} if page > 1 else {k: v for k, v in query.items() if k != "page"}
    return f"{path}?{urlencode(rest)}" if rest else path


def passes(row: Json, field: str, kind: str, edge: datetime) -> bool:
    """Whether a row lies on the right side of a filter's edge."""
    time = datetime.fromisoformat(row[field])
    return time >= edge if kind == "since" else time <= edge


def embeds(key: str, value: Any) -> bool:
    """Whether a field embeds a list that omit_internal leaves out."""
    return key != "legislativeTerm" and isinstance(value, list) and any(isinstance(item, dict) for item in value)
