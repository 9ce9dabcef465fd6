"""Entries, heads and keys as machines read them; docs/ledger.md explains every member."""

from __future__ import annotations

from typing import Any

from roterfaden.ledger.models import Head, SigningKey
from roterfaden.ledger.proofs import Consistency, Inclusion
from roterfaden.ledger.showing import Shown, State


def entry_out(shown: Shown) -> dict[str, Any]:
    """One entry: the leaf, its hash, and what opens the commitments in it, as far as it is public."""
    entry, leaf = shown.entry, shown.entry.leaf()
    return {
        "leaf": {
            "content": leaf.content.hex(),
            "kind": leaf.kind,
            "number": leaf.number,
            "previous": leaf.previous.hex(),
            "subject": leaf.subject.hex(),
            "time": leaf.time,
        },
        "hash": bytes(entry.hash).hex(),
        "state": str(shown.state),
        "open": _openings(shown),
    }


def _openings(shown: Shown) -> dict[str, Any]:
    entry, found = shown.entry, {}
    if shown.thing is not None and entry.subject_salt:
        found["subject"] = {"salt": bytes(entry.subject_salt).hex(), "value": {"subject": str(entry.subject)}}
    if shown.state == State.PUBLIC:
        value = {"content": dict(entry.facts), "personal": dict(shown.personal or {})}
        found["content"] = {"salt": bytes(entry.salt).hex(), "value": value}
    return found


def head_out(head: Head) -> dict[str, Any]:
    """One signed head."""
    return {
        "day": head.day.isoformat(),
        "size": head.size,
        "root": bytes(head.root).hex(),
        "previous": bytes(head.previous).hex(),
        "key": head.key.as_key().spelled(),
        "signature": bytes(head.signature).hex(),
        "note": head.note(),
    }


def key_out(key: SigningKey) -> dict[str, Any]:
    """One key, with the signature of the key before it."""
    return {"key": key.as_key().spelled(), "since": key.since, "signature": bytes(key.signature).hex()}


def inclusion_out(proof: Inclusion) -> dict[str, Any]:
    """A proof that an entry is in the tree."""
    return {
        "number": proof.number,
        "size": proof.size,
        "leaf": proof.leaf.hex(),
        "root": proof.root.hex(),
        "path": [part.hex() for part in proof.path],
    }


def consistency_out(proof: Consistency) -> dict[str, Any]:
    """A proof that nothing before was changed."""
    return {
        "old": proof.old,
        "new": proof.new,
        "oldRoot": proof.old_root.hex(),
        "newRoot": proof.new_root.hex(),
        "path": [part.hex() for part in proof.path],
    }
