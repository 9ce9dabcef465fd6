"""Shows the pages of the demonstration's sources, where the demonstration is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from roterfaden.demo import stamp
from roterfaden.demo.source import DemoSource
from roterfaden.demo.transport import answer

View = Callable[..., HttpResponse]
#: SIM's pages have a `<base>`.
_with_base = cast("Callable[[View], View]", csp_replace({"base-uri": ["'self'"]}))


@require_safe
@_with_base
def source(request: HttpRequest, path: str) -> HttpResponse:
    """A page or file of an invented source as it stands on the city's day; 404 where there is no demonstration."""
    filled = stamp.read()
    if filled is None:
        raise Http404
    found = DemoSource(filled.anchor, filled.today, settings.SITE_URL).answer(
        path, request.META.get("QUERY_STRING", "")
    )
    if found is None:
        raise Http404
    reply = answer(request.headers.get("if-none-match", ""), found)
    response = HttpResponse(reply.content, status=reply.status_code, content_type=found.content_type)
    response["ETag"] = reply.headers["etag"]
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
