"""A file: where it hangs, where it lies, what it says."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.council import querysets
from roterfaden.council.addresses import absolute, address
from roterfaden.council.models import File
from roterfaden.council.paging import NoSuchPage, Page, page_number
from roterfaden.council.views.machine import data_address
from roterfaden.council.views.problems import Gone, council_page, public_or_gone, viewer

#: Characters of text on one page: a long file is read in parts.
PART = 30_000


@council_page
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file with its text. It is public as long as one of the things it hangs at is."""
    found: File = public_or_gone(File.objects.filter(pk=pk).select_related("source", "text"), viewer(request))
    links = querysets.public_links_of(found, viewer(request))
    if not links:
        if (parent := querysets.gone_parent_of(found)) is not None:
            raise Gone(parent)
        raise Http404(_("Diese Datei hängt an nichts Öffentlichem."))
    text = getattr(found, "text", None)
    context = {
        "file": found,
        "parents": links,
        "text": text,
        "page": text_page(text.text if text is not None else "", page_number(request.GET, "teil")),
        "canonical": absolute(address(found)),
        "data_address": data_address(found),
        "copy_address": reverse("oparl:download", args=[found.pk]) if found.mirror_path else "",
    }
    return render(request, "council/file.html", context)


def text_page(text: str, number: int) -> Page[str]:
    """A part of a long text, in paragraphs."""
    count = max(1, -(-len(text) // PART))
    page: Page[str] = Page((), number, 1, count, "teil")
    if number > count:
        raise NoSuchPage(page.address(count))
    part = text[_border(text, number - 1) : _border(text, number)]
    paragraphs = [line for line in part.split("\n") if line.strip()]
    return Page(tuple(paragraphs), number, 1, count, "teil")


def _border(text: str, number: int) -> int:
    """Where part `number` ends: behind the last line or word that fits, so that none is cut."""
    place = number * PART
    if number == 0 or place >= len(text):
        return min(place, len(text))
    window = text[place - PART // 4 : place]
    behind = max(window.rfind("\n"), window.rfind(" ")) + 1
    return place - len(window) + behind if behind else place
