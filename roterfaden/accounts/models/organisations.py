"""Organisations of the city's society: associations, companies, schools, with confirmed speakers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models.people import Person


class Organisation(models.Model):
    """An association, company, school or other body that takes part."""

    class Kind(models.TextChoices):
        """What it is."""

        ASSOCIATION = "association", _("Verein, Initiative")
        COMPANY = "company", _("Unternehmen")
        SCHOOL = "school", _("Schule, Hochschule, Kita")
        PUBLIC = "public", _("öffentliche Einrichtung")
        OTHER = "other", _("andere")

    name = models.CharField(_("Name"), max_length=200, unique=True)
    slug = models.SlugField(_("Kurzname in der Adresse"), max_length=120, unique=True)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind.choices, default=Kind.ASSOCIATION)
    website = models.URLField(_("Website"), blank=True)
    sample_data = models.BooleanField(_("Beispieldaten: erfunden"), default=False)
    confirmed_at = models.DateTimeField(_("bestätigt"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")

    def __str__(self) -> str:
        return self.name


class Speaker(models.Model):
    """That somebody may speak for an organisation, once the city has confirmed it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="speakers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="speaks_for")
    confirmed_at = models.DateTimeField(_("bestätigt"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("angelegt"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="speaker_once")]
        verbose_name = _("Sprecher*in")
        verbose_name_plural = _("Sprecher*innen")

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.person_id}"
