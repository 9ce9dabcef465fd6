"""Where a page's machine-readable twins live."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse


def data_address(thing: Any) -> str:
    """The object in OParl, or nothing where that interface is not there."""
    try:
        return reverse("oparl:object", args=[thing.oparl_type.lower(), thing.pk])
    except NoReverseMatch:
        return ""


def api_address(thing: Any) -> str:
    """The object below /api/v1/, or nothing where it has no address there."""
    try:
        return reverse(f"api-v1:{thing.oparl_type.lower()}", kwargs={"key": thing.pk})
    except NoReverseMatch:
        return ""
