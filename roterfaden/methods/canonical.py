"""Canonical JSON by RFC 8785 (JCS), for values without floats: texts, whole numbers, yes/no, null, lists, objects.

Equal values have exactly one spelling, so that a digest of it can be computed again by anybody. Floats are refused:
their spelling is the only hard part of the standard, and no ledger needs them (money in cents, shares in per mille).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

#: Whole numbers that every JSON reader understands exactly (RFC 8785, section 3.2.2.3; I-JSON).
BIGGEST = 2**53 - 1
MAX_DEPTH = 40


class NotCanonical(ValueError):
    """A value that has no canonical spelling here; `str()` says why."""


def canonical(value: Any) -> bytes:
    """The one spelling of a value in UTF-8. Raises NotCanonical."""
    return canonical_text(value).encode()


def canonical_text(value: Any) -> str:
    """The spelling as text; it can always be encoded as UTF-8."""
    plain = _checked(value, MAX_DEPTH)
    # With ensure_ascii=False, Python escapes just what RFC 8785 (section 3.2.2.2) wants escaped, and in its way.
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _checked(value: Any, left: int) -> Any:
    """The value made of plain types only, objects in their order. Exact types: a bool is an int to Python."""
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind is bool or value is None:
        return value
    if kind is int:
        return _number(value)
    if not left:
        raise NotCanonical(f"nested deeper than {MAX_DEPTH}")
    if kind is list or kind is tuple:
        return [_checked(child, left - 1) for child in value]
    if kind is dict or isinstance(value, Mapping):
        return _object(value, left)
    if isinstance(value, str):  # lazy texts' results, members of TextChoices
        return _text(str(value))
    raise NotCanonical(f"{kind.__name__} is not allowed")


def _text(text: str) -> str:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise NotCanonical("half of a surrogate pair") from None
    return text


def _number(number: int) -> int:
    if not -BIGGEST <= number <= BIGGEST:
        raise NotCanonical("a whole number beyond 2^53 - 1")
    return number


def _object(value: Mapping[Any, Any], left: int) -> dict[str, Any]:
    for key in value:
        if not isinstance(key, str):
            raise NotCanonical("a key that is no text")
    keys = sorted(value) if all(key.isascii() for key in value) else sorted(value, key=_by_utf16)
    return {_text(str(key)): _checked(value[key], left - 1) for key in keys}


def _by_utf16(key: str) -> bytes:
    """Keys are ordered by UTF-16 code units (RFC 8785, section 3.2.3), not by code points."""
    return key.encode("utf-16-be", "surrogatepass")
