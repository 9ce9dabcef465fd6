"""Where threads and topics live on the portal."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from roterfaden.threads.models import Thread, Topic

#: Names of addresses under which the page of a topic may be registered.
TOPIC_PAGES = ("topics:topic", "districts:topic", "places:topic", "topic")


def address(thread: Thread, face: str = "thread") -> str:
    """The path of a thread's page or of another face: thread_feed, thread_data, thread_table, thread_embed."""
    return reverse(f"threads:{face}", args=[thread.slug])


def topic_address(topic: Topic) -> str:
    """The path of a topic's page; where there is none, of its threads."""
    for name in TOPIC_PAGES:
        try:
            return reverse(name, args=[topic.slug])
        except NoReverseMatch:
            continue
    return f"{reverse('threads:threads')}?{urlencode({'thema': topic.slug})}"


def absolute(path: str) -> str:
    """A path with the portal's public address in front."""
    return f"{settings.SITE_URL}{path}"
