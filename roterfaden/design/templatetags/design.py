"""Template tags of the design: menu, languages, breadcrumb, pagination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from roterfaden.design.navigation import entries

register = template.Library()


@dataclass(frozen=True)
class Link:
    """A link as templates show it."""

    name: str
    url: str
    current: bool = False


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], place: str = "main") -> list[Link]:
    """The entries of a menu that have a page."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    found = [(entry, entry.url()) for entry in entries(place)]
    return [Link(str(entry.name), url, path.startswith(url)) for entry, url in found if url]


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The page at hand in each language: [{"code", "name", "url", "current"}]."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request else "/"
    return [
        {"code": code, "name": name, "url": translate_url(path, code), "current": code == get_language()}
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag
def city() -> str:
    """The city's name."""
    return str(settings.CITY)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The address's query with some parameters changed; an empty value removes one."""
    request: HttpRequest = context["request"]
    pairs = {name: request.GET.getlist(name) for name in request.GET}
    for name, value in changes.items():
        pairs[name] = [] if value in (None, "") else [str(value)]
    text = urlencode([(name, value) for name, values in pairs.items() for value in values], errors="replace")
    return f"?{text}" if text else "?"
