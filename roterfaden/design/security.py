"""Headers that keep browsers from doing more than a page needs.

Public pages have the strict policy of the settings: no inline script or style at all. Wagtail's back office needs some
exceptions; they are listed here alone, with what needs them, and in docs/csp.md.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponseBase

BACK_OFFICE = "/verwaltung/"
#: Wagtail 7.4, measured by walking through it with a browser that reports each violation (tests/design/test_csp.py).
BACK_OFFICE_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    # Widgets start from inline scripts (Draftail, choosers, StreamField definitions).
    "script-src": [SELF, UNSAFE_INLINE],
    # Tooltips, the editor and the side panels set style attributes.
    "style-src": [SELF, UNSAFE_INLINE],
    # Previews of pictures before they are saved, and icons in style sheets.
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    # The preview of a page and its accessibility check stand in a frame.
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class SecurityHeaders:
    """Stands inside csp.middleware.CSPMiddleware, which writes the policy that is chosen here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Choose the policy; forbid what no page uses."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path_info.startswith(BACK_OFFICE):
            response._csp_replace = BACK_OFFICE_POLICY  # type: ignore[attr-defined]
            response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
