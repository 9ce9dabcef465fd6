"""Where threads and topics live on the portal."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from roterfaden.threads.models import Thread, Topic


def address(thread: Thread, face: str = "thread") -> str:
    """The path of a thread's page or of another face: thread_feed, thread_data, thread_table, thread_embed."""
    return reverse(f"threads:{face}", args=[thread.slug])


def topic_address(topic: Topic) -> str:
    """The path of a topic's page."""
    return reverse("topics:topic", args=[topic.slug])


def absolute(path: str) -> str:
    """A path with the portal's public address in front."""
    return f"{settings.SITE_URL}{path}"
