"""What of events enters the ledger, and what their followers hear of. Nobody who registered is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from roterfaden.kit.things import Thing
from roterfaden.ledger.registry import EntryType, entry_types, ledgered, register
from roterfaden.notices.registry import EventType, event_types
from roterfaden.notices.registry import register as register_event
from roterfaden.participation.modules.events.models import Event

Content = Mapping[str, Any]
NOTHING_PERSONAL = _lazy("Der Eintrag enthält keine personenbezogenen Angaben.")


def _published(content: Content) -> str:
    return _("Der Termin „{title}“ wurde angekündigt.").format(**content)


def _changed(content: Content) -> str:
    return _("Der Termin „{title}“ wurde geändert.").format(**content)


def _cancelled(content: Content) -> str:
    return _("Der Termin „{title}“ wurde abgesagt. Grund: {reason}").format(**content)


def _minutes(content: Content) -> str:
    return _("Zum Termin „{title}“ steht da, was besprochen wurde.").format(**content)


KINDS = {
    "event.published": (_lazy("Termin angekündigt"), _published),
    "event.changed": (_lazy("Termin geändert"), _changed),
    "event.cancelled": (_lazy("Termin abgesagt"), _cancelled),
    "event.minutes": (_lazy("Mitschrift eines Termins"), _minutes),
}


def _news(kind: str) -> Any:
    sentence = KINDS[kind][1]

    def said(thing: Thing, _data: Content) -> str:
        return sentence({"title": thing.title, "reason": thing.state})

    return said


def _cancelled_news(thing: Thing, _data: Content) -> str:
    return _("Der Termin „{title}“ fällt aus.").format(title=thing.title)


def register_entries() -> None:
    """Tell ledger and notices; called once, when the app is ready."""
    if "event.published" in entry_types:
        return
    for key, (label, sentence) in KINDS.items():
        register(EntryType(key, label, sentence, NOTHING_PERSONAL))
        if key not in event_types:
            said = _cancelled_news if key == "event.cancelled" else _news(key)
            register_event(EventType(key, label, said))
    ledgered(Event, "event.")
