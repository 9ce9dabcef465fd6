"""Theses as public things: one comments on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.bilingual import said
from roterfaden.kit.things import Kind, Thing, keys_as_numbers, kinds, register
from roterfaden.participation.modules.debate.addresses import thesis_address
from roterfaden.participation.modules.debate.models import Thesis

MOST = 20
SUMMARY = 300


def register_things() -> None:
    """Tell the registry."""
    if "thesis" not in kinds:
        register(Kind("thesis", _("These"), _("Thesen"), load_theses, find_theses, thesis_texts, stage="participation"))


def load_theses(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Public theses: one query."""
    return {str(row.pk): thesis_thing(row) for row in _rows(user).filter(pk__in=keys_as_numbers(keys))}


def find_theses(text: str, user: Any) -> Sequence[Thing]:
    """Theses that hold the text."""
    words = text.replace("\x00", "").strip()[:200]
    if not words:
        return ()
    rows = _rows(user).filter(Q(title__icontains=words) | Q(title_en__icontains=words))
    return [thesis_thing(row) for row in rows[:MOST]]


def thesis_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What public theses say."""
    return {str(row.pk): [row.title, row.text] for row in _rows(None).filter(pk__in=keys_as_numbers(keys))}


def thesis_thing(thesis: Thesis) -> Thing:
    """A thesis as other rooms show it; needs its process at hand."""
    return Thing(
        thesis.ref,
        str(said(thesis, "title")),
        thesis_address(thesis),
        _("These"),
        summary=str(said(thesis, "text"))[:SUMMARY],
        sample=thesis.phase.process.sample_data,
    )


def _rows(user: Any) -> Any:
    return Thesis.objects.visible_to(user).select_related("phase__process")
