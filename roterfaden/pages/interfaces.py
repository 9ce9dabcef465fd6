"""What editors write about the machine interfaces: it stands above the reference that is made from the schema."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from roterfaden.pages.models import StandardPage, StartPage

#: The page has the address of the reference; `roterfaden/urls.py` answers it with both.
SLUG = "schnittstellen"


def editors_words(request: HttpRequest) -> SafeString | str:
    """The published page of that address, as it would stand there alone; empty where there is none."""
    start = StartPage.objects.live().first()
    page = StandardPage.objects.child_of(start).live().public().filter(slug=SLUG).first() if start else None
    if page is None:
        return ""
    return render_to_string("pages/parts/text.html", {"page": page}, request)
