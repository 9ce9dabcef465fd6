"""Telling followers: what other rooms call in the transaction of their change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from roterfaden.kit.things import Ref
from roterfaden.notices.models import Event, EventTarget, Following, Moved, Notice
from roterfaden.notices.registry import event_types

#: Keys are kept as they are up to here; of a longer one a digest takes the place of the end.
LONGEST_EVENT_KEY = 250


@dataclass(frozen=True)
class News:
    """Something that happened. `key` is unique for ever: the same key a second time is the same event.

    `data` are small public facts (JSON) for the sentence; `targets` further things whose followers hear of it, beside
    the subject's own and those that the wideners name.
    """

    key: str
    subject: Ref
    data: Mapping[str, Any] = field(default_factory=dict)
    targets: tuple[Ref, ...] = ()


def announce(kind: str, news: News) -> None:
    """Accept one event. Call it in the transaction of the change; the worker makes the notices."""
    announce_many(kind, [news])


def announce_many(kind: str, news: Iterable[News]) -> None:
    """Accept events of a kind, a few statements for any number. KeyError for a kind that nobody registered.

    Nothing is looked up here, so that accepting costs the same with no follower and with ten thousand.
    """
    event_types[kind]
    now = timezone.now()
    rows = [
        Event(
            key=_key(one.key),
            kind=kind,
            subject_kind=one.subject.kind,
            subject_key=one.subject.key,
            data=dict(one.data),
            named=[[ref.kind, ref.key] for ref in one.targets],
            happened_at=now,
        )
        for one in news
    ]
    if rows:
        Event.objects.bulk_create(rows, ignore_conflicts=True)


def move_followers(old: Ref, new: Ref) -> int:
    """Who follows `old` follows `new` from now on (a merge); nobody follows twice. How many moved.

    What happened to `old`, and whatever is still announced for it, belongs to `new` as well: feeds and events on their
    way follow.
    """
    if old == new:
        return 0
    with transaction.atomic():
        _note_move(old, new)
        _unite_doubles(old, new)
        count = Following.objects.of(old).update(kind=new.kind, key=new.key)
        _move_targets(old, new)
    return count


def _key(text: str) -> str:
    if not text or "\x00" in text:
        raise ValueError("an event needs a key")
    if len(text) <= LONGEST_EVENT_KEY:
        return text
    return f"{text[: LONGEST_EVENT_KEY - 65]}:{hashlib.sha256(text.encode()).hexdigest()}"


def _note_move(old: Ref, new: Ref) -> None:
    """Chains are kept short: what went to `old` goes to `new`. What is `new` now has not moved (any more)."""
    Moved.objects.filter(old_kind=new.kind, old_key=new.key).delete()
    Moved.objects.filter(new_kind=old.kind, new_key=old.key).update(new_kind=new.kind, new_key=new.key)
    Moved.objects.update_or_create(
        old_kind=old.kind, old_key=old.key, defaults={"new_kind": new.kind, "new_key": new.key}
    )


def _unite_doubles(old: Ref, new: Ref) -> None:
    """Who follows both: the newer row goes, its notices and its confirmation pass over to the one that stays."""
    both = Following.objects.of(old).filter(follower__followings__kind=new.kind, follower__followings__key=new.key)
    doubles = list(both.values_list("pk", "follower_id", "confirmed_at"))
    if not doubles:
        return
    stays = Following.objects.of(new).filter(follower=OuterRef("follower"))
    keys = [pk for pk, _follower, _confirmed in doubles]
    for chunk in (keys[start : start + 500] for start in range(0, len(keys), 500)):
        Notice.objects.filter(following__in=chunk).update(following=Subquery(stays.values("pk")[:1]))
    confirmed = Following.objects.of(old).confirmed().filter(follower=OuterRef("follower")).values("confirmed_at")
    holders = [follower for _pk, follower, moment in doubles if moment]
    for chunk in (holders[start : start + 500] for start in range(0, len(holders), 500)):
        unconfirmed = Following.objects.of(new).filter(follower__in=chunk, confirmed_at__isnull=True)
        unconfirmed.update(confirmed_at=Subquery(confirmed[:1]))
    for chunk in (keys[start : start + 500] for start in range(0, len(keys), 500)):
        Following.objects.filter(pk__in=chunk).delete()


def _move_targets(old: Ref, new: Ref) -> None:
    """Events whose target was `old`, unless `new` is one of theirs too (then the old row has no followers any more)."""
    have_both = EventTarget.objects.filter(kind=new.kind, key=new.key).values("event")
    rows = EventTarget.objects.filter(kind=old.kind, key=old.key).exclude(event__in=have_both)
    rows.update(kind=new.kind, key=new.key)
