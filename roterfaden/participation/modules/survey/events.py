"""What the ledger hears of surveys: that answers were counted and deleted, and every correction of a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.ledger.registry import EntryType, register

Content = Mapping[str, Any]
ERASURE = lazy("Enthält nichts Persönliches.")


def _evaluated(content: Content) -> str:
    return _("Eine Umfrage wurde ausgewertet. Antworten: {number}.").format(number=content.get("answers", 0))


def _plain(text: Any) -> Callable[[Content], str]:
    return lambda _content: str(text)


ENTRIES: tuple[tuple[str, Any, Callable[[Content], str]], ...] = (
    ("survey.evaluated", lazy("Umfrage ausgewertet"), _evaluated),
    (
        "survey.forgotten",
        lazy("Antworten einer Umfrage gelöscht"),
        _plain(lazy("Die Antworten einer Umfrage und der Schlüssel dazu wurden gelöscht.")),
    ),
    (
        "survey.corrected",
        lazy("Schreibfehler in einer Umfrage berichtigt"),
        _plain(lazy("In einer laufenden Umfrage wurde ein Schreibfehler berichtigt; ihre Seite zeigt ihn.")),
    ),
)


def register_events() -> None:
    """Tell the ledger."""
    for key, label, say in ENTRIES:
        register(EntryType(key, label, say, ERASURE))
