"""An OParl endpoint in memory that behaves, or misbehaves as real ones have been seen to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from roterfaden.kit.http import Manners, PoliteClient, polite_client

Json = dict[str, Any]
LISTS = ("organization", "person", "meeting", "paper")
SCHEMA = "https://schema.oparl.org/1.1/"
#: (status, body) – what a fault puts in the place of an answer.
Reply = tuple[int, bytes]


@dataclass
class Endpoint:
    """One body with its lists. `root` is scheme and host; ids live below `root + path`."""

    root: str = "https://ris.example.org"
    path: str = "/oparl"
    lists: dict[str, list[Json]] = field(default_factory=lambda: {name: [] for name in LISTS})
    per_page: int = 10
    etags: bool = True
    #: Address part → what is answered instead. A callable gets the number of times it was asked.
    replies: dict[str, Callable[[int], Reply | None]] = field(default_factory=dict)
    #: Change a list page before it is sent.
    tamper: Callable[[str, int, Json], Any] = lambda _name, _page, value: value
    filters: bool = True
    #: What the system and the body say of themselves besides.
    system_fields: Json = field(default_factory=dict)
    body_fields: Json = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Where ids begin."""
        return self.root + self.path

    @property
    def url(self) -> str:
        """The system's address."""
        return f"{self.base}/system"

    def add(self, kind: str, key: str, **fields: Any) -> Json:
        """A new object in a list; `key` becomes its id."""
        row = {"id": f"{self.base}/{kind}/{key}", "type": SCHEMA + kind.capitalize(), "body": f"{self.base}/body/1"}
        row |= {"created": "2020-01-01T10:00:00+01:00", "modified": "2020-01-02T10:00:00+01:00"} | fields
        self.lists[kind].append(row)
        return row

    def one(self, name: str, key: str) -> Json:
        """An object of a list by its key."""
        return next(row for row in self.lists[name] if row["id"].endswith(f"/{name}/{key}"))

    def client(self) -> PoliteClient:
        """A polite client that talks to this endpoint and never waits."""
        client = polite_client(
            transport=httpx.MockTransport(self.handle), manners=Manners(interval=0, attempts=3, first_pause=0)
        )
        client.sleep = lambda _seconds: None
        return client

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        url = str(request.url)
        self.asked.append(url)
        status, body = self.answer(url)
        tag = f'"{hash(body) & 0xFFFFFFFF:08x}"'
        if self.etags and status == 200 and request.headers.get("if-none-match") == tag:
            return httpx.Response(304, headers={"etag": tag})
        headers = {"content-type": "application/json"} | ({"etag": tag} if self.etags else {})
        return httpx.Response(status, content=body, headers=headers)

    def answer(self, url: str) -> Reply:
        """Status and body of an address."""
        for part, reply in self.replies.items():
            if part in url and (found := reply(sum(part in other for other in self.asked))):
                return found
        value = self._value(url)
        return (200, json.dumps(value).encode()) if value is not None else (404, b'{"message": "not found"}')

    def _value(self, url: str) -> Any:
        parts = urlsplit(url)
        here = f"{self.root}{parts.path}"
        if parts.path == "/robots.txt":
            return None
        if here == self.url:
            system = {"id": here, "type": SCHEMA + "System", "oparlVersion": SCHEMA, "body": f"{self.base}/body"}
            return system | self.system_fields
        if here == f"{self.base}/body":
            return {"data": [self._body()], "pagination": {}, "links": {}}
        for name in LISTS:
            if here == f"{self.base}/body/1/{name}":
                return self._page(name, parse_qs(parts.query))
            for row in self.lists[name]:
                if row["id"] == here:
                    return row
        return self._body() if here == f"{self.base}/body/1" else None

    def _body(self) -> Json:
        lists = {name: f"{self.base}/body/1/{name}" for name in LISTS}
        body = {"id": f"{self.base}/body/1", "type": SCHEMA + "Body", "name": "Musterstadt", "ags": "03241001", **lists}
        return body | self.body_fields

    def _page(self, name: str, query: dict[str, list[str]]) -> Any:
        since = query.get("modified_since", [""])[0] if self.filters else ""
        rows = [row for row in self.lists[name] if str(row.get("modified", "")) >= since]
        if not since:
            rows = [row for row in rows if not row.get("deleted")]
        number = int(query.get("page", ["1"])[0])
        last = max(1, -(-len(rows) // self.per_page))
        links = {}
        if number < last:
            kept = {"modified_since": since} if since else {}
            links["next"] = f"{self.base}/body/1/{name}?{urlencode({'page': number + 1, **kept})}"
        data = deepcopy(rows[(number - 1) * self.per_page : number * self.per_page])
        return self.tamper(name, number, {"data": data, "pagination": {"totalElements": len(rows)}, "links": links})


def make_endpoint(papers: int = 3, **options: Any) -> Endpoint:
    """A small town: a council, a committee, two people, a meeting, and `papers` papers with two stations each."""
    endpoint = Endpoint(**options)
    base = endpoint.base
    council = endpoint.add("organization", "rat", name="Rat", organizationType="Gremium", classification="Rat")
    committee = endpoint.add("organization", "bau", name="Bauausschuss", organizationType="Gremium")
    for number, name in enumerate(("Ada Beispiel", "Ben Muster")):
        membership = {
            "id": f"{base}/membership/{number}",
            "type": SCHEMA + "Membership",
            "organization": council["id"],
            "role": "Mitglied",
        }
        endpoint.add("person", str(number), name=name, familyName=name.split()[1], membership=[membership])
    items = [
        {"id": f"{base}/agendaitem/{n}", "type": SCHEMA + "AgendaItem", "number": str(n), "name": f"Punkt {n}"}
        | {"public": True, "result": "einstimmig beschlossen"}
        for n in range(papers)
    ]
    meeting = endpoint.add(
        "meeting",
        "1",
        name="Rat, 1. Sitzung",
        start="2024-05-02T17:00:00+02:00",
        organization=[council["id"]],
        location={"id": f"{base}/location/1", "type": SCHEMA + "Location", "description": "Rathaus"},
        invitation=make_file(endpoint, "einladung"),
        agendaItem=items,
    )
    for number in range(papers):
        make_paper(endpoint, number, committee["id"], council["id"], meeting["id"], items[number]["id"])
    return endpoint


def make_paper(endpoint: Endpoint, number: int, committee: str, council: str, meeting: str, item: str) -> Json:
    """A paper with a station in a committee and one in the council's meeting."""
    base = endpoint.base
    stations = [
        {"id": f"{base}/consultation/{number}a", "type": SCHEMA + "Consultation", "organization": [committee]},
        {
            "id": f"{base}/consultation/{number}b",
            "type": SCHEMA + "Consultation",
            "organization": [council],
            "meeting": meeting,
            "agendaItem": item,
            "authoritative": True,
        },
    ]
    return endpoint.add(
        "paper",
        str(number),
        name=f"Vorlage {number}",
        reference=f"{number + 1:04d}/2024",
        date="2024-04-01",
        paperType="Beschlussvorlage",
        mainFile=make_file(endpoint, f"vorlage-{number}"),
        consultation=stations,
    )


def make_file(endpoint: Endpoint, key: str) -> Json:
    """A file as it is embedded."""
    return {
        "id": f"{endpoint.base}/file/{key}",
        "type": SCHEMA + "File",
        "name": key,
        "mimeType": "application/pdf",
        "accessUrl": f"{endpoint.base}/files/{key}.pdf",
    }


@contextmanager
def served(make: Callable[[str], Endpoint]) -> Iterator[Endpoint]:
    """The endpoint that `make(root)` gives, on a free loopback port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            status, body = endpoint.answer(endpoint.root + self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = make(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
