"""Erasing from the ledger, and through it everywhere: the chain still verifies, and an entry says what and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import Fact, record_many
from roterfaden.ledger.models import Entry, Pending, PersonalFact, Scrub
from roterfaden.ledger.querysets import ENTRY
from roterfaden.ledger.sequencing import sequence
from roterfaden.operation.erasing import Erasure, all_erasers
from roterfaden.operation.erasing.columns import places, spellings, sweep
from roterfaden.operation.erasing.scrubbing import overwriting, remains, scrub
from roterfaden.search.indexer import rebuild

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

PERMISSION = "ledger.erase"
MOST_REASON = 500
#: Keys in one statement.
PART = 500


class ReasonMissing(ValueError):
    """Nothing is erased without a reason; it is public for ever, so it must not name the person."""


class StillPending(Exception):
    """Rows still wait for their numbers (another sequencer is at work): try again."""


@dataclass
class Report:
    """What was erased where, and where something is left."""

    facts: int = 0
    entries: int = 0
    erasers: dict[str, int] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    #: Columns and files that still hold one of the texts.
    left: list[str] = field(default_factory=list)


def erase(user: User | None, owner: Ref, reason: str, texts: Sequence[str] = (), contents: bool = False) -> Report:
    """Erase a person from ledger, rooms and columns. `user` None: the operator at the command line.

    `texts` are struck out of all columns, and entries that hold one lose their content; `contents`: entries about
    the owner lose content and subject, too. Index and free pages follow by a job, or at once by `finish`.
    """
    erasure = _allowed(user, owner, reason, texts)
    _number_all()
    report = Report()
    with overwriting():
        with transaction.atomic():
            _erase_from_ledger(erasure, reason, contents, report)
            Scrub.objects.create(requested_at=timezone.now())
            _log(user, report)
        for eraser in all_erasers():
            with transaction.atomic():
                report.erasers[str(eraser.label)] = eraser.erase(erasure)
        report.columns = sweep(erasure.texts)
    sequence()
    return report


def erase_through_all(owner: Ref, reason: str) -> None:
    """Somebody erases themselves: no texts to strike out, because a name chosen freely may stand anywhere."""
    erase(None, owner, reason)


def erase_content(user: User | None, number: int, reason: str) -> None:
    """Erase one entry's public content for good. Raises Entry.DoesNotExist."""
    _allowed(user, Ref(ENTRY, str(number)), reason, ())
    with overwriting(), transaction.atomic():
        entry = Entry.objects.select_for_update().get(number=number)
        if entry.is_erased:
            return
        _erase_contents([number])
        _tell({number: ["content"]}, reason)
        Scrub.objects.create(requested_at=timezone.now())
        _log(user, Report(entries=1))
    sequence()


def finish(texts: Sequence[str] = ()) -> list[str]:
    """Make the index anew, empty free pages and write-ahead log; where one of the texts still stands. No transaction.

    Raises operation.leases.Busy while another process indexes.
    """
    asked = list(Scrub.objects.values_list("pk", flat=True))
    rebuild()
    emptied = scrub()
    if emptied:
        Scrub.objects.filter(pk__in=asked).delete()
    left = [*places(texts), *map(str, _files_left(texts))]
    return left if emptied else [*left, "WAL"]


def is_scrub_due() -> bool:
    """Whether something was erased since the last scrubbing."""
    return Scrub.objects.exists()


def _files_left(texts: Sequence[str]) -> list[Path]:
    return remains(texts) if texts else []


def _allowed(user: User | None, owner: Ref, reason: str, texts: Sequence[str]) -> Erasure:
    if user is not None and not user.has_perm(PERMISSION):
        raise PermissionDenied
    erasure = Erasure(owner, tuple(dict.fromkeys(text.strip() for text in texts if text.strip())))
    if not reason.strip() or len(reason) > MOST_REASON or any(text in reason for text in erasure.texts):
        raise ReasonMissing
    return erasure


def _number_all() -> None:
    """Pending rows hold personal facts openly: they become entries first."""
    sequence()
    if Pending.objects.exclude(personal="").exists():
        raise StillPending


def _erase_from_ledger(erasure: Erasure, reason: str, contents: bool, report: Report) -> None:
    what: dict[int, list[str]] = {}
    numbers = set(_entries_with(erasure.texts))
    if contents:
        rows = Entry.objects.about(erasure.owner)
        numbers |= set(rows.filter(content__gt="").values_list("number", flat=True))
        what |= {number: ["subject"] for number in rows.values_list("number", flat=True)}
        rows.update(subject_key="", subject_salt=b"")
    for number in sorted(numbers):
        what.setdefault(number, []).append("content")
    _erase_contents(sorted(numbers))
    facts = _erase_facts(erasure)
    for number, name in facts:
        what.setdefault(number, []).append(f"personal:{name}")
    _tell(what, reason)
    report.facts, report.entries = len(facts), len(numbers)


def _containing(column: str, texts: Sequence[str]) -> Q:
    """Rows whose column holds one of the texts; none without texts."""
    wanted = Q(pk__in=[])
    for spelled in (spelled for text in texts for spelled in spellings(text)):
        wanted |= Q(**{f"{column}__contains": spelled})
    return wanted


def _entries_with(texts: Sequence[str]) -> list[int]:
    return list(Entry.objects.filter(_containing("content", texts)).values_list("number", flat=True))


def _erase_contents(numbers: Sequence[int]) -> None:
    """The commitments to personal facts belong to the content and go with it."""
    for start in range(0, len(numbers), PART):
        part = numbers[start : start + PART]
        PersonalFact.objects.filter(entry_id__in=part).delete()
        Entry.objects.filter(number__in=part).update(content="", salt=b"")


def _erase_facts(erasure: Erasure) -> list[tuple[int, str]]:
    """Those of the owner, and those of others that name the owner."""
    own = Q(owner_kind=erasure.owner.kind, owner_key=erasure.owner.key)
    rows = PersonalFact.objects.filter(own | _containing("value", erasure.texts))
    found = list(rows.order_by("entry_id", "name").values_list("entry_id", "name"))
    rows.update(salt=b"", value="", owner_kind="", owner_key="")
    return found


def _tell(what: Mapping[int, list[str]], reason: str) -> None:
    record_many(
        "ledger.erased",
        [
            Fact(Ref(ENTRY, str(number)), {"what": parts, "reason": reason.strip()})
            for number, parts in sorted(what.items())
        ],
    )


def _log(user: Any, report: Report) -> None:
    """The back office's log says who and how much, never whom."""
    if user is not None:
        log(user, "ledger.erase", user=user, data={"facts": report.facts, "entries": report.entries})
