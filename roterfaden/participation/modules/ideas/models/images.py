"""Images of ideas: made anew from what was uploaded, without anything but the picture.

Personal data: what the picture shows. Purpose: to show what is meant. Legal basis: consent. Erasure: with the words.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.participation.modules.ideas.models.idea import Idea


class Image(models.Model):
    """A picture. Without an idea it waits for the form it was uploaded with; a job takes away what waits too long.

    The file is found by `key`, which tells nothing: neither the idea nor the name that the file had.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, models.CASCADE, null=True, blank=True, related_name="images")
    owner = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.CharField(max_length=200)
    alt = models.CharField(_("Was ist zu sehen?"), max_length=300)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["created_at"], name="idea_image_waiting", condition=Q(idea=None))]
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")

    def __str__(self) -> str:
        return f"image {self.pk}"
