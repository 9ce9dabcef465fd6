"""The recorded OParl endpoint (ROTERFADEN_TESTDATA) served on loopback, to measure imports with real data."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

PER_PAGE = 100
LISTS = ("organization", "person", "meeting", "paper")


def pages(folder: Path, root: str) -> dict[str, bytes]:
    """All answers of the endpoint by path and query."""
    base = f"{root}/oparl"
    prefix = (folder / "prefix.txt").read_text().strip()

    def load(text: str) -> Any:
        return json.loads(text.replace(prefix, base))

    system, body = load((folder / "system.json").read_text("utf-8")), load((folder / "body.json").read_text("utf-8"))
    system["body"] = f"{base}/body"
    found: dict[str, Any] = {"/oparl/system": system, "/oparl/body": {"data": [body], "links": {}}}
    for name in LISTS:
        body[name] = f"{base}/{name}"
        with gzip.open(folder / f"{name}.ndjson.gz", "rt", encoding="utf-8") as lines:
            rows = [row for line in lines if not (row := load(line)).get("deleted")]
        for number, start in enumerate(range(0, len(rows), PER_PAGE), 1):
            more = start + PER_PAGE < len(rows)
            links = {"next": f"{base}/{name}?page={number + 1}"} if more else {}
            found[f"/oparl/{name}?page={number}"] = {
                "data": rows[start : start + PER_PAGE],
                "pagination": {"totalElements": len(rows)},
                "links": links,
            }
        found[f"/oparl/{name}"] = found[f"/oparl/{name}?page=1"]
    return {path: json.dumps(value, ensure_ascii=False).encode() for path, value in found.items()}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the system, while it is served."""
    answers: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            page = parse_qs(parts.query).get("page", [""])[0]
            body = answers.get(parts.path + (f"?page={page}" if page else ""))
            tag = f'"{zlib.crc32(body or b""):08x}"'
            same = body is not None and self.headers.get("If-None-Match") == tag
            self.send_response(404 if body is None else 304 if same else 200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("ETag", tag)
            self.send_header("Content-Length", "0" if same or body is None else str(len(body)))
            self.end_headers()
            if body is not None and not same:
                self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    root = f"http://127.0.0.1:{server.server_address[1]}"
    answers.update(pages(folder, root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"{root}/oparl/system"
    finally:
        server.shutdown()
        server.server_close()
