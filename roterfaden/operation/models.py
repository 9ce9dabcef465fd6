"""Leases, periodic jobs and their history, and the signs of life of job workers."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.operation.jobs import label_of


class Lease(models.Model):
    """One process's right to do one thing, until `until`. See `operation.leases`."""

    #: Bookkeeping of machines: none of Wagtail's index of references.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("Name"), max_length=120, primary_key=True)
    holder = models.CharField(_("Prozess"), max_length=200)
    until = models.DateTimeField(_("gilt bis"))

    class Meta:
        verbose_name = _("Belegung")
        verbose_name_plural = _("Belegungen")

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """When a periodic job runs next. What it does and how often stands in the code (`operation.jobs`)."""

    #: Bookkeeping of machines: none of Wagtail's index of references.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("Aufgabe"), max_length=100, primary_key=True)
    next_at = models.DateTimeField(_("nächster Lauf"), db_index=True)
    #: Failures in a row; the pause before the next attempt grows with them.
    failures = models.PositiveIntegerField(_("Fehlschläge in Folge"), default=0)
    paused = models.BooleanField(_("angehalten"), default=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("wiederkehrende Aufgabe")
        verbose_name_plural = _("wiederkehrende Aufgaben")

    def __str__(self) -> str:
        return self.label()

    @admin.display(description=_("Aufgabe"), ordering="name")
    def label(self) -> str:
        """The job's name for people."""
        return label_of(self.name)


class JobRun(models.Model):
    """One run of a periodic job, for a person who asks what happened last night."""

    #: Bookkeeping of machines: none of Wagtail's index of references.
    wagtail_reference_index_ignore = True

    class Outcome(models.TextChoices):
        RUNNING = "running", _("läuft")
        DONE = "done", _("erledigt")
        FAILED = "failed", _("gescheitert")
        LOST = "lost", _("abgebrochen (Prozess beendet)")

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="runs", verbose_name=_("Aufgabe"))
    worker = models.CharField(_("Prozess"), max_length=200)
    started = models.DateTimeField(_("begonnen"))
    finished = models.DateTimeField(_("beendet"), null=True, blank=True)
    outcome = models.CharField(_("Ausgang"), max_length=10, choices=Outcome, default=Outcome.RUNNING)
    message = models.TextField(_("Meldung"), blank=True)

    class Meta:
        ordering = ["-started", "-id"]
        indexes = [models.Index(fields=["schedule", "-started"], name="jobrun_of_schedule")]
        verbose_name = _("Lauf einer Aufgabe")
        verbose_name_plural = _("Läufe der Aufgaben")

    def __str__(self) -> str:
        return f"{self.label()} {self.started:%Y-%m-%d %H:%M}"

    @admin.display(description=_("Aufgabe"), ordering="schedule_id")
    def label(self) -> str:
        """The job's name for people."""
        return label_of(self.schedule_id)


class WorkerBeat(models.Model):
    """A job worker's sign of life, renewed every few seconds; the row is gone when the worker ended in order."""

    #: Bookkeeping of machines: none of Wagtail's index of references.
    wagtail_reference_index_ignore = True

    worker = models.CharField(_("Prozess"), max_length=200, primary_key=True)
    started = models.DateTimeField(_("begonnen"))
    seen = models.DateTimeField(_("zuletzt gesehen"))

    class Meta:
        verbose_name = _("Aufgaben-Prozess")
        verbose_name_plural = _("Aufgaben-Prozesse")

    def __str__(self) -> str:
        return self.worker
