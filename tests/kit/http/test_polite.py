"""The client for harvests: name, robots.txt, distance, counters."""

from __future__ import annotations

import threading

import httpx
import pytest
from django.test import override_settings

from roterfaden.kit.http import (
    RefusedError,
    RobotsError,
    UnreachableError,
    polite_client,
)
from roterfaden.kit.http.hosts import Hosts
from tests.kit.http.servers import plain, serving
from tests.kit.http.worlds import URL, World, busy, ok


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
