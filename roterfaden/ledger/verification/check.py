"""A whole check of a ledger, from its keys to its pin."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from roterfaden.ledger.verification import keeping
from roterfaden.ledger.verification.base import Book, Source
from roterfaden.methods.checkpoints import PublicKey
from roterfaden.methods.verification import (
    Pin,
    Reason,
    Run,
    Wrong,
    check_heads,
    check_keys,
    check_pin,
    pin_of,
    wanted_roots,
)

#: Called with how many entries are checked, and how many there are.
Progress = Callable[[int, int], None]
#: Seconds between two states that are kept.
KEEP_EVERY = 5.0
Roots = Mapping[int, Sequence[tuple[bytes, Wrong]]]


def silent(_done: int, _size: int) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class Verified:
    """A ledger in which nothing is wrong."""

    name: str
    size: int
    #: Entries under the last signed head, and its day.
    signed: int
    day: str
    withheld: int
    erased: int
    #: What was kept before; None at the first check.
    pin: Pin | None
    keys: tuple[str, ...]
    resumed_at: int = 0


def verify(source: Source, progress: Progress = silent, key: str = "", restart: bool = False) -> Verified:
    """Check everything. Raises Wrong at the first thing that is, base.Unreachable, keeping.PinsUnreadable.

    `key`: the spelling of the first key, known from elsewhere. A check that was interrupted goes on where it was.
    """
    pin = keeping.read_pin(source.identity)
    book = source.book()
    _check_frame(book, pin, key)
    roots = wanted_roots(book.notes, pin)
    if any(size > book.size or size < 1 for size in roots):
        raise Wrong(Reason.SHORTER, book.size + 1)
    run = Run() if restart else _resumed(source.identity, roots, book.size)
    resumed_at = run.number
    _stream(source, run, book, roots, progress)
    source.finish(run, book)
    if untold := run.erasures.first_untold():
        raise Wrong(Reason.ERASURE, untold)
    keeping.drop_run(source.identity)
    keeping.write_pin(source.identity, pin_of(book.name, book.keys, book.notes))
    return _verified(book, run, pin, resumed_at)


def _check_frame(book: Book, pin: Pin | None, key: str) -> None:
    check_keys(book.keys)
    if key and (not book.keys or book.keys[0].key != PublicKey.parse(key)):
        raise Wrong(Reason.PINNED_KEY)
    check_heads(book.notes, book.keys)
    if pin is not None:
        check_pin(pin, book.notes, book.keys, book.size)


def _resumed(identity: str, roots: Roots, size: int) -> Run:
    """The interrupted check, if it has compared all roots that lie behind it."""
    run = keeping.read_run(identity)
    behind = {at: {root.hex() for root, _wrong in wanted} for at, wanted in roots.items() if at <= run.number}
    same = all({run.checked.get(at, "")} == hexes for at, hexes in behind.items())
    return run if same and run.number <= size else Run()


def _stream(source: Source, run: Run, book: Book, roots: Roots, progress: Progress) -> None:
    kept = time.monotonic()
    try:
        for part in source.entries(run.number, book.size):
            run.take(part, roots)
            progress(run.number, book.size)
            if time.monotonic() - kept > KEEP_EVERY:
                keeping.write_run(source.identity, run)
                kept = time.monotonic()
    except Wrong:
        keeping.drop_run(source.identity)  # what was wrong is looked at anew
        raise
    if run.number < book.size:
        raise Wrong(Reason.MISSING, run.number + 1)


def _verified(book: Book, run: Run, pin: Pin | None, resumed_at: int) -> Verified:
    last = book.notes[-1].checkpoint if book.notes else None
    return Verified(
        name=book.name,
        size=run.number,
        signed=last.size if last else 0,
        day=last.day if last else "",
        withheld=run.withheld,
        erased=run.erased,
        pin=pin,
        keys=tuple(key.key.spelled() for key in book.keys),
        resumed_at=resumed_at,
    )
