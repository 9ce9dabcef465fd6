"""The client for harvests: name, robots.txt, distance, retries, counters."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from django.test import override_settings

from roterfaden.kit.http import (
    Answer,
    Caps,
    GuardedClient,
    Manners,
    PoliteClient,
    RefusedError,
    RobotsError,
    StatusError,
    TooSlowError,
    UnreachableError,
    UnreadableError,
    polite_client,
)
from roterfaden.kit.http.addresses import Policy
from roterfaden.kit.http.errors import TooLargeError
from roterfaden.kit.http.hosts import Hosts
from tests.kit.http.servers import plain, serving

URL = "https://ris.example.org/oparl/paper"
Reply = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


@dataclass
class World:
    """A clock that only sleeping moves, and a host that answers from a list (the last answer stays)."""

    replies: list[Reply]
    robots: httpx.Response = field(default_factory=lambda: httpx.Response(404))
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.times.append(self.now)
        if request.url.path == "/robots.txt":
            return httpx.Response(self.robots.status_code, headers=self.robots.headers, content=self.robots.content)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return (
            reply(request)
            if callable(reply)
            else httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)
        )

    def client(self, allow: str = "", caps: Caps | None = None, **manners: float) -> PoliteClient:
        return PoliteClient(
            GuardedClient(
                Policy.of(allow.split()), transport=httpx.MockTransport(self.answer), clock=lambda: self.now, caps=caps
            ),
            "RoterFaden/1 (+https://portal.example.org)",
            manners=Manners(**manners),  # type: ignore[arg-type]
            sleep=self.sleep,
            clock=lambda: self.now,
            jitter=lambda: 1.0,
            resolver=lambda host, port: ["93.184.216.34"],
        )


def ok(body: bytes = b"{}", **headers: str) -> httpx.Response:
    return httpx.Response(200, headers=headers, content=body)


def busy(status: int = 503, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_it_says_who_it_is() -> None:
    world = World([ok()])
    world.client().get(URL)
    assert {request.headers["user-agent"] for request in world.requests} == {
        "RoterFaden/1 (+https://portal.example.org)"
    }


@override_settings(SITE_URL="https://rat.example.org", CONTACT="rat@example.org", FETCH_ALLOW=["127.0.0.1"], PROXY="")
def test_the_settings_make_an_honest_client() -> None:
    with serving(plain(b"{}")) as server, polite_client() as client:
        assert client.get(f"{server.url}/x").json() == {}
        assert "(+https://rat.example.org; rat@example.org)" in server.heads[0]
        with pytest.raises(RefusedError):
            client.get("http://127.0.0.2/")


def test_public_hosts_are_asked_once_a_second() -> None:
    world = World([ok()])
    client = world.client()
    for number in range(4):
        client.get(f"{URL}/{number}")
    assert world.times == [1000, 1001, 1002, 1003, 1004]


def test_two_clients_of_a_process_share_the_distance_and_the_rules() -> None:
    world, hosts = World([ok()]), Hosts()
    for _ in range(2):
        client = world.client()
        client.hosts = hosts
        client.get(URL)
        client.get(URL)
    assert world.times == [1000, 1001, 1002, 1003, 1004]
    assert [request.url.path for request in world.requests].count("/robots.txt") == 1


def test_turns_are_given_out_once_to_many_threads() -> None:
    hosts, waits = Hosts(), []
    threads = [threading.Thread(target=lambda: waits.append(hosts.take_turn("x", 5.0, 1.0))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [float(number) for number in range(20)]


def test_allowed_hosts_need_no_pause() -> None:
    world = World([ok()])
    client = world.client("ris.example.org")
    for number in range(4):
        client.get(f"{URL}/{number}")
    assert world.slept == []


def test_a_name_inside_an_allowed_network_needs_no_pause() -> None:
    world = World([ok()])
    client = world.client("93.184.216.0/24")
    client.get(URL)
    client.get(URL)
    assert world.slept == []


def test_crawl_delay_is_kept_up_to_a_cap() -> None:
    for said, kept in (("3", 3), ("0.2", 1), ("600", 10), ("nonsense", 1)):
        world = World([ok()], robots=ok(f"User-agent: *\nCrawl-delay: {said}".encode()))
        client = world.client()
        client.get(URL)
        client.get(URL)
        assert world.times[2] - world.times[1] == kept


def test_what_robots_txt_forbids_is_not_read() -> None:
    world = World([ok()], robots=ok(b"User-agent: *\nDisallow: /oparl"))
    client = world.client()
    with pytest.raises(RobotsError) as caught:
        client.get(URL)
    assert caught.value.permanent
    assert client.get("https://ris.example.org/free").status == 200
    assert [request.url.path for request in world.requests] == ["/robots.txt", "/free"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_robots_txt_all_may_be_read(status: int) -> None:
    assert World([ok()], robots=busy(status)).client().get(URL).status == 200


@pytest.mark.parametrize("status", [500, 503, 429])
def test_while_robots_txt_fails_nothing_is_read(status: int) -> None:
    world = World([ok()], robots=busy(status))
    client = world.client()
    with pytest.raises(RobotsError) as caught:
        client.get(URL)
    assert not caught.value.permanent
    world.robots = busy(404)
    with pytest.raises(RobotsError):
        client.get(URL)
    world.now += 301
    assert client.get(URL).status == 200


def test_robots_txt_is_read_once_a_day_and_host() -> None:
    world = World([ok()])
    client = world.client()
    client.get(URL)
    client.get(URL)
    client.get("https://other.example.org/")
    world.now += 86_401
    client.get(URL)
    hosts = [request.url.host for request in world.requests if request.url.path == "/robots.txt"]
    assert hosts == ["ris.example.org", "other.example.org", "ris.example.org"]


def test_a_huge_robots_txt_is_read_up_to_its_cap() -> None:
    world = World([ok()], robots=ok(b"User-agent: *\nDisallow: /oparl\n" + b"#" * 2_000_000))
    with pytest.raises(RobotsError):
        world.client().get(URL)


def test_another_host_behind_a_redirect_has_rules_of_its_own() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "https://files.example.org/x"})

    world = World([answer, ok()], robots=ok(b"User-agent: *\nDisallow: /x"))
    with pytest.raises(RobotsError):
        world.client().get(URL)
    assert [request.url.host for request in world.requests] == [
        "ris.example.org",
        "ris.example.org",
        "files.example.org",
    ]


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


def test_conditions_are_sent_and_work_is_counted() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(304 if request.headers.get("if-none-match") == '"a"' else 200, content=b"12345")

    world = World([answer])
    client = world.client()
    client.get(URL)
    client.get(URL, {"If-None-Match": '"a"'})
    counters = client.counters
    assert (counters.requests, counters.bytes, counters.not_modified, counters.retries) == (3, 5, 1, 0)


def test_an_unknown_host_is_unreachable() -> None:
    with pytest.raises(UnreachableError) as caught:
        World([httpx.ConnectError("no such host")]).client().get(URL)
    assert caught.value.url == URL


def test_a_refused_address_is_named_itself_and_not_its_robots_txt() -> None:
    settings = override_settings(FETCH_ALLOW=[], PROXY="")
    with settings, polite_client() as client, pytest.raises(RefusedError) as caught:
        client.get("http://127.0.0.1:9/oparl")
    assert caught.value.url == "http://127.0.0.1:9/oparl"
