"""What the pages of drafts share."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from roterfaden.participation.modules.draft.models import Draft, Version
from roterfaden.participation.modules.draft.passages import ANCHOR

BIGGEST = 10**9


def public_draft(slug: str, pk: int) -> Draft:
    """The draft at an address; 404 for what is not public, and below another process."""
    rows = Draft.objects.visible_to().select_related("phase__process")
    found = rows.filter(pk=pk, phase__process__slug=slug).first() if pk < BIGGEST else None
    if not isinstance(found, Draft):
        raise Http404(_("Diesen Text gibt es nicht, oder er ist nicht öffentlich."))
    return found


def public_version(draft: Draft, number: int) -> Version:
    """A published version; 404 for any other number."""
    found = draft.versions.published().filter(number=number).first() if number < BIGGEST else None
    if not isinstance(found, Version):
        raise Http404(_("Diese Fassung gibt es nicht."))
    found.draft = draft
    return found


def known_anchor(draft: Draft, anchor: str) -> str:
    """A name that some passage of the draft has or had; 404 for any other text."""
    if not ANCHOR.fullmatch(anchor) or not 0 < int(anchor[1:]) <= draft.last_anchor:
        raise Http404(_("Diesen Absatz gibt es nicht."))
    return anchor
