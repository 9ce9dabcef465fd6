"""Files that machines expect at fixed addresses: robots.txt, security.txt, the web manifest."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

ROBOTS = """\
User-agent: *
Disallow: /verwaltung/
Disallow: /konto/
Disallow: /suche/
Disallow: /en/suche/

Sitemap: {url}/sitemap.xml
"""


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """RFC 9309: everything but the back office, accounts and search results."""
    return HttpResponse(ROBOTS.format(url=settings.SITE_URL), content_type="text/plain; charset=utf-8")


@require_safe
def security(_request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a weakness. `Expires` is always less than a year ahead."""
    expires = (timezone.now() + timedelta(days=180)).replace(microsecond=0).isoformat()
    contact = f"mailto:{settings.CONTACT}" if settings.CONTACT else f"{settings.SITE_URL}/rueckmeldung/"
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    """The web manifest (W3C): a name, a colour and the mark for those who keep the portal on their screen."""
    value = {
        "name": f"Roter Faden – {settings.CITY}",
        "short_name": "Roter Faden",
        "lang": "de",
        "start_url": "/",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#c1121f",
        "icons": [{"src": static("design/img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(value, content_type="application/manifest+json")
