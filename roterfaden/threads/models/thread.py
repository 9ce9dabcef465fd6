"""A thread: one concern, from the first idea to what was learned."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.places.models import District
from roterfaden.threads.models.topic import Topic
from roterfaden.threads.querysets import PUBLIC, ThreadQuerySet
from roterfaden.threads.stages import Stage


class State(models.TextChoices):
    """Where a thread stands in its life."""

    DRAFT = "draft", _("Entwurf")
    PUBLIC = "public", _("öffentlich")
    CLOSED = "closed", _("abgeschlossen")
    HIDDEN = "hidden", _("verborgen")
    MERGED = "merged", _("aufgegangen in einem anderen")


class Thread(models.Model):
    """One concern. `stage` is derived: `telling.stage_reached` (`threads.actions`)."""

    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=120, unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    title_en = models.CharField(_("Titel (englisch)"), max_length=200, blank=True)
    summary = models.TextField(_("Worum es geht, in zwei, drei Sätzen"), blank=True)
    summary_en = models.TextField(_("Worum es geht (englisch)"), blank=True)
    easy = models.TextField(_("In Leichter Sprache"), blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Bild"),
    )
    image_alt = models.CharField(_("Was auf dem Bild zu sehen ist"), max_length=300, blank=True)
    image_alt_en = models.CharField(_("Was auf dem Bild zu sehen ist (englisch)"), max_length=300, blank=True)
    place_name = models.CharField(_("Ort"), max_length=200, blank=True)
    latitude = models.FloatField(_("Geografische Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Geografische Länge"), null=True, blank=True)
    districts = models.ManyToManyField(District, blank=True, related_name="threads", verbose_name=_("Stadtbezirke"))
    topics = models.ManyToManyField(Topic, blank=True, related_name="threads", verbose_name=_("Themen"))
    responsible = models.CharField(_("Wer zuständig ist"), max_length=200, blank=True)
    responsible_en = models.CharField(_("Wer zuständig ist (englisch)"), max_length=200, blank=True)
    next_step = models.CharField(_("Nächster Schritt"), max_length=300, blank=True)
    next_step_en = models.CharField(_("Nächster Schritt (englisch)"), max_length=300, blank=True)
    next_step_on = models.DateField(_("Nächster Schritt: wann"), null=True, blank=True)
    sample_data = models.BooleanField(_("Beispieldaten: erfunden"), default=False)

    state = models.CharField(_("Stand"), max_length=10, choices=State.choices, default=State.DRAFT)
    stage = models.CharField(_("Stufe"), max_length=20, choices=Stage.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("aufgegangen in")
    )
    #: Counts saves: who saves on top of an older one is shown the difference.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)
    changed_at = models.DateTimeField(_("geändert"), default=timezone.now)
    published_at = models.DateTimeField(_("veröffentlicht"), null=True, blank=True)

    objects = ThreadQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="thread_newest"),
            models.Index(fields=["stage", "-changed_at", "-id"], name="thread_by_stage"),
            models.Index(fields=["place_name"], name="thread_place", condition=~models.Q(place_name="")),
        ]
        permissions = [("publish_thread", _("Fäden veröffentlichen, verbergen, zusammenführen, teilen"))]
        verbose_name = _("Faden")
        verbose_name_plural = _("Fäden")

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether strangers may see it."""
        return self.state in PUBLIC
