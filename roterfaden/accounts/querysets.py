"""Reading people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from roterfaden.kit.things import Ref


class PersonQuerySet(models.QuerySet[Any]):
    """People."""

    def active(self) -> PersonQuerySet:
        """Neither erased nor gone up in another row."""
        return self.filter(erased_at=None, merged_into=None)

    def named(self, ref: Ref) -> PersonQuerySet:
        """The one with this public name; none where it names somebody else, such as a member of the council."""
        try:
            uid = UUID(ref.key) if ref.kind == "person" else None
        except ValueError:
            uid = None
        return self.filter(uid=uid) if uid else self.none()
