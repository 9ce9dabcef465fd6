"""What of drafts enters the ledger, and what their followers hear of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from roterfaden.kit.things import Thing
from roterfaden.ledger.registry import EntryType, entry_types, ledgered, register
from roterfaden.notices.registry import EventType, event_types
from roterfaden.notices.registry import register as register_event
from roterfaden.participation.modules.draft.models import Decision, Suggestion, Version

Content = Mapping[str, Any]
NOTHING_PERSONAL = _lazy("Der Eintrag enthält keine personenbezogenen Angaben.")


def _version(content: Content) -> str:
    return _("Fassung {number} von „{title}“ wurde veröffentlicht. Grund: {reason}").format(**content)


def _decided(content: Content) -> str:
    value = content["decision"]
    label = Decision(value).label if value in Decision.values else value
    sentence = _("Ein Vorschlag zu Absatz {passage} von „{title}“: {label}. Grund: {reason}")
    return sentence.format(**{**content, "label": label, "passage": content["passage"] or "–"})


def _news(thing: Thing, data: Content) -> str:
    return _("„{title}“ gibt es in einer neuen Fassung (Nummer {number}).").format(
        title=thing.title, number=data.get("number", "")
    )


def register_entries() -> None:
    """Tell ledger and notices; called once, when the app is ready."""
    if "draft.version" in entry_types:
        return
    register(EntryType("draft.version", _lazy("Fassung eines Entwurfs"), _version, NOTHING_PERSONAL))
    register(EntryType("suggestion.decided", _lazy("Vorschlag entschieden"), _decided, NOTHING_PERSONAL))
    ledgered(Version, "draft.")
    ledgered(Suggestion, "suggestion.")
    if "draft.version" not in event_types:
        register_event(EventType("draft.version", _lazy("Neue Fassung eines Entwurfs"), _news))
