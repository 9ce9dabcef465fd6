"""The section "Fragen und Kommentare" below the pages of things: a short list, and the way to the whole conversation.

It says the same to everybody and holds no form, so that the pages around it stay without cookies.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from roterfaden.contributions.kinds import COMMENT, QUESTION, is_place
from roterfaden.contributions.signatures import signature_of
from roterfaden.contributions.talking import counted, threads_about
from roterfaden.design.sections import Section, register
from roterfaden.kit.things import Ref

#: Threads of the short list.
NEWEST = 3


def register_section() -> None:
    """Tell the design; called once, when the app is ready."""
    register(Section("talk", 50, section))


def section(request: HttpRequest, kind: str, key: str) -> SafeString | str:
    """The newest comments and questions about a thing: two queries."""
    if not is_place(kind):
        return ""
    ref = Ref(kind, key)
    counts = counted(ref)
    rows = (
        list(threads_about(ref).visible_to().order_by("-published_at", "-pk")[:NEWEST]) if any(counts.values()) else []
    )
    values = {
        "newest": [(row, signature_of(row)) for row in rows],
        "comments": counts[COMMENT],
        "questions": counts[QUESTION],
        "address": reverse("contributions:conversation", args=[kind, key]),
        "write": reverse("contributions:write", args=[kind, key]),
    }
    return render_to_string("contributions/parts/section.html", values)
