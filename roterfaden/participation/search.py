"""Processes in the search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.addresses import address
from roterfaden.participation.models import Process
from roterfaden.participation.querysets import ProcessQuerySet
from roterfaden.search.registry import Document, Searchable, register

KIND = "process"


def register_search() -> None:
    """Tell search."""
    register(Searchable(KIND, _("Beteiligung"), _("Beteiligungen"), visible, documents, boost=2.0))


def visible() -> ProcessQuerySet:
    """What a stranger may see."""
    return Process.objects.visible_to()


def documents(keys: Sequence[int]) -> Iterable[Document]:
    """Documents of these processes, as German pages show them: four queries."""
    rows = visible().filter(pk__in=keys).prefetch_related("phases", "districts", "topics")
    with translation.override("de"):
        return [_document(process) for process in rows]


def _document(process: Process) -> Document:
    phases = [text for phase in process.phases.all() for text in (phase.name, phase.text)]
    names = [topic.title for topic in process.topics.all()]
    own = [process.summary, process.purpose, process.fixed, process.decides, process.easy, process.result]
    day = localtime(process.published_at or process.created_at).date()
    districts = [("district", district.slug) for district in process.districts.all()]
    return Document(
        KIND,
        process.pk,
        address(process),
        process.title,
        body="\n".join(text for text in (process.name, *own, *phases, *names) if text),
        context=process.name,
        date=day,
        facets=(("year", str(day.year)), *districts),
    )
