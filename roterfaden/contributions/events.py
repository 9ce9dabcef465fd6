"""What the ledger and followers hear of contributions.

An entry names the contribution by kind and number alone; its wording enters as a commitment, owned by the author: with
the salt it is gone. Followers of a thing hear of new comments once a day, of answers at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from roterfaden.contributions import registry
from roterfaden.contributions.models import Contribution, Outcome
from roterfaden.kit.things import Thing
from roterfaden.ledger import registry as ledger
from roterfaden.ledger.actions import Fact, Personal, record, record_many
from roterfaden.notices import registry as notices

ERASURE = lazy(
    "Der Wortlaut steht nur als Prüfsumme darin; wer ihn schrieb, kann ihr Salz löschen lassen, dann ist er fort."
)
Content = Mapping[str, Any]


def _kind(content: Content) -> str:
    known = registry.kinds.get(str(content.get("kind", "")))
    return str(known.label) if known else _("Beitrag")


def _published(content: Content) -> str:
    return _("{kind} veröffentlicht.").format(kind=_kind(content))


def _unpublished(content: Content) -> str:
    return _("{kind} ist nicht mehr öffentlich.").format(kind=_kind(content))


def _answered(content: Content) -> str:
    return _("{kind} von der Verwaltung beantwortet.").format(kind=_kind(content))


def _outcome(content: Content) -> str:
    value = content.get("kind", "")
    step = str(Outcome.Kind(value).label) if value in Outcome.Kind.values else str(value)
    return _("Was aus einem Beitrag wurde: {step}.").format(step=step)


ENTRIES: dict[str, tuple[Any, Callable[[Content], str]]] = {
    "contribution.published": (lazy("Beitrag veröffentlicht"), _published),
    "contribution.unpublished": (lazy("Beitrag nicht mehr öffentlich"), _unpublished),
    "contribution.answered": (lazy("Beitrag beantwortet"), _answered),
    "contribution.outcome": (lazy("Was aus einem Beitrag wurde"), _outcome),
}


def _new_talk(_thing: Thing, data: Content) -> str:
    comments, questions = int(data.get("comments", 0)), int(data.get("questions", 0))
    said = ngettext("{number} neuer Kommentar", "{number} neue Kommentare", comments).format(number=comments)
    asked = ngettext("{number} neue Frage", "{number} neue Fragen", questions).format(number=questions)
    parts = [text for text, number in ((asked, questions), (said, comments)) if number]
    return _("Gestern: {what}.").format(what=", ".join(parts))


def _told(_thing: Thing, data: Content) -> str:
    return _outcome(data)


def register_events() -> None:
    """Tell ledger and notices, and listen to what becomes public; called once, when the app is ready."""
    from roterfaden.contributions.models import Answer

    for model in (Contribution, Answer):
        ledger.ledgered(model, "contribution.", "moderation.")
    for key, (label, say) in ENTRIES.items():
        if key not in ledger.entry_types:
            ledger.register(ledger.EntryType(key, label, say, ERASURE))
    for key, label, tell in (
        ("talk.new", lazy("Neue Fragen und Kommentare, einmal am Tag"), _new_talk),
        ("contribution.outcome", lazy("Antwort der Verwaltung, und was daraus wird"), _told),
    ):
        if key not in notices.event_types:
            notices.register(notices.EventType(key, label, tell))
    for listeners, listener in (
        (registry.published, on_published),
        (registry.unpublished, on_unpublished),
        (registry.answered, on_answered),
    ):
        if listener not in listeners:
            listeners.append(listener)
    registry.at_once[on_published] = all_published


def on_published(row: Contribution) -> None:
    """It is public, or has other words now."""
    all_published([row])


def all_published(rows: Sequence[Contribution]) -> None:
    """The same for many: a few statements."""
    from roterfaden.contributions.search import enqueue_contributions

    record_many("contribution.published", [_fact(row) for row in rows])
    enqueue_contributions(rows)


def _fact(row: Contribution) -> Fact:
    owner = row.author.ref if row.author is not None else row.ref
    words = json.dumps([row.title, row.text], ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Fact(row.ref, _about(row), (Personal("wording", digest, owner),))


def on_unpublished(row: Contribution) -> None:
    """It is not public any more."""
    record("contribution.unpublished", row.ref, _about(row))
    _to_search(row, hidden=True)


def on_answered(row: Contribution) -> None:
    """An official answer is there."""
    record("contribution.answered", row.ref, _about(row))
    _to_search(row)


def _about(row: Contribution) -> dict[str, str]:
    return {"kind": row.kind, "on": str(row.on), "area": str(row.area)}


def _to_search(row: Contribution, hidden: bool = False) -> None:
    from roterfaden.contributions.search import enqueue_contribution

    enqueue_contribution(row, hidden)
