"""Events in the search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from roterfaden.participation.modules.events.addresses import event_address
from roterfaden.participation.modules.events.models import Event
from roterfaden.search.registry import Document, Searchable, hang_on, register, searchables


def events(keys: Sequence[int]) -> Iterable[Document]:
    """Public events with their minutes: one query."""
    with override("de"):
        for row in Event.objects.visible_to().filter(pk__in=keys).select_related("phase__process"):
            day = localtime(row.start).date()
            body = "\n".join(part for part in (row.text, row.place, row.address, row.minutes) if part)
            context = _("Termin der Beteiligung „{title}“").format(title=row.phase.process.title)
            facets = (("year", str(day.year)),)
            yield Document("event", row.pk, event_address(row), row.title, (), body, context, day, facets)


def belonging(kind: str, keys: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """What of this module follows when processes are published, hidden, closed."""
    if kind != "process":
        return {}
    return {"event": Event.objects.filter(phase__process__in=keys).values_list("pk", flat=True)}


def register_search() -> None:
    """Tell search; called once, when the app is ready."""
    if "event" not in searchables:
        register(Searchable("event", _lazy("Termin"), _lazy("Termine"), Event.objects.visible_to, events, 1.2))
    hang_on(belonging)
