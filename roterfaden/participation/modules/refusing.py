"""What cannot be done, said to a person; and what two people did at once. Shared by the modules that keep rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django_stubs_ext import StrOrPromise

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: Who writes texts, decides and leads; who makes public.
SEE, EDIT, PUBLISH = (
    "participation.view_process",
    "participation.change_process",
    "participation.publish_process",
)


class Refused(Exception):
    """Something cannot be done. `sentence` says it to a person, `field` where in the form."""

    def __init__(self, sentence: StrOrPromise, field: str = "") -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
        self.field = field


class Conflict(Exception):
    """Somebody else was faster. `stored` is what stands there now; nothing of either is lost."""

    def __init__(self, stored: models.Model) -> None:
        super().__init__(str(stored.pk))
        self.stored: Any = stored


def require(user: User, permission: str) -> None:
    """Whoever may not, gets PermissionDenied."""
    if not user.has_perm(permission):
        raise PermissionDenied(permission)
