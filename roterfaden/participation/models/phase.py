"""A phase of a process: a time, and the method that is used in it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.participation.models.process import Process
from roterfaden.participation.querysets import PhaseQuerySet


class Phase(models.Model):
    """A stretch of time with one method. `start` is in it, `end` is not; both are moments (stored in UTC, typed and
    shown in Europe/Berlin). Several phases may run at the same time.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    #: The method: a key of `participation.modules.modules`; empty: nothing to do online (checking, council, building).
    module = models.CharField(_("Methode"), max_length=30, blank=True)
    name = models.CharField(_("Name"), max_length=120)
    name_en = models.CharField(_("Name (englisch)"), max_length=120, blank=True)
    text = models.TextField(_("Was in dieser Zeit geschieht"), blank=True)
    text_en = models.TextField(_("Was in dieser Zeit geschieht (englisch)"), blank=True)
    start = models.DateTimeField(_("Beginn"), null=True, blank=True)
    end = models.DateTimeField(_("Ende (ausschließlich)"), null=True, blank=True)
    #: What the method needs to know; each module has a frozen dataclass for it.
    settings = models.JSONField(_("Einstellungen"), default=dict, blank=True)

    #: Up to which beginning and end followers were told, so that each is told once (a moved date is told again).
    told_start = models.DateTimeField(null=True, blank=True, editable=False)
    told_end = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PhaseQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["process", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(start=None) | Q(end=None) | Q(start__lt=F("end")), name="phase_forward")
        ]
        verbose_name = _("Phase")
        verbose_name_plural = _("Phasen")

    def __str__(self) -> str:
        return self.name

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether it runs at this moment (server time). Without start it has not begun; without end it stays open."""
        moment = now or timezone.now()
        return self.start is not None and self.start <= moment and (self.end is None or moment < self.end)

    def is_over(self, now: datetime | None = None) -> bool:
        """Whether its end has passed."""
        return self.end is not None and self.end <= (now or timezone.now())
