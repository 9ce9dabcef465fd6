"""HTTP manners: conditional requests, HEAD, statuses of what does not exist or makes no sense."""

from __future__ import annotations

from roterfaden.council.conformance.fetch import is_error_object
from roterfaden.council.conformance.paging import with_query
from roterfaden.council.conformance.run import Run
from roterfaden.kit import json
from roterfaden.kit.http.answer import Answer

NOWHERE = "99999999999"


def check_manners(run: Run, list_urls: list[str]) -> None:
    """On the system, one list and one object."""
    objects = sorted(key for ids in run.register.listed.values() for key in sorted(ids)[:1])
    for url in [run.url, *list_urls[:1], *objects[:1]]:
        check_conditional(run, url)
        check_head(run, url)
    for key in objects[:2]:
        check_unknown(run, key)
    for url in list_urls[:1]:
        check_nonsense(run, url)


def check_conditional(run: Run, url: str) -> None:
    """ETag and Last-Modified, and whether they spare a second transfer (section 2.7)."""
    answer = run.client.ask(url)
    if answer is None or answer.status != 200:
        return
    etag, changed = answer.headers.get("etag"), answer.headers.get("last-modified")
    if not etag and not changed:
        run.add("validator-missing", url)
    if etag and _status(run, url, {"If-None-Match": etag}) == 200:
        run.add("conditional-etag", url)
    if changed and _status(run, url, {"If-Modified-Since": changed}) == 200:
        run.add("conditional-date", url)


def _status(run: Run, url: str, headers: dict[str, str]) -> int:
    answer = run.client.ask(url, headers)
    return answer.status if answer else 0


def check_head(run: Run, url: str) -> None:
    """HEAD is GET without content."""
    get, head = run.client.ask(url), run.client.ask(url, method="HEAD")
    if get is None or head is None:
        return
    same = get.status == head.status and get.headers.get("content-type") == head.headers.get("content-type")
    if not same or head.body:
        run.add("head", url, detail=f"GET {get.status}, HEAD {head.status}")


def check_unknown(run: Run, key: str) -> None:
    """An id that does not exist (section 2.9)."""
    url = key.rstrip("/") + NOWHERE
    answer = run.client.ask(url)
    if answer is None:
        return
    if answer.status == 200:
        wrong = "error-200" if is_error_object(_value(answer)) else "unknown-status"
        run.add(wrong, url, detail="HTTP 200")
        return
    if answer.status not in (404, 410):
        run.add("unknown-status", url, detail=f"HTTP {answer.status}")
    if not is_error_object(_value(answer)):
        run.add("error-shape", url)


def _value(answer: Answer) -> object:
    try:
        return json.parse(answer.body)
    except json.JsonError:
        return None


def check_nonsense(run: Run, url: str) -> None:
    """Parameters that make no sense are the client's mistake, never the server's."""
    for parameters in ({"limit": "viele"}, {"modified_since": "gestern"}):
        wrong = with_query(url, **parameters)
        answer = run.client.ask(wrong)
        if answer is not None and answer.status >= 500:
            run.add("parameter-status", wrong, detail=f"HTTP {answer.status}")
