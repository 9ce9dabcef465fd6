"""An idea: the row beside its contribution.

Personal data: the place that somebody named (it may be where they live). Purpose: to know where something is wanted.
Legal basis: consent (Art. 6 (1) a GDPR), given by writing it into a form that says what becomes public. Erasure: place
and images go with the words when their author erases them (`erasers.py`).
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import Ref
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas.querysets import IdeaQuerySet
from roterfaden.places.models import District

LONGEST_PLACE = 200


class Status(models.TextChoices):
    """What the administration says of an idea; the reasons stand in its answer."""

    OPEN = "", _("noch nicht geprüft")
    REVIEW = "review", _("in Prüfung")
    ACCEPTED = "accepted", _("wird umgesetzt")
    PARTLY = "partly", _("wird in Teilen umgesetzt")
    DECLINED = "declined", _("so nicht")
    DONE = "done", _("umgesetzt")


class Idea(models.Model):
    """What is particular to an idea. Its key is that of its contribution: `idea:17`.

    `head` is the idea that this one ended up in, over all merges (None: it stands for itself); the contribution's
    `merged_into` is the one it was merged into directly, so that a merge can be taken back step by step.
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, primary_key=True, related_name="idea")
    process = models.ForeignKey(Process, models.CASCADE, related_name="ideas")
    #: A key of the categories in the phase's settings; empty: none.
    category = models.CharField(_("Kategorie"), max_length=40, blank=True)
    place = models.CharField(_("Ort"), max_length=LONGEST_PLACE, blank=True)
    district = models.ForeignKey(District, models.SET_NULL, null=True, blank=True, related_name="ideas")
    latitude = models.FloatField(_("Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Länge"), null=True, blank=True)
    status = models.CharField(_("Stand"), max_length=8, choices=Status.choices, default=Status.OPEN, blank=True)
    head = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="members")
    #: Words, place or visibility changed: the index of similar ideas reads again what changed.
    changed_at = models.DateTimeField(default=timezone.now)

    objects = IdeaQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["process", "category", "-contribution"], name="idea_category"),
            models.Index(fields=["process", "district", "-contribution"], name="idea_district"),
            models.Index(fields=["process", "status", "-contribution"], name="idea_status"),
            models.Index(fields=["process", "changed_at"], name="idea_changed"),
        ]
        verbose_name = _("Idee")
        verbose_name_plural = _("Ideen")

    def __str__(self) -> str:
        # Never the words: this text stands in logs.
        return f"idea {self.pk}"

    @property
    def ref(self) -> Ref:
        """Its name among public things."""
        return Ref("idea", str(self.pk))
