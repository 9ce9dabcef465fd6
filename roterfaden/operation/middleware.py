"""The request's id and its log line; and the two addresses by which machines ask whether we are well."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse

from roterfaden.operation import readiness

GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("roterfaden.request")
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Health:
    """Answers /healthz (the process lives) and /readyz (it can serve) before hosts, sessions and languages matter.

    A load balancer asks by the machine's address, which is none of ROTERFADEN_HOSTS.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _no_store(_read_only(request) or JsonResponse({"status": "ok"}))
        if request.path == "/readyz":
            return _no_store(_read_only(request) or _ready())
        return self.get_response(request)


def _ready() -> HttpResponse:
    state = readiness.look()
    answer = {"status": "ok" if state.ready else "unavailable", "checks": state.checks}
    response = JsonResponse(answer, status=200 if state.ready else 503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # the caller knows; Django would log it every time
    return response


def _read_only(request: HttpRequest) -> HttpResponse | None:
    if request.method in {"GET", "HEAD"}:
        return None
    return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})


def _no_store(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


class RequestLog:
    """Gives each request an id (the proxy's X-Request-ID if it is a sane one) and logs one line about it.

    The line has method, route, status and time. It has no address, no query, no account and, where the path carries a
    secret (confirmation, password reset), no path.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = _request_id(request)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            self._log(request, response, time.perf_counter() - began)
        response["X-Request-ID"] = request_id
        return response

    def _log(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        fields = {"method": request.method, "status": response.status_code, "ms": round(seconds * 1000, 1)}
        logger.log(level, "request", extra={**fields, **_where(request)})


def _request_id(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if _ID.fullmatch(given) else uuid.uuid4().hex


def _where(request: HttpRequest) -> dict[str, str]:
    """The route, and the path unless a part of it may be a secret."""
    match = request.resolver_match
    if match is None:
        return {"path": request.path[:300]}
    if _SECRETS & match.kwargs.keys():
        return {"route": match.route}
    return {"route": match.view_name or match.route, "path": request.path[:300]}


#: Names of address parts that let their bearer in.
_SECRETS = frozenset({"key", "token", "uidb64", "uidb36", "code"})
