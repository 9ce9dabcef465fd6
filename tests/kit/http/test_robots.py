"""robots.txt, by the examples of RFC 9309."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.kit.http.robots import Rules, matches, parse

EXAMPLE = b"""\xef\xbb\xbf# RFC 9309, section 5.1
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot/2.0
Disallow: /example/page.html

User-Agent: quxbot
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        *(("other", "/example/page.html", False), ("other", "/a.gif", False), ("other", "/a.gif?x", True)),
        *(("foobot", "/example/page.html", True), ("FooBot", "/", False), ("foobot", "/example/allowed.gif", True)),
        *(("barbot", "/example/page.html", False), ("bazbot", "/example/page.html", False), ("barbot", "/", True)),
        *(("quxbot", "/example/page.html", True), ("foobot", "/robots.txt", True)),
    ],
)
def test_the_example_of_the_rfc(agent: str, path: str, allowed: bool) -> None:
    assert parse(EXAMPLE, agent).allows(path) is allowed


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        *(("/", "/x", True), ("/fish", "/fish.html", True), ("/fish", "/Fish", False), ("/fish*", "/fisherman", True)),
        *(("/*.php", "/a/b.php?x", True), ("/*.php$", "/a.php?x", False), ("/*.php$", "/a.php.php", True)),
        *(("/fish*.php", "/fishheads/catfish.php?p", True), ("/a$", "/a", True), ("/a$", "/ab", False)),
        *(
            ("*", "/x", True),
            ("/a*b*c$", "/abc", True),
            ("/a*bb$", "/ab", False),
            ("/a*a$", "/a", False),
            ("$", "/", False),
        ),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


def test_the_longest_rule_wins_and_allow_where_both_are_as_long() -> None:
    rules = parse(b"User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c", "x")
    assert [rules.allows(path) for path in ("/a", "/a/b", "/c")] == [False, True, True]


@pytest.mark.parametrize(
    ("rule", "path"), [("/ä", "/%C3%A4"), ("/%c3%a4", "/ä"), ("/%7Ejoe", "/~joe"), ("/a%2Fb", "/a%2fb")]
)
def test_percent_encoding_makes_no_difference(rule: str, path: str) -> None:
    assert not parse(f"User-agent: *\nDisallow: {rule}".encode(), "x").allows(path)


def test_groups_of_one_agent_are_one() -> None:
    rules = parse(b"User-agent: x\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\nUser-agent: *\nDisallow: /", "X")
    assert [rules.allows(path) for path in ("/a", "/b", "/c")] == [False, False, True]


def test_unreadable_rules_allow_nothing() -> None:
    assert not Rules(unknown=True).allows("/")


def test_a_pattern_of_many_stars_costs_no_time() -> None:
    begun = time.monotonic()
    assert parse(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"b$", "x").allows("/" + "a" * 10_000) is not None
    assert time.monotonic() - begun < 1


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_file_can_be_read(body: bytes, path: str) -> None:
    assert parse(b"User-agent: *\nDisallow: " + body, "x").allows("/" + path) in (True, False)
