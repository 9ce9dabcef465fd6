"""What all objects of the council share: identity, provenance, state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.council.models.indexes import IsPublic

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    Viewer = AbstractBaseUser | AnonymousUser | None

M = TypeVar("M", bound="CouncilObject")


class State(models.TextChoices):
    """Where an object stands between its source and the public."""

    PRESENT = "present", _("vorhanden")
    MISSING = "missing", _("zuletzt nicht gefunden")
    STUB = "stub", _("nur erwähnt")
    WITHDRAWN = "withdrawn", _("nicht mehr veröffentlicht")
    DELETED = "deleted", _("von der Quelle gelöscht")
    HIDDEN = "hidden", _("durch die Redaktion verborgen")


#: Shown to everybody. A missing object stays: one failed fetch is never a deletion.
PUBLIC_STATES = (State.PRESENT, State.MISSING)
#: The same as a condition of partial indexes; the order of the states is that of `IsPublic`.
PUBLIC = models.Q(state__in=[state.value for state in PUBLIC_STATES])
#: Once public, now answered with 410 Gone.
GONE_STATES = (State.WITHDRAWN, State.DELETED, State.HIDDEN)


def visibility(user: Viewer = None, path: str = "") -> IsPublic:
    """The condition under which `user` may see the object at `path` (e.g. `paper__`): the one home of visibility.

    Today the same for all: staff look at hidden objects in the back office only.
    """
    return IsPublic(f"{path}state")


class CouncilQuerySet(models.QuerySet[M]):
    """Reads that every kind shares."""

    def visible_to(self, user: Viewer = None) -> CouncilQuerySet[M]:
        """What `user` may see."""
        return self.filter(visibility(user))

    def gone(self) -> CouncilQuerySet[M]:
        """What was public once and is not any more."""
        return self.filter(state__in=GONE_STATES)


class CouncilObject(models.Model):
    """An object of a council system.

    `key` is the id the source gave it, relative to the source's base address, so that a system that moves (other path,
    https instead of http) keeps its objects. The full OParl id is `Source.full_id(key)`.
    """

    source = models.ForeignKey("council.Source", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=500)
    created = models.DateTimeField(_("angelegt laut Quelle"), null=True, blank=True)
    modified = models.DateTimeField(_("geändert laut Quelle"), null=True, blank=True)
    keyword = models.JSONField(_("Schlagworte"), default=list, blank=True)
    license = models.CharField(_("Lizenz"), max_length=500, blank=True)
    web = models.CharField(_("Seite in der Quelle"), max_length=2000, blank=True)
    state = models.CharField(_("Zustand"), max_length=10, choices=State, default=State.PRESENT)
    first_seen = models.DateTimeField(_("zuerst gesehen"))
    #: When we last wrote this object or one of its parts: `modified` of our own OParl.
    changed_at = models.DateTimeField(_("hier geändert"), db_index=True)
    missing_since = models.DateTimeField(_("vermisst seit"), null=True, blank=True)
    missing_runs = models.PositiveSmallIntegerField(_("Läufe ohne dieses Objekt"), default=0)
    gone_at = models.DateTimeField(_("nicht mehr öffentlich seit"), null=True, blank=True)
    gone_reason = models.CharField(_("Grund"), max_length=200, blank=True)

    #: Wagtail's index of references follows editors' pages; an import of thousands of objects is none of its business.
    wagtail_reference_index_ignore: ClassVar[bool] = True
    #: OParl's name of the type: Paper, Meeting …
    oparl_type: ClassVar[str] = ""

    objects: ClassVar[Any] = CouncilQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="%(class)s_key_once")]

    def __str__(self) -> str:
        return str(getattr(self, "name", "") or self.key)

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return self.state in PUBLIC_STATES

    @property
    def is_gone(self) -> bool:
        """Whether it was public once and answers 410 now."""
        return self.state in GONE_STATES
