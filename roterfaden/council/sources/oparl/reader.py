"""Reads any OParl 1.0 or 1.1 endpoint: system, bodies, and the four lists that hold everything else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from roterfaden.council.sources.base import Desk, Finding, Json, Page, Remembered, UnpublishedError
from roterfaden.council.sources.oparl import shapes
from roterfaden.kit.http import Answer, FetchError, UnreadableError

#: The lists of a body that hold all other objects embedded (OParl 1.1, section 3.3), and their types.
LISTS = (
    ("legislativeTermList", "LegislativeTerm"),
    ("organization", "Organization"),
    ("person", "Person"),
    ("meeting", "Meeting"),
    ("paper", "Paper"),
)
#: Fields whose objects belong embedded; a system that sends ids instead is asked for each of them.
_PARTS = {
    "Person": ("membership",),
    "Meeting": ("agendaItem", "invitation", "resultsProtocol", "verbatimProtocol", "auxiliaryFile"),
    "Paper": ("consultation", "mainFile", "auxiliaryFile"),
}


@dataclass
class OParlReader:
    """A `Reader` of one OParl system."""

    url: str
    desk: Desk
    version: ClassVar[str] = "oparl-1"
    _bodies: list[Json] = field(default_factory=list)

    def system(self) -> Json:
        """The System object with its bodies embedded. Raises FetchError where there is none."""
        answer = self._fetch(self.url)
        system = shapes.one_object(answer) if answer.status == 200 else None
        if system is None:
            raise UnreadableError(self.url, f"HTTP {answer.status}, kein OParl-System")
        self._bodies = list(self._read_bodies(system))
        return {**system, "body": self._bodies}

    def one(self, url: str, oparl_type: str) -> Json | None:
        """See `Reader.one`."""
        answer = self._fetch(url)
        if answer.status in {401, 403}:
            raise UnpublishedError(url)
        return shapes.one_object(answer) if answer.status == 200 else None

    def pages(self) -> Iterator[Page]:
        """The pages of all lists of all bodies."""
        for body in self._bodies:
            for name, oparl_type in LISTS:
                url = body.get(name)
                if isinstance(url, str) and url.strip():
                    owner = str(body.get("id") or "")
                    yield from (replace(page, body=owner) for page in self._list(name, oparl_type, url.strip()))
                elif name != "legislativeTermList":
                    self.desk.report(Finding("no-list", str(body.get("id", "")), name))

    # --- bodies -----------------------------------------------------------------------------------------------------

    def _read_bodies(self, system: Json) -> Iterator[Json]:
        value = system.get("body")
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item
            elif isinstance(item, str) and self._is_own(item):
                yield from self._bodies_at(item)
            else:
                self.desk.report(Finding("foreign-body", self.url, str(item)[:300]))

    def _bodies_at(self, url: str) -> Iterator[Json]:
        answer = self._fetch(url)
        data = shapes.read_list(answer)
        if data is not None and data.is_list:
            yield from (item for item in data.objects if self._is_own(str(item.get("id", ""))))
        elif body := shapes.one_object(answer):
            yield body
        else:
            raise UnreadableError(url, f"HTTP {answer.status}, keine Körperschaft")

    # --- lists ------------------------------------------------------------------------------------------------------

    def _list(self, name: str, oparl_type: str, first: str) -> Iterator[Page]:
        url, visited = self._filtered(first), set[str]()
        while url:
            if url in visited:
                self.desk.report(Finding("loop", url, name))
                self.desk.incomplete(name, f"die Liste führt im Kreis: {url}")
                return
            visited.add(url)
            try:
                page = self._page(name, oparl_type, url, is_first=len(visited) == 1)
            except FetchError as error:
                self.desk.report(Finding("list-broken", url, str(error)))
                self.desk.incomplete(name, f"{error} ({url})")
                return
            if page is None:
                return
            yield page
            url = page.next_url

    def _page(self, name: str, oparl_type: str, url: str, *, is_first: bool) -> Page | None:
        known = self.desk.remembered(url) if self.desk.since is None else None
        answer = self._fetch(url, known)
        if answer.status == 304 and known:
            return Page(url, oparl_type, unchanged=True, next_url=known.next_url)
        if answer.status == 404 and is_first:
            self.desk.report(Finding("empty-404", url, name))
            return Page(url, oparl_type, total=0)
        data = shapes.read_list(answer) if answer.status == 200 else None
        if data is None:
            raise UnreadableError(url, f"HTTP {answer.status}, keine Liste")
        for code, detail in data.findings:
            self.desk.report(Finding(code, url, detail))
        return self._read(data, answer, known, Page(url, oparl_type))

    def _read(self, data: shapes.ListData, answer: Answer, known: Remembered | None, page: Page) -> Page:
        digest = hashlib.sha256(answer.body).hexdigest()
        next_url = self._next(data.next_url, page.url)
        if known and known.digest == digest:
            return Page(page.url, page.kind, unchanged=True, next_url=next_url)
        return Page(
            page.url,
            page.kind,
            objects=tuple(self._complete(item, page.kind) for item in data.objects),
            etag=answer.headers.get("etag", ""),
            last_modified=answer.headers.get("last-modified", ""),
            digest=digest,
            next_url=next_url,
            total=data.total,
        )

    def _next(self, url: str, current: str) -> str:
        if not url:
            return ""
        url = urljoin(current, url)
        if not self._is_own(url):
            self.desk.report(Finding("foreign-next", current, url[:300]))
            self.desk.incomplete(current, "die nächste Seite liegt auf einem anderen Rechner")
            return ""
        if self.desk.since and "modified_since" not in dict(parse_qsl(urlsplit(url).query)):
            self.desk.report(Finding("filter-lost", current, url[:300]))
            return self._filtered(url)
        return url

    def _filtered(self, url: str) -> str:
        """`url` with the filter for what changed, if only that is wanted (OParl 1.1, section 2.5.5)."""
        if self.desk.since is None:
            return url
        parts = urlsplit(url)
        query = [(k, v) for k, v in parse_qsl(parts.query) if k != "modified_since"]
        query.append(("modified_since", self.desk.since.isoformat(timespec="seconds")))
        return urlunsplit(parts._replace(query=urlencode(query)))

    # --- single objects ---------------------------------------------------------------------------------------------

    def _complete(self, obj: Json, oparl_type: str) -> Json:
        """An object whose parts were sent as ids: each is fetched and put in its place."""
        for name in _PARTS.get(oparl_type, ()):
            value = obj.get(name)
            if isinstance(value, str) and value.strip():
                obj[name] = self._part(value)
            elif isinstance(value, list) and any(isinstance(item, str) for item in value):
                obj[name] = [self._part(item) if isinstance(item, str) else item for item in value]
        return obj

    def _part(self, url: str) -> Any:
        self.desk.report(Finding("not-embedded", url))
        try:
            answer = self._fetch(url) if self._is_own(url) else None
        except FetchError as error:
            self.desk.report(Finding("part-broken", url, str(error)))
            self.desk.incomplete(url, str(error))
            return url
        return (shapes.one_object(answer) or url) if answer else url

    def _fetch(self, url: str, known: Remembered | None = None) -> Answer:
        headers = {"accept": "application/json"}
        if known and known.etag:
            headers["if-none-match"] = known.etag
        if known and known.last_modified:
            headers["if-modified-since"] = known.last_modified
        return self.desk.get(url, headers, validate=lambda answer: answer.json())

    def _is_own(self, url: str) -> bool:
        return urlsplit(url.strip()).netloc.lower() == urlsplit(self.url).netloc.lower()
