"""A station: one step of a concern, with its proof."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.threads import periods
from roterfaden.threads.models.thread import Thread
from roterfaden.threads.periods import Period, Precision
from roterfaden.threads.querysets import StationQuerySet
from roterfaden.threads.stages import Stage


class Relation(models.TextChoices):
    """What a station's thing has to do with the concern."""

    INSPIRED = "inspired", _("gab den Anstoß")
    SUBMITTED_AS = "submitted_as", _("eingereicht als")
    AMENDED = "amended", _("geändert durch")
    DECIDED_IN = "decided_in", _("entschieden in")
    IMPLEMENTS = "implements", _("setzt um")
    FUNDED_BY = "funded_by", _("bezahlt aus")
    MEASURED_BY = "measured_by", _("gemessen an")
    TAUGHT = "taught", _("lehrte")
    CONTRADICTS = "contradicts", _("widerspricht")


class Station(models.Model):
    """A step. Its proof is a thing of the portal (kind and key) or a source outside; either may be missing.

    `start` is the first day of a day, month, season or year (`precision`). With `due`, it is a promise: open until
    `fulfilled`.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="stations", verbose_name=_("Faden"))
    stage = models.CharField(_("Stufe"), max_length=20, choices=Stage.choices)
    relation = models.CharField(_("Bezug"), max_length=20, choices=Relation.choices, blank=True)
    kind = models.CharField(_("Art der Sache"), max_length=40, blank=True)
    key = models.CharField(_("Schlüssel der Sache"), max_length=LONGEST_KEY, blank=True)
    source_url = models.CharField(_("Adresse der Quelle"), max_length=1000, blank=True)
    source_label = models.CharField(_("Herausgeber oder Titel der Quelle"), max_length=200, blank=True)
    archived_on = models.DateField(_("archiviert am"), null=True, blank=True)
    archive_url = models.CharField(_("Adresse im Archiv"), max_length=1000, blank=True)
    start = models.DateField(_("Beginn"))
    end = models.DateField(_("Ende"), null=True, blank=True)
    precision = models.CharField(_("Genauigkeit"), max_length=10, choices=Precision.choices, default=Precision.DAY)
    heading = models.CharField(_("Überschrift"), max_length=200)
    heading_en = models.CharField(_("Überschrift (englisch)"), max_length=200, blank=True)
    sentence = models.TextField(_("Was geschah"), blank=True)
    sentence_en = models.TextField(_("Was geschah (englisch)"), blank=True)
    due = models.DateField(_("Zugesagt bis"), null=True, blank=True)
    fulfilled = models.DateField(_("Zusage erfüllt am"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bestätigt von"),
    )
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    changed_at = models.DateTimeField(_("geändert"), default=timezone.now)

    objects = StationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["start", "pk"]
        indexes = [
            models.Index(fields=["thread", "start", "id"], name="station_in_order"),
            models.Index(fields=["kind", "key", "thread"], name="station_of_thing", condition=~models.Q(kind="")),
            models.Index(
                fields=["due", "thread"],
                name="station_promise",
                condition=models.Q(due__isnull=False, fulfilled__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="station_end_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="", key="") | (~models.Q(kind="") & ~models.Q(key="")), name="station_whole_ref"
            ),
        ]
        verbose_name = _("Station")
        verbose_name_plural = _("Stationen")

    def __str__(self) -> str:
        return self.heading

    @property
    def ref(self) -> Ref | None:
        """The thing of the portal that proves it."""
        return Ref(self.kind, self.key) if self.kind else None

    @property
    def is_decision(self) -> bool:
        """Whether something was decided here."""
        return self.stage == Stage.DECISION

    @property
    def period(self) -> Period:
        """When it begins."""
        return periods.of(self.start, self.precision)

    @property
    def end_period(self) -> Period | None:
        """When it ends, if that is said."""
        return periods.of(self.end, self.precision) if self.end else None

    @property
    def last_day(self) -> date:
        """The last day on which it can have been."""
        return (self.end_period or self.period).last
