"""The page of an idea: what it says, who supports it, what was answered, what became of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.accounts.current import person_of
from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import may_edit
from roterfaden.contributions.models import Contribution, Revision, State
from roterfaden.kit.things import keys_as_numbers
from roterfaden.moderation.hiding import hidden_page
from roterfaden.participation.modules.ideas import story
from roterfaden.participation.modules.ideas.addresses import list_address
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.participation.modules.ideas.pages import settings_here
from roterfaden.participation.modules.ideas.standing import light_of
from roterfaden.participation.querysets import PUBLIC as PUBLIC_PROCESS


@require_safe
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    """A public idea; one that went up in another says where; its author sees it while it waits."""
    found = _found(pk)
    row = found.contribution
    if row.state == State.MERGED:
        return _merged(request, found)
    if row.state == State.HIDDEN:
        back = (list_address(found.process), _("Alle Ideen"))
        return hidden_page(request, row, _("Diese Idee ist ausgeblendet."), back)
    person = person_of(request)
    is_own = person is not None and row.author_id == person.pk
    if row.state != State.PUBLIC and not (is_own and row.state in (State.WAITING, State.HELD)):
        raise Http404
    return render(request, "ideas/idea.html", _context(found, is_own) | _revised(row, person))


def _found(pk: int) -> Idea:
    """Any idea of a public process, or 404."""
    rows = Idea.objects.filter(
        pk__in=keys_as_numbers([str(pk)]), process__state__in=PUBLIC_PROCESS, process__is_template=False
    )
    parts = rows.select_related("contribution__author", "contribution__organisation", "district", "process")
    found: Idea | None = parts.prefetch_related("images", "process__phases").first()
    if found is None:
        raise Http404(_("Diese Idee gibt es nicht."))
    return found


def _context(found: Idea, is_own: bool) -> dict[str, Any]:
    row, settings = found.contribution, settings_here(found.process)
    return {
        "idea": found,
        "contribution": row,
        "process": found.process,
        "category": settings.category(found.category),
        "light": light_of(row, found.process) if row.answered_at or row.answer_due is None else None,
        "images": list(found.images.all()),
        "steps": story.steps_of(row),
        "members": story.members_of(found),
        "is_own": is_own,
    }


def _revised(row: Contribution, person: Person | None) -> dict[str, Any]:
    """Earlier wordings and additions, which everybody may read; what moderation shortened is not among them."""
    rows = list(row.revisions.all()) if row.is_public and row.edited_at else []
    return {
        "history": [old for old in rows if old.kind == Revision.Kind.EDIT],
        "additions": [new for new in rows if new.kind == Revision.Kind.ADDITION],
        "may_edit": may_edit(person, row),
    }


def _merged(request: HttpRequest, found: Idea) -> HttpResponse:
    """Where it went, with its own words and author."""
    head = Idea.objects.visible_to().select_related("contribution").filter(pk=found.head_id).first()
    context = {"idea": found, "contribution": found.contribution, "process": found.process, "head": head}
    return render(request, "ideas/merged.html", context)
