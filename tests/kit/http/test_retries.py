"""What is asked again, when, and how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from roterfaden.kit.http import (
    Answer,
    Caps,
    Manners,
    StatusError,
    TooSlowError,
    UnreadableError,
)
from roterfaden.kit.http.errors import TooLargeError
from tests.kit.http.worlds import URL, Reply, World, busy, ok


@pytest.mark.parametrize(
    "failure",
    [
        busy(500),
        busy(502),
        busy(429),
        httpx.ConnectError("refused"),
        httpx.ReadError("cut"),
        httpx.RemoteProtocolError("x"),
    ],
)
def test_what_may_pass_is_tried_again_with_growing_pauses(failure: Reply) -> None:
    world = World([failure, failure, failure, ok(b"at last")])
    client = world.client("ris.example.org")
    assert client.get(URL).body == b"at last"
    assert world.slept == [1, 2, 4]
    assert client.counters.retries == 3


def test_a_broken_body_is_asked_for_again() -> None:
    world = World([ok(b'{"cut": '), ok(b'{"whole": 1}')])
    answer = world.client().get(URL, validate=lambda answer: answer.json())
    assert answer.json() == {"whole": 1}


def test_a_body_that_stays_broken_is_told() -> None:
    world = World([ok(b'{"cut": ')])
    with pytest.raises(UnreadableError):
        world.client().get(URL, validate=lambda answer: answer.json())
    assert len(world.requests) == 1 + Manners().attempts


def test_the_validator_may_refuse_in_its_own_words() -> None:
    def validate(answer: Answer) -> None:
        raise UnreadableError(answer.url, "kein OParl")

    with pytest.raises(UnreadableError, match="kein OParl"):
        World([ok()]).client(attempts=2).get(URL, validate=validate)


def test_only_good_answers_are_validated() -> None:
    def validate(answer: Answer) -> None:
        raise AssertionError(answer.status)

    assert World([busy(404)]).client().get(URL, validate=validate).status == 404


@pytest.mark.parametrize("status", [304, 400, 401, 403, 404, 410])
def test_what_the_host_means_is_an_answer(status: int) -> None:
    world = World([busy(status)])
    client = world.client()
    assert client.get(URL).status == status
    assert client.counters.retries == 0
    assert client.counters.not_modified == (status == 304)


def test_a_host_that_keeps_failing_is_told() -> None:
    with pytest.raises(StatusError, match="HTTP 503") as caught:
        World([busy(503)]).client().get(URL)
    assert (caught.value.status, caught.value.permanent, caught.value.url) == (503, False, URL)


def test_retry_after_is_kept() -> None:
    world = World([busy(429, retry_after="30"), ok()])
    world.client("ris.example.org").get(URL)
    assert world.slept == [30]


def test_retry_after_may_be_a_date() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    world = World([busy(503, retry_after=date), ok()])
    world.client("ris.example.org").get(URL)
    assert 30 < world.slept[0] <= 40


@pytest.mark.parametrize("value", ["99999999999999999", "-5", "soon", "Thu, 99 Foo 2026"])
def test_a_strange_retry_after_does_no_harm(value: str) -> None:
    world = World([busy(503, retry_after=value), ok()])
    client = world.client("ris.example.org")
    if value.startswith("9"):
        with pytest.raises(StatusError):
            client.get(URL)
        assert world.slept == []
    else:
        assert client.get(URL).status == 200


def test_all_attempts_together_have_a_deadline() -> None:
    world = World([busy(503)])
    with pytest.raises(StatusError):
        world.client("ris.example.org", attempts=100, total=20).get(URL)
    assert world.now - 1000 <= 20


def test_a_slow_host_is_not_asked_again() -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        world.now += 120
        raise httpx.ReadTimeout("slow")

    world = World([slow])
    client = world.client("ris.example.org")
    with pytest.raises(TooSlowError):
        client.get(URL)
    assert client.counters.retries == 0


def test_what_cannot_change_is_not_tried_again() -> None:
    world = World([ok(b"x" * 2000)])
    client = world.client(caps=Caps(body=1000))
    with pytest.raises(TooLargeError):
        client.get(URL)
    assert client.counters.retries == 0
