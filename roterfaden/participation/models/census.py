"""How many people live in the city, by district and by age: what participation is compared with. No personal data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CensusFigure(models.Model):
    """Residents of one district, or of one age band; each of the two adds up to the city."""

    class Kind(models.TextChoices):
        """By what people are counted."""

        DISTRICT = "district", _("Stadtbezirk")
        AGE = "age", _("Altersgruppe")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    #: Slug of a district, or an age band.
    key = models.CharField(max_length=200)
    number = models.PositiveIntegerField(_("Einwohner*innen"))
    #: Where it comes from: "Melderegister, 31.12.2025".
    source = models.CharField(_("Quelle"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="censusfigure_once")]
        verbose_name = _("Einwohnerzahl")
        verbose_name_plural = _("Einwohnerzahlen")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
