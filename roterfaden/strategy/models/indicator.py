"""Indicators: what is measured and how, what shall be reached, and what works towards it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.models.base import Edited
from roterfaden.strategy.models.measure import Measure
from roterfaden.strategy.models.plan import PUBLIC_STATES, Node, Plan

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer

#: A measured number: 21 digits, 6 of them behind the comma. What is read has at most 15 (SQLite keeps no more).
VALUE: Any = {"max_digits": 21, "decimal_places": 6}


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Reads of indicators."""

    def visible_to(self, user: Viewer = None) -> IndicatorQuerySet:
        """What everybody may see: published ones, ended ones too, unless they belong to drafts alone."""
        places = IndicatorNode.objects.filter(indicator=OuterRef("pk"))
        public = places.filter(node__plan__state__in=PUBLIC_STATES)
        return self.filter(Exists(public) | ~Exists(places), state__in=Indicator.PUBLIC)

    def of_plan(self, plan: Plan) -> IndicatorQuerySet:
        """Those of a plan's nodes."""
        return self.filter(Exists(IndicatorNode.objects.filter(indicator=OuterRef("pk"), node__plan=plan)))

    def overdue(self, today: date) -> IndicatorQuerySet:
        """Those whose next value should be there."""
        return self.filter(state=Indicator.State.PUBLISHED, next_due_on__lt=today)

    def awaited(self, today: date) -> IndicatorQuerySet:
        """Public ones whose next value is due by today."""
        return self.filter(state=Indicator.State.PUBLISHED, next_due_on__lte=today)


class Indicator(Edited):
    """Something that is counted or measured again and again. What follows from its values (latest one, rating) is
    written by `indicators.figures.refresh` in the transaction of each change, so that lists need no computing.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        ENDED = "ended", _("wird nicht mehr erhoben")

    class Direction(models.TextChoices):
        """What is wanted."""

        UP = "up", _("mehr ist besser")
        DOWN = "down", _("weniger ist besser")
        KEEP = "keep", _("soll so bleiben")

    class Rating(models.TextChoices):
        """How it goes, by `methods.progress`."""

        ACHIEVED = "achieved", _("Ziel erreicht")
        ON_TRACK = "on_track", _("auf Kurs")
        MODERATE = "moderate", _("voran, aber zu langsam")
        INSUFFICIENT = "insufficient", _("kaum voran")
        WORSENING = "worsening", _("in die falsche Richtung")
        UNKNOWN = "unknown", _("noch nicht zu bewerten")

    PUBLIC = (State.PUBLISHED, State.ENDED)

    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=120, unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    title_en = models.CharField(_("Titel, englisch"), max_length=200, blank=True)
    description = models.TextField(_("Was wird gemessen?"), blank=True)
    description_en = models.TextField(_("Was wird gemessen? Englisch"), blank=True)
    unit = models.CharField(_("Einheit"), max_length=40, blank=True, help_text=_("z. B. Prozent, Tonnen CO₂, Euro"))
    unit_en = models.CharField(_("Einheit, englisch"), max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(_("Stellen hinter dem Komma"), default=0)
    direction = models.CharField(_("Richtung"), max_length=4, choices=Direction, default=Direction.UP)
    baseline_value = models.DecimalField(_("Ausgangswert"), null=True, blank=True, **VALUE)
    baseline_period = models.CharField(_("Zeitraum des Ausgangswerts"), max_length=10, blank=True)
    method = models.TextField(_("Wie wird gemessen?"), blank=True)
    method_en = models.TextField(_("Wie wird gemessen? Englisch"), blank=True)
    source_name = models.CharField(_("Quelle"), max_length=300, blank=True)
    source_url = models.URLField(_("Adresse der Quelle"), max_length=1000, blank=True)
    responsible = models.CharField(_("zuständig"), max_length=200, blank=True)
    controller = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("Wer trägt die Werte ein?"),
    )
    rhythm_months = models.PositiveSmallIntegerField(
        _("Ein Wert alle … Monate"), default=12, help_text=_("0: ohne festen Rhythmus")
    )
    wait_days = models.PositiveSmallIntegerField(
        _("Tage bis zur Veröffentlichung"), default=90, help_text=_("nach dem Ende des Zeitraums")
    )
    next_due_on = models.DateField(_("nächster Wert fällig"), null=True, blank=True, db_index=True)
    nodes = models.ManyToManyField(Node, through="IndicatorNode", related_name="indicators", verbose_name=_("Ziele"))
    state = models.CharField(_("Zustand"), max_length=10, choices=State, default=State.DRAFT)
    sample = models.BooleanField(_("Beispieldaten"), default=False)
    # -- figures (computed)
    rating = models.CharField(_("Fortschritt"), max_length=12, choices=Rating, default=Rating.UNKNOWN, editable=False)
    urgency = models.PositiveSmallIntegerField(default=0, editable=False)
    latest_value = models.DecimalField(_("letzter Wert"), null=True, editable=False, **VALUE)
    latest_period = models.CharField(max_length=10, blank=True, editable=False)
    latest_draft = models.BooleanField(default=False, editable=False)
    target_value = models.DecimalField(_("Zielwert"), null=True, editable=False, **VALUE)
    target_period = models.CharField(max_length=10, blank=True, editable=False)

    objects = IndicatorQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("Kennzahl")
        verbose_name_plural = _("Kennzahlen")
        indexes = [
            models.Index(fields=["-urgency", "id"], name="indicator_urgency"),
            models.Index(fields=["state", "rating"], name="indicator_rating"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(decimals__lte=6), name="indicator_has_at_most_6_places"),
            models.CheckConstraint(
                condition=Q(baseline_value__isnull=True) | ~Q(baseline_period=""), name="baseline_has_a_period"
            ),
        ]
        permissions = [
            ("enter_values", _("Kann Werte von Kennzahlen eintragen")),
            ("publish_indicator", _("Kann Kennzahlen veröffentlichen")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether it is published at all (its plans may still be drafts)."""
        return self.state in self.PUBLIC

    @property
    def said_title(self) -> str:
        """The title in the language at hand."""
        return self._said("title")

    @property
    def said_unit(self) -> str:
        """The unit in the language at hand."""
        return self._said("unit")

    @property
    def said_description(self) -> str:
        """What is measured, in the language at hand."""
        return self._said("description")

    @property
    def said_method(self) -> str:
        """How it is measured, in the language at hand."""
        return self._said("method")

    def _said(self, field: str) -> str:
        english = str(getattr(self, f"{field}_en")) if get_language() == "en" else ""
        return english or str(getattr(self, field))


class IndicatorNode(models.Model):
    """An indicator belongs to a node; it may belong to several, of several plans."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="places", verbose_name=_("Kennzahl"))
    node = models.ForeignKey(Node, models.PROTECT, related_name="indicator_places", verbose_name=_("Ziel"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["indicator", "node"], name="indicator_once_per_node")]

    def __str__(self) -> str:
        return f"{self.indicator_id} → {self.node_id}"


class IndicatorGoal(models.Model):
    """A goal of the United Nations (1 to 17), or one of its targets ("11.6"), that an indicator belongs to."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="goals", verbose_name=_("Kennzahl"))
    goal = models.PositiveSmallIntegerField(_("UN-Ziel"))
    target = models.CharField(_("Unterziel"), max_length=5, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["goal", "target"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "goal", "target"], name="goal_once_per_indicator"),
            models.CheckConstraint(condition=Q(goal__gte=1, goal__lte=17), name="goal_is_one_of_17"),
        ]
        indexes = [models.Index(fields=["goal", "indicator"], name="indicators_of_a_goal")]

    def __str__(self) -> str:
        return self.target or str(self.goal)


class Breakdown(models.Model):
    """A part of the whole that is measured too: dimension "Geschlecht", category "Frauen"."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="breakdowns", verbose_name=_("Kennzahl"))
    key = models.CharField(_("Schlüssel"), max_length=120)
    dimension = models.CharField(_("Merkmal"), max_length=100)
    category = models.CharField(_("Ausprägung"), max_length=100)
    dimension_en = models.CharField(_("Merkmal, englisch"), max_length=100, blank=True)
    category_en = models.CharField(_("Ausprägung, englisch"), max_length=100, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["dimension", "pk"]
        constraints = [models.UniqueConstraint(fields=["indicator", "key"], name="breakdown_once_per_indicator")]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.category}"

    @property
    def said_dimension(self) -> str:
        """The dimension in the language at hand."""
        return (self.dimension_en if get_language() == "en" else "") or self.dimension

    @property
    def said_category(self) -> str:
        """The category in the language at hand."""
        return (self.category_en if get_language() == "en" else "") or self.category


class Effect(models.Model):
    """What a measure does to an indicator, and how sure that is."""

    class Direction(models.TextChoices):
        """Which way it works."""

        RAISES = "raises", _("erhöht")
        LOWERS = "lowers", _("senkt")
        HOLDS = "holds", _("hält")

    class Confidence(models.TextChoices):
        """How sure that is."""

        LOW = "low", _("vermutet")
        MEDIUM = "medium", _("plausibel begründet")
        HIGH = "high", _("nachgewiesen")

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="effects", verbose_name=_("Maßnahme"))
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="effects", verbose_name=_("Kennzahl"))
    direction = models.CharField(_("Wirkung"), max_length=6, choices=Direction, default=Direction.RAISES)
    confidence = models.CharField(_("Wie sicher?"), max_length=6, choices=Confidence, default=Confidence.LOW)
    sentence = models.CharField(_("Warum?"), max_length=400, help_text=_("Ein Satz: Wie wirkt die Maßnahme darauf?"))
    sentence_en = models.CharField(_("Warum? Englisch"), max_length=400, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Wirkung")
        verbose_name_plural = _("Wirkungen")
        constraints = [models.UniqueConstraint(fields=["measure", "indicator"], name="effect_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} → {self.indicator_id}"

    @property
    def said_sentence(self) -> str:
        """The sentence in the language at hand."""
        return (self.sentence_en if get_language() == "en" else "") or self.sentence
