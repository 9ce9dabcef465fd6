"""The address alone decides the language: nothing else of a request does, so that caches may share a page."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PathLanguage(LocaleMiddleware):
    """Django's, without `Vary: Accept-Language`, which would be untrue here."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say the page's language."""
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response
