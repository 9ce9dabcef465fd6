"""Atom (RFC 4287): one thread's stations, and the list of threads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from roterfaden.kit.bilingual import said
from roterfaden.threads.addresses import absolute, address
from roterfaden.threads.models import Thread
from roterfaden.threads.telling import Step, Story

ENTRIES = 50
#: XML 1.0 allows no control characters, and no half of a surrogate pair.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; `link` is its address and its id."""

    title: str
    link: str
    updated: datetime
    summary: str = ""


class _Feed(Atom1Feed):
    """Atom with the link to its next part (RFC 5005), and the day of the last change where it is known."""

    def latest_post_date(self) -> datetime:
        """When something changed last."""
        return self.feed.get("changed") or super().latest_post_date()

    def add_root_elements(self, handler: Any) -> None:
        """The usual ones, then the next part."""
        super().add_root_elements(handler)
        if next_page := self.feed["next_page"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": next_page})


def thread_feed(story: Story) -> HttpResponse:
    """The stations that were added or changed last."""
    page = absolute(address(story.thread))
    steps = sorted(story.steps, key=lambda step: (step.changed or step.added, step.pk), reverse=True)
    entries = [_station_entry(step, page) for step in steps[:ENTRIES]]
    updated = max([story.thread.changed_at, *(entry.updated for entry in entries)])
    here = absolute(address(story.thread, "thread_feed"))
    return atom(str(said(story.thread, "title")), page, here, entries, updated=updated)


def _station_entry(step: Step, page: str) -> Entry:
    title = f"{step.stage.label}: {step.title}"
    summary = ". ".join(part for part in (step.words, str(step.sentence)) if part)
    return Entry(title, f"{page}#{step.anchor}", step.changed or step.added, summary)


def thread_entry(thread: Thread) -> Entry:
    """A thread in the list."""
    return Entry(str(said(thread, "title")), absolute(address(thread)), thread.changed_at, str(said(thread, "summary")))


def atom(
    title: str, page: str, here: str, entries: Iterable[Entry], next_page: str = "", updated: datetime | None = None
) -> HttpResponse:
    """The feed as an answer. Addresses are whole."""
    feed = _Feed(
        title=_safe(f"{title} – {settings.CITY}"),
        link=page,
        description="",
        feed_url=here,
        feed_guid=here,
        language=get_language(),
        next_page=next_page,
    )
    for entry in entries:
        feed.add_item(
            _safe(entry.title), entry.link, _safe(entry.summary), unique_id=entry.link, updateddate=entry.updated
        )
    if updated is not None:
        feed.feed["changed"] = updated
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _safe(text: str) -> str:
    return NOT_IN_XML.sub("", text)
