"""Template tags of the design: menu, languages, breadcrumb, pagination."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from roterfaden.design.navigation import Link, links, notes
from roterfaden.design.page_actions import offered
from roterfaden.design.sections import rendered

register = template.Library()
HALF_A_YEAR = 183


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], place: str = "main") -> list[dict[str, Any]]:
    """The entries of a menu: [{"name", "url", "current": in this room, "here": exactly this page}]."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    return [
        {"name": link.name, "url": link.url, "current": path.startswith(link.url), "here": path == link.url}
        for link in links(place)
    ]


@register.simple_tag(takes_context=True)
def feedback_address(context: dict[str, Any]) -> str:
    """The address of the feedback form, which then knows the page at hand."""
    request: HttpRequest | None = context.get("request")
    path = f"?{urlencode({'seite': request.path})}" if request else ""
    return f"{reverse('pages:feedback')}{path}"


@register.simple_tag
def page_actions(place: str, about: Any) -> list[Link]:
    """What rooms offer to do with what a page shows: `{% page_actions "search" asked as actions %}`."""
    return offered(place, about)


@register.simple_tag(takes_context=True)
def sections_of(context: dict[str, Any], kind: str, key: Any) -> SafeString:
    """What higher rooms say below the page of a thing: `{% sections_of "paper" paper.pk %}`."""
    return format_html_join("\n", "{}", ((html,) for html in rendered(context["request"], kind, str(key))))


@register.simple_tag
def foot_notes() -> list[str]:
    """What the rooms say in every footer."""
    return notes()


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


@register.inclusion_tag("design/parts/sample.html")
def sample() -> dict[str, Any]:
    """The label "Beispieldaten": what it marks is invented."""
    return {}


@register.inclusion_tag("design/parts/pagination.html", takes_context=True)
def pagination(context: dict[str, Any], page: Page[Any], parameter: str = "seite") -> dict[str, Any]:
    """Links through the pages of a list: `{% pagination page %}` with a page of Django's Paginator."""
    paginator, request = page.paginator, context.get("request")
    numbers = list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return {"page": page, "numbers": numbers, "parameter": parameter, "request": request, "gap": paginator.ELLIPSIS}


@register.inclusion_tag("design/parts/field.html")
def field(field: BoundField) -> dict[str, Any]:
    """A form's field with label, hint and errors, each of them named to screen readers."""
    ids = [f"{field.auto_id}_{part}" for part, shown in (("hint", field.help_text), ("error", field.errors)) if shown]
    kind = getattr(field.field.widget, "input_type", "")
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors and kind != "radio":
        attributes["aria-invalid"] = "true"
    several = kind == "radio"
    return {"field": field, "widget": field.as_widget(attrs=attributes), "several": several, "described": " ".join(ids)}


@register.inclusion_tag("design/parts/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form, above it, with links to the fields."""
    return {"form": form, "wrong": [field for field in form.visible_fields() if field.errors]}


@register.simple_tag(takes_context=True)
def query_page(context: dict[str, Any], number: int) -> str:
    """The address' query for another page of the list that `pagination` shows."""
    return query(context, **{context["parameter"]: number if number > 1 else ""})


@register.inclusion_tag("design/parts/segment.html")
def segment(place: int, decision: bool, then: bool | None, ahead: bool = False) -> dict[str, Any]:
    """The piece of the red line from a station to the next one on the start page.

    `place` counts from 0; `decision`: this station is one; `then`: so is the next one, None where there is none;
    `ahead`: what follows lies in the future.
    """
    here = _height(place, decision)
    there = here if then is None else _height(place + 1, then)
    return {"here": here, "there": there, "last": then is None, "ahead": ahead}


#: Where a station sits, in hundredths of the drawing's height of 8 rem: low, lower, high.
HEIGHTS = (62.5, 75, 23.75)


def _height(place: int, decision: bool) -> float:
    return HEIGHTS[2] if decision else HEIGHTS[place % 2]


@register.simple_tag(takes_context=True)
def guess(context: dict[str, Any]) -> str:
    """What a visitor may have looked for at an address that does not exist: its last part as words."""
    request: HttpRequest | None = context.get("request")
    last = request.path.rstrip("/").rsplit("/", 1)[-1] if request else ""
    stem = last.rsplit(".", 1)[0] if "." in last else last
    words = re.sub(r"[^\w/]+", " ", re.sub(r"^(\d+)-(\d{4})(?=$|[^\d])", r"\1/\2", stem)).strip()
    return words[:60]


@register.filter
def near_day(day: date | None) -> str:
    """A day as people say it: with its weekday where it is within half a year, else with its year."""
    if day is None:
        return ""
    if abs((day - timezone.localdate()).days) > HALF_A_YEAR:
        return date_format(day, "SHORT_DATE_FORMAT")
    return date_format(day, "D j M" if get_language() == "en" else "D, j.n.")
