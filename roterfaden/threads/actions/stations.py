"""Add, change, confirm and remove stations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roterfaden.kit.things import Ref, thing
from roterfaden.threads.actions import suggestions
from roterfaden.threads.actions.common import (
    CHANGE,
    Conflict,
    NotInThatState,
    NotPublic,
    about_station,
    reason_in_line,
    require,
    tell,
    touch,
)
from roterfaden.threads.drafts import StationDraft
from roterfaden.threads.models import Happening, State, Station, Suggestion, Thread

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def add_station(user: User, thread: Thread, draft: StationDraft) -> Station:
    """A new station; its thing must be public."""
    require(user, CHANGE)
    values = draft.values()
    with transaction.atomic():
        _check(thread, draft.ref)
        station = Station.objects.create(thread=thread, **values, **_confirmed(user, draft))
        touch(thread)
        _settle(user, station)
        _tell(user, thread, station, "thread.station_added", values)
    return station


def change_station(user: User, station: Station, version: int, draft: StationDraft) -> Station:
    """Change a station; Conflict if it was saved since `version`."""
    require(user, CHANGE)
    values = draft.values()
    with transaction.atomic():
        thread = station.thread
        _check(thread, draft.ref if draft.ref != station.ref else None)
        values |= _confirmed(user, draft) if draft != StationDraft.of(station) else {}
        rows = Station.objects.filter(pk=station.pk, version=version, thread=thread)
        if not rows.update(**values, version=F("version") + 1, changed_at=timezone.now()):
            raise Conflict(Station.objects.get(pk=station.pk))
        station.refresh_from_db()
        touch(thread)
        _settle(user, station)
        wording = {name: value for name, value in values.items() if not name.startswith("confirmed")}
        _tell(user, thread, station, "thread.station_changed", wording)
    return station


def confirm(user: User, station: Station) -> Station:
    """Somebody of the staff stands for it."""
    require(user, CHANGE)
    with transaction.atomic():
        rows = Station.objects.filter(pk=station.pk, confirmed_at__isnull=True)
        if not rows.update(confirmed_by=user, confirmed_at=timezone.now()):
            raise NotInThatState
        station.refresh_from_db()
        touch(station.thread)
        _tell(user, station.thread, station, "thread.station_confirmed", {})
    return station


def remove_station(user: User, station: Station, reason: str) -> None:
    """Take a station away. Where the thread is public its page says so: stage, date and reason."""
    require(user, CHANGE)
    thread = station.thread
    words = reason_in_line(reason) if thread.published_at else ""
    with transaction.atomic():
        about, pk = about_station(station), station.pk
        if not Station.objects.filter(pk=pk, thread=thread).delete()[0]:
            raise NotInThatState
        if thread.published_at:
            Happening.objects.create(thread=thread, kind=Happening.Kind.STATION_REMOVED, data=about, reason=words)
        touch(thread)
        tell(user, thread, "thread.station_removed", about, str(pk), {"reason": words})


def _check(thread: Thread, ref: Ref | None) -> None:
    if Thread.objects.filter(pk=thread.pk, state=State.MERGED).exists():
        raise NotInThatState
    if ref is not None and (ref == Ref("thread", str(thread.pk)) or thing(ref) is None):
        raise NotPublic(str(ref))


def _confirmed(user: User, draft: StationDraft) -> dict[str, Any]:
    if not draft.confirmed:
        return {"confirmed_by": None, "confirmed_at": None}
    return {"confirmed_by": user, "confirmed_at": timezone.now()}


def _settle(user: User, station: Station) -> None:
    """A suggestion that said the same is done."""
    if station.ref is not None:
        rows = Suggestion.objects.filter(thread=station.thread_id, kind=station.kind, key=station.key)
        rows.exclude(state=Suggestion.State.CONFIRMED).update(
            state=Suggestion.State.CONFIRMED, decided_by=user, decided_at=timezone.now()
        )


def _tell(user: User, thread: Thread, station: Station, kind: str, wording: dict[str, Any]) -> None:
    tell(user, thread, kind, about_station(station), f"{station.pk}:{station.version}", wording)
    suggestions.scan_later("thread", [str(thread.pk)])
