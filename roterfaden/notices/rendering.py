"""What followers read: events told from what is public at this moment.

Nothing of a thing is kept with its events. A subject that is not public any more is not told, and leaves no title.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from roterfaden.kit.html import clean_line
from roterfaden.kit.things import Ref, Thing, things
from roterfaden.notices.models import Event, Moved
from roterfaden.notices.querysets import any_of
from roterfaden.notices.registry import event_types

logger = logging.getLogger("roterfaden.notices")
LONGEST_TITLE, LONGEST_SENTENCE = 200, 400


@dataclass(frozen=True)
class Told:
    """An event in words, in the language at hand. All texts are single lines without characters that act unseen."""

    event: Event
    thing: Thing
    title: str
    sentence: str
    happened_at: datetime

    @property
    def url(self) -> str:
        """The path of the thing's page."""
        return self.thing.url

    @property
    def day(self) -> date:
        """The day it happened, in the city."""
        return timezone.localtime(self.happened_at).date()


def tell(events: Iterable[Event]) -> dict[int, Told]:
    """Those events that can be told, by their key; one load for each kind of things."""
    asked = list({event.pk: event for event in events}.values())
    went = where_they_went(event.subject for event in asked)
    found = things(set(went.values()))
    told = {}
    for event in asked:
        thing = found.get(went[event.subject])
        one = _told(event, thing) if thing is not None else None
        if one is not None:
            told[event.pk] = one
    return told


def where_they_went(refs: Iterable[Ref]) -> dict[Ref, Ref]:
    """Each thing, or the one that it was merged into."""
    asked = sorted(set(refs))
    if not asked:
        return {}
    rows = Moved.objects.filter(any_of(asked, "old_"))
    went = {Ref(row.old_kind, row.old_key): Ref(row.new_kind, row.new_key) for row in rows}
    return {ref: went.get(ref, ref) for ref in asked}


def public(refs: Iterable[Ref]) -> Mapping[Ref, Thing]:
    """The public things among these, with their titles made harmless by `title_of`."""
    return things(refs)


def title_of(thing: Thing) -> str:
    """A thing's title as one harmless line."""
    return shorten(thing.title or thing.number or str(thing.label), LONGEST_TITLE)


def shorten(text: str, longest: int) -> str:
    """One line without markup, bidi or zero-width characters, cut at a word."""
    line = clean_line(str(text))
    if len(line) <= longest:
        return line
    return line[: longest - 2].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def absolute(path: str) -> str:
    """A path with the portal's public address in front."""
    return f"{settings.SITE_URL}{path}"


def follow_path(ref: Ref, face: str = "follow") -> str:
    """The page on which one follows a thing, or its feed (`feed`), in the language at hand."""
    return reverse(f"notices:{face}", kwargs={"kind": ref.kind, "key": ref.key})


@dataclass(frozen=True)
class Day:
    """What was told on one day."""

    day: date
    told: Sequence[Told]


def by_day(told: Iterable[Told]) -> list[Day]:
    """Told events, newest first, day by day."""
    return [Day(day, list(group)) for day, group in groupby(told, key=lambda one: one.day)]


def _told(event: Event, thing: Thing) -> Told | None:
    """A sentence that cannot be made is a fault of its room: the event is left out rather than all others."""
    kind = event_types.get(event.kind)
    if kind is None:
        return None
    try:
        sentence = shorten(kind.sentence(thing, event.data), LONGEST_SENTENCE)
    except Exception:
        logger.exception("sentence_failed", extra={"event_kind": event.kind})
        sentence = shorten(str(kind.label), LONGEST_SENTENCE)
    return Told(event, thing, title_of(thing), sentence, event.happened_at)
