"""Reading drafts, versions and suggestions. What hides one has one home: `visible_to`."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from roterfaden.participation.models import Process


class DraftQuerySet(models.QuerySet[Any]):
    """Drafts."""

    def visible_to(self, user: Any = None) -> DraftQuerySet:
        """Those of visible processes with a version that is published. Only the back office passes a user."""
        from roterfaden.participation.modules.draft.models import Version

        published = Version.objects.published().filter(draft=OuterRef("pk"))
        return self.filter(Exists(published), phase__process__in=Process.objects.visible_to(user))


class VersionQuerySet(models.QuerySet[Any]):
    """Versions."""

    def published(self) -> VersionQuerySet:
        """Those that everybody reads."""
        return self.filter(published_at__isnull=False)


class SuggestionQuerySet(models.QuerySet[Any]):
    """Suggestions."""

    def standing(self) -> SuggestionQuerySet:
        """Those whose words are public."""
        return self.filter(contribution__state="public")

    def open(self) -> SuggestionQuerySet:
        """Those that nobody has decided yet."""
        return self.filter(decision="")
