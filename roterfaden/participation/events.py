"""What the ledger and followers hear of processes.

Entries name phases by their dates alone, never by words that could be hidden later; the wording of a process enters the
ledger as a commitment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from roterfaden.kit.things import Ref, Thing, keys_as_numbers
from roterfaden.ledger import registry as ledger
from roterfaden.notices import registry as notices
from roterfaden.participation import moments

ERASURE = lazy("Enthält nichts Persönliches. Wortlaute stehen nur als Prüfsumme darin; mit deren Salz sind sie fort.")
Content = Mapping[str, Any]


def _plain(text: Any) -> Callable[[Content], str]:
    return lambda _content: str(text)


def _until(text: Any, open_end: Any) -> Callable[[Content], str]:
    """A sentence with the end of the phase that an entry speaks of."""

    def say(content: Content) -> str:
        try:
            end = datetime.fromisoformat(str(content.get("end", "")))
        except ValueError:
            return str(open_end)
        return str(text).format(until=moments.end_words(end))

    return say


ENTRIES: dict[str, tuple[Any, Callable[[Content], str]]] = {
    "process.published": (lazy("Beteiligung veröffentlicht"), _plain(lazy("Die Beteiligung wurde veröffentlicht."))),
    "process.changed": (lazy("Beteiligung geändert"), _plain(lazy("Angaben zur Beteiligung wurden geändert."))),
    "process.phases_changed": (
        lazy("Phasen geändert"),
        _plain(lazy("Die Phasen der Beteiligung wurden geändert.")),
    ),
    "process.rules_changed": (
        lazy("Regeln geändert"),
        _plain(lazy("Es wurde geändert, wer mitmachen darf.")),
    ),
    "process.phase_begun": (
        lazy("Phase begonnen"),
        _until(lazy("Eine neue Phase hat begonnen, bis {until}."), lazy("Eine neue Phase hat begonnen.")),
    ),
    "process.phase_over": (lazy("Phase beendet"), _plain(lazy("Eine Phase ist zu Ende gegangen."))),
    "process.closed": (
        lazy("Beteiligung abgeschlossen"),
        _plain(lazy("Die Beteiligung ist abgeschlossen; das Ergebnis steht fest.")),
    ),
    "process.reopened": (lazy("Beteiligung wieder geöffnet"), _plain(lazy("Die Beteiligung wurde wieder geöffnet."))),
    "process.hidden": (lazy("Beteiligung verborgen"), _plain(lazy("Die Beteiligung ist nicht mehr öffentlich."))),
    "process.codes_made": (lazy("Codes gedruckt"), _plain(lazy("Codes für Briefe wurden erzeugt."))),
    "process.codes_withdrawn": (lazy("Codes zurückgezogen"), _plain(lazy("Codes aus Briefen wurden ungültig."))),
}
#: What followers hear of, too; the rest is for the ledger alone.
NEWS = (
    "process.published",
    "process.phases_changed",
    "process.phase_begun",
    "process.closed",
    "process.reopened",
)


def _for_followers(say: Callable[[Content], str]) -> Callable[[Thing, Content], str]:
    return lambda _thing, data: say(data)


def widened(refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
    """For processes: their districts, topics and what they are tied to; three queries."""
    from roterfaden.participation.models import Process, ProcessLink

    keys = keys_as_numbers(ref.key for ref in refs if ref.kind == "process")
    if not keys:
        return {}
    found: defaultdict[Ref, set[Ref]] = defaultdict(set)
    for kind, field in (("district", "districts"), ("topic", "topics")):
        rows = Process.objects.filter(pk__in=keys, **{f"{field}__isnull": False}).order_by()
        for key, other in rows.values_list("pk", field):
            found[Ref("process", str(key))].add(Ref(kind, str(other)))
    for link in ProcessLink.objects.filter(process__in=keys):
        found[Ref("process", str(link.process_id))].add(link.thing)
    return {ref: sorted(others) for ref, others in found.items()}


def register_events() -> None:
    """Tell ledger and notices."""
    from roterfaden.participation.models import Eligibility, Phase, Process

    for model in (Process, Phase, Eligibility):
        ledger.ledgered(model, "process.")
    for key, (label, say) in ENTRIES.items():
        ledger.register(ledger.EntryType(key, label, say, ERASURE))
    for key in NEWS:
        label, say = ENTRIES[key]
        notices.register(notices.EventType(key, label, _for_followers(say)))
    notices.widen(widened)
