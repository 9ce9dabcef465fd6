"""Measures, where they belong, and what they cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from roterfaden.places.models import District
from roterfaden.strategy.models.base import MONEY, Edited, PaperRef
from roterfaden.strategy.models.plan import Node

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Reads of measures."""

    def visible_to(self, user: Viewer = None) -> MeasureQuerySet:
        """What is public: published, and part of a public plan (`figures.refresh` keeps the flag)."""
        return self.filter(public=True)


class Measure(Edited):
    """What the city does to reach a goal.

    The figures at the end (light, sums, counts) follow from milestones, budget and reports; `figures.refresh` writes
    them in the transaction of each change, so that lists need no computing.
    """

    class State(models.TextChoices):
        """Where a measure stands."""

        NOT_BEGUN = "notBegun", _("nicht begonnen")
        PLANNED = "planned", _("geplant")
        RUNNING = "running", _("in Umsetzung")
        FULFILLED = "fulfilled", _("erfüllt")
        REGULAR = "regular", _("in den Regelbetrieb übergegangen")
        DROPPED = "dropped", _("nicht weiterverfolgt")

    class Light(models.TextChoices):
        """The status that everybody sees, as shape and word. The rule is `methods.lights`."""

        ON_TRACK = "onTrack", _("im Plan")
        LATE = "late", _("verzögert")
        STALLED = "stalled", _("steht still")
        DONE = "done", pgettext_lazy("Stand einer Maßnahme", "erledigt")
        NOT_BEGUN = "notBegun", _("nicht begonnen")

    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=120, unique=True)
    number = models.CharField(_("Nummer"), max_length=30, blank=True)
    title = models.CharField(_("Titel"), max_length=200)
    title_en = models.CharField(_("Titel, englisch"), max_length=200, blank=True)
    what = models.TextField(_("Was wird getan?"), blank=True)
    why = models.TextField(_("Warum?"), blank=True)
    plain_language = models.TextField(_("In Leichter Sprache"), blank=True)
    lead = models.CharField(_("Federführung"), max_length=200, blank=True, db_index=True)
    lead_contact = models.CharField(_("Anschrift der Federführung, öffentlich"), max_length=300, blank=True)
    starts_on = models.DateField(_("Beginn, geplant"), null=True, blank=True)
    ends_on = models.DateField(_("Ende, geplant"), null=True, blank=True)
    ends_forecast = models.DateField(_("Ende, erwartet"), null=True, blank=True)
    begun_on = models.DateField(_("begonnen am"), null=True, blank=True)
    ended_on = models.DateField(_("beendet am"), null=True, blank=True)
    state = models.CharField(_("Zustand"), max_length=10, choices=State, default=State.NOT_BEGUN)
    state_reason = models.TextField(_("Grund des Zustands"), blank=True)
    #: What was learnt where a measure was dropped, through `kit.things` (kind and key), once there is a register.
    lesson_kind = models.CharField(_("Art der Erkenntnis"), max_length=40, blank=True)
    lesson_key = models.CharField(_("Schlüssel der Erkenntnis"), max_length=200, blank=True)
    nodes = models.ManyToManyField(Node, through="MeasureNode", related_name="measures", verbose_name=_("Ziele"))
    districts = models.ManyToManyField(
        District,
        blank=True,
        related_name="measures",
        verbose_name=_("Stadtbezirke"),
        help_text=_("keiner: gesamtstädtisch"),
    )
    published = models.BooleanField(_("veröffentlicht"), default=False)
    sample = models.BooleanField(_("Beispieldaten"), default=False)
    # -- how it is kept up to date
    controller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("Wer meldet den Stand?"),
    )
    update_days = models.PositiveSmallIntegerField(_("Meldung alle … Tage"), default=90)
    reported_on = models.DateField(_("zuletzt gemeldet"), null=True, blank=True)
    update_due_on = models.DateField(_("nächste Meldung fällig"), null=True, blank=True, db_index=True)
    #: The due date for which the controller was reminded: one mail for each.
    reminded_for = models.DateField(_("erinnert für"), null=True, blank=True, editable=False)
    # -- the override, which is always shown with its reason
    override_light = models.CharField(_("Ampel von Hand"), max_length=10, choices=Light, blank=True)
    override_reason = models.TextField(_("Grund dafür"), blank=True)
    override_at = models.DateTimeField(_("von Hand seit"), null=True, blank=True)
    # -- figures (computed)
    public = models.BooleanField(_("öffentlich"), default=False, editable=False)
    computed_light = models.CharField(max_length=10, choices=Light, default=Light.NOT_BEGUN, editable=False)
    light = models.CharField(_("Stand"), max_length=10, choices=Light, default=Light.NOT_BEGUN, editable=False)
    #: What hurts most comes first: the larger, the more urgent (`figures.urgency`).
    urgency = models.PositiveIntegerField(default=0, editable=False)
    #: The day from which the light may be another one without anybody doing anything.
    recheck_on = models.DateField(null=True, editable=False, db_index=True)
    next_due_on = models.DateField(_("nächster Termin"), null=True, editable=False)
    planned_total = models.DecimalField(_("geplant"), null=True, editable=False, **MONEY)
    spent_total = models.DecimalField(_("ausgegeben"), null=True, editable=False, **MONEY)
    milestones_total = models.PositiveSmallIntegerField(default=0, editable=False)
    milestones_done = models.PositiveSmallIntegerField(default=0, editable=False)
    shift_count = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = MeasureQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        permissions = [("publish_measure", _("Maßnahmen, Meldungen und Abwägungen freigeben"))]
        indexes = [
            models.Index(fields=["-urgency", "-id"], condition=Q(public=True), name="measure_urgency"),
            models.Index(fields=["next_due_on", "id"], condition=Q(public=True), name="measure_due"),
            models.Index(fields=["-planned_total", "-id"], condition=Q(public=True), name="measure_cost"),
            models.Index(fields=["public", "light"], name="measure_light"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="measure_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(begun_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("begun_on")),
                name="measure_ended_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(state_reason=""), name="dropped_measure_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(override_light="") | ~Q(override_reason=""), name="override_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def said_title(self) -> str:
        """The title in the language at hand."""
        return (self.title_en if get_language() == "en" else "") or self.title

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come."""
        return self.state in (self.State.FULFILLED, self.State.REGULAR, self.State.DROPPED)

    @property
    def end(self) -> date | None:
        """When it ended, or is expected to end."""
        return self.ended_on or self.ends_forecast or self.ends_on

    @property
    def progress(self) -> int | None:
        """Percent of the milestones that are reached, rounded down; None without milestones."""
        return self.milestones_done * 100 // self.milestones_total if self.milestones_total else None


class MeasureNode(models.Model):
    """A measure serves a node; it may serve several, of several plans."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="places", verbose_name=_("Maßnahme"))
    node = models.ForeignKey(Node, models.PROTECT, related_name="places", verbose_name=_("Ziel"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["measure", "node"], name="measure_once_per_node")]

    def __str__(self) -> str:
        return f"{self.measure_id} → {self.node_id}"


class MeasureTopic(models.Model):
    """A topic of a measure, by its slug; topics live in a room that knows more about them."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="topics", verbose_name=_("Maßnahme"))
    slug = models.SlugField(_("Thema"), max_length=100)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "slug"], name="topic_once_per_measure")]
        indexes = [models.Index(fields=["slug", "measure"], name="measures_of_a_topic")]

    def __str__(self) -> str:
        return self.slug


class Partner(models.Model):
    """Somebody who carries a measure together with its lead."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="partners", verbose_name=_("Maßnahme"))
    name = models.CharField(_("Partner*in"), max_length=200)
    contact = models.CharField(_("Anschrift, öffentlich"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("Partner*in")
        verbose_name_plural = _("Partner*innen")
        constraints = [models.UniqueConstraint(fields=["measure", "name"], name="partner_once_per_measure")]

    def __str__(self) -> str:
        return self.name


class BudgetLine(PaperRef):
    """Money of one year from one source. An amount that is not published is empty, which is not zero."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="budget", verbose_name=_("Maßnahme"))
    year = models.PositiveSmallIntegerField(_("Jahr"))
    source = models.CharField(_("Quelle des Geldes"), max_length=200, help_text=_("z. B. Haushalt, Bund, Stiftung"))
    planned = models.DecimalField(_("geplant"), null=True, blank=True, **MONEY)
    actual = models.DecimalField(_("ausgegeben"), null=True, blank=True, **MONEY)
    note = models.CharField(_("Anmerkung"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["year", "source", "pk"]
        verbose_name = _("Zeile des Budgets")
        verbose_name_plural = _("Budget")
        constraints = [
            models.UniqueConstraint(fields=["measure", "year", "source"], name="budget_once_per_year_and_source"),
            models.CheckConstraint(condition=Q(year__gte=1950, year__lte=2150), name="budget_year_is_possible"),
            models.CheckConstraint(condition=Q(planned__isnull=True) | Q(planned__gte=0), name="planned_is_no_debt"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.source}"

    @property
    def over(self) -> Decimal | None:
        """How much more was spent than planned; None where it was not."""
        if self.planned is None or self.actual is None or self.actual <= self.planned:
            return None
        return self.actual - self.planned
