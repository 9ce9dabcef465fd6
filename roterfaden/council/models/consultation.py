"""Consultation (OParl 1.1, section 3.11): a station of a paper, with its result."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roterfaden.council.models.base import CouncilObject
from roterfaden.council.models.meeting import AgendaItem, Meeting
from roterfaden.council.models.organization import Organization
from roterfaden.council.models.paper import Paper
from roterfaden.council.models.result import ResultFields


class Consultation(CouncilObject, ResultFields):
    """A paper at one body: an ordered station. The meeting is optional, as not every body publishes its meetings.

    `result` is what the source says of this station itself; where it says nothing, that of the agenda item counts
    (`council.derive` fills outcome and votes from whichever there is).
    """

    oparl_type = "Consultation"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="consultations", null=True)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, related_name="consultations", null=True, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, related_name="consultations", null=True, blank=True)
    organization = models.ForeignKey(Organization, models.SET_NULL, related_name="consultations", null=True, blank=True)
    further_organizations = models.ManyToManyField(Organization, related_name="+", blank=True)
    organization_name = models.CharField(_("Gremium laut Quelle"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    date = models.DateField(_("Tag"), null=True, blank=True)
    planned = models.BooleanField(_("ohne Termin angekündigt"), default=False)
    role = models.CharField(_("Rolle"), max_length=300, blank=True)
    authoritative = models.BooleanField(_("beschließend"), null=True, blank=True)
    #: Derived: this station had the last word ("adopted" means decided here), as `council.derive` explains.
    decides = models.BooleanField(_("entscheidet"), default=False)

    class Meta(CouncilObject.Meta):
        verbose_name = _("Beratung")
        verbose_name_plural = _("Beratungen")
        indexes = [
            models.Index(fields=["paper", "position"], name="consultation_order"),
            models.Index(fields=["state", "date"], name="consultation_by_date"),
            models.Index(fields=["organization", "date"], name="consultation_by_org"),
        ]


class GroupVote(models.Model):
    """How a faction or person voted, where the source names it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="group_votes", null=True, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="group_votes", null=True, blank=True)
    name = models.CharField(_("Fraktion oder Person"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    yes = models.PositiveIntegerField(_("Ja"), null=True)
    no = models.PositiveIntegerField(_("Nein"), null=True)
    abstentions = models.PositiveIntegerField(_("Enthaltungen"), null=True)
    quote = models.TextField(_("Beleg"), blank=True)
    confidence = models.PositiveSmallIntegerField(_("Sicherheit in %"), null=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
