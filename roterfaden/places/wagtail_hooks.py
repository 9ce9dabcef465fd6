"""Districts and streets in the back office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from roterfaden.places.actions import delete_street
from roterfaden.places.models import District, Street
from roterfaden.places.office.viewsets import PlacesGroup

register_snippet(PlacesGroup)


def office_urls() -> list[URLPattern | URLResolver]:
    """Lists of streets."""
    return [path("orte/", include("roterfaden.places.office.urls"))]


def log_actions(actions: Any) -> None:
    """What the log of the back office says about our actions."""
    actions.register_action(
        "places.import_streets", _("Straßenverzeichnis einlesen"), _("Straßenverzeichnis eingelesen")
    )


def through_actions(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponse | None:
    """Several at once: streets leave by our action, districts stay."""
    if any(isinstance(found, District) for found in objects):
        raise PermissionDenied
    if action_type != "delete" or not all(isinstance(found, Street) for found in objects):
        return None
    for street in objects:
        delete_street(request.user, street)
    return redirect("wagtailsnippets_places_street:list")


hooks.register("register_admin_urls", office_urls)
hooks.register("register_log_actions", log_actions)
hooks.register("before_bulk_action", through_actions)
