"""Districts and streets: what texts name, what residents ask for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class District(models.Model):
    """A district of the city (Hannover: Stadtbezirk)."""

    number = models.PositiveSmallIntegerField(_("Nummer"), unique=True)
    name = models.CharField(_("Name"), max_length=200, unique=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=200, unique=True)
    other_names = models.JSONField(_("Weitere Namen, z. B. Stadtteile"), default=list, blank=True)
    schematic_x = models.FloatField(_("Lage im Schema, waagerecht (0–1)"), null=True, blank=True)
    schematic_y = models.FloatField(_("Lage im Schema, senkrecht (0–1)"), null=True, blank=True)
    geometry = models.JSONField(_("GeoJSON-Fläche"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("Stadtbezirk")
        verbose_name_plural = _("Stadtbezirke")

    def __str__(self) -> str:
        return self.name


class Street(models.Model):
    """A street and the district it lies in (a street through two districts is two rows)."""

    name = models.CharField(_("Name"), max_length=200, db_index=True)
    district = models.ForeignKey(
        District, on_delete=models.CASCADE, related_name="streets", verbose_name=_("Stadtbezirk")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("Straße")
        verbose_name_plural = _("Straßen")
        constraints = [models.UniqueConstraint(fields=["name", "district"], name="street_once_per_district")]

    def __str__(self) -> str:
        return self.name
