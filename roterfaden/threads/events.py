"""What the ledger and followers hear of threads.

Entries and events name stations by stage and date alone: a heading in an append-only log would outlive the thing that
it names. The wording enters the ledger as a commitment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from roterfaden.kit.things import Thing
from roterfaden.ledger import registry as ledger
from roterfaden.notices import registry as notices
from roterfaden.threads import periods
from roterfaden.threads.stages import Stage

ERASURE = lazy("Enthält nichts Persönliches. Wortlaute stehen nur als Prüfsumme darin; mit deren Salz sind sie fort.")
Content = Mapping[str, Any]


def _station(content: Content) -> str:
    """Stage and date of the station that an entry speaks of."""
    stage = content.get("stage", "")
    label = str(Stage(stage).label) if stage in Stage.values else _("Station")
    try:
        when = periods.of(date.fromisoformat(str(content.get("start"))), str(content.get("precision"))).words
    except ValueError:
        return label
    return f"{label}, {when}"


def _with_station(text: Any) -> Callable[[Content], str]:
    return lambda content: str(text).format(station=_station(content))


def _plain(text: Any) -> Callable[[Content], str]:
    return lambda _content: str(text)


ENTRIES: dict[str, tuple[Any, Callable[[Content], str]]] = {
    "thread.published": (lazy("Faden veröffentlicht"), _plain(lazy("Der Faden wurde veröffentlicht."))),
    "thread.changed": (lazy("Faden geändert"), _plain(lazy("Angaben zum Faden wurden geändert."))),
    "thread.renamed": (lazy("Faden umbenannt"), _plain(lazy("Der Faden wurde umbenannt."))),
    "thread.hidden": (lazy("Faden verborgen"), _plain(lazy("Der Faden ist nicht mehr öffentlich."))),
    "thread.closed": (lazy("Faden abgeschlossen"), _plain(lazy("Der Faden wurde abgeschlossen."))),
    "thread.reopened": (lazy("Faden wieder aufgenommen"), _plain(lazy("Der Faden wurde wieder aufgenommen."))),
    "thread.merged": (lazy("Fäden zusammengeführt"), _plain(lazy("Der Faden ging in einem anderen auf."))),
    "thread.split": (lazy("Faden geteilt"), _plain(lazy("Stationen des Fadens gingen an einen neuen über."))),
    "thread.station_added": (lazy("Station hinzugefügt"), _with_station(lazy("Neue Station: {station}"))),
    "thread.station_changed": (lazy("Station geändert"), _with_station(lazy("Station geändert: {station}"))),
    "thread.station_removed": (lazy("Station entfernt"), _with_station(lazy("Station entfernt: {station}"))),
    "thread.station_confirmed": (lazy("Station bestätigt"), _with_station(lazy("Station bestätigt: {station}"))),
}
#: What followers hear of, too; the rest is for the ledger alone.
NEWS = (
    "thread.published",
    "thread.renamed",
    "thread.closed",
    "thread.reopened",
    "thread.merged",
    "thread.split",
    "thread.station_added",
    "thread.station_changed",
    "thread.station_removed",
)


def _for_followers(say: Callable[[Content], str]) -> Callable[[Thing, Content], str]:
    return lambda _thing, data: say(data)


def register_events() -> None:
    """Tell ledger and notices, and which followers hear of what else."""
    from roterfaden.threads.lineage import widened
    from roterfaden.threads.models import Station, Thread

    ledger.ledgered(Thread, "thread.")
    ledger.ledgered(Station, "thread.")
    for key, (label, say) in ENTRIES.items():
        ledger.register(ledger.EntryType(key, label, say, ERASURE))
    for key in NEWS:
        label, say = ENTRIES[key]
        notices.register(notices.EventType(key, label, _for_followers(say)))
    notices.widen(widened)
