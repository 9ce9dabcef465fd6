"""Ideas as public things, and in the search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import Kind, Thing, keys_as_numbers, register
from roterfaden.participation.modules.ideas.addresses import idea_address
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.participation.modules.ideas.querysets import IdeaQuerySet
from roterfaden.search import registry as search

KIND = "idea"
MOST = 20
SUMMARY = 200


def register_things() -> None:
    """Tell the registries."""
    register(Kind(KIND, _("Idee"), _("Ideen"), load_ideas, find_ideas, idea_texts, stage="idea"))
    search.register(search.Searchable(KIND, _("Idee"), _("Ideen"), visible, documents, boost=1.2))


def visible() -> IdeaQuerySet:
    """What a stranger may see."""
    return Idea.objects.visible_to()


def load_ideas(keys: Sequence[str], user: Any) -> Mapping[str, Thing]:
    """Public ideas: one query."""
    rows = _with_parts(Idea.objects.visible_to(user).filter(pk__in=keys_as_numbers(keys)))
    return {str(row.pk): idea_thing(row) for row in rows}


def find_ideas(text: str, user: Any) -> Sequence[Thing]:
    """Ideas whose title holds the text, the most supported first."""
    words = text.replace("\x00", "").strip()[:200]
    if not words:
        return ()
    named = Q(contribution__title__icontains=words)
    if words.isdecimal() and len(words) < 19:
        named |= Q(pk=int(words))
    rows = Idea.objects.visible_to(user).filter(named).order_by("-contribution__support_count", "pk")
    return [idea_thing(row) for row in _with_parts(rows)[:MOST]]


def idea_texts(keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What a public idea says itself."""
    rows = Idea.objects.visible_to().filter(pk__in=keys_as_numbers(keys)).select_related("contribution")
    return {str(row.pk): [row.contribution.title, row.contribution.text, row.place] for row in rows}


def idea_thing(idea: Idea) -> Thing:
    """An idea as other rooms show it; needs contribution, process and district at hand."""
    row = idea.contribution
    when = row.published_at
    text = " ".join(row.text.split())
    return Thing(
        idea.ref,
        row.title,
        idea_address(idea.pk),
        _("Idee"),
        summary=text if len(text) <= SUMMARY else f"{text[:SUMMARY]} …",
        date=localtime(when).date() if when else None,
        state=str(idea.get_status_display()) if idea.status else "",
        sample=row.sample_data,
        districts=(idea.district.slug,) if idea.district else (),
    )


def documents(keys: Sequence[int]) -> Iterable[search.Document]:
    """Documents of these ideas: one query."""
    with translation.override("de"):
        return [_document(idea) for idea in _with_parts(visible().filter(pk__in=keys))]


def _document(idea: Idea) -> search.Document:
    row = idea.contribution
    day = localtime(row.published_at).date() if row.published_at else None
    facets = [("year", str(day.year))] if day else []
    facets += [("district", idea.district.slug)] if idea.district else []
    return search.Document(
        KIND,
        idea.pk,
        idea_address(idea.pk),
        row.title,
        body="\n".join(part for part in (row.text, idea.place) if part),
        context=idea.process.title,
        date=day,
        facets=tuple(facets),
        language=row.language,
    )


def _with_parts(rows: IdeaQuerySet) -> IdeaQuerySet:
    return rows.select_related("contribution", "process", "district")
