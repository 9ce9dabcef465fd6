"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roterfaden.search import page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found for the words in the address; without words the page says what can be found."""
    found = page.results(page.read(request.GET))
    # What the page's links to itself (other language) repeat is what was understood, not 100 kB of paste.
    request.META["QUERY_STRING"] = found.asked.address(**{page.PAGE: str(found.asked.page)})[1:]
    response = render(
        request, "search/results.html", {"results": found, "asked": found.asked, "query": found.asked.query}
    )
    response["X-Robots-Tag"] = "noindex"
    return response
