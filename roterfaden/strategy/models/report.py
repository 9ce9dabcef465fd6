"""Reports: a plan as it stood on a day, frozen; proposed by one person and published by another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.models.base import AppendOnlyError
from roterfaden.strategy.models.plan import PUBLIC_STATES, Plan

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of reports. Only `step` and what belongs to it ever changes."""

    def visible_to(self, user: Viewer = None) -> ReportQuerySet:
        """Published ones of public plans."""
        return self.filter(step=Report.Step.PUBLISHED, plan__state__in=PUBLIC_STATES)

    def update(self, **values: Any) -> int:
        """Refused for what was frozen."""
        if set(values) & Report.FROZEN:
            raise AppendOnlyError(self.model.__name__)
        return super().update(**values)

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)


class Report(models.Model):
    """A frozen plan: one JSON document that nobody changes any more (`reports.document` says what is in it)."""

    class Step(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("wartet auf Freigabe")
        PUBLISHED = "published", _("veröffentlicht")
        RETURNED = "returned", _("zurückgegeben")

    FROZEN = frozenset({"plan", "plan_id", "date", "words", "words_en", "document", "digest", "author", "created_at"})

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports", verbose_name=_("Plan"))
    date = models.DateField(_("Stichtag"))
    words = models.TextField(_("Was die Zahlen sagen"))
    words_en = models.TextField(_("Was die Zahlen sagen, englisch"), blank=True)
    document = models.JSONField(_("Inhalt"))
    digest = models.CharField(_("Prüfsumme"), max_length=64)
    step = models.CharField(_("Schritt"), max_length=10, choices=Step, default=Step.PROPOSED)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("eingefroren"), auto_now_add=True)
    published_at = models.DateTimeField(_("veröffentlicht"), null=True, blank=True)
    return_note = models.TextField(_("Warum zurückgegeben"), blank=True)

    objects = ReportQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = _("Bericht")
        verbose_name_plural = _("Berichte")
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=F("author")), name="report_has_four_eyes"
            ),
            models.UniqueConstraint(
                fields=["plan", "date"], condition=Q(step="published"), name="one_report_a_plan_and_day"
            ),
        ]
        permissions = [("approve_report", _("Kann Berichte freigeben"))]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.date}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The first time only; steps change by conditional updates."""
        if not self._state.adding:
            raise AppendOnlyError(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(type(self).__name__)

    @property
    def said_words(self) -> str:
        """The words in the language at hand."""
        return (self.words_en if get_language() == "en" else "") or self.words

    @property
    def sample(self) -> bool:
        """Whether it is invented."""
        return bool(self.document.get("plan", {}).get("sample"))
