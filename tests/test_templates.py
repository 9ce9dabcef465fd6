"""The template check finds what the Content-Security-Policy would block."""

from __future__ import annotations

import pytest

from tools.templates import breaches_of


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<script>x</script>", "inline script"),
        ("<SCRIPT nonce=1>x</SCRIPT>", "inline script"),
        ("<p>\n<style>p{}</style>", "inline style sheet"),
        ('<p class="a" style="color: red">', "style attribute"),
        ('<a href="/" onclick="x()">', "event handler attribute"),
        ('<a href="javascript:x()">', "address that is a script"),
        ('<img src="https://example.org/a.png">', "foreign host"),
        ('<script src="//example.org/a.js"></script>', "foreign host"),
        ("{{ text|safe }}", "escaping switched off"),
        ('<a target="_blank">', "opens a window of its own"),
        ('{% translate "Pläne" as heading %}', "variable that takes the <h1> from Wagtail's header"),
    ],
)
def test_what_the_policy_would_block_is_named(text: str, rule: str) -> None:
    assert [breach.split(": ")[1] for breach in breaches_of(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        '<script type="module" src="{% static "map.js" %}"></script>',
        '<script type="application/ld+json">{}</script>',
        "{# <style> in a comment #}",
        "{% comment %}<script>x</script>{% endcomment %}",
        '<a href="https://example.org/">elsewhere</a>',
        '<p data-style="x">one = two</p>',
    ],
)
def test_what_is_allowed_is_not_named(text: str) -> None:
    assert list(breaches_of(text)) == []


def test_the_line_is_counted_past_comments() -> None:
    assert list(breaches_of("{# a\nb #}\n<style>")) == ["3: inline style sheet"]
