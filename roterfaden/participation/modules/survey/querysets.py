"""Reading surveys. What hides one has one home: `visible_to`."""

from __future__ import annotations

from typing import Any

from django.db import models

from roterfaden.participation.querysets import PUBLIC, may_see_all


class SurveyQuerySet(models.QuerySet[Any]):
    """Surveys."""

    def visible_to(self, user: Any = None) -> SurveyQuerySet:
        """Those of processes that may be shown. Only the back office passes a user."""
        if may_see_all(user):
            return self
        return self.filter(phase__process__state__in=PUBLIC, phase__process__is_template=False)

    def whole(self) -> SurveyQuerySet:
        """With phase, process, questions and options: three queries."""
        return self.select_related("phase__process").prefetch_related("questions__options")
