"""Body, LegislativeTerm, Location (OParl 1.1, sections 3.3, 3.4, 3.14)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.council.models.base import CouncilObject


class Location(CouncilObject):
    """A place with description, address or GeoJSON."""

    oparl_type = "Location"

    description = models.TextField(_("Beschreibung"), blank=True)
    geojson = models.JSONField(_("GeoJSON"), null=True, blank=True)
    street_address = models.CharField(_("Straße"), max_length=500, blank=True)
    room = models.CharField(_("Raum"), max_length=500, blank=True)
    postal_code = models.CharField(_("Postleitzahl"), max_length=20, blank=True)
    sub_locality = models.CharField(_("Ortsteil"), max_length=300, blank=True)
    locality = models.CharField(_("Ort"), max_length=300, blank=True)

    class Meta(CouncilObject.Meta):
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")

    def __str__(self) -> str:
        return self.description or ", ".join(part for part in (self.room, self.street_address, self.locality) if part)


class Body(CouncilObject):
    """A corporation (Körperschaft) whose council works in the system."""

    oparl_type = "Body"

    name = models.CharField(_("Name"), max_length=500)
    short_name = models.CharField(_("Kurzname"), max_length=200, blank=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=100, unique=True)
    is_home = models.BooleanField(_("diese Stadt"), default=False)
    website = models.CharField(_("Website"), max_length=1000, blank=True)
    ags = models.CharField(_("AGS"), max_length=8, blank=True)
    rgs = models.CharField(_("RGS"), max_length=12, blank=True)
    equivalent = models.JSONField(_("gleichbedeutend"), default=list, blank=True)
    contact_email = models.CharField(_("Kontakt: Mail"), max_length=300, blank=True)
    contact_name = models.CharField(_("Kontakt: Name"), max_length=300, blank=True)
    classification = models.CharField(_("Art"), max_length=200, blank=True)
    oparl_since = models.DateTimeField(_("OParl seit"), null=True, blank=True)
    license_valid_since = models.DateTimeField(_("Lizenz gültig seit"), null=True, blank=True)
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="bodies")

    class Meta(CouncilObject.Meta):
        verbose_name = _("Körperschaft")
        verbose_name_plural = _("Körperschaften")
        constraints = [
            *CouncilObject.Meta.constraints,
            models.UniqueConstraint(fields=["is_home"], condition=models.Q(is_home=True), name="one_home_body"),
        ]


class LegislativeTerm(CouncilObject):
    """An electoral term of a body."""

    oparl_type = "LegislativeTerm"

    body = models.ForeignKey(Body, models.CASCADE, related_name="legislative_terms")
    name = models.CharField(_("Name"), max_length=500, blank=True)
    start_date = models.DateField(_("Beginn"), null=True, blank=True)
    end_date = models.DateField(_("Ende"), null=True, blank=True)

    class Meta(CouncilObject.Meta):
        verbose_name = _("Wahlperiode")
        verbose_name_plural = _("Wahlperioden")
