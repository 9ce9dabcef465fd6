"""HTTP answers of a machine interface: JSON for everybody, cacheable, without state (sections 2.3, 2.4, 2.6, 2.9)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from roterfaden.council.models import Source
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.oparl.ids import type_url
from roterfaden.council.oparl.query import WrongParameter

View = Callable[..., HttpResponseBase]
METHODS = ("GET", "HEAD", "OPTIONS")
JSON_TYPE = "application/json; charset=utf-8"


def encode(value: Any) -> bytes:
    """JSON in UTF-8 without BOM."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """CORS: every page of the web may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    return response


def answer(request: HttpRequest, value: Any, status: int = 200) -> HttpResponseBase:
    """A JSON answer, or 304 where the client has it already."""
    body = encode(value)
    response = HttpResponse(body, content_type=JSON_TYPE, status=status)
    if status != 200:
        return open_to_all(response)
    etag = f'"{hashlib.sha256(body).hexdigest()[:40]}"'
    changed = last_change()
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    seconds = int(changed.timestamp()) if changed else None
    if seconds:
        response["Last-Modified"] = http_date(seconds)
    return open_to_all(get_conditional_response(request, etag, seconds, response) or response)


def problem(status: int, message: str, debug: str = "") -> HttpResponseBase:
    """An Error object (section 2.9)."""
    value = {"type": type_url("Error"), "message": message, "debug": debug or f"HTTP {status}"}
    return open_to_all(HttpResponse(encode(value), content_type=JSON_TYPE, status=status))


def last_change() -> datetime | None:
    """When anything of the council changed last. One moment for all answers: each may show parts of any other object.

    None while that second is not over: a date must not promise what can still change.
    """
    newest = {
        f"newest_{number}": Subquery(table.objects.order_by("-changed_at").values("changed_at")[:1])
        for number, table in enumerate(CouncilObject.__subclasses__())
    }
    # One statement over any one row: a look at the end of each index, however long the tables are.
    found = Source.objects.order_by("pk").annotate(**newest).values_list(*newest)[:1]
    latest = max((moment for row in found for moment in row if moment), default=None)
    return latest if latest and latest < timezone.now() - timedelta(seconds=2) else None


def machine(view: View) -> View:
    """A view of this interface: GET, HEAD and OPTIONS, in the language of the data, mistakes as Error objects."""

    @csrf_exempt  # Nothing can be written here: a POST is told so, whatever token it brings.
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return preflight()
        with translation.override(settings.LANGUAGE_CODE):
            if request.method not in METHODS:
                response = problem(405, _("Diese Schnittstelle kann nur gelesen werden."))
                response["Allow"] = ", ".join(METHODS)
                return response
            try:
                return view(request, *args, **kwargs)
            except WrongParameter as wrong:
                return problem(400, str(wrong))

    return wrapped


def preflight() -> HttpResponseBase:
    """What a browser asks before it sends If-None-Match."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = "86400"
    return open_to_all(response)
