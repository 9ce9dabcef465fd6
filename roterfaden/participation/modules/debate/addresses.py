"""Addresses of theses: below their process, in the language at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from roterfaden.participation.modules.debate.models import Thesis


def thesis_address(thesis: Thesis) -> str:
    """A thesis' page. Needs `thesis.phase.process`."""
    return reverse("debates:thesis", args=[thesis.phase.process.slug, thesis.pk])
