"""Followers, events and a small world of things for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from roterfaden.kit.things import Kind, Ref, Thing
from roterfaden.notices.actions import News, announce
from roterfaden.notices.models import Event, Follower, Following, Notice, Rhythm, State

THREAD, PAPER, IDEA = "tale", "sheet", "notion"
EVENT = "tale.changed"


@dataclass
class World:
    """Things that tests make public, hide and hang together. Kinds of its own, so that no room is needed."""

    titles: dict[Ref, str] = field(default_factory=dict)
    hangs: dict[Ref, set[Ref]] = field(default_factory=dict)
    loads: int = 0

    def add(self, key: str, title: str = "Radweg am Kanal", kind: str = THREAD) -> Ref:
        """Make a thing public."""
        ref = Ref(kind, key)
        self.titles[ref] = title
        return ref

    def hide(self, ref: Ref) -> None:
        """It is not public any more."""
        del self.titles[ref]

    def tie(self, thing: Ref, *others: Ref) -> None:
        """Who follows one of the others hears of the thing too."""
        self.hangs.setdefault(thing, set()).update(others)

    def kind(self, key: str, follow: bool = True) -> Kind:
        """A kind whose things are those of the world."""

        def load(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
            self.loads += 1
            found = {name: self.titles[Ref(key, name)] for name in keys if Ref(key, name) in self.titles}
            return {
                name: Thing(Ref(key, name), title, f"/{key}/{name}", label=key.title()) for name, title in found.items()
            }

        return Kind(key, key, key, load, follow=follow)

    def widen(self, refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
        """The widener."""
        return {ref: self.hangs[ref] for ref in refs if ref in self.hangs}


def make_follower(address: str | None = "kim@example.org", **fields: Any) -> Follower:
    """Somebody whose address is confirmed."""
    values = {"confirmed_at": timezone.now() - timedelta(days=1), **fields}
    return Follower.objects.create(address=address, **values)


def make_following(ref: Ref, follower: Follower | None = None, **fields: Any) -> Following:
    """That somebody follows a thing since yesterday."""
    values = {"confirmed_at": timezone.now() - timedelta(days=1), **fields}
    return Following.objects.create(follower=follower or make_follower(), kind=ref.kind, key=ref.key, **values)


def make_crowd(ref: Ref, number: int, **fields: Any) -> list[Follower]:
    """Many who follow a thing since yesterday."""
    yesterday = timezone.now() - timedelta(days=1)
    crowd = [
        Follower(address=f"{ref.key}{place:05d}@example.org", confirmed_at=yesterday, **fields)
        for place in range(number)
    ]
    made = Follower.objects.bulk_create(crowd, batch_size=500)
    rows = [Following(follower=one, kind=ref.kind, key=ref.key, confirmed_at=yesterday) for one in made]
    Following.objects.bulk_create(rows, batch_size=500)
    return made


def make_event(ref: Ref, key: str = "first", targets: tuple[Ref, ...] = (), **data: Any) -> Event:
    """Something that happened, announced as rooms do it."""
    announce(EVENT, News(key, ref, data, targets))
    return Event.objects.get(key=key)


def make_notice(
    ref: Ref, follower: Follower | None = None, key: str = "first", state: State = State.WAITING, **fields: Any
) -> Notice:
    """A notice that waits to be sent."""
    owner = follower or make_follower()
    following = owner.followings.of(ref).first() or make_following(ref, owner)
    event = Event.objects.filter(key=key).first() or make_event(ref, key)
    return Notice.objects.create(event=event, follower=owner, following=following, state=state, **fields)


__all__ = ["EVENT", "IDEA", "PAPER", "THREAD", "Rhythm", "World"]
