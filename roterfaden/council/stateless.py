"""Machine interfaces know no session and no language: nothing that other middleware does may say otherwise."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

MACHINE_PATHS = ("/oparl/", "/api/")
#: What other middleware adds because pages have visitors and languages.
PERSONAL = ("Vary", "Content-Language", "Set-Cookie")


class Stateless:
    """Outermost: answers of machine interfaces leave without cookies, and do not vary by cookie or language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, then clean."""
        response = self.get_response(request)
        if request.path_info.startswith(MACHINE_PATHS):
            response.cookies.clear()
            for name in PERSONAL:
                response.headers.pop(name, None)
        return response
