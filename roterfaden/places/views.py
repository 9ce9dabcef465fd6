"""The districts, one district, its feed; and the answer to "which district is my street in?"."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from roterfaden.kit.overviews import Scope
from roterfaden.places import counts
from roterfaden.places.citymap import city_map
from roterfaden.places.feeds import ENTRIES, overview_feed
from roterfaden.places.finder import find
from roterfaden.places.models import District, Street
from roterfaden.places.overview import filled, newest

PARAMETER = "strasse"


@require_safe
def districts(request: HttpRequest) -> HttpResponseBase:
    """All districts as map and list; with ?strasse=… the district of a street."""
    return _asked(request) if request.GET.get(PARAMETER, "").strip() else _all(request)


def _all(request: HttpRequest, **more: Any) -> HttpResponse:
    rows = list(District.objects.light())
    words = counts.in_words(request.user)
    context = {
        "districts": [(district, words.get(district.slug, [])) for district in rows],
        "map": city_map(rows),
        "knows_streets": Street.objects.exists(),
        **more,
    }
    return render(request, "places/districts.html", context)


@never_cache
def _asked(request: HttpRequest) -> HttpResponseBase:
    """Straight to the district where there is one answer. The text is not kept, nor is the answer by any cache."""
    answer = find(_clean(request.GET[PARAMETER]), list(District.objects.light()))
    if answer.only is not None:
        return redirect(answer.only)
    return _all(request, answer=answer)


def _clean(text: str) -> str:
    """Without what no database takes."""
    return "".join(letter for letter in text[:1000] if letter.isprintable())


def _one(slug: str, rows: list[District]) -> District:
    for district in rows:
        if district.slug == slug:
            return district
    raise Http404(_("Diesen Stadtbezirk gibt es hier nicht."))


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """Was passiert in …?"""
    rows = list(District.objects.light())
    here = _one(slug, rows)
    drawing = city_map(rows)
    context = {
        "district": here,
        "kind": "district",
        "key": here.pk,
        "sections": filled(Scope("district", here.slug), request.user),
        "map": drawing,
        "beside": drawing.beside(here) if drawing else [],
        "feed": reverse("places:district_feed", args=[here.slug]),
    }
    return render(request, "places/district.html", context)


@require_safe
def district_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as Atom."""
    here = _one(slug, list(District.objects.light()))
    things = newest(filled(Scope("district", here.slug), None, ENTRIES))
    title = _("Was passiert in {place}?").format(place=here.name)
    return overview_feed(title, here.get_absolute_url(), reverse("places:district_feed", args=[here.slug]), things)
