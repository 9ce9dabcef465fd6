"""The sequencer: it numbers pending rows and appends them to chain and tree, exactly once.

A batch is prepared without any lock; then one short transaction writes entries, tiles and personal facts and deletes
the pending rows. A second sequencer at the same time fails on the entries' numbers, a killed one leaves nothing: in
both cases the rows are pending as before. Writers insert pending rows and never wait for numbers.

Rows are numbered in the order of their keys, so facts of one transaction keep their order, and so do those of
transactions that follow each other.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from django.db import IntegrityError, transaction

from roterfaden.ledger.models import Entry, Pending, PersonalFact, Tile
from roterfaden.methods.chain import (
    BEGINNING,
    SALT,
    content_commitment,
    leaf_bytes,
    personal_commitment,
    spelled,
    subject_commitment,
)
from roterfaden.methods.merkle import leaf_hash
from roterfaden.methods.tiles import grown

log = structlog.get_logger(__name__)

#: One transaction of so many rows takes well under 200 ms on SQLite.
BATCH = 1_000
#: Tiles of a tree that can be asked for in one statement.
LEVELS = 8


class Overtaken(Exception):
    """Another sequencer numbered these rows."""


@dataclass(frozen=True)
class Tip:
    """The end of the chain."""

    number: int = 0
    hash: bytes = BEGINNING


@dataclass
class Batch:
    """What one transaction writes."""

    tip: Tip
    pending: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    personal: list[PersonalFact] = field(default_factory=list)


def is_pending() -> bool:
    """Whether a row waits for its number."""
    return Pending.objects.exists()


def tip() -> Tip:
    """The last entry's number and hash."""
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    return Tip(last[0], bytes(last[1])) if last else Tip()


def sequence(limit_seconds: float = 60.0) -> int:
    """Number pending rows until there are none or the time is over; how many."""
    done, until = 0, time.monotonic() + limit_seconds
    while (count := sequence_batch()) and time.monotonic() < until:
        done += count
    return done + count


def sequence_batch(size: int = BATCH) -> int:
    """Number the next rows; how many. 0 where there are none, or where another sequencer was faster."""
    rows = list(Pending.objects.order_by("pk")[:size])
    if not rows:
        return 0
    batch = prepare(rows, tip())
    try:
        write(batch)
    except (IntegrityError, Overtaken):
        log.info("ledger_overtaken", rows=len(rows))
        return 0
    return len(rows)


def prepare(rows: Sequence[Pending], start: Tip) -> Batch:
    """The entries that follow `start`; nothing is written."""
    batch, salts = Batch(start), _Salts(len(rows))
    end = start
    for row in rows:
        entry, facts = _entry(row, end, salts)
        end = Tip(entry.number, bytes(entry.hash))
        batch.pending.append(row.pk)
        batch.entries.append(entry)
        batch.personal += facts
    return batch


def write(batch: Batch) -> None:
    """Write a batch, all or nothing. Raises IntegrityError or Overtaken where another was faster."""
    with transaction.atomic():
        if tip() != batch.tip:
            raise Overtaken
        Entry.objects.bulk_create(batch.entries)
        PersonalFact.objects.bulk_create(batch.personal)
        _grow(batch)
        deleted, _rows = Pending.objects.filter(pk__in=batch.pending).delete()
        if deleted != len(batch.pending):
            raise Overtaken


def read_tile(level: int, index: int) -> bytes:
    """A tile's bytes; empty where there is none."""
    row = Tile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
    return bytes(row) if row is not None else b""


def _grow(batch: Batch) -> None:
    tiles = grown(read_tile, batch.tip.number, [bytes(entry.hash) for entry in batch.entries])
    rows = [Tile(level=level, index=index, hashes=hashes) for (level, index), hashes in tiles.items()]
    Tile.objects.bulk_create(rows, update_conflicts=True, unique_fields=["level", "index"], update_fields=["hashes"])


class _Salts:
    """Random salts, drawn for many entries at once."""

    def __init__(self, entries: int) -> None:
        self._raw = os.urandom(2 * entries * SALT)
        self._at = 0

    def next(self) -> bytes:
        """The next salt."""
        salt = self._raw[self._at : self._at + SALT] or os.urandom(SALT)
        self._at += SALT
        return salt


def _entry(row: Pending, end: Tip, salts: _Salts) -> tuple[Entry, list[PersonalFact]]:
    number = end.number + 1
    facts = [_personal(number, *given) for given in json.loads(row.personal or "[]")]
    salt, subject_salt = salts.next(), salts.next()
    digest = content_commitment(salt, row.content, {fact.name: bytes(fact.commitment).hex() for fact in facts})
    subject = subject_commitment(subject_salt, f"{row.subject_kind}:{row.subject_key}")
    leaf = leaf_bytes(number, spelled(row.recorded_at), row.kind, subject, digest, end.hash)
    entry = Entry(
        number=number,
        time=row.recorded_at,
        kind=row.kind,
        subject_kind=row.subject_kind,
        subject_key=row.subject_key,
        subject_salt=subject_salt,
        subject_hash=subject,
        content=row.content,
        salt=salt,
        digest=digest,
        previous=end.hash,
        hash=leaf_hash(leaf),
    )
    return entry, facts


def _personal(number: int, name: str, value: str, owner_kind: str, owner_key: str) -> PersonalFact:
    salt = os.urandom(SALT)
    return PersonalFact(
        entry_id=number,
        name=name,
        commitment=personal_commitment(salt, name, f"{owner_kind}:{owner_key}", value),
        salt=salt,
        value=value,
        owner_kind=owner_kind,
        owner_key=owner_key,
    )
