"""The reading view: the newest version with how much was said in its margin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.contributions.asking import rules_here
from roterfaden.participation.modules.draft.actions.suggesting import KIND
from roterfaden.participation.modules.draft.reading import lines, lost, newest, voices_of
from roterfaden.participation.modules.draft.views.common import public_draft


@require_safe
def draft(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The whole text, paragraph by paragraph."""
    found = public_draft(slug, pk)
    version = newest(found)
    assert version is not None  # public drafts have one
    voices = voices_of(found)
    context = {
        "draft": found,
        "process": found.phase.process,
        "version": version,
        "versions": found.versions.published().count(),
        "lines": lines(version, voices),
        "comments": sum(one.comments for one in voices.values()),
        "open": sum(one.open for one in voices.values()),
        "decided": sum(one.decided for one in voices.values()),
        "lost": lost(found, version),
        "write": rules_here(request, found.phase.process.ref, KIND).write,
        "is_open": found.phase.is_open(),
    }
    return render(request, "drafts/draft.html", context)
