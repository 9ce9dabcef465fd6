"""The own ledger, straight from the database: every column of every row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from roterfaden.ledger import proofs
from roterfaden.ledger.models import Entry, Head, Pending, PersonalFact, SigningKey, Tile
from roterfaden.ledger.sequencing import read_tile, tip
from roterfaden.ledger.verification.base import Book
from roterfaden.methods import merkle
from roterfaden.methods.chain import spelled
from roterfaden.methods.checkpoints import BadNote, parse_note
from roterfaden.methods.merkle import SIZE
from roterfaden.methods.tiles import FULL, WIDTH, Missing, Tiles, tile_root
from roterfaden.methods.verification import ERASED, Given, Key, Personal, Reason, Run, Wrong, tell

PART = 5_000
SAMPLES = 8
COLUMNS = (
    "number",
    "time",
    "kind",
    "subject_hash",
    "digest",
    "previous",
    "hash",
    "subject_salt",
    "subject_kind",
    "subject_key",
    "salt",
    "content",
)


class OwnLedger:
    """The database (`base.Source`)."""

    identity = "self"

    def book(self) -> Book:
        """Keys and heads."""
        keys = [Key(row.as_key(), row.since, bytes(row.signature)) for row in SigningKey.objects.order_by("pk")]
        notes = []
        for row in Head.objects.order_by("day"):
            try:
                notes.append(parse_note(row.note()))
            except (BadNote, SigningKey.DoesNotExist):
                raise Wrong(Reason.SIGNATURE, day=row.day.isoformat()) from None
        return Book(keys[0].key.name if keys else "", tip().number, keys, notes)

    def entries(self, after: int, size: int) -> Iterator[list[Given]]:
        """By ranges of numbers: no cursor stays open, so the write-ahead log can be emptied meanwhile."""
        rows: Any = Entry.objects.order_by("number").values_list(*COLUMNS)
        # At the very beginning nothing is skipped: there is no number below 1.
        found = list(rows[:PART] if after == 0 else rows.filter(number__gt=after)[:PART])
        while found:
            first, last = found[0][0], found[-1][0]
            facts = _facts(first, last)
            yield [_given(row, facts.get(row[0], [])) for row in found if row[0] <= size]
            if last >= size:
                return
            found = list(rows.filter(number__gt=last)[:PART])

    def finish(self, run: Run, book: Book) -> None:
        """The stored tree is the one that the entries make, and proofs from it hold."""
        for row in Pending.objects.filter(kind=ERASED):
            tell(run.erasures, f"{row.subject_kind}:{row.subject_key}", row.content)
        self._check_orphans(run)
        self._check_tiles(run)
        if run.number:
            self._check_proofs(run)

    def _check_orphans(self, run: Run) -> None:
        """Personal facts of entries that do not exist."""
        last = PersonalFact.objects.order_by("-entry_id").values_list("entry_id", flat=True).first()
        first = PersonalFact.objects.order_by("entry_id").values_list("entry_id", flat=True).first()
        if last is not None and last > max(run.number, tip().number):
            raise Wrong(Reason.PERSONAL, last)
        if first is not None and first < 1:
            raise Wrong(Reason.PERSONAL, first)

    def _check_tiles(self, run: Run) -> None:
        grown = tip().number != run.number  # meanwhile: the last tiles may hold more
        size, level, hashes = run.number, 0, _leaves(run.number)
        while size:
            above: list[bytes] = []
            for index in range(-(-size // WIDTH)):
                wanted = b"".join(_take(hashes, min(WIDTH, size - index * WIDTH)))
                stored = read_tile(level, index)
                if stored[: len(wanted)] != wanted or (len(stored) != len(wanted) and not grown):
                    raise Wrong(Reason.TREE, _first_leaf(level, index, stored, wanted))
                if len(wanted) == FULL:
                    above.append(tile_root(wanted))
            self._check_no_more(level, -(-size // WIDTH), grown)
            size, level, hashes = size // WIDTH, level + 1, iter(above)
        if not grown and Tile.objects.filter(level__gte=level).exists():
            raise Wrong(Reason.TREE, run.number + 1)

    def _check_no_more(self, level: int, count: int, grown: bool) -> None:
        rows = Tile.objects.filter(level=level)
        if not grown and rows.count() != count:
            raise Wrong(Reason.TREE, 1)

    def _check_proofs(self, run: Run) -> None:
        root = run.frontier.root()
        for number in {1, run.number, *(random.randint(1, run.number) for _ in range(SAMPLES))}:  # noqa: S311 – samples
            leaf = bytes(Entry.objects.values_list("hash", flat=True).get(number=number))
            try:
                path = merkle.inclusion(Tiles(read_tile), number - 1, run.number)
            except Missing:
                raise Wrong(Reason.TREE, number) from None
            if not merkle.is_included(leaf, number - 1, run.number, path, root):
                raise Wrong(Reason.PROOF, number)
        for size in sorted(run.checked)[-SAMPLES:]:
            proof = proofs.consistency(size, run.number)
            if not merkle.is_consistent(size, run.number, proof.path, bytes.fromhex(run.checked[size]), root):
                raise Wrong(Reason.PROOF, size)


def _given(row: tuple[Any, ...], facts: list[Personal]) -> Given:
    number, time, kind, subject_hash, digest, previous, own, subject_salt, subject_kind, key, salt, content = row
    erased = []
    subject: tuple[bytes, str] | None = (bytes(subject_salt), f"{subject_kind}:{key}")
    if not subject_salt:
        # A key without its salt opens nothing: somebody deleted the salt alone.
        subject = None if not key else (b"", key)
        erased.append("subject")
    opened: tuple[bytes, str] | None = (bytes(salt), content)
    if not salt:
        opened = None if not content else (b"", content)
        erased.append("content")
    return Given(
        number,
        spelled(time),
        kind,
        bytes(subject_hash),
        bytes(digest),
        bytes(previous),
        bytes(own),
        subject,
        opened,
        {fact.name: fact.commitment.hex() for fact in facts},
        facts,
        tuple(erased),
    )


def _facts(first: int, last: int) -> dict[int, list[Personal]]:
    rows = PersonalFact.objects.filter(entry_id__gte=first, entry_id__lte=last)
    found: dict[int, list[Personal]] = {}
    for row in rows.values_list("entry_id", "name", "commitment", "salt", "owner_kind", "owner_key", "value"):
        number, name, commitment, salt, kind, key, value = row
        owner = f"{kind}:{key}" if kind or key else ""
        found.setdefault(number, []).append(Personal(name, bytes(commitment), bytes(salt), owner, value))
    return found


def _leaves(size: int) -> Iterator[bytes]:
    """The entries' hashes, which the run has checked."""
    for start in range(1, size + 1, PART):
        rows = Entry.objects.filter(number__gte=start, number__lt=start + PART, number__lte=size)
        yield from map(bytes, rows.order_by("number").values_list("hash", flat=True))


def _take(hashes: Iterator[bytes], count: int) -> list[bytes]:
    return [next(hashes) for _ in range(count)]


def _first_leaf(level: int, index: int, stored: bytes, wanted: bytes) -> int:
    """The number of the first entry below the first hash that differs."""
    at = 0
    while stored[at : at + SIZE] == wanted[at : at + SIZE] and at < len(wanted):
        at += SIZE
    return int((index * WIDTH + at // SIZE) * WIDTH**level + 1)
