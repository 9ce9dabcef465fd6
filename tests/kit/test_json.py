"""JSON from strangers."""

from __future__ import annotations

import json as stdlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.kit import json
from roterfaden.kit.json import JsonError, canonical, digest, parse

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    "body", [b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000, b"[" * 100_000]
)
def test_100_000_levels_do_not_crash(body: bytes) -> None:
    with pytest.raises(JsonError):
        parse(body)


def test_depth_ends_at_the_limit() -> None:
    assert parse(b"[" * 100 + b"1" + b"]" * 100)
    for body in (b"[" * 102 + b"1" + b"]" * 102, b'{"a":' * 102 + b"1" + b"}" * 102, b"[" * 900 + b"]" * 900):
        with pytest.raises(JsonError, match="deeper"):
            parse(body)


def test_size_is_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json, "MAX_BYTES", 10)
    assert parse(b'"12345678"') == "12345678"
    with pytest.raises(JsonError, match="bytes"):
        parse(b'"123456789"')


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b'{"cut": ',
        b"{'a': 1}",
        b"NaN",
        b"[Infinity]",
        b"[-Infinity]",
        b"1e999",
        b"<html>",
        b"9" * 5000,
        b"[1,]",
        b"\xff\xfe",
    ],
)
def test_what_is_not_json_is_said(body: bytes) -> None:
    with pytest.raises(JsonError):
        parse(body)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        *((b'\xef\xbb\xbf{"a": 1}', {"a": 1}), ('"ä"'.encode("utf-16"), "ä"), (b'{"a": 1, "a": 2}', {"a": 2})),
        *((rb'"\ud800"', "\ufffd"), (rb'"\ud83d\ude00"', "😀"), (rb'"a\u0000b"', "a\ufffdb"), (b'"\xe4"', "\ufffd")),
        *((rb'{"\ud800": ["\udfff", {"\u0000": 1}]}', {"\ufffd": ["\ufffd", {"\ufffd": 1}]}), (b"1e5", 1e5)),
    ],
)
def test_what_can_be_mended_is_mended(body: bytes, value: object) -> None:
    assert parse(body) == value


@given(VALUES)
def test_a_value_survives_its_canonical_spelling(value: object) -> None:
    mended = parse(stdlib.dumps(value).encode())
    assert parse(canonical(mended)) == mended


@given(VALUES)
def test_what_is_parsed_can_be_encoded(value: object) -> None:
    text = stdlib.dumps(parse(stdlib.dumps(value).encode()), ensure_ascii=False)
    assert "\x00" not in text
    text.encode("utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_parse_or_are_refused(body: bytes) -> None:
    with suppress(JsonError):
        canonical(parse(body))


def test_the_order_of_keys_makes_no_difference() -> None:
    assert digest({"a": 1, "b": [1, {"c": "ä", "d": None}]}) == digest({"b": [1, {"d": None, "c": "ä"}], "a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})
    assert canonical({"b": "ä", "a": [1.5, True]}) == '{"a":[1.5,true],"b":"ä"}'.encode()
    assert canonical("\ud800") == rb'"\ud800"'
