"""Writing into the ledger: what other rooms call in the transaction of their change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.ledger.models import Pending
from roterfaden.ledger.registry import entry_types
from roterfaden.methods.canonical import canonical_text

#: Bytes of an entry's public content, and of one personal value.
MOST_CONTENT = 64 * 1024
MOST_VALUE = 4 * 1024
#: Rows of one INSERT.
BATCH = 1_000


@dataclass(frozen=True)
class Personal:
    """A personal fact of an entry: it enters the chain as a commitment only. `owner` is who can have it erased."""

    name: str
    value: str
    owner: Ref


@dataclass(frozen=True)
class Fact:
    """What happened to a thing: `content` is public JSON (no floats: texts, whole numbers, yes/no, lists, objects)."""

    subject: Ref
    content: Mapping[str, Any]
    personal: tuple[Personal, ...] = ()


class TooLarge(ValueError):
    """A fact with more text than the ledger takes: put its digest in, and the text elsewhere."""


def record(kind: str, subject: Ref, content: Mapping[str, Any], personal: Iterable[Personal] = ()) -> None:
    """Log one fact. Call it in the transaction of the change; it gets its number within a second, outside of it."""
    record_many(kind, [Fact(subject, content, tuple(personal))])


def record_many(kind: str, facts: Iterable[Fact]) -> None:
    """Log several facts of a kind, in their order, with a few statements for any number.

    Raises KeyError for a kind that nobody registered, NotCanonical or TooLarge (both ValueErrors) for a content that
    cannot be logged.
    """
    entry_types[kind]
    now = timezone.now()
    rows = [
        Pending(
            kind=kind,
            subject_kind=fact.subject.kind,
            subject_key=_key(fact.subject),
            recorded_at=now,
            content=_content(fact.content),
            personal=_personal(fact.personal),
        )
        for fact in facts
    ]
    if rows:
        with transaction.atomic():
            Pending.objects.bulk_create(rows, batch_size=BATCH)


def _key(subject: Ref) -> str:
    if not 0 < len(subject.key) <= LONGEST_KEY or "\x00" in subject.key:
        raise ValueError(f"no key: {subject.key[:60]!r}")
    return subject.key


def _content(content: Mapping[str, Any]) -> str:
    return _short_enough(canonical_text(content), MOST_CONTENT)


def _personal(facts: tuple[Personal, ...]) -> str:
    if not facts:
        return ""
    if len({fact.name for fact in facts}) != len(facts):
        raise ValueError("two personal facts of an entry have the same name")
    for fact in facts:
        _key(fact.owner)
        _short_enough(fact.value, MOST_VALUE)
    return canonical_text([[fact.name, fact.value, fact.owner.kind, fact.owner.key] for fact in facts])


def _short_enough(text: str, most: int) -> str:
    if len(text.encode("utf-8", "surrogatepass")) > most:
        raise TooLarge(f"more than {most} bytes")
    return text
