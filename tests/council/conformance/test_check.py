"""How a check behaves besides its findings: what it cannot reach, what it leaves out, what hostile answers do to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.council.conformance import schema
from roterfaden.council.conformance.check import NotReachable, check
from roterfaden.council.conformance.findings import EXAMPLES, SUBJECTS, Findings
from roterfaden.council.conformance.register import Sample
from roterfaden.council.conformance.run import Options
from roterfaden.kit.http.answer import Answer
from roterfaden.kit.http.errors import UnreachableError
from tests.council.conformance.endpoint import Endpoint
from tests.council.conformance.sample import BASE, address

pytestmark = pytest.mark.one_database

URL = f"{BASE}/system"
LOCAL = "http://127.0.0.1:8900"


def local(endpoint: Endpoint) -> Any:
    """The endpoint as if it lived on this machine, without encryption."""

    def fetch(url: str, headers: Mapping[str, str], method: str = "GET") -> Answer:
        answer = endpoint(url.replace(LOCAL, "https://ris.example"), headers, method)
        body = answer.body.replace(b"https://ris.example", LOCAL.encode())
        return replace(answer, url=url, body=body)

    return fetch


def test_plain_http_on_this_machine_is_only_a_note() -> None:
    report = check(URL.replace("https://ris.example", LOCAL), local(Endpoint()))
    assert report.findings.codes() == {"id-http-loopback"}
    assert not report.has_errors


def answering(status: int, body: bytes) -> Any:
    """Something that always answers the same."""
    return lambda url, headers, method="GET": Answer(url, status, {}, body)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, b"{}"),
        (500, b"{}"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"type": "https://schema.oparl.org/1.1/Error", "message": "weg"}'),
    ],
)
def test_what_is_no_system_cannot_be_checked(status: int, body: bytes) -> None:
    with pytest.raises(NotReachable):
        check(URL, answering(status, body))


def test_no_connection_is_told_in_words() -> None:
    def fetch(url: str, headers: Mapping[str, str], method: str = "GET") -> Answer:
        raise UnreachableError(url, "ris.example antwortet nicht")

    with pytest.raises(NotReachable, match=r"ris\.example antwortet nicht"):
        check(URL, fetch)


def test_a_limit_reads_less_and_says_so() -> None:
    endpoint = Endpoint()
    report = check(URL, endpoint, Options(limit=5))
    assert report.findings.codes() == set()
    assert report.skipped
    assert len(endpoint.asked) < 200


def test_a_limit_does_not_take_unread_objects_for_unlisted_ones() -> None:
    endpoint = Endpoint()
    endpoint.list_of("paper").remove(endpoint.get("Paper", 2))
    assert "link-unlisted" not in check(URL, endpoint, Options(limit=5)).findings.codes()


def test_the_sample_asks_less_than_a_full_check() -> None:
    some, every = Endpoint(), Endpoint()
    check(URL, some, Options(sample=2))
    check(URL, every, Options(full=True))
    assert len(some.asked) < len(every.asked)


def test_files_elsewhere_are_left_alone_where_only_one_host_may_be_asked() -> None:
    endpoint = Endpoint()
    for file in endpoint.of("File"):
        file["accessUrl"] = "https://anderswo.example/datei.pdf"
    elsewhere = check(URL, endpoint, Options(only_host="ris.example"))
    assert not any("anderswo" in url for url in endpoint.asked)
    assert "unreachable" not in elsewhere.findings.codes()


def test_files_are_not_asked_for_when_that_is_switched_off() -> None:
    endpoint = Endpoint()
    check(URL, endpoint, Options(files=False))
    assert not any("/files/" in url for url in endpoint.asked)


def test_a_broken_server_is_named_once_and_not_taken_for_dangling_links() -> None:
    endpoint = Endpoint()
    endpoint.on_request = lambda url, headers, method: endpoint.error(url, 503) if url == address("Paper", 1) else None
    codes = check(URL, endpoint, Options(full=True)).findings.codes()
    assert "server-error" in codes
    assert "link-dangling" not in codes


def test_progress_is_told() -> None:
    steps: list[tuple[str, int, int | None]] = []
    check(URL, Endpoint(), progress=lambda step, done, total: steps.append((step, done, total)))
    assert ("Paper", 7, 7) in steps


def test_findings_do_not_grow_with_their_number() -> None:
    findings = Findings()
    for number in range(10_000):
        findings.add("field-unknown", f"https://ris.example/{number}", f"Paper.feld{number}", "x" * 1000)
    group = findings.groups["field-unknown"]
    assert group.count == 10_000
    assert len(group.examples) <= 2 * EXAMPLES
    assert len(group.subjects) <= SUBJECTS
    assert all(len(example.detail) <= 300 for example in group.examples)


def test_a_finding_without_a_rule_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Findings().add("unsinn", URL)


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=40), st.randoms())
def test_a_sample_is_the_same_whatever_the_order(keys: list[str], random: Any) -> None:
    first, second = Sample(5), Sample(5)
    for key in keys:
        first.offer(key, {"id": key})
    random.shuffle(keys)
    for key in keys:
        second.offer(key, {"id": key})
    assert first.objects == second.objects
    assert len(first.objects) == min(5, len(keys))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PLACES = st.sampled_from(
    [
        (kind, key)
        for kind in ("Body", "Paper", "Meeting", "Person", "File", "Location")
        for key in schema.fields(kind, "1.1")
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PLACES, JSON), max_size=3))
def test_no_value_breaks_the_check(changes: list[tuple[tuple[str, str], Any]]) -> None:
    endpoint = Endpoint()
    for (kind, key), value in changes:
        endpoint.on_page = spoiled(endpoint.on_page, kind, key, value)
    check(URL, endpoint, Options(sample=2))


def spoiled(before: Any, kind: str, key: str, value: Any) -> Any:
    """A hook that puts a value into the first object of a type on every page."""

    def change(page: Any, query: Any, path: str) -> Any:
        page = before(page, query, path)
        for row in page["data"][:1]:
            if str(row.get("type", "")).endswith(f"/{kind}"):
                row[key] = value
        return page

    return change


@settings(max_examples=60, deadline=None)
@given(JSON, st.sampled_from(["data", "links", "pagination", ""]))
def test_no_page_breaks_the_check(value: Any, key: str) -> None:
    endpoint = Endpoint()
    endpoint.on_page = lambda page, query, path: {**page, key: value} if key else value
    check(URL, endpoint, Options(sample=2))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["first", "next", "last", "self"]), st.text(max_size=20)))
def test_no_link_breaks_the_check(links: dict[str, str]) -> None:
    endpoint = Endpoint()
    endpoint.on_page = lambda page, query, path: {**page, "links": links}
    report = check(URL, endpoint, Options(sample=1))
    assert json.dumps(report.as_json())
