"""A verifier written by a stranger from docs/ledger.md: it imports nothing of ours, only the standard library and a
library for Ed25519. `check(get)` takes a function that fetches an address and returns its text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Bad(Exception):
    """Something is wrong: at which entry, head or key."""


def jcs(value: Any) -> bytes:
    """RFC 8785 for values without floats."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return b"{" + b",".join(jcs(name) + b":" + jcs(value[name]) for name in names) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(jcs(child) for child in value) + b"]"
    return json.dumps(value, ensure_ascii=False).encode()


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def tree(hashes: list[bytes]) -> bytes:
    """The root, level by level: an odd one out moves up."""
    if not hashes:
        return sha(b"")
    while len(hashes) > 1:
        paired = [sha(b"\x01" + hashes[at] + hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
        hashes = paired + hashes[len(paired) * 2 :]
    return hashes[0]


def key_of(text: str) -> tuple[str, bytes, bytes]:
    """(name, id, public key)."""
    name, ident, rest = text.split("+", 2)
    raw = base64.b64decode(rest)
    if raw[0] != 1 or sha(name.encode() + b"\n" + raw)[:4].hex() != ident:
        raise Bad("key")
    return name, bytes.fromhex(ident), raw[1:]


def signed(public: bytes, signature: bytes, text: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def check(get: Callable[[str], str]) -> int:
    """The number of entries; raises Bad."""
    state = json.loads(get("/api/v1/ledger"))
    keys = check_keys(state["keys"])
    heads = check_heads(get, keys)
    hashes = check_entries(get, state["size"])
    for day, size, root in heads:
        if size > len(hashes) or tree(hashes[:size]) != root:
            raise Bad(f"head {day}")
    return len(hashes)


def check_keys(rows: list[dict[str, str]]) -> list[tuple[str, bytes, bytes]]:
    keys = [key_of(row["key"]) for row in rows]
    for at, (row, key) in enumerate(zip(rows, keys, strict=True)):
        text = f"roterfaden ledger key\n{key[0]}\n{base64.b64encode(key[2]).decode()}\n{row['since']}\n"
        if not signed(keys[max(0, at - 1)][2], bytes.fromhex(row["signature"]), text):
            raise Bad("key")
    return keys


def check_heads(get: Callable[[str], str], keys: list[tuple[str, bytes, bytes]]) -> list[tuple[str, int, bytes]]:
    found, before = [], "0" * 64
    for row in json.loads(get("/protokollbuch/koepfe.json"))["items"]:
        body, signature = row["note"].split("\n\n")
        text = body + "\n"
        name, size, root, day, previous = body.split("\n")
        raw = base64.b64decode(signature.split()[-1])
        fits = [key for key in keys if key[0] == name and key[1] == raw[:4] and signed(key[2], raw[4:], text)]
        if not fits or previous != f"previous {before}":
            raise Bad(f"head {day}")
        before = sha(text.encode()).hex()
        found.append((day, int(size), base64.b64decode(root)))
    return found


def check_entries(get: Callable[[str], str], size: int) -> list[bytes]:
    hashes: list[bytes] = []
    previous = bytes(32)
    erased, told = set(), set()
    while len(hashes) < size:
        rows = json.loads(get(f"/api/v1/ledger/entries?from={len(hashes) + 1}&limit=500"))["items"]
        if not rows:
            raise Bad(f"entry {len(hashes) + 1}")
        for row in rows:
            number = len(hashes) + 1
            leaf, opened = row["leaf"], row["open"]
            own = sha(b"\x00" + jcs(leaf))
            if leaf["number"] != number or leaf["previous"] != previous.hex() or row["hash"] != own.hex():
                raise Bad(f"entry {number}")
            for name, opening in opened.items():
                if sha(bytes.fromhex(opening["salt"]) + jcs(opening["value"])).hex() != leaf[name]:
                    raise Bad(f"entry {number}")
            if row["state"] == "erased":
                erased.add(f"entry:{number}")
            if leaf["kind"] == "ledger.erased" and "content" in opened["content"]["value"]["content"]["what"]:
                told.add(opened["subject"]["value"]["subject"])
            previous = own
            hashes.append(own)
    if erased - told:
        raise Bad(min(erased - told, key=lambda name: int(name.split(":")[1])).replace(":", " "))
    return hashes
