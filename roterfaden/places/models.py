"""Districts and streets: what texts name, what residents ask for."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roterfaden.places.names import loose_key

INSIDE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class DistrictQuerySet(models.QuerySet["District"]):
    """Reads of districts. All are public."""

    def light(self) -> DistrictQuerySet:
        """Without the borders as they were supplied, which are large."""
        return self.defer("geometry")

    def with_streets(self) -> DistrictQuerySet:
        """Each with `street_count`, how many streets are known."""
        return self.annotate(street_count=Count("streets"))


class District(models.Model):
    """A district of the city (Hannover: Stadtbezirk)."""

    wagtail_reference_index_ignore = True

    number = models.PositiveSmallIntegerField(_("Nummer"), unique=True)
    name = models.CharField(_("Name"), max_length=200, unique=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=200, unique=True)
    other_names = models.JSONField(_("Weitere Namen, z. B. Stadtteile"), default=list, blank=True)
    schematic_x = models.FloatField(_("Lage im Schema, waagerecht (0–1)"), null=True, blank=True, validators=INSIDE)
    schematic_y = models.FloatField(_("Lage im Schema, senkrecht (0–1)"), null=True, blank=True, validators=INSIDE)
    #: As it was supplied (WGS 84, RFC 7946), for those who fetch it.
    geometry = models.JSONField(_("GeoJSON-Fläche"), null=True, blank=True)
    #: The same with few points, for drawing: [ring, …], a ring is [[longitude, latitude], …].
    outline = models.JSONField(_("vereinfachte Grenze"), null=True, blank=True, editable=False)
    #: Counts edits: who saves an older one is told.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("Stadtbezirk")
        verbose_name_plural = _("Stadtbezirke")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in the active language."""
        return reverse("places:district", args=[self.slug])

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then parts of town and other names."""
        return (self.name, *self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts of town and other names."""
        return tuple(name for name in self.other_names if isinstance(name, str) and name.strip())


class KeyField(models.CharField[str, str]):
    """The loose key of a street's name, made anew at each save, bulk ones too."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """From the name."""
        key = loose_key(getattr(model_instance, "name", ""))
        setattr(model_instance, self.attname, key)
        return key


class Street(models.Model):
    """A street and the district it lies in (a street through two districts is two rows)."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("Name"), max_length=200, db_index=True)
    district = models.ForeignKey(
        District, on_delete=models.CASCADE, related_name="streets", verbose_name=_("Stadtbezirk")
    )
    #: See `places.names`.
    key = KeyField(max_length=200, db_index=True, editable=False, default="")

    class Meta:
        ordering = ["name"]
        verbose_name = _("Straße")
        verbose_name_plural = _("Straßen")
        constraints = [models.UniqueConstraint(fields=["name", "district"], name="street_once_per_district")]

    def __str__(self) -> str:
        return self.name
