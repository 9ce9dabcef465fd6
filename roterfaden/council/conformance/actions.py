"""Our own interface under the checker: in the same process, without network; the report is published."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

from roterfaden.council.conformance.check import NotReachable, check
from roterfaden.council.conformance.fetch import Fetch
from roterfaden.council.conformance.report import Report
from roterfaden.council.conformance.run import Options, Progress, silent
from roterfaden.kit.http.answer import Answer
from roterfaden.kit.http.errors import UnreachableError


def report_path() -> Path:
    """Where the report lies."""
    return Path(settings.HOME) / "reports" / "oparl.json"


def own_host() -> str:
    """`host:port` of the portal's public address."""
    return urlsplit(settings.SITE_URL).netloc


def own_fetch() -> Fetch:
    """Asks the portal's own code, middleware included, as a web server would."""
    client = Client(raise_request_exception=False, headers={"host": allowed_host()})

    def fetch(url: str, headers: Mapping[str, str], method: str = "GET") -> Answer:
        parts = urlsplit(url)
        if parts.netloc != own_host():
            raise UnreachableError(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return _answer(client.generic(method, target, headers=dict(headers), secure=parts.scheme == "https"), url)

    return fetch


def allowed_host() -> str:
    """A host name under which the portal answers: that of its address if it is allowed, else the first that is."""
    name = urlsplit(settings.SITE_URL).hostname or ""
    allowed = [host for host in settings.ALLOWED_HOSTS if host not in ("*", "") and not host.startswith(".")]
    return own_host() if name in allowed or "*" in settings.ALLOWED_HOSTS or not allowed else allowed[0]


def _answer(response: Any, url: str) -> Answer:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name.lower(): value for name, value in response.items()}
    if response.cookies:
        headers["set-cookie"] = response.cookies.output(header="")
    return Answer(url, response.status_code, headers, body)


def check_own(options: Options | None = None, progress: Progress = silent) -> Report:
    """Check our own interface. Files that lie at their source are not asked for."""
    chosen = options or Options()
    own = Options(chosen.full, chosen.limit, chosen.sample, chosen.files, only_host=own_host())
    return check(settings.SITE_URL + reverse("oparl:system"), own_fetch(), own, progress)


def publish_report(report: Report | None = None) -> dict[str, Any]:
    """Keep a report on our own interface for the sources page; without one it is made now."""
    try:
        value = (report or check_own()).as_json()
    except NotReachable as problem:
        value = {"url": settings.SITE_URL + reverse("oparl:system"), "unreachable": str(problem)}
    path = report_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
    os.replace(file.name, path)
    return value


def read_report() -> dict[str, Any] | None:
    """The published report, None where there is none yet."""
    try:
        found = json.loads(report_path().read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
