"""What the ledger and followers hear of ideas. No words of people, no names: an append-only log would outlive them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.kit.things import Thing
from roterfaden.ledger import registry as ledger
from roterfaden.notices import registry as notices
from roterfaden.participation.modules.ideas.models import Idea, Rating, Status

ERASURE = lazy("Enthält nichts Persönliches, nur Nummern.")
Content = Mapping[str, Any]


def _merged(content: Content) -> str:
    return _("Die Idee {source} ging in der Idee {target} auf.").format(
        source=content.get("from", ""), target=content.get("into", "")
    )


def _split(content: Content) -> str:
    return _("Die Idee {source} steht wieder für sich; sie war in der Idee {target} aufgegangen.").format(
        source=content.get("from", ""), target=content.get("into", "")
    )


def _status(content: Content) -> str:
    value = content.get("status", "")
    label = Status(value).label if value in Status.values else value
    return _("Die Verwaltung sagt zum Stand der Idee: {status}.").format(status=label)


def _threaded(content: Content) -> str:
    return _("Die Idee wurde Station des Fadens {thread}.").format(thread=content.get("thread", ""))


def _forwarded(content: Content) -> str:
    return _("Die Idee wurde weitergegeben: {thing}.").format(thing=content.get("thing", ""))


ENTRIES = {
    "idea.merged": (lazy("Ideen zusammengeführt"), _merged),
    "idea.split": (lazy("Idee wieder geteilt"), _split),
    "idea.status": (lazy("Stand einer Idee"), _status),
    "idea.threaded": (lazy("Idee im Faden"), _threaded),
    "idea.forwarded": (lazy("Idee weitergegeben"), _forwarded),
}


def register_events() -> None:
    """Tell ledger and notices."""
    ledger.ledgered(Idea, "idea.")
    ledger.ledgered(Rating, "idea.")
    for key, (label, say) in ENTRIES.items():
        ledger.register(ledger.EntryType(key, label, say, ERASURE))
        notices.register(notices.EventType(key, label, lambda _thing, data, say=say: say(data)))  # type: ignore[misc]
    notices.register(notices.EventType("idea.published", lazy("Neue Idee"), _new))


def _new(thing: Thing, _data: Content) -> str:
    return _("Neue Idee: {title}").format(title=thing.title)
