"""External lists: reading them page by page, and what a page must look like (section 2.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from roterfaden.council.conformance import schema, values
from roterfaden.council.conformance.fetch import Json, is_error_object
from roterfaden.council.conformance.objects import inspect
from roterfaden.council.conformance.run import Run

MAX_PAGES = 100_000
RECOMMENDED = 100


@dataclass
class Page:
    """One page. `size` and `total` are what it says of itself."""

    url: str
    objects: list[Json]
    next: str = ""
    pagination: dict[str, Any] = field(default_factory=dict)
    links: dict[str, Any] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """The ids of its objects that are not deleted."""
        found = [value.get("id") for value in self.objects if value.get("deleted") is not True]
        return [key for key in found if isinstance(key, str)]

    def number(self, key: str) -> int | None:
        """A number of `pagination`."""
        value = self.pagination.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass
class Walk:
    """A list that was read: the ids in their order, their times, and its pages."""

    url: str
    kind: str
    ids: list[str] = field(default_factory=list)
    created: list[datetime | None] = field(default_factory=list)
    modified: list[datetime | None] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    first: Page | None = None
    pages: int = 0
    complete: bool = False
    truncated: bool = False

    def take(self, value: Json) -> None:
        """Note an object."""
        key = value.get("id")
        if not isinstance(key, str):
            return
        if value.get("deleted") is True:
            self.deleted.append(key)
            return
        self.ids.append(key)
        self.created.append(values.instant(value.get("created")))
        self.modified.append(values.instant(value.get("modified")))


def read_page(run: Run, url: str) -> Page | None:
    """One page, or None (and a finding) where it cannot be read."""
    reply = run.client.read(url)
    if reply.status not in (200, 0) and reply.status < 500:
        run.add("list-status", url, detail=f"HTTP {reply.status}")
    if reply.status != 200 or reply.value is None:
        return None
    if is_error_object(reply.value):
        run.add("error-200", url)
        return None
    if isinstance(reply.value, list):
        run.add("list-shape", url, "data")
        return Page(url, [item for item in reply.value if isinstance(item, dict)])
    return _page(run, url, reply.value)


def _page(run: Run, url: str, value: object) -> Page | None:
    parts = value if isinstance(value, dict) else {}
    for key, kind in (("data", list), ("pagination", dict), ("links", dict)):
        if not isinstance(parts.get(key), kind):
            run.add("list-shape", url, key)
    data = parts.get("data")
    if not isinstance(data, list):
        return None
    links = parts["links"] if isinstance(parts.get("links"), dict) else {}
    pagination = parts["pagination"] if isinstance(parts.get("pagination"), dict) else {}
    target = links.get("next")
    objects = [item for item in data if isinstance(item, dict)]
    if len(objects) < len(data):
        run.add("list-shape", url, "data", "not an object")
    return Page(url, objects, target if isinstance(target, str) else "", pagination, links)


def walk(run: Run, url: str, kind: str, *, check: bool = True, pages: int = 0, step: str = "") -> Walk:
    """Read a list from `url` to its end, or `pages` pages of it. With `check` every object is inspected."""
    result, seen, next_url = Walk(url, kind), set[str](), url
    while next_url:
        if next_url in seen:
            run.add("page-loop", url, detail=next_url)
            return result
        seen.add(next_url)
        page = read_page(run, next_url)
        if page is None:
            return result
        result.pages += 1
        _take(run, result, page, check)
        run.progress(step or kind, len(result.ids), result.first.number("totalElements") if result.first else None)
        next_url = page.next
        if next_url and (_enough(run, result, check) or (pages and result.pages >= pages)):
            result.truncated = True
            return result
    result.complete = True
    return result


def _enough(run: Run, result: Walk, check: bool) -> bool:
    limit = run.options.limit
    return result.pages >= MAX_PAGES or bool(check and limit and len(result.ids) >= limit)


def _take(run: Run, result: Walk, page: Page, check: bool) -> None:
    result.first = result.first or page
    for value in page.objects:
        result.take(value)
        if check:
            _inspect(run, value, result.kind, page.url)
    if check:
        _check_page(run, result, page)


def _inspect(run: Run, value: Json, kind: str, url: str) -> None:
    if is_error_object(value):
        run.add("error-200", url)
        return
    found = schema.name_of(value.get("type"))
    if found and found != kind:
        run.add("list-type", url, found, f"{found} in a list of {kind}")
    if value.get("deleted") is True:
        run.add("deleted-listed", url, kind)
    inspect(run, value, found or kind, url)
    if isinstance(value.get("id"), str) and value.get("deleted") is not True:
        run.register.listed[kind].add(value["id"])


def _check_page(run: Run, result: Walk, page: Page) -> None:
    """The numbers of one page."""
    size, count = page.number("elementsPerPage"), len(page.objects)
    if size is not None and (count > size or (page.next and count < size)):
        run.add("page-size", page.url, result.kind, f"{count} ≠ {size}")
    if count > RECOMMENDED:
        run.add("page-huge", page.url, result.kind, str(count))
    current, total = page.number("currentPage"), page.number("totalPages")
    if current is not None and current != result.pages:
        run.add("pages-wrong", page.url, result.kind, f"currentPage {current} ≠ {result.pages}")
    if total is not None and not page.next and total not in (result.pages, 0 if not count else result.pages):
        run.add("pages-wrong", page.url, result.kind, f"totalPages {total} ≠ {result.pages}")


def check_whole(run: Run, result: Walk) -> None:
    """What can be said only after a list was read to its end: repetitions and totals."""
    if result.first is None:
        return
    repeated = len(result.ids) - len(set(result.ids))
    if repeated:
        run.add("page-repeats", result.url, result.kind, str(repeated))
    total = result.first.number("totalElements")
    if not result.complete or total is None or total == len(result.ids):
        return
    pages = result.first.number("totalPages")
    ended_early = total > len(result.ids) and (pages or 0) > result.pages
    run.add("next-missing" if ended_early else "total-wrong", result.url, result.kind, f"{total} ≠ {len(result.ids)}")


def check_midnight(run: Run, result: Walk) -> None:
    """`modified` that is always midnight in its own zone says nothing (seen where a nightly export stamps all)."""
    if result.first is None or len(result.ids) < 10:
        return
    stamps = [str(value.get("modified", "")) for value in result.first.objects]
    if stamps and all("T00:00:00" in stamp for stamp in stamps):
        run.add("modified-midnight", result.url, result.kind)


def host_of(url: str) -> str:
    """`host:port` of an address."""
    return urlsplit(url).netloc
