"""What the models of strategies share: visibility, versions for two editors at once, rows that are only added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    Viewer = AbstractBaseUser | AnonymousUser | None

#: Amounts of money: up to 999 billions with cents.
MONEY: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}


class Edited(models.Model):
    """A row that people edit. `version` grows with every change: who saves an older one is shown the difference."""

    version = models.PositiveIntegerField(_("Stand"), default=1, editable=False)
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    changed_at = models.DateTimeField(_("geändert"), auto_now=True)

    class Meta:
        abstract = True


class AppendOnlyError(TypeError):
    """Somebody tried to change what is only ever added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that nobody changes or removes by a query."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The first time only."""
        if self.pk is not None and not self._state.adding:
            raise AppendOnlyError(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(type(self).__name__)


class PaperRef(models.Model):
    """The paper that decided something, named through the registry of public things (`kit.things`), or nothing."""

    paper_kind = models.CharField(_("Art des Belegs"), max_length=40, blank=True)
    paper_key = models.CharField(_("Schlüssel des Belegs"), max_length=200, blank=True)

    class Meta:
        abstract = True
