"""Versions of a text: each at its own address for ever, and any two compared."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.participation.modules.draft.addresses import draft_address
from roterfaden.participation.modules.draft.comparing import compare
from roterfaden.participation.modules.draft.reading import NOTHING, lines
from roterfaden.participation.modules.draft.views.common import public_draft, public_version

PAGE = 50


@require_safe
def versions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All versions with date and reason, and a form that compares two."""
    draft = public_draft(slug, pk)
    if request.GET.get("alt") and request.GET.get("neu"):
        old, new = (_number(request.GET[name]) for name in ("alt", "neu"))
        return redirect(draft_address(draft, "compare", old, new))
    page = Paginator(draft.versions.published().defer("passages"), PAGE).get_page(request.GET.get("seite"))
    context = {"draft": draft, "process": draft.phase.process, "page": page}
    return render(request, "drafts/versions.html", context)


@require_safe
def version(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """A version as it was."""
    draft = public_draft(slug, pk)
    found = public_version(draft, number)
    numbers = list(draft.versions.published().order_by("number").values_list("number", flat=True))
    context = {
        "draft": draft,
        "process": draft.phase.process,
        "version": found,
        "lines": lines(found, {}),
        "nothing": NOTHING,
        "older": max((n for n in numbers if n < number), default=None),
        "newer": min((n for n in numbers if n > number), default=None),
        "newest": max(numbers),
    }
    return render(request, "drafts/version.html", context)


@require_safe
def comparison(request: HttpRequest, slug: str, pk: int, old: int, new: int) -> HttpResponse:
    """What became of one in another, word for word, with the reasons of all versions between."""
    draft = public_draft(slug, pk)
    if old == new:
        raise Http404(_("Eine Fassung lässt sich nicht mit sich selbst vergleichen."))
    left, right = public_version(draft, old), public_version(draft, new)
    between = draft.versions.published().filter(number__gt=min(old, new), number__lte=max(old, new))
    context = {
        "draft": draft,
        "process": draft.phase.process,
        "old": left,
        "new": right,
        "comparison": compare(left, right),
        "between": between.defer("passages").order_by("number")[:PAGE],
    }
    return render(request, "drafts/compare.html", context)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Http404(_("Diese Fassung gibt es nicht."))
    return int(text)
