"""Targets of indicators, for several scenarios. They are replaced, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.models.base import AppendOnly, AppendOnlyError, PaperRef
from roterfaden.strategy.models.indicator import VALUE, Indicator


class ReplacedQuerySet(models.QuerySet[Any]):
    """Rows that are only added. The one thing that changes is which of several counts."""

    def current(self) -> Self:
        """Those that count."""
        return self.filter(current=True)

    def supersede(self, keys: Iterable[int]) -> int:
        """Newer rows follow these: they stay, but count no more. How many counted until now."""
        return models.QuerySet.update(self.filter(pk__in=list(keys), current=True), current=False)

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(self.model.__name__)


class Scenario(models.Model):
    """A set of targets: "Beschluss", "ehrgeizig". The first one is what the rating is measured against."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="scenarios", verbose_name=_("Kennzahl"))
    name = models.CharField(_("Name"), max_length=100)
    name_en = models.CharField(_("Name, englisch"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("Szenario")
        verbose_name_plural = _("Szenarien")
        constraints = [models.UniqueConstraint(fields=["indicator", "name"], name="scenario_once_per_indicator")]

    def __str__(self) -> str:
        return self.name

    @property
    def said_name(self) -> str:
        """The name in the language at hand."""
        return (self.name_en if get_language() == "en" else "") or self.name


class Target(PaperRef, AppendOnly):
    """What shall be reached by a period. A changed target is a new row; the former one stays with the reason."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="targets", verbose_name=_("Szenario"))
    period = models.CharField(_("Zeitraum"), max_length=10)
    end = models.DateField(_("bis"))
    value = models.DecimalField(_("Zielwert"), null=True, blank=True, **VALUE)
    current = models.BooleanField(_("gilt"), default=True, editable=False)
    reason = models.CharField(_("Grund der Änderung"), max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    set_at = models.DateTimeField(_("gesetzt am"), auto_now_add=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ReplacedQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["end", "pk"]
        verbose_name = _("Zielwert")
        verbose_name_plural = _("Zielwerte")
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "period"], condition=Q(current=True), name="one_target_counts_per_period"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="changed_target_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.period}"

    def clean(self) -> None:
        """A number without unit is no target."""
        if not self.scenario.indicator.unit:
            raise ValidationError(_("Ein Zielwert braucht eine Einheit. Bitte zuerst die Einheit der Kennzahl nennen."))
