"""Threads in the search: what editors wrote of them, and stations that rest on no thing of the portal.

Stations at things are left out: their things are found themselves, and would leave their titles here once hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.search.registry import Document, Searchable, register
from roterfaden.threads.addresses import address
from roterfaden.threads.models import Station, Thread
from roterfaden.threads.querysets import ThreadQuerySet
from roterfaden.threads.stages import Stage

KIND = "thread"


def register_search() -> None:
    """Tell search."""
    register(Searchable(KIND, _("Faden"), _("Fäden"), visible, documents, boost=2.5))


def visible() -> ThreadQuerySet:
    """What a stranger may see."""
    return Thread.objects.visible_to()


def documents(keys: Sequence[int]) -> Iterable[Document]:
    """Documents of these threads, as German pages show them: four queries."""
    told: defaultdict[int, list[str]] = defaultdict(list)
    rows = Station.objects.filter(thread__in=keys, kind="").order_by("start", "pk")
    for pk, heading, sentence in rows.values_list("thread_id", "heading", "sentence"):
        told[pk] += [heading, sentence]
    with translation.override("de"):
        found = visible().filter(pk__in=keys).prefetch_related("districts", "topics")
        return [_document(thread, told[thread.pk]) for thread in found]


def _document(thread: Thread, told: list[str]) -> Document:
    names = [topic.title for topic in thread.topics.all()]
    body = [thread.summary, thread.easy, thread.place_name, thread.next_step, thread.responsible, *names, *told]
    day = localtime(thread.changed_at).date()
    districts = [("district", district.slug) for district in thread.districts.all()]
    return Document(
        KIND,
        thread.pk,
        address(thread),
        thread.title,
        body="\n".join(text for text in body if text),
        context=str(Stage(thread.stage).label) if thread.stage else "",
        date=day,
        facets=(("year", str(day.year)), *districts),
    )
