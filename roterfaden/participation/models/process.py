"""A process of participation: what is asked, what is not up for decision, who decides, by which rules."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.kit.things import LONGEST_KEY, Ref
from roterfaden.participation.querysets import ProcessQuerySet
from roterfaden.places.models import District
from roterfaden.threads.models import Topic


class ProcessState(models.TextChoices):
    """Where a process stands in its life. What runs when is told by its phases."""

    DRAFT = "draft", _("Entwurf")
    PUBLIC = "public", _("öffentlich")
    CLOSED = "closed", _("abgeschlossen")
    HIDDEN = "hidden", _("verborgen")


class Influence(models.TextChoices):
    """How much those who take part decide (after the IAP2 spectrum)."""

    INFORM = "inform", _("informieren")
    CONSULT = "consult", _("anhören")
    COCREATE = "cocreate", _("gemeinsam gestalten")
    DECIDE = "decide", _("entscheiden")


class Process(models.Model):
    """One process. All texts are German with an English field beside."""

    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=120, unique=True)
    #: Which of the ready formats it was made from (`participation.formats`).
    format = models.CharField(_("Format"), max_length=30)
    #: The large sentence: what is asked of people ("Wo fehlen Bäume an der Ihme?").
    title = models.CharField(_("Frage oder Titel"), max_length=200)
    title_en = models.CharField(_("Frage oder Titel (englisch)"), max_length=200, blank=True)
    #: The short name ("Grün an der Ihme").
    name = models.CharField(_("kurzer Name"), max_length=80, blank=True)
    summary = models.TextField(_("Worum es geht, in zwei, drei Sätzen"), blank=True)
    summary_en = models.TextField(_("Worum es geht (englisch)"), blank=True)
    purpose = models.TextField(_("Was mit den Ergebnissen geschieht"), blank=True)
    purpose_en = models.TextField(_("Was mit den Ergebnissen geschieht (englisch)"), blank=True)
    fixed = models.TextField(_("Was nicht zur Entscheidung steht"), blank=True)
    fixed_en = models.TextField(_("Was nicht zur Entscheidung steht (englisch)"), blank=True)
    decides = models.CharField(_("Wer entscheidet"), max_length=300, blank=True)
    decides_en = models.CharField(_("Wer entscheidet (englisch)"), max_length=300, blank=True)
    influence = models.CharField(_("Einfluss"), max_length=10, choices=Influence.choices, default=Influence.CONSULT)
    budget = models.DecimalField(_("Geld dafür (€)"), max_digits=14, decimal_places=2, null=True, blank=True)
    budget_note = models.CharField(_("Anmerkung zum Geld"), max_length=300, blank=True)
    rules = models.TextField(_("Spielregeln"), blank=True)
    rules_en = models.TextField(_("Spielregeln (englisch)"), blank=True)
    easy = models.TextField(_("In Leichter Sprache"), blank=True)
    sign_language = models.URLField(_("Video in Gebärdensprache (Adresse)"), blank=True)
    office = models.CharField(_("Zuständig"), max_length=200, blank=True)
    contact = models.CharField(_("Kontakt: Name, Telefon"), max_length=300, blank=True)
    contact_mail = models.EmailField(_("Kontakt: E-Mail"), blank=True)
    districts = models.ManyToManyField(District, blank=True, related_name="processes", verbose_name=_("Stadtbezirke"))
    topics = models.ManyToManyField(Topic, blank=True, related_name="processes", verbose_name=_("Themen"))
    #: Whether contributions wait for release (True) or are looked at afterwards.
    before = models.BooleanField(_("Beiträge erst nach Freigabe zeigen"), default=False)
    answer_days = models.PositiveSmallIntegerField(_("Antwort zugesagt binnen (Tagen)"), null=True, blank=True)
    answer_from = models.PositiveIntegerField(_("Antwort ab so vielen Unterstützungen"), default=0)
    #: A formal procedure (BauGB § 3): only linked, never simulated.
    formal_url = models.URLField(_("förmliches Verfahren (Adresse)"), blank=True)
    sample_data = models.BooleanField(_("Beispieldaten: erfunden"), default=False)
    is_template = models.BooleanField(_("Vorlage"), default=False)

    state = models.CharField(_("Stand"), max_length=8, choices=ProcessState.choices, default=ProcessState.DRAFT)
    publish_at = models.DateTimeField(_("veröffentlichen am"), null=True, blank=True)
    published_at = models.DateTimeField(_("veröffentlicht"), null=True, blank=True)
    #: Why it is not public any more: everybody reads it at its address.
    hidden_reason = models.CharField(_("Grund des Verbergens"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("abgeschlossen"), null=True, blank=True)
    #: What came of it, told when it is over.
    result = models.TextField(_("Ergebnis"), blank=True)
    result_en = models.TextField(_("Ergebnis (englisch)"), blank=True)
    #: The week for which the organisers were reminded of answers that are owed (2026-W47).
    reminded_for = models.CharField(max_length=8, blank=True, default="", editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    changed_at = models.DateTimeField(_("geändert"), default=timezone.now)
    #: Counts saves: who saves on top of an older one is shown the difference.
    version = models.PositiveIntegerField(default=1)

    objects = ProcessQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["state", "-published_at", "-id"], name="process_newest")]
        permissions = [
            ("publish_process", _("Beteiligungen veröffentlichen, schließen, verbergen")),
            ("view_statistics", _("Statistik laufender Beteiligungen sehen")),
        ]
        verbose_name = _("Beteiligung")
        verbose_name_plural = _("Beteiligungen")

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> Ref:
        """Its name among public things, and the area of what is said in it."""
        return Ref("process", str(self.pk))

    @property
    def is_public(self) -> bool:
        """Whether strangers may see it."""
        return self.state in (ProcessState.PUBLIC, ProcessState.CLOSED)


class ProcessLink(models.Model):
    """What a process is tied to: a thread, a plan's node, a paper, any public thing."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="links")
    thing_kind = models.CharField(max_length=40)
    thing_key = models.CharField(max_length=LONGEST_KEY)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "thing_kind", "thing_key"], name="processlink_once")]
        indexes = [models.Index(fields=["thing_kind", "thing_key"], name="processlink_thing")]

    def __str__(self) -> str:
        return f"{self.process_id} {self.thing_kind}:{self.thing_key}"

    @property
    def thing(self) -> Ref:
        """The linked thing."""
        return Ref(self.thing_kind, self.thing_key)
