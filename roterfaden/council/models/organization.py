"""Organization, Person, Membership (OParl 1.1, sections 3.5 to 3.7)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.council.models.base import CouncilObject
from roterfaden.council.models.body import Body, Location


class Organization(CouncilObject):
    """A council, committee, district council, faction or office."""

    oparl_type = "Organization"

    class Kind(models.TextChoices):
        PLENUM = "plenum", _("Rat")
        COMMITTEE = "committee", _("Ausschuss")
        DISTRICT_COUNCIL = "districtCouncil", _("Bezirksrat")
        FACTION = "faction", _("Fraktion")
        ADMINISTRATION = "administration", _("Verwaltung")
        OTHER = "other", _("Sonstiges")

    body = models.ForeignKey(Body, models.CASCADE, related_name="organizations", null=True, blank=True)
    name = models.CharField(_("Name"), max_length=500, blank=True)
    short_name = models.CharField(_("Kurzname"), max_length=200, blank=True)
    kind = models.CharField(_("Art"), max_length=16, choices=Kind, default=Kind.OTHER)
    organization_type = models.CharField(_("Art laut Quelle"), max_length=200, blank=True)
    classification = models.CharField(_("Einordnung"), max_length=200, blank=True)
    post = models.JSONField(_("Funktionen"), default=list, blank=True)
    sub_organization_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    start_date = models.DateField(_("Beginn"), null=True, blank=True)
    end_date = models.DateField(_("Ende"), null=True, blank=True)
    website = models.CharField(_("Website"), max_length=1000, blank=True)
    external_body = models.CharField(_("andere Körperschaft"), max_length=1000, blank=True)
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="organizations")

    class Meta(CouncilObject.Meta):
        verbose_name = _("Gremium")
        verbose_name_plural = _("Gremien")
        indexes = [models.Index(fields=["body", "kind", "name"], name="organization_by_kind")]


class Person(CouncilObject):
    """A person as the council publishes them. Only public data; nothing is added to it."""

    oparl_type = "Person"

    body = models.ForeignKey(Body, models.CASCADE, related_name="persons", null=True, blank=True)
    name = models.CharField(_("Name"), max_length=500, blank=True)
    family_name = models.CharField(_("Familienname"), max_length=300, blank=True)
    given_name = models.CharField(_("Vorname"), max_length=300, blank=True)
    form_of_address = models.CharField(_("Anrede"), max_length=100, blank=True)
    affix = models.CharField(_("Namenszusatz"), max_length=100, blank=True)
    title = models.JSONField(_("Titel"), default=list, blank=True)
    gender = models.CharField(_("Geschlecht laut Quelle"), max_length=60, blank=True)
    phone = models.JSONField(_("Telefon"), default=list, blank=True)
    email = models.JSONField(_("Mail"), default=list, blank=True)
    status = models.JSONField(_("Funktionen"), default=list, blank=True)
    life = models.TextField(_("Lebenslauf"), blank=True)
    life_source = models.TextField(_("Quelle des Lebenslaufs"), blank=True)
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, related_name="persons")

    class Meta(CouncilObject.Meta):
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        indexes = [models.Index(fields=["body", "family_name", "given_name"], name="person_by_name")]


class Membership(CouncilObject):
    """A person in an organization, for a time."""

    oparl_type = "Membership"

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", null=True)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships", null=True)
    role = models.CharField(_("Rolle"), max_length=300, blank=True)
    voting_right = models.BooleanField(_("Stimmrecht"), null=True, blank=True)
    start_date = models.DateField(_("Beginn"), null=True, blank=True)
    end_date = models.DateField(_("Ende"), null=True, blank=True)
    on_behalf_of = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="delegates")

    class Meta(CouncilObject.Meta):
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
