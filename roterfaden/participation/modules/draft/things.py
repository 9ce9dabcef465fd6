"""Drafts and their passages as public things: one follows a draft, and comments on a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from roterfaden.kit.bilingual import said
from roterfaden.kit.things import Kind, Thing, keys_as_numbers, kinds, register
from roterfaden.participation.modules.draft.addresses import draft_address, passage_address
from roterfaden.participation.modules.draft.models import Draft, Version
from roterfaden.participation.modules.draft.passages import ANCHOR, Passage

MOST = 20
SUMMARY = 300


def register_things() -> None:
    """Tell the registry."""
    if "draft" in kinds:
        return
    register(
        Kind(
            "draft",
            _lazy("Entwurf"),
            _lazy("Entwürfe"),
            load_drafts,
            find_drafts,
            draft_texts,
            stage="participation",
        )
    )
    register(
        Kind(
            "passage",
            _lazy("Absatz eines Entwurfs"),
            _lazy("Absätze von Entwürfen"),
            load_passages,
            stage="participation",
            follow=False,
        )
    )


def load_drafts(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Public drafts: four queries."""
    return {str(row.pk): draft_thing(row) for row in _rows(user).filter(pk__in=keys_as_numbers(keys))}


def find_drafts(text: str, user: Any) -> Sequence[Thing]:
    """Drafts whose title holds the text."""
    words = text.replace("\x00", "").strip()[:200]
    if not words:
        return ()
    rows = _rows(user).filter(Q(title__icontains=words) | Q(title_en__icontains=words))
    return [draft_thing(row) for row in rows[:MOST]]


def draft_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What the newest public version says."""
    found: dict[str, list[str]] = {}
    for row in newest_versions(keys_as_numbers(keys)):
        found[str(row.draft_id)] = [row.draft.title, *(part.text for part in row.parts)]
    return found


def newest_versions(keys: Sequence[int]) -> list[Version]:
    """The newest published version of each public draft: one query."""
    rows = Version.objects.published().filter(draft__in=Draft.objects.visible_to().filter(pk__in=keys))
    found: dict[int, Version] = {}
    for row in rows.select_related("draft__phase__process").order_by("draft", "number"):
        found[row.draft_id] = row
    return list(found.values())


def load_passages(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Passages of the newest public versions, and those that are gone as far as their draft is public: two queries."""
    wanted: dict[int, list[str]] = {}
    for key in keys:
        number, _dash, anchor = key.partition("-")
        if keys_as_numbers([number]) and ANCHOR.fullmatch(anchor):
            wanted.setdefault(int(number), []).append(anchor)
    found = {}
    for version in newest_versions(list(wanted)):
        for anchor in wanted[version.draft_id]:
            found[f"{version.draft_id}-{anchor}"] = passage_thing(version.draft, anchor, version.by_anchor.get(anchor))
    return found


def draft_thing(draft: Draft) -> Thing:
    """A draft as other rooms show it; needs its process with districts and topics at hand."""
    process = draft.phase.process
    when = process.published_at
    return Thing(
        draft.ref,
        str(said(draft, "title")),
        draft_address(draft),
        _lazy("Entwurf"),
        summary=str(said(draft, "intro"))[:SUMMARY],
        date=localtime(when).date() if when else None,
        sample=process.sample_data,
        districts=tuple(district.slug for district in process.districts.all()),
        topics=tuple(topic.slug for topic in process.topics.all()),
    )


def passage_thing(draft: Draft, anchor: str, passage: Passage | None) -> Thing:
    """A passage as other rooms show it."""
    title = passage_title(passage)
    whole = _("{passage} in „{title}“").format(passage=title, title=said(draft, "title"))
    summary = passage.text[:SUMMARY] if passage else ""
    sample = draft.phase.process.sample_data
    url = passage_address(draft, anchor)
    return Thing(draft.passage_ref(anchor), whole, url, _lazy("Absatz"), summary=summary, sample=sample)


def passage_title(passage: Passage | None) -> str:
    """A passage in two words."""
    if passage is None:
        return _("Weggefallener Absatz")
    return _("Überschrift") if passage.is_heading else _("Absatz {number}").format(number=passage.number)


def _rows(user: Any) -> Any:
    rows = Draft.objects.visible_to(user).select_related("phase__process")
    return rows.prefetch_related("phase__process__districts", "phase__process__topics")
