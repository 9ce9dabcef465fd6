"""JSON from strangers: capped in size and depth, without values that a database or a page cannot hold."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 100
# Escapes (`\ud800`, `\u0000`) and raw bytes from which characters can come that no database takes.
SUSPECT = re.compile(rb"\\u(?:d[89a-f]|0000)|\x00", re.IGNORECASE)
#: Surrogates that are left after decoding have no partner; NUL is refused by PostgreSQL.
BAD = re.compile("[\ud800-\udfff\x00]")


class JsonError(ValueError):
    """The bytes are not JSON that we accept; `str()` says why."""


def parse(body: bytes) -> Any:
    """The value of a JSON text in UTF-8 (or UTF-16/32 with BOM). Raises JsonError, whatever the bytes are."""
    if len(body) > MAX_BYTES:
        raise JsonError(f"more than {MAX_BYTES} bytes")
    try:
        value = json.loads(_decode(body), parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise JsonError(f"nested deeper than {MAX_DEPTH}") from None
    except ValueError as error:
        raise JsonError(str(error)) from None
    _check_depth(value, MAX_DEPTH)
    return _mended(value) if SUSPECT.search(body) else value


def canonical(value: Any) -> bytes:
    """The one spelling of a value: sorted keys, no spaces, UTF-8. Equal values give equal bytes."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical spelling."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _decode(body: bytes) -> str:
    encoding = json.detect_encoding(body)
    return body.decode("utf-8-sig" if encoding.startswith("utf-8") else encoding, "replace")


def _refuse(name: str) -> Any:
    raise JsonError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise JsonError("a number is out of range")
    return value


def _check_depth(value: Any, left: int) -> None:
    children = value.values() if type(value) is dict else value if type(value) is list else ()
    if children and not left:
        raise JsonError(f"nested deeper than {MAX_DEPTH}")
    for child in children:
        if type(child) is dict or type(child) is list:
            _check_depth(child, left - 1)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return BAD.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(child) for child in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(child) for key, child in value.items()}
    return value
