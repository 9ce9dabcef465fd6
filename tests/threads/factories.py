"""Threads and stations for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from roterfaden.kit.things import Ref, Thing
from roterfaden.places.models import District
from roterfaden.threads.models import State, Station, Thread, Topic
from roterfaden.threads.stages import Stage
from roterfaden.threads.telling import stage_reached, time_of

_numbers = count(1)


def make_thread(title: str = "Vom Stadtdialog zur Digitalen Agenda", **values: Any) -> Thread:
    """A public thread."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "slug": f"faden-{number}",
        "summary": "17.000 Menschen haben gesagt, wie die Stadt sein soll.",
        "state": State.PUBLIC,
        "published_at": timezone.now(),
    }
    return Thread.objects.create(title=title, **(given | values))


def make_station(thread: Thread, heading: str = "Der Rat beschließt", **values: Any) -> Station:
    """A decision of 16 June 2016, by default."""
    given: dict[str, Any] = {"stage": Stage.DECISION, "start": date(2016, 6, 16)}
    if ref := values.pop("ref", None):
        given |= {"kind": ref.kind, "key": ref.key}
    station = Station.objects.create(thread=thread, heading=heading, **(given | values))
    _set_stage(thread)
    return station


def _set_stage(thread: Thread) -> None:
    today = timezone.localdate()
    rows = thread.stations.all()
    found = stage_reached((row.stage, time_of(row.period, row.end_period, today), row.last_day) for row in rows)
    Thread.objects.filter(pk=thread.pk).update(stage=found or "")
    thread.stage = found or ""


def make_topic(title: str = "Digitales", **values: Any) -> Topic:
    """A topic."""
    return Topic.objects.create(title=title, **({"slug": f"thema-{next(_numbers)}"} | values))


def make_district(name: str = "Linden-Limmer", **values: Any) -> District:
    """A district."""
    number = next(_numbers)
    return District.objects.create(name=name, **({"number": number, "slug": f"bezirk-{number}"} | values))


class Deeds:
    """A kind of things for tests: `public` are those that may be seen. Counts how often it is asked."""

    def __init__(self, key: str = "deed") -> None:
        self.key = key
        self.public: dict[str, Thing] = {}
        self.said: dict[str, list[str]] = {}
        self.loads = 0

    def add(self, key: str, title: str = "Eine Sache", **values: Any) -> Ref:
        """A public thing."""
        ref = Ref(self.key, key)
        self.public[key] = Thing(ref, title, f"/sachen/{key}", "Sache", **values)
        return ref

    def hide(self, ref: Ref) -> None:
        """It is not public any more."""
        del self.public[ref.key]

    def load(self, keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
        """As the registry asks."""
        self.loads += 1
        return {key: self.public[key] for key in keys if key in self.public}

    def find(self, text: str, _user: Any) -> Sequence[Thing]:
        """Those whose title holds the text."""
        return [thing for thing in self.public.values() if text.casefold() in thing.title.casefold()][:20]

    def texts(self, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """What they say."""
        return {key: self.said[key] for key in keys if key in self.said and key in self.public}
