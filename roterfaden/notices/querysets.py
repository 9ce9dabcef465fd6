"""Reads that are used more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q

from roterfaden.kit.things import Ref

if TYPE_CHECKING:
    from roterfaden.notices.models import Follower, Following  # noqa: F401 – both name what the querysets hold


class FollowerQuerySet(models.QuerySet["Follower"]):
    """Followers."""

    def of_user(self, user: Any) -> Follower | None:
        """The follower that an account is, if it follows anything."""
        return self.filter(user_id=user.pk).first() if user.is_authenticated else None


class FollowingQuerySet(models.QuerySet["Following"]):
    """Followings."""

    def of(self, ref: Ref) -> FollowingQuerySet:
        """Those of one thing."""
        return self.filter(kind=ref.kind, key=ref.key)

    def confirmed(self) -> FollowingQuerySet:
        """Those that count."""
        return self.filter(confirmed_at__isnull=False)

    def counts(self) -> Any:
        """How many follow each thing: {"kind", "key", "followers"}; the only form in which operators see them."""
        rows = self.confirmed().values("kind", "key")
        return rows.annotate(followers=Count("pk")).order_by("-followers", "kind", "key")


def any_of(refs: list[Ref], prefix: str = "") -> Q:
    """A condition: one of these things."""
    found = Q(pk__in=[])
    for kind in sorted({ref.kind for ref in refs}):
        keys = sorted({ref.key for ref in refs if ref.kind == kind})
        found |= Q(**{f"{prefix}kind": kind, f"{prefix}key__in": keys})
    return found
