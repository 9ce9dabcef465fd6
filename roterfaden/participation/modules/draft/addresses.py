"""Addresses of drafts: below their process, in the language at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from roterfaden.participation.modules.draft.models import Draft


def draft_address(draft: Draft, name: str = "draft", *more: object) -> str:
    """A draft's page, or another of its faces. Needs `draft.phase.process`."""
    return reverse(f"drafts:{name}", args=[draft.phase.process.slug, draft.pk, *more])


def passage_address(draft: Draft, anchor: str) -> str:
    """The page of a passage."""
    return draft_address(draft, "passage", anchor)


def suggestion_address(draft: Draft, key: int) -> str:
    """The page of a suggestion."""
    return draft_address(draft, "suggestion", key)
