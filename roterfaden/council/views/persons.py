"""Persons as the council publishes them: functions and memberships, nothing else."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from roterfaden.council import querysets
from roterfaden.council.addresses import absolute, address
from roterfaden.council.filters import wrong
from roterfaden.council.models import Person
from roterfaden.council.models.base import visibility
from roterfaden.council.paging import paginate
from roterfaden.council.views.machine import data_address
from roterfaden.council.views.problems import council_page, public_or_gone, viewer
from roterfaden.kit.asking import is_harmless

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"


@council_page
def persons(request: HttpRequest) -> HttpResponseBase:
    """All persons by family name; `buchstabe=M` shows those whose name begins with it."""
    letter = request.GET.get("buchstabe", "").strip()
    if letter and (not is_harmless(letter) or letter not in LETTERS):
        raise wrong("buchstabe", letter, request.GET)
    rows = Person.objects.visible_to(viewer(request)).order_by("family_name", "given_name", "pk")
    if letter:
        rows = rows.filter(family_name__istartswith=letter)
    current = querysets.current_memberships(viewer(request))
    page = paginate(rows.prefetch_related(Prefetch("memberships", current, to_attr="current")), request.GET, size=50)
    return render(request, "council/persons.html", {"page": page, "letters": LETTERS, "letter": letter})


@council_page
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One person: functions now and before, and papers that they applied for."""
    user = viewer(request)
    found: Person = public_or_gone(Person.objects.filter(pk=pk).select_related("body", "source"), user)
    memberships = list(querysets.memberships_of(found, user)[:500])
    now = querysets.today()
    former = [row for row in memberships if row.end_date is not None and row.end_date < now]
    papers = found.papers.filter(visibility(user)).order_by("-date", "-pk").values_list("pk", flat=True)
    context = {
        "person": found,
        "current": [row for row in memberships if row not in former],
        "former": former,
        "papers": querysets.paper_rows(list(papers[:20])),
        "canonical": absolute(address(found)),
        "data_address": data_address(found),
    }
    return render(request, "council/person.html", context)
