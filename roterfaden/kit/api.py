"""The machine interface below /api/v1/: what all its answers have in common.

Rooms write routers (django-ninja) with typed schemas; here is what they share: problems as JSON, ETag and 304, CORS,
HEAD and OPTIONS, camel case, and parameters that are refused where they are not known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import wraps
from types import MappingProxyType
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, NinjaAPI, Path, Query, Schema
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"
MOST = 100
BIGGEST = 2**63 - 1
#: A primary key in an address.
Key = Annotated[int, Path(ge=1, le=BIGGEST)]


class Out(Schema):
    """What is answered: camel case, as in OParl."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Problem(Out):
    """Why a question could not be answered (members of RFC 9457)."""

    status: int
    title: str
    detail: str = ""


class ListQuery(Schema):
    """What every list can be asked for."""

    limit: int = Field(20, ge=1, le=MOST, description=gettext_noop("Objekte auf einer Seite"))
    cursor: str = Field(
        "", max_length=1000, description=gettext_noop("Wo die Seite beginnt: aus next der vorigen Seite")
    )


class Trouble(Exception):
    """A question that cannot be answered. `more` are further members of the problem."""

    def __init__(self, status: int, title: str, detail: str = "", **more: Any) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.more = status, title, detail, more


def unknown(detail: str = "") -> Trouble:
    """There is no such thing."""
    return Trouble(404, _("Das gibt es hier nicht."), detail)


def refuse_unknown(request: HttpRequest, *queries: type[Schema]) -> None:
    """A misspelt filter must not look like an answer: parameters that no query knows are refused."""
    known = {field.alias or name for query in queries for name, field in query.model_fields.items()}
    for name in request.GET:
        if name not in known:
            names = ", ".join(sorted(known))
            raise Trouble(400, _("Unbekannter Parameter."), _("Bekannt sind: {names}.").format(names=names))


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """A problem as JSON."""
    value = {"status": status, "title": title, "detail": detail, **more}
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """CORS: every page of the web may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    return response


def machine(view: View) -> View:
    """A view of the interface with ETag, CORS, HEAD, OPTIONS, in one language."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method = request.method or ""
        if method == "OPTIONS":
            return preflight()
        with translation.override("de"):
            if method not in ("GET", "HEAD"):
                response: HttpResponseBase = problem(405, _("Diese Schnittstelle kann nur gelesen werden."))
                response["Allow"] = METHODS
                return open_to_all(response)
            request.method = "GET"
            try:
                response = view(request, *args, **kwargs)
            finally:
                request.method = method
        return open_to_all(tagged(request, response))

    wrapped.csrf_exempt = True  # type: ignore[attr-defined]
    return wrapped


def tagged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """With a strong ETag; 304 where the client has it already."""
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:40]}"'
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return get_conditional_response(request, etag, None, response) or response


def preflight() -> HttpResponseBase:
    """What a browser asks before it sends If-None-Match."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    return open_to_all(response)


@machine
def nowhere(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Any other address of the interface."""
    return problem(404, _("Das gibt es hier nicht."))


class Readable(JSONRenderer):
    """JSON with letters as letters."""

    json_dumps_params = MappingProxyType({"ensure_ascii": False})


class PortalAPI(NinjaAPI):
    """The interface: django-ninja with our answers around it."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found = [*super()._get_urls()[:-1], path("", self.index, name="api-root")]
        for pattern in found:
            if isinstance(pattern, URLPattern):
                pattern.callback = machine(pattern.callback)
        return found

    def index(self, request: HttpRequest) -> HttpResponseBase:
        """What there is."""
        places = {"openapi": f"{request.path}openapi.json", "documentation": "/schnittstellen/"}
        links = {name: f"{settings.SITE_URL}{place}" for name, place in places.items()}
        return HttpResponse(json.dumps(links), content_type="application/json; charset=utf-8")

    def get_openapi_schema(self, **options: Any) -> Any:
        """The schema. Docstrings of schemas speak to our own developers and stay out."""
        found = super().get_openapi_schema(**options)
        for schema in found["components"]["schemas"].values():
            schema.pop("description", None)
        for methods in found["paths"].values():
            for parameter in methods["get"].get("parameters", ()):
                for part in parameter["schema"].get("allOf", ()):
                    part.pop("description", None)
        return found

    def set_default_exception_handlers(self) -> None:
        """Problems as JSON; anything unforeseen stays an error of ours."""
        super().set_default_exception_handlers()
        self.add_exception_handler(ValidationError, wrong_parameters)
        self.add_exception_handler(Http404, not_found)
        self.add_exception_handler(Trouble, troubled)


def not_found(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """404 with the sentence that the view gave."""
    return problem(404, _("Das gibt es hier nicht."), str(error))


def troubled(request: HttpRequest, error: Any) -> HttpResponse:
    """A problem that a view told."""
    return problem(error.status, error.title, error.detail, **error.more)


def wrong_parameters(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    """400 with the name of the parameter; a key that cannot exist is unknown."""
    errors: Iterable[dict[str, Any]] = getattr(error, "errors", [])
    places = [[str(part) for part in row.get("loc", ())] for row in errors]
    if any(place[:1] == ["path"] for place in places):
        return problem(404, _("Das gibt es hier nicht."))
    # ("query", name of the argument, name of the parameter, …)
    names = ", ".join(sorted({place[2] if len(place) > 2 else place[-1] for place in places if place}))
    return problem(400, _("Ein Parameter hat einen Wert, den er nicht haben kann."), names)


__all__ = ["Field", "Key", "ListQuery", "Out", "PortalAPI", "Problem", "Query", "Trouble", "nowhere", "refuse_unknown"]
