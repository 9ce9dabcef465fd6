"""Threads and stations as rows of CSV and objects of JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roterfaden.kit.tables import Row
from roterfaden.threads.addresses import absolute, address
from roterfaden.threads.models import Thread
from roterfaden.threads.telling import Step, Story


def station_columns() -> list[str]:
    """Headings for people."""
    return [
        *(_("Nummer"), _("Wann"), _("Beginn"), _("Ende"), _("Genauigkeit"), _("Stufe"), _("Überschrift")),
        *(_("Was geschah"), _("Bezug"), _("Art der Sache"), _("Nummer der Sache"), _("Titel der Sache"), _("Adresse")),
        *(_("Quelle"), _("Adresse der Quelle"), _("archiviert am"), _("Zugesagt bis"), _("Zusage erfüllt am")),
        _("Beispieldaten"),
    ]


def station_rows(story: Story) -> Iterator[Row]:
    """The stations, the first one first."""
    return (_station_row(step, story.thread) for step in story.steps)


def _station_row(step: Step, thread: Thread) -> Row:
    thing, promise = step.thing, step.promise
    end = step.end.last if step.end else None
    return [
        *(step.number, step.words, step.period.start, end, str(step.period.precision.value), str(step.stage.label)),
        *(step.title, str(step.sentence), step.relation_words),
        *((str(thing.label), thing.number, thing.title, absolute(thing.url)) if thing else ("", "", "", "")),
        *(step.source_label, step.source_url, step.archived_on),
        *((promise.due, promise.fulfilled) if promise else (None, None)),
        thread.sample_data or bool(thing and thing.sample),
    ]


def thread_columns() -> list[str]:
    """Headings of the list of threads."""
    return [
        *(_("Titel"), _("Zusammenfassung"), _("Stufe"), _("Stand"), _("Zuständig"), _("Nächster Schritt")),
        *(_("Ort"), _("Stadtbezirke"), _("Themen"), _("geändert am"), _("Adresse"), _("Beispieldaten")),
    ]


def thread_row(thread: Thread) -> Row:
    """A thread as cells; its districts and topics are prefetched."""
    return [
        *(thread.title, thread.summary, str(thread.get_stage_display()), str(thread.get_state_display())),
        *(thread.responsible, thread.next_step, thread.place_name),
        ", ".join(district.name for district in thread.districts.all()),
        ", ".join(topic.title for topic in thread.topics.all()),
        localtime(thread.changed_at).date(),
        absolute(address(thread)),
        thread.sample_data,
    ]


def thread_object(thread: Thread) -> dict[str, Any]:
    """A thread as a JSON object."""
    return {
        "slug": thread.slug,
        "title": thread.title,
        "summary": thread.summary,
        "stage": thread.stage or None,
        "state": thread.state,
        "responsible": thread.responsible,
        "nextStep": thread.next_step,
        "nextStepOn": thread.next_step_on.isoformat() if thread.next_step_on else None,
        "place": thread.place_name,
        "districts": [district.slug for district in thread.districts.all()],
        "topics": [topic.slug for topic in thread.topics.all()],
        "changed": thread.changed_at.isoformat(),
        "url": absolute(address(thread)),
        "sampleData": thread.sample_data,
    }


def thread_rows(threads: Iterable[Thread]) -> Iterator[Row]:
    """Rows of the list."""
    return (thread_row(thread) for thread in threads)
