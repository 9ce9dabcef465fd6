"""Events themselves: plan, publish, change, cancel, write down what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_line, clean_text
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.events.actions.registering import lock, move_up, tell
from roterfaden.participation.modules.events.models import Event
from roterfaden.participation.modules.refusing import EDIT, PUBLISH, Conflict, Refused, require
from roterfaden.search.actions import enqueue

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

FIELDS = (
    *("title", "title_en", "text", "text_en", "start", "end", "place", "address", "access", "access_en"),
    *("online_url", "online_public", "contact", "registration", "registration_until", "capacity", "waiting_list"),
    *("remind_hours", "erase_days"),
)
#: What those who registered are told of.
TOLD = ("start", "end", "place", "address", "online_url")
LONGEST_TEXT, LONGEST_MINUTES = 10_000, 50_000
LONGEST_AHEAD = 90


def create_event(user: User, phase: Phase, values: Mapping[str, Any]) -> Event:
    """A new draft."""
    require(user, EDIT)
    return Event.objects.create(phase=phase, created_by=user, **_cleaned(values))


def change_event(user: User, event: Event, version: int, values: Mapping[str, Any]) -> None:
    """Save; those who registered are told of another time or place. Conflict where somebody was faster."""
    require(user, EDIT)
    found = _cleaned(values)
    with transaction.atomic():
        before = lock(event)
        if found["capacity"] is not None and found["capacity"] < before.taken:
            sentence = _("{number} Plätze sind schon vergeben; weniger geht nicht.")
            raise Refused(sentence.format(number=before.taken), "capacity")
        rows = Event.objects.filter(pk=event.pk, version=version)
        if not rows.update(**found, changed_at=timezone.now(), version=F("version") + 1):
            raise Conflict(Event.objects.get(pk=event.pk))
        after = lock(event)
        if not after.is_over():
            move_up(after)
        if after.is_public:
            _tell_changed(before, after)


def publish_event(user: User, event: Event) -> bool:
    """Show it; False where that was done before."""
    require(user, PUBLISH)
    with transaction.atomic():
        rows = Event.objects.filter(pk=event.pk, state=Event.State.DRAFT)
        values = {"state": Event.State.PUBLIC, "published_at": timezone.now(), "changed_at": timezone.now()}
        if not rows.update(**values, version=F("version") + 1):
            return False
        _tell("event.published", lock(event), {})
    return True


def cancel_event(user: User, event: Event, reason: str) -> bool:
    """It does not take place; everybody who registered is told. False where that was done before."""
    require(user, PUBLISH)
    words = clean_line(reason)
    if not words or len(words) > 500:
        raise Refused(_("Bitte nennen Sie den Grund in einem Satz. Er steht öffentlich dabei."), "reason")
    with transaction.atomic():
        rows = Event.objects.filter(pk=event.pk, state=Event.State.PUBLIC)
        values = {"state": Event.State.CANCELLED, "reason": words, "changed_at": timezone.now()}
        if not rows.update(**values, version=F("version") + 1):
            return False
        found = lock(event)
        for registration in found.registrations.live().select_related("person"):
            tell(registration, "cancelled")
        _tell("event.cancelled", found, {"reason": words})
    return True


def write_minutes(user: User, event: Event, version: int, minutes: str, minutes_en: str = "") -> None:
    """What was said in the hall; it is public at once. Conflict where somebody was faster."""
    require(user, EDIT)
    texts = {"minutes": clean_text(minutes), "minutes_en": clean_text(minutes_en)}
    for name, text in texts.items():
        if len(text) > LONGEST_MINUTES:
            raise Refused(_("Bitte höchstens {number} Zeichen.").format(number=LONGEST_MINUTES), name)
    now = timezone.now()
    with transaction.atomic():
        rows = Event.objects.filter(pk=event.pk, version=version)
        when = {"minutes_at": now if texts["minutes"] else None, "changed_at": now}
        if not rows.update(**texts, **when, version=F("version") + 1):
            raise Conflict(Event.objects.get(pk=event.pk))
        if texts["minutes"]:
            _tell("event.minutes", lock(event), {})


def _tell_changed(before: Event, after: Event) -> None:
    moved = any(getattr(before, name) != getattr(after, name) for name in TOLD)
    if moved and not after.is_over():
        for registration in after.registrations.live().select_related("person"):
            tell(registration, "changed", str(after.version))
    _tell("event.changed", after, {}, news=moved)


def _tell(kind: str, event: Event, content: Mapping[str, Any], news: bool = True) -> None:
    """Ledger, followers of the event and of its process, search."""
    if not event.is_public:
        return
    facts = {"title": event.title, "start": event.start.isoformat(), "place": event.place}
    record(kind, event.ref, {**facts, **content})
    if news:
        announce(kind, News(f"{kind}:{event.pk}:{event.version}", event.ref, {}, (event.phase.process.ref,)))
    enqueue("event", [event.pk])


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in FIELDS:
        value, field = values[name], Event._meta.get_field(name)
        if isinstance(value, str):
            several = isinstance(field, models.TextField)
            value = clean_text(value) if several else clean_line(value)
            longest = LONGEST_TEXT if several else getattr(field, "max_length", None)
            if longest and len(value) > longest:
                raise Refused(_("Bitte höchstens {number} Zeichen.").format(number=longest), name)
        found[name] = value
    _refuse_nonsense(found)
    return found


def _refuse_nonsense(values: Mapping[str, Any]) -> None:
    if not values["title"]:
        raise Refused(_("Bitte geben Sie dem Termin einen Titel."), "title")
    if values["end"] <= values["start"]:
        raise Refused(_("Das Ende liegt nicht nach dem Beginn."), "end")
    if values["online_url"] and not values["online_url"].startswith("https://"):
        raise Refused(_("Bitte eine Adresse, die mit https:// beginnt."), "online_url")
    if not values["place"] and not values["online_url"]:
        raise Refused(_("Bitte nennen Sie einen Ort oder einen Zugang im Netz."), "place")
    if not 1 <= values["erase_days"] <= LONGEST_AHEAD:
        raise Refused(_("Zwischen 1 und {number} Tagen.").format(number=LONGEST_AHEAD), "erase_days")
