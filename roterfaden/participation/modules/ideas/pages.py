"""What the list of ideas shows, on its own page and within that of the process."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from roterfaden.contributions.asking import look_up_supports, rules_here
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas import listing, reading
from roterfaden.participation.modules.ideas.addresses import list_address
from roterfaden.participation.modules.ideas.exposure import tally
from roterfaden.participation.modules.ideas.listing import CURSOR, Wanted
from roterfaden.participation.modules.ideas.mapping import plan_of
from roterfaden.participation.modules.ideas.settings import IdeaSettings, idea_phases, settings_of
from roterfaden.places.models import District


def list_context(request: HttpRequest, process: Process, wanted: Wanted, cursor: str, size: int) -> dict[str, Any]:
    """A page of the list; raises kit.paging.BadCursor."""
    found, districts = settings_here(process), districts_here(process)
    page = listing.page_of(process, wanted, cursor, size)
    plan = plan_of(districts, page.rows) if found.map else None
    look_up_supports(request, page.rows)
    if request.method == "GET":
        tally.note(row.pk for row in page.rows)
    return {
        "process": process,
        "settings": found,
        "wanted": wanted,
        "choices": listing.choices(wanted, found, districts),
        "sorts": listing.sort_options(wanted),
        "cards": reading.cards(process, page.rows, found, plan.numbers if plan else {}),
        "total": listing.count(process, wanted),
        "plan": plan,
        "next": address(process, wanted, page.next) if page.next else "",
        "previous": address(process, wanted, page.previous) if page.previous else "",
        "here": address(process, wanted),
        "may_write": rules_here(request, process.ref, "idea").write,
    }


def settings_here(process: Process) -> IdeaSettings:
    """The settings of a process' phases of ideas: one query."""
    return settings_of(idea_phases(process))


def districts_here(process: Process) -> list[District]:
    """The districts to choose from: those of the process, or all where it has none. At most two queries."""
    own = list(process.districts.defer("geometry"))
    return own or list(District.objects.light()[:100])


def address(process: Process, wanted: Wanted, cursor: str = "", face: str = "ideas", *more: str) -> str:
    """The list with these filters, at a cursor."""
    query = "&".join(part for part in (wanted.query, urlencode({CURSOR: cursor}) if cursor else "") if part)
    path = list_address(process, face, *more)
    return f"{path}?{query}" if query else path
