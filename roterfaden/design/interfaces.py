"""The page that explains the machine interfaces, made from the OpenAPI schema: on the server, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

Json = Mapping[str, Any]
Words = Callable[[HttpRequest], str]


class HasSchema(Protocol):
    """An interface that can describe itself."""

    def get_openapi_schema(self) -> Any:
        """OpenAPI 3.1."""


@dataclass(frozen=True)
class Parameter:
    """What can be asked with."""

    name: str
    description: str
    values: str


@dataclass(frozen=True)
class FieldOut:
    """What is answered."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True)
class Operation:
    """One address."""

    path: str
    summary: str
    description: str
    parameters: Sequence[Parameter]
    fields: Sequence[FieldOut]

    @property
    def anchor(self) -> str:
        """Its name within the page."""
        return self.path.strip("/").replace("/", "-").replace("{", "").replace("}", "")

    @property
    def example(self) -> str:
        """An address to try; none where a key must be known."""
        return "" if "{" in self.path else self.path


def _no_words(_request: HttpRequest) -> str:
    return ""


def page(api: HasSchema, words: Words = _no_words) -> Callable[[HttpRequest], HttpResponse]:
    """The view for an interface; `words` gives what editors say about it, as safe HTML with its own heading."""

    @cache
    def schema() -> Json:
        found: Json = api.get_openapi_schema()
        return found

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        context = {
            "words": words(request),
            "groups": groups(schema()),
            "site": settings.SITE_URL,
            "description": _(schema()["info"]["description"]),
        }
        return render(request, "design/interfaces.html", context)

    return view


def groups(schema: Json) -> dict[str, list[Operation]]:
    """The operations by their tag, in the order of the schema."""
    found: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        operation = methods["get"]
        tag = _(operation["tags"][0])
        found.setdefault(tag, []).append(read(path, operation, schema["components"]["schemas"]))
    return found


def read(path: str, operation: Json, schemas: Json) -> Operation:
    """One operation."""
    answer = operation["responses"]["200" if "200" in operation["responses"] else 200]
    target = answer["content"]["application/json"]["schema"]
    parameters = [parameter(row, schemas) for row in operation.get("parameters", ())]
    return Operation(path, _(operation["summary"]), _(operation["description"]), parameters, fields(target, schemas))


def parameter(row: Json, schemas: Json) -> Parameter:
    """One parameter."""
    shape = resolved(row["schema"], schemas)
    text = row.get("description") or shape.get("description") or ""
    return Parameter(row["name"], _(text) if text else "", values(shape, schemas))


def resolved(shape: Json, schemas: Json) -> Json:
    """A schema without references and allOf: what stands beside them goes before what they say."""
    parts = [*shape.get("allOf", ())]
    if "$ref" in shape:
        parts.append(schemas[shape["$ref"].rsplit("/", 1)[-1]])
    merged: dict[str, Any] = {}
    for part in parts:
        merged |= resolved(part, schemas)
    return {**merged, **{key: value for key, value in shape.items() if key not in ("$ref", "allOf")}}


def values(shape: Json, schemas: Json) -> str:
    """The values that something can have, in words."""
    if "enum" in shape:
        return ", ".join(str(value) for value in shape["enum"])
    if "anyOf" in shape:
        parts = [values(resolved(part, schemas), schemas) for part in shape["anyOf"] if part.get("type") != "null"]
        return " / ".join(parts)
    if shape.get("type") == "array":
        return _("Liste: {what}").format(what=values(resolved(shape["items"], schemas), schemas))
    if shape.get("maximum", 10_000) < 10_000:
        return f"{shape.get('minimum', 0)}–{shape['maximum']}"
    words = {"integer": _("Zahl"), "string": _("Text"), "boolean": _("ja oder nein"), "number": _("Zahl")}
    formats = {"date": _("Tag"), "date-time": _("Zeitpunkt")}
    return formats.get(str(shape.get("format")), words.get(str(shape.get("type")), str(shape.get("title", ""))))


def fields(target: Json, schemas: Json) -> list[FieldOut]:
    """The fields of an answer; of a page of a list, those of its items."""
    shape = resolved(target, schemas)
    if "items" in shape.get("properties", {}):
        shape = resolved(shape["properties"]["items"]["items"], schemas)
    return [field(name, row, schemas) for name, row in shape.get("properties", {}).items()]


def field(name: str, row: Json, schemas: Json) -> FieldOut:
    """One field."""
    text = row.get("description", "")
    return FieldOut(name, values(resolved(row, schemas), schemas), _(text) if text else "")
