"""/healthz, /readyz, request ids and what the log says about a request."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from roterfaden.operation import readiness
from roterfaden.operation.middleware import RequestLog

pytestmark = pytest.mark.django_db


def test_healthz_answers_without_a_known_host_or_a_query(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz", headers={"host": "10.0.0.7"})
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert answer["Cache-Control"] == "no-store"


@pytest.fixture(autouse=True)
def _only_our_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other rooms add (the index) is theirs to test."""
    monkeypatch.setattr(readiness, "_probes", {})


def test_readyz_looks_at_the_database(client: Client) -> None:
    answer = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert answer.status_code == 200
    assert answer.json()["checks"]["database"] == "ok"


def test_readyz_says_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(readiness._probes, "index", lambda: "absent")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["index"] == "absent"


def test_a_probe_that_fails_for_hours_does_not_fill_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(readiness._probes, "index", lambda: "absent")
    client.get("/readyz")
    assert caplog.records == []


def test_a_probe_that_breaks_is_not_ready_and_no_error_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise RuntimeError("secret detail")

    monkeypatch.setitem(readiness._probes, "index", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "secret" not in answer.content.decode()


def test_unapplied_migrations_are_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_migrated", False)
    monkeypatch.setattr(readiness, "unapplied", lambda: ["council.0099_later"])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == "1 unapplied"


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    answer = client.post(address)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def answered(request: HttpRequest, status: int = 200) -> HttpResponse:
    """The answer of a view behind the middleware."""
    return RequestLog(lambda _request: HttpResponse(status=status))(request)


def make_request(path: str = "/rat/?q=Anna+Muster", **headers: str) -> HttpRequest:
    return RequestFactory().get(path, headers=headers, REMOTE_ADDR="198.51.100.7")


def test_a_request_gets_an_id_of_its_own() -> None:
    ids = {answered(make_request())["X-Request-ID"] for _ in range(2)}
    assert len(ids) == 2


def test_the_proxys_id_is_kept_if_it_is_a_sane_one() -> None:
    assert answered(make_request(**{"X-Request-ID": "abc-12345"}))["X-Request-ID"] == "abc-12345"


@pytest.mark.parametrize("odd", ["x", "a b c d e f g h", "é" * 10, "a" * 65, '"},{"a":"12345678'])
def test_an_odd_id_is_replaced(odd: str) -> None:
    request = make_request()
    request.META["HTTP_X_REQUEST_ID"] = odd
    assert answered(request)["X-Request-ID"] != odd


def test_the_log_line_has_no_address_and_no_query(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "roterfaden.request"):
        answered(make_request(), 404)
    line = json.dumps(caplog.records[0].__dict__, default=str)
    assert caplog.records[0].__dict__["status"] == 404
    assert "198.51" not in line
    assert "Muster" not in line
    assert '"path": "/rat/"' in line


def test_a_path_with_a_secret_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    request = make_request("/konto/passwort/abc-s3cret/")
    request.resolver_match = ResolverMatch(lambda r: None, (), {"key": "abc-s3cret"}, route="konto/passwort/<key>/")
    with caplog.at_level(logging.INFO, "roterfaden.request"):
        answered(request)
    assert "s3cret" not in json.dumps(caplog.records[0].__dict__, default=str)
