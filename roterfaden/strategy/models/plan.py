"""Plans, the names of their levels, their tree of nodes, and their permanent versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roterfaden.strategy.models.base import AppendOnly, AppendOnlyQuerySet, Edited, PaperRef

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer


class PlanQuerySet(models.QuerySet["Plan"]):
    """Reads of plans."""

    def visible_to(self, user: Viewer = None) -> PlanQuerySet:
        """What is public: everything but drafts. Staff see drafts in the back office."""
        return self.filter(state__in=PUBLIC_STATES)


class Plan(Edited):
    """A strategy, programme or agenda of the city. Several stand side by side."""

    class State(models.TextChoices):
        """Where a plan stands."""

        DRAFT = "draft", _("Entwurf")
        CONSULTATION = "consultation", _("Entwurf, zum Mitreden")
        IN_FORCE = "inForce", _("in Kraft")
        CLOSED = "closed", _("abgeschlossen")

    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=80, unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    title_en = models.CharField(_("Titel, englisch"), max_length=200, blank=True)
    question = models.CharField(
        _("Frage als Überschrift"), max_length=200, blank=True, help_text=_("z. B. Kommt die Digitale Agenda voran?")
    )
    question_en = models.CharField(_("Frage, englisch"), max_length=200, blank=True)
    summary = models.TextField(_("Worum es geht, in zwei Sätzen"), blank=True)
    summary_en = models.TextField(_("Worum es geht, englisch"), blank=True)
    text = models.TextField(_("Text"), blank=True, help_text=_("Absätze durch eine leere Zeile trennen."))
    plain_language = models.TextField(_("In Leichter Sprache"), blank=True)
    state = models.CharField(_("Zustand"), max_length=12, choices=State, default=State.DRAFT)
    starts_on = models.DateField(_("gilt ab"), null=True, blank=True)
    ends_on = models.DateField(_("gilt bis"), null=True, blank=True)
    responsible = models.CharField(_("verantwortlich"), max_length=200, blank=True)
    contact = models.CharField(
        _("Anschrift für Rückmeldungen"), max_length=300, blank=True, help_text=_("Mail oder Stelle, öffentlich")
    )
    consultation_until = models.DateField(_("Mitreden bis"), null=True, blank=True)
    report_months = models.PositiveSmallIntegerField(_("Bericht alle … Monate"), default=36)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Teil von")
    )
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("Nachfolger von")
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("verwandt mit"))
    sample = models.BooleanField(_("Beispieldaten"), default=False)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    objects = PlanQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("Plan")
        verbose_name_plural = _("Pläne")
        permissions = [("publish_plan", _("Pläne freigeben und Fassungen veröffentlichen"))]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="plan_is_not_its_own_part"),
            models.CheckConstraint(condition=~Q(predecessor=F("pk")), name="plan_does_not_follow_itself"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return self.state in PUBLIC_STATES

    @property
    def said_title(self) -> str:
        """The title in the language at hand."""
        return (self.title_en if get_language() == "en" else "") or self.title

    @property
    def said_summary(self) -> str:
        """What it is about, in the language at hand."""
        return (self.summary_en if get_language() == "en" else "") or self.summary


PUBLIC_STATES = (Plan.State.CONSULTATION, Plan.State.IN_FORCE, Plan.State.CLOSED)


class PlanLevel(models.Model):
    """What a plan calls the things of one depth: "Handlungsfeld", "Ziel", "Strategie", "Maßnahme"."""

    class Kind(models.TextChoices):
        """What a level means, whatever a plan calls it."""

        FIELD = "field", _("Handlungsfeld")
        GOAL = "goal", _("Ziel")
        STRATEGY = "strategy", _("Strategie")
        MEASURE = "measure", _("Maßnahme")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="levels", verbose_name=_("Plan"))
    depth = models.PositiveSmallIntegerField(_("Tiefe, von 1 an"))
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    singular = models.CharField(_("Einzahl"), max_length=80)
    plural = models.CharField(_("Mehrzahl"), max_length=80)
    singular_en = models.CharField(_("Einzahl, englisch"), max_length=80, blank=True)
    plural_en = models.CharField(_("Mehrzahl, englisch"), max_length=80, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["plan", "depth"]
        verbose_name = _("Ebene")
        verbose_name_plural = _("Ebenen")
        constraints = [models.UniqueConstraint(fields=["plan", "depth"], name="one_level_per_depth")]

    def __str__(self) -> str:
        return self.singular

    @property
    def one(self) -> str:
        """The singular in the language at hand."""
        return (self.singular_en if get_language() == "en" else "") or self.singular

    @property
    def many(self) -> str:
        """The plural in the language at hand."""
        return (self.plural_en if get_language() == "en" else "") or self.plural


class NodeQuerySet(models.QuerySet["Node"]):
    """Reads of nodes."""

    def visible_to(self, user: Viewer = None) -> NodeQuerySet:
        """Nodes of public plans; withdrawn ones too, which say so."""
        return self.filter(plan__state__in=PUBLIC_STATES)

    def current(self) -> NodeQuerySet:
        """What is part of the plan today."""
        return self.filter(withdrawn_at__isnull=True)


class Node(Edited):
    """A field, goal or strategy of a plan.

    A parent always stands on a higher level (a smaller depth) of the same plan. As depths grow strictly downwards, no
    circle can be; actions check that while they hold the plan's row.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="nodes", verbose_name=_("Plan"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("gehört zu")
    )
    level = models.ForeignKey(PlanLevel, models.PROTECT, related_name="nodes", verbose_name=_("Ebene"))
    depth = models.PositiveSmallIntegerField(_("Tiefe"))
    #: The depth of the parent, 0 without one: so that the database itself refuses a circle of two rows and more.
    parent_depth = models.PositiveSmallIntegerField(_("Tiefe des übergeordneten"), default=0)
    code = models.SlugField(_("Kennung"), max_length=80, help_text=_("bleibt für immer, steht in der Adresse"))
    number = models.CharField(_("Nummer"), max_length=20, blank=True)
    title = models.CharField(_("Titel"), max_length=300)
    title_en = models.CharField(_("Titel, englisch"), max_length=300, blank=True)
    question = models.CharField(_("Leitfrage"), max_length=300, blank=True)
    question_en = models.CharField(_("Leitfrage, englisch"), max_length=300, blank=True)
    text = models.TextField(_("Text"), blank=True, help_text=_("Absätze durch eine leere Zeile trennen."))
    plain_language = models.TextField(_("In Leichter Sprache"), blank=True)
    position = models.PositiveIntegerField(_("Reihenfolge"), default=0)
    withdrawn_at = models.DateTimeField(_("entfallen am"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("warum entfallen"), blank=True, editable=False)

    objects = NodeQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["plan", "depth", "position", "pk"]
        verbose_name = _("Punkt eines Plans")
        verbose_name_plural = _("Punkte der Pläne")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="node_code_once_per_plan"),
            models.CheckConstraint(condition=Q(parent_depth__lt=F("depth")), name="node_is_below_its_parent"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, parent_depth=0) | Q(parent__isnull=False, parent_depth__gt=0),
                name="node_knows_its_parents_depth",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        """field, goal or strategy."""
        return self.level.kind

    @property
    def said_title(self) -> str:
        """The title in the language at hand."""
        return (self.title_en if get_language() == "en" else "") or self.title

    @property
    def said_question(self) -> str:
        """The guiding question in the language at hand."""
        return (self.question_en if get_language() == "en" else "") or self.question


class PlanVersion(AppendOnly, PaperRef):
    """A whole plan as it was: one JSON document that nobody changes any more."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name=_("Plan"))
    number = models.PositiveIntegerField(_("Nummer"))
    created_at = models.DateTimeField(_("veröffentlicht"), auto_now_add=True)
    reason = models.TextField(_("Grund der Änderung"))
    document = models.JSONField(_("Inhalt"))
    digest = models.CharField(_("Prüfsumme"), max_length=64)
    #: Whether the plan was public when this was frozen; drafts of drafts stay in the back office.
    public = models.BooleanField(_("öffentlich"), default=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("durch")
    )

    objects = AppendOnlyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["plan", "-number"]
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_number_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"
