"""Atom: what happened to a thing, for everybody; what a follower heard, under a secret address."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from roterfaden.notices import tokens
from roterfaden.notices.rendering import follow_path
from roterfaden.notices.spreading import spread
from tests.notices.factories import PAPER, World, make_event, make_follower, make_following, make_notice

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(body: bytes) -> list[dict[str, str]]:
    """Title, summary and id of each entry."""
    found = ElementTree.fromstring(body).iter(f"{ATOM}entry")
    return [{name: entry.findtext(f"{ATOM}{name}", "") for name in ("title", "summary", "id")} for entry in found]


def test_a_thing_s_feed_has_its_events_and_those_that_travelled_to_it(client: Client, world: World) -> None:
    thread, paper = world.add("1", "Radweg"), world.add("p", "Drucksache 12", kind=PAPER)
    world.tie(paper, thread)
    make_event(thread, "a", said="Begonnen.")
    make_event(paper, "b", said="Beschlossen.")
    spread()
    found = entries(client.get(follow_path(thread, "feed")).content)
    assert [(entry["title"], entry["summary"]) for entry in found] == [
        ("Drucksache 12", "Beschlossen."),
        ("Radweg", "Begonnen."),
    ]
    alone = entries(client.get(follow_path(paper, "feed")).content)
    assert [entry["id"] for entry in alone] == [found[0]["id"]], "the same event is the same entry everywhere"


def test_what_is_hidden_leaves_the_feed(client: Client, world: World) -> None:
    thread, paper = world.add("1"), world.add("p", "Geheim", kind=PAPER)
    world.tie(paper, thread)
    make_event(paper)
    spread()
    world.hide(paper)
    assert b"Geheim" not in client.get(follow_path(thread, "feed")).content
    assert client.get(follow_path(paper, "feed")).status_code == 404


def test_a_feed_is_public_and_may_be_kept(client: Client, world: World) -> None:
    ref = world.add("1")
    empty = client.get(follow_path(ref, "feed"))
    assert empty.headers["Cache-Control"] == "public, max-age=300"
    make_event(ref)
    spread()
    answer = client.get(follow_path(ref, "feed"))
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    again = client.get(follow_path(ref, "feed"), HTTP_IF_MODIFIED_SINCE=answer.headers["Last-Modified"])
    assert again.status_code == 304


@pytest.mark.parametrize("number", [1, 60])
def test_a_feed_takes_few_queries(
    client: Client, world: World, number: int, django_assert_max_num_queries: Any
) -> None:
    ref = world.add("1")
    for place in range(number):
        make_event(ref, str(place))
    spread()
    with django_assert_max_num_queries(4):
        found = entries(client.get(follow_path(ref, "feed")).content)
    assert len(found) == min(number, 50)


def test_odd_characters_do_not_break_the_feed(client: Client, world: World) -> None:
    ref = world.add("1", "Rad\x0bweg \u202e<b>&")
    make_event(ref, said="]]> \ufffe & <script>")
    spread()
    assert len(entries(client.get(follow_path(ref, "feed")).content)) == 1


def test_other_methods_are_refused(client: Client, world: World) -> None:
    assert client.post(follow_path(world.add("1"), "feed")).status_code == 405


def test_the_own_feed_has_what_was_heard_and_is_secret(client: Client, world: World) -> None:
    ref, follower = world.add("1", "Radweg"), make_follower()
    make_notice(ref, follower)
    token = tokens.of_follower(tokens.FEED, follower)
    answer = client.get(reverse("notices:own_feed", args=[token]))
    assert [entry["title"] for entry in entries(answer.content)] == ["Radweg"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert follower.address is not None
    assert follower.address.encode() not in answer.content
    assert client.get(reverse("notices:own_feed", args=[token + "x"])).status_code == 404
    assert client.get(reverse("notices:manage", args=[token])).status_code == 404


def test_templates_link_to_the_page_and_the_feed(world: World) -> None:
    text = "{% load notices %}{% follow_address kind key as a %}{% feed_address kind key as b %}{{ a }} {{ b }}"

    def shown(kind: str, key: Any) -> str:
        return Template(text).render(Context({"kind": kind, "key": key}))

    assert shown("tale", 17) == "/folgen/tale/17 /folgen/tale/17.atom"
    assert shown("tale", "a/b ü") == "/folgen/tale/a/b%20%C3%BC /folgen/tale/a/b%20%C3%BC.atom"
    assert [shown(kind, key) for kind, key in (("secret", 1), ("unheard", 1), ("tale", ""))] == [" "] * 3


def test_following_without_events_has_an_empty_feed(client: Client, world: World) -> None:
    ref = world.add("1")
    make_following(ref)
    assert entries(client.get(follow_path(ref, "feed")).content) == []
