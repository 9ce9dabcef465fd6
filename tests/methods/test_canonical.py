"""Canonical JSON: one spelling for equal values, and it is RFC 8785's."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roterfaden.methods.canonical import BIGGEST, MAX_DEPTH, NotCanonical, canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST, BIGGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_the_spelling_is_the_value(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(TEXTS, st.integers(0, 9)))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(st.dictionaries(TEXTS, st.integers(0, 9), min_size=2))
def test_keys_are_ordered_by_utf16_units(value: dict[str, int]) -> None:
    found = list(json.loads(canonical(value)))
    assert found == sorted(found, key=lambda key: list(memoryview(key.encode("utf-16-le")).cast("H")))


def test_the_standards_own_example_of_sorting() -> None:
    value = {"€": "", "\r": "", "\ufb33": "", "1": "", "\U0001f600": "", "\x80": "", "ö": ""}
    wanted = ["\r", "1", "\x80", "ö", "€", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical(value))) == wanted


def test_the_standards_own_example_of_texts() -> None:
    text = '€$\x0f\nA\'B"\\\\"/'
    assert canonical(text).decode() == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'


def test_literals_and_spaces() -> None:
    assert canonical({"b": [None, True, False, 0, -1], "a": {}}) == b'{"a":{},"b":[null,true,false,0,-1]}'


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), 2**53, -(2**53), "\ud800", {"\udc00": 1}, {1: 2}, b"x", {"a"}, object()]
)
def test_what_has_no_spelling_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_endless_nesting_is_refused() -> None:
    value: list[object] = []
    for _ in range(MAX_DEPTH + 1):
        value = [value]
    with pytest.raises(NotCanonical):
        canonical(value)
