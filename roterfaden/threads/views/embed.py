"""A thread in a frame on other sites, and the page with the code for it."""

from __future__ import annotations

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from roterfaden.threads.addresses import absolute, address
from roterfaden.threads.models import Thread
from roterfaden.threads.views.problems import thread_view
from roterfaden.threads.views.thread import story_of

#: Any site may frame it; it loads our style sheets and nothing else.
FRAME_POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}
#: The newest stations; the whole line is a click away.
SHOWN = 12


@xframe_options_exempt
@csp(FRAME_POLICY)
@thread_view("thread_embed")
def embedded(request: HttpRequest, thread: Thread) -> HttpResponseBase:
    """The line in short, for a frame: no cookie, no script, no picture."""
    story = story_of(thread)
    rows = story.rows
    context = {"story": story, "thread": thread, "rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN)}
    response = render(request, "threads/embed.html", context | {"canonical": absolute(address(thread))})
    response["Referrer-Policy"] = "no-referrer"
    return response


@thread_view("thread_share")
def share(request: HttpRequest, thread: Thread) -> HttpResponseBase:
    """How to take the thread along: code for a frame, feed, data."""
    context = {"thread": thread, "frame": absolute(address(thread, "thread_embed"))}
    return render(request, "threads/share.html", context | {"canonical": absolute(address(thread))})
