"""Barriers that visitors reported and that were mended, for the page about what the portal brings about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from roterfaden.pages.models import Feedback
from roterfaden.participation.impact import Fact


def barriers(before: datetime) -> Sequence[Fact]:
    """How many were reported, and how many of them are mended: one query."""
    done = Count("pk", filter=Q(state=Feedback.State.DONE, done_at__lt=before))
    rows = Feedback.objects.filter(kind=Feedback.Kind.BARRIER, created__lt=before)
    found = rows.aggregate(reported=Count("pk"), mended=done)
    return [Fact(_("gemeldet"), found["reported"]), Fact(_("behoben"), found["mended"])]
