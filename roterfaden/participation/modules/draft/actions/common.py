"""What the actions of drafts share."""

from __future__ import annotations

from roterfaden.participation.modules.draft.models import Draft, Version


def lock(draft: Draft) -> Draft:
    """The draft's row, so that its text changes for one person at a time (until the transaction ends)."""
    found: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    return found


def working(draft: Draft) -> Version:
    """The version in the making; the first call after a publication copies the newest. Needs `lock`."""
    newest: Version | None = draft.versions.order_by("-number").first()
    if newest is None:
        begun: Version = Version.objects.create(draft=draft, number=1)
        return begun
    if newest.published_at is None:
        return newest
    copy: Version = Version.objects.create(draft=draft, number=newest.number + 1, passages=newest.passages)
    return copy
