"""Measured values, where they come from, and the runs that fetched them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.models.base import AppendOnly
from roterfaden.strategy.models.indicator import VALUE, Indicator
from roterfaden.strategy.models.target import ReplacedQuerySet


class ObservationQuerySet(ReplacedQuerySet):
    """Reads of values."""

    def whole(self) -> Self:
        """Those of the whole, not of a part."""
        return self.filter(breakdown="")


class Observation(AppendOnly):
    """A value of an indicator for a period: of the whole (no breakdown), or of a part.

    A correction is a new row that names the one it replaces. Which row counts is a flag, so that one index finds them.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations", verbose_name=_("Kennzahl"))
    breakdown = models.CharField(_("Teil"), max_length=120, blank=True)
    period = models.CharField(_("Zeitraum"), max_length=10)
    end = models.DateField(_("bis"))
    value = models.DecimalField(_("Wert"), **VALUE)
    draft = models.BooleanField(_("vorläufig"), default=False)
    current = models.BooleanField(_("gilt"), default=True, editable=False)
    revised_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revised_by")
    reason = models.CharField(_("Grund der Revision"), max_length=300, blank=True)
    seen_at = models.DateTimeField(_("eingetragen"), auto_now_add=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    run = models.ForeignKey("strategy.SourceRun", models.SET_NULL, null=True, related_name="+")

    objects = ObservationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["end", "pk"]
        verbose_name = _("Messwert")
        verbose_name_plural = _("Messwerte")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "breakdown", "period"], condition=Q(current=True), name="one_value_counts"
            ),
            models.CheckConstraint(
                condition=Q(revised_from__isnull=True) | ~Q(revised_from=F("pk")), name="value_does_not_revise_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "breakdown", "end"], condition=Q(current=True), name="values_that_count"),
            models.Index(
                fields=["indicator", "-seen_at"],
                condition=Q(revised_from__isnull=False),
                name="revisions_of_an_indicator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} {self.breakdown}".strip()


class ValueSource(models.Model):
    """Where values are fetched from by the job worker. `options` say which columns mean what (its kind's own words)."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="sources", verbose_name=_("Kennzahl"))
    kind = models.CharField(_("Art"), max_length=20)
    url = models.URLField(_("Adresse"), max_length=1000)
    options = models.JSONField(_("Einstellungen"), default=dict, blank=True)
    enabled = models.BooleanField(_("eingeschaltet"), default=True)
    every_hours = models.PositiveSmallIntegerField(_("alle … Stunden"), default=24)
    next_run_at = models.DateTimeField(_("nächster Abruf"), null=True, blank=True, db_index=True)
    failures = models.PositiveSmallIntegerField(_("Fehlschläge in Folge"), default=0, editable=False)
    last_ok_at = models.DateTimeField(_("zuletzt gelungen"), null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Datenquelle")
        verbose_name_plural = _("Datenquellen")
        constraints = [models.CheckConstraint(condition=Q(every_hours__gte=1), name="source_is_read_hourly_at_most")]

    def __str__(self) -> str:
        return self.url


class SourceRun(models.Model):
    """One reading of a file or address, for people: what came, what was refused in which line, what went wrong."""

    class State(models.TextChoices):
        """Where it stands."""

        PREVIEW = "preview", _("Vorschau")
        WAITING = "waiting", _("wartet auf die Übernahme")
        RUNNING = "running", _("läuft")
        COMPLETE = "complete", _("vollständig")
        PARTIAL = "partial", _("mit abgelehnten Zeilen")
        FAILED = "failed", _("fehlgeschlagen")
        DISCARDED = "discarded", _("verworfen")

    source = models.ForeignKey(ValueSource, models.SET_NULL, null=True, related_name="runs")
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, related_name="runs")
    kind = models.CharField(_("Art"), max_length=20)
    name = models.CharField(_("Datei oder Adresse"), max_length=1000)
    state = models.CharField(_("Ergebnis"), max_length=10, choices=State, default=State.RUNNING)
    started = models.DateTimeField(_("begonnen"), auto_now_add=True)
    finished = models.DateTimeField(_("beendet"), null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    options = models.JSONField(default=dict)
    message = models.TextField(_("Meldung"), blank=True)
    #: {"rows", "new", "revised", "equal", "refused"}
    counts = models.JSONField(_("Zeilen"), default=dict)
    #: [{"line": 7, "text": "keine Zahl: n/a"}], the first 500
    refused = models.JSONField(_("abgelehnt"), default=list)
    #: What a preview shows: [{"indicator", "period", "breakdown", "old", "new", "change"}], the first 100
    sample_rows = models.JSONField(default=list)
    #: The file of a preview, compressed, until it is taken or discarded.
    payload = models.BinaryField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Lauf")
        verbose_name_plural = _("Läufe")
        indexes = [models.Index(fields=["state", "started"], name="runs_by_state")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
