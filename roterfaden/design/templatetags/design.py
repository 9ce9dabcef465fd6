"""Template tags of the design: menu, languages, breadcrumb, pagination."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from roterfaden.design.navigation import links

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], place: str = "main") -> list[dict[str, Any]]:
    """The entries of a menu: [{"name", "url", "current"}]."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    return [{"name": link.name, "url": link.url, "current": path.startswith(link.url)} for link in links(place)]


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
